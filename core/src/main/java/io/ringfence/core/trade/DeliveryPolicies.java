package io.ringfence.core.trade;

import io.ringfence.core.command.ChannelChoice;
import io.ringfence.core.delivery.DeliveryPlan;
import io.ringfence.core.event.DeliveryChannel;
import io.ringfence.core.event.DeliveryPriority;
import io.ringfence.core.event.UserEventType;
import io.ringfence.core.event.Verdict;
import io.ringfence.core.state.StateFormatException;
import io.ringfence.core.state.StateSink;
import io.ringfence.core.state.StateSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.agrona.collections.Int2ObjectHashMap;

/** Which of the trade stage's outcomes each account wants as events, and how. Bounded by the number of accounts. */
final class DeliveryPolicies {
    /**
     * How an account wants one kind of outcome.
     *
     * @param plan with one choice at least
     */
    record Policy(DeliveryPriority priority, DeliveryPlan plan) {}

    /** The schema's, up to the last that the trade stage has outcomes of. */
    private static final int TYPES = UserEventType.STRATEGY_LOG.value() + 1;

    private final Int2ObjectHashMap<Policy[]> byAccount = new Int2ObjectHashMap<>();
    private int[] accountIds = {};

    /** Whether no account wants anything. */
    boolean isEmpty() {
        return accountIds.length == 0;
    }

    /** How an account wants an outcome, null for not at all. */
    Policy find(int accountId, UserEventType type) {
        Policy[] policies = byAccount.get(accountId);
        return policies == null ? null : policies[type.value()];
    }

    /** The accounts that want something, in ascending order; not to be changed. */
    int[] accountIds() {
        return accountIds;
    }

    /**
     * Takes a policy in place of the one before.
     *
     * @param plan {@link DeliveryPlan#NONE} for an outcome that is not wanted any more
     * @return INVALID_EVENT where the trade stage has no such outcomes; or where what may come with every tick is to be more than
     *     informational, as it would soon leave no room for anything else
     */
    Verdict set(int accountId, UserEventType type, DeliveryPriority priority, DeliveryPlan plan) {
        boolean isOutcome = switch (type) {
            case ORDER_PLACED, ORDER_FILLED, ORDER_CANCELLED, ALERT_TRIGGERED, STRATEGY_LOG -> true;
            case POSITION_UPDATED -> priority == DeliveryPriority.INFORMATIONAL || plan.equals(DeliveryPlan.NONE);
            default -> false;
        };
        if (!isOutcome || priority == DeliveryPriority.NULL_VAL) {
            return Verdict.INVALID_EVENT;
        }
        put(accountId, type.value(), plan.equals(DeliveryPlan.NONE) ? null : new Policy(priority, plan));
        return Verdict.ACCEPTED;
    }

    private void put(int accountId, int type, Policy policy) {
        Policy[] policies = byAccount.get(accountId);
        if (policies == null) {
            policies = new Policy[TYPES];
            byAccount.put(accountId, policies);
        }
        policies[type] = policy;
        if (Arrays.stream(policies).allMatch(each -> each == null)) {
            byAccount.remove(accountId);
        }
        accountIds =
                byAccount.keySet().stream().mapToInt(Integer::intValue).sorted().toArray();
    }

    /** All of them, by account and kind. */
    List<PolicyRow> rows() {
        List<PolicyRow> rows = new ArrayList<>();
        for (int accountId : accountIds) {
            Policy[] policies = byAccount.get(accountId);
            for (int type = 0; type < TYPES; type++) {
                Policy policy = policies[type];
                if (policy != null) {
                    rows.add(new PolicyRow(
                            accountId, UserEventType.get((short) type), policy.priority(), choices(policy.plan())));
                }
            }
        }
        return rows;
    }

    private static List<ChannelChoice> choices(DeliveryPlan plan) {
        List<ChannelChoice> choices = new ArrayList<>();
        for (int i = 0; i < plan.size(); i++) {
            choices.add(new ChannelChoice(plan.channel(i), plan.isOnlyIfActive(i)));
        }
        return choices;
    }

    /** Writes the policies, by account and kind. */
    void writeTo(StateSink sink) {
        sink.putLong(accountIds.length);
        for (int accountId : accountIds) {
            sink.putLong(accountId);
            for (Policy policy : byAccount.get(accountId)) {
                DeliveryPlan plan = policy == null ? DeliveryPlan.NONE : policy.plan();
                sink.putLong(plan.size());
                for (int i = 0; i < plan.size(); i++) {
                    sink.putLong(plan.channel(i).value());
                    sink.putFlag(plan.isOnlyIfActive(i));
                }
                if (policy != null) {
                    sink.putLong(policy.priority().value());
                }
            }
        }
    }

    /** Reads back what was written. */
    void readFrom(StateSource source) {
        for (int left = source.getCount(); left > 0; left--) {
            int accountId = source.getInt();
            if (!isEmpty() && accountId <= accountIds[accountIds.length - 1]) {
                throw new StateFormatException("the policies of account " + accountId + " stand out of order");
            }
            for (int type = 0; type < TYPES; type++) {
                DeliveryPlan plan = readPlan(source);
                if (!plan.equals(DeliveryPlan.NONE)) {
                    read(source, accountId, UserEventType.get((short) type), plan);
                }
            }
        }
    }

    private static DeliveryPlan readPlan(StateSource source) {
        DeliveryPlan plan = DeliveryPlan.NONE;
        int count = source.getCount();
        for (int i = 0; i < count; i++) {
            DeliveryChannel channel = source.getConstant(DeliveryChannel.values(), DeliveryChannel::value);
            boolean isOnlyIfActive = source.getFlag();
            if (i >= DeliveryPlan.MAX_CHOICES || channel == DeliveryChannel.NULL_VAL) {
                throw new StateFormatException("a policy's channel " + i + " is " + channel);
            }
            plan = plan.plus(channel, isOnlyIfActive);
        }
        return plan;
    }

    private void read(StateSource source, int accountId, UserEventType type, DeliveryPlan plan) {
        DeliveryPriority priority = source.getConstant(DeliveryPriority.values(), DeliveryPriority::value);
        if (set(accountId, type, priority, plan) != Verdict.ACCEPTED) {
            throw new StateFormatException("account " + accountId + " has a policy for " + type + " as none can be");
        }
    }
}
