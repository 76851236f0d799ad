package io.ringfence.transport.delivery;

import io.ringfence.core.event.DeliveryChannel;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Hands events to couriers, each channel on a thread of its own, and their answers back to the core. What is here is bounded and
 * kept nowhere: when the host stops it is dropped, and the core asks again when it is back.
 *
 * <p>{@link #connect} before {@link #start}, both before the core starts. Closed after the core: what still lands then is dropped.
 */
public final class DeliveryDesk implements AutoCloseable {
    private final Map<DeliveryChannel, ChannelDesk> channels = new EnumMap<>(DeliveryChannel.class);
    private final DeliveryCounters counters = new DeliveryCounters();
    private final AnswerPump answers;

    /**
     * A desk for some channels; what is asked of others fails at once.
     *
     * @param couriers one for each channel; the desk closes them
     * @param writers makes a writer for each channel
     * @param nanoClock does not run backwards
     * @throws IllegalArgumentException when two couriers have the same channel, or one that needs none
     */
    public DeliveryDesk(
            DeliveryConfig config,
            List<? extends Courier> couriers,
            Supplier<? extends NotificationWriter> writers,
            LongSupplier nanoClock) {
        answers = new AnswerPump(config.maxHeldAnswers());
        for (Courier courier : couriers) {
            DeliveryChannel channel = courier.channel();
            boolean needsCourier = channel != DeliveryChannel.ACTIVE_SESSION && channel != DeliveryChannel.NULL_VAL;
            if (!needsCourier || channels.containsKey(channel)) {
                throw new IllegalArgumentException("delivery: a courier of " + channel
                        + ": expected one for each channel" + " outside the edge at most");
            }
            channels.put(
                    channel, new ChannelDesk(courier, config.of(channel), writers.get(), answers, counters, nanoClock));
        }
    }

    /** Gives the desk its way back into the ring. */
    public void connect(AnswerPort port) {
        answers.connect(port);
    }

    /** Starts the threads: one for each channel, one for the answers. */
    public void start() {
        answers.start();
        channels.values().forEach(ChannelDesk::start);
    }

    /** What was counted. */
    public DeliveryCounters counters() {
        return counters;
    }

    /** Requests of a channel that wait to be sent. From any thread. */
    public int waitingCount(DeliveryChannel channel) {
        ChannelDesk desk = channels.get(channel);
        return desk == null ? 0 : desk.waitingCount();
    }

    /** Requests of a channel that are out. From any thread. */
    public int inFlightCount(DeliveryChannel channel) {
        ChannelDesk desk = channels.get(channel);
        return desk == null ? 0 : desk.inFlightCount();
    }

    /** Answers that wait for the ring, and requests that are out. From any thread. */
    public int heldAnswerCount() {
        return answers.takenCount();
    }

    /** Takes a request, and sees to it that it is answered. Never waits. */
    void request(DeliveryRequest request) {
        ChannelDesk desk = channels.get(request.channel());
        if (desk != null) {
            desk.offer(request);
            return;
        }
        counters.requested(request.channel(), request.attempt());
        counters.increment(request.channel(), DeliveryStatus.NO_CHANNEL);
        if (!answers.offer(DeliveryAnswer.of(request, Attempt.failed("channel is not served here")))) {
            counters.answerDropped();
        }
    }

    /** The core waits for no answer about a delivery any more. */
    void withdraw(long eventId, int accountId) {
        for (ChannelDesk desk : channels.values()) {
            desk.withdraw(eventId, accountId);
        }
    }

    @Override
    public void close() {
        channels.values().forEach(ChannelDesk::close);
        answers.close();
    }
}
