package io.ringfence.core.delivery;

import io.ringfence.core.event.DeliveryChannel;
import io.ringfence.core.event.DeliveryPolicySetDecoder;
import io.ringfence.core.event.EventSubmittedDecoder;
import io.ringfence.core.event.Flag;

/**
 * The ways to an account, in the order in which they are tried.
 *
 * @param choices a byte each, the first in the lowest: the channel's value plus 1, and bit 7 where the choice is left out when
 *     its turn comes and the account has no session
 */
public record DeliveryPlan(long choices) {
    /** Most choices of a plan. */
    public static final int MAX_CHOICES = Long.BYTES;

    /** No way at all. */
    public static final DeliveryPlan NONE = new DeliveryPlan(0);

    private static final int CHANNEL_MASK = 0x7F;
    private static final int ONLY_IF_ACTIVE = 0x80;

    /** The plan that an event carries, or null where that is none. Goes through the group. */
    static DeliveryPlan of(EventSubmittedDecoder.ChannelsDecoder channels) {
        DeliveryPlan plan = NONE;
        while (channels.hasNext() && plan != null) {
            channels.next();
            plan = plan.plusRaw(channels.channelRaw(), channels.onlyIfActiveRaw());
        }
        return plan;
    }

    /**
     * The plan that a policy carries, {@link #NONE} for no channel, or null where one is no channel, or they are more than
     * {@value #MAX_CHOICES}. Goes through the group.
     */
    public static DeliveryPlan of(DeliveryPolicySetDecoder.ChannelsDecoder channels) {
        DeliveryPlan plan = NONE;
        while (channels.hasNext() && plan != null) {
            channels.next();
            plan = plan.plusRaw(channels.channelRaw(), channels.onlyIfActiveRaw());
        }
        return plan;
    }

    private DeliveryPlan plusRaw(int channel, int onlyIfActive) {
        boolean isChoice = channel <= DeliveryChannel.WEBHOOK.value() && size() < MAX_CHOICES;
        return isChoice ? plus(DeliveryChannel.get((short) channel), onlyIfActive == Flag.YES.value()) : null;
    }

    /**
     * This plan with another choice behind its last.
     *
     * @throws IllegalArgumentException when that is no channel, or the plan is full
     */
    public DeliveryPlan plus(DeliveryChannel channel, boolean isOnlyIfActive) {
        int size = size();
        if (channel == DeliveryChannel.NULL_VAL || size == MAX_CHOICES) {
            throw new IllegalArgumentException(
                    "a plan takes " + MAX_CHOICES + " channels; it has " + size + " and is to take " + channel);
        }
        long choice = channel.value() + 1 | (isOnlyIfActive ? ONLY_IF_ACTIVE : 0);
        return new DeliveryPlan(choices | choice << size * Byte.SIZE);
    }

    /** Number of choices, 0 to {@value #MAX_CHOICES}. */
    public int size() {
        return (Long.SIZE - Long.numberOfLeadingZeros(choices) + Byte.SIZE - 1) / Byte.SIZE;
    }

    private int choice(int index) {
        return (int) (choices >>> index * Byte.SIZE);
    }

    /** The channel of a choice, from 0. */
    public DeliveryChannel channel(int index) {
        return DeliveryChannel.get((short) ((choice(index) & CHANNEL_MASK) - 1));
    }

    /** Whether a choice is left out when its turn comes and the account has no session. */
    public boolean isOnlyIfActive(int index) {
        return (choice(index) & ONLY_IF_ACTIVE) != 0;
    }
}
