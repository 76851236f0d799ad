package io.ringfence.core.testkit;

import static io.ringfence.core.testkit.Encoding.commit;
import static io.ringfence.core.testkit.Encoding.flag;
import static io.ringfence.core.testkit.Encoding.room;
import static io.ringfence.core.testkit.Encoding.wideRoom;

import io.ringfence.core.event.Comparison;
import io.ringfence.core.event.ConditionAction;
import io.ringfence.core.event.ConditionCreatedEncoder;
import io.ringfence.core.event.ConditionField;
import io.ringfence.core.event.ConditionNodeKind;
import io.ringfence.core.event.ConditionRemovedEncoder;
import io.ringfence.core.event.ExitRequestedEncoder;
import io.ringfence.core.event.MessageHeaderEncoder;
import io.ringfence.core.event.StopMode;
import io.ringfence.core.event.StrategyScheduledEncoder;
import io.ringfence.core.event.StrategyStartRequestedEncoder;
import io.ringfence.core.event.StrategyStopRequestedEncoder;
import io.ringfence.core.event.StrategyUpdatedEncoder;
import io.ringfence.core.ring.EventBuffer;
import java.util.List;

/** Inputs of what becomes of a strategy or a condition. */
public interface StrategyEvents {
    /**
     * STRATEGY_UPDATED.
     *
     * @param terms as a strategy with them would be created; of its setup, whose it is, whether it is watched and the command
     *     id count as well
     */
    record Update(long strategyId, TestEvent.Create terms) implements TestEvent {
        @Override
        public void encode(EventBuffer in) {
            StrategyUpdatedEncoder updated =
                    new StrategyUpdatedEncoder().wrapAndApplyHeader(wideRoom(in), 0, new MessageHeaderEncoder());
            terms.encode(updated.terms());
            updated.strategyId(strategyId)
                    .accountId(terms.setup().accountId())
                    .isWatched(flag(terms.setup().isWatched()))
                    .commandId(terms.setup().commandId());
            commit(in, StrategyUpdatedEncoder.BLOCK_LENGTH);
        }
    }

    /** STRATEGY_START_REQUESTED. */
    record Start(long strategyId, int accountId, String commandId) implements TestEvent {
        /** By the host's own account. */
        public Start(long strategyId) {
            this(strategyId, 0, "");
        }

        @Override
        public void encode(EventBuffer in) {
            new StrategyStartRequestedEncoder()
                    .wrapAndApplyHeader(room(in), 0, new MessageHeaderEncoder())
                    .strategyId(strategyId)
                    .accountId(accountId)
                    .commandId(commandId);
            commit(in, StrategyStartRequestedEncoder.BLOCK_LENGTH);
        }
    }

    /** STRATEGY_STOP_REQUESTED. */
    record Stop(long strategyId, StopMode mode, int accountId, String commandId) implements TestEvent {
        /** By the host's own account. */
        public Stop(long strategyId, StopMode mode) {
            this(strategyId, mode, 0, "");
        }

        @Override
        public void encode(EventBuffer in) {
            new StrategyStopRequestedEncoder()
                    .wrapAndApplyHeader(room(in), 0, new MessageHeaderEncoder())
                    .strategyId(strategyId)
                    .accountId(accountId)
                    .mode(mode)
                    .commandId(commandId);
            commit(in, StrategyStopRequestedEncoder.BLOCK_LENGTH);
        }
    }

    /** EXIT_REQUESTED. */
    record Exit(long strategyId, int accountId, String commandId) implements TestEvent {
        /** By the host's own account. */
        public Exit(long strategyId) {
            this(strategyId, 0, "");
        }

        @Override
        public void encode(EventBuffer in) {
            new ExitRequestedEncoder()
                    .wrapAndApplyHeader(room(in), 0, new MessageHeaderEncoder())
                    .strategyId(strategyId)
                    .accountId(accountId)
                    .commandId(commandId);
            commit(in, ExitRequestedEncoder.BLOCK_LENGTH);
        }
    }

    /** STRATEGY_SCHEDULED. */
    record Scheduled(long strategyId, long resyncId, long entryTimeNs, long exitTimeNs) implements TestEvent {
        @Override
        public void encode(EventBuffer in) {
            new StrategyScheduledEncoder()
                    .wrapAndApplyHeader(room(in), 0, new MessageHeaderEncoder())
                    .strategyId(strategyId)
                    .resyncId(resyncId)
                    .entryTimeNs(entryTimeNs)
                    .exitTimeNs(exitTimeNs);
            commit(in, StrategyScheduledEncoder.BLOCK_LENGTH);
        }
    }

    /** CONDITION_CREATED; nodes in postfix order. */
    record Condition(
            long strategyId,
            long hysteresisRatio,
            ConditionAction action,
            boolean isRepeating,
            List<Node> nodes,
            int accountId,
            String name,
            String commandId)
            implements TestEvent {
        /** A comparison, or what joins the operands before it. */
        public record Node(
                ConditionNodeKind kind,
                int instrumentId,
                ConditionField field,
                Comparison comparison,
                long value,
                int operandCount) {
            /** A comparison of a price. */
            public static Node price(int instrumentId, ConditionField field, Comparison comparison, long value) {
                return new Node(ConditionNodeKind.PRICE, instrumentId, field, comparison, value, 0);
            }

            /** All of the operands before it. */
            public static Node all(int operandCount) {
                return join(ConditionNodeKind.ALL, operandCount);
            }

            /** Any of the operands before it. */
            public static Node any(int operandCount) {
                return join(ConditionNodeKind.ANY, operandCount);
            }

            /** Not the operand before it. */
            public static Node not() {
                return join(ConditionNodeKind.NOT, 1);
            }

            private static Node join(ConditionNodeKind kind, int operandCount) {
                return new Node(kind, 0, ConditionField.NULL_VAL, Comparison.NULL_VAL, TestEvent.NONE, operandCount);
            }
        }

        /** Once, without hysteresis, by the host's own account. */
        public Condition(long strategyId, ConditionAction action, Node... nodes) {
            this(strategyId, 0, action, false, List.of(nodes), 0, "test", "");
        }

        @Override
        public void encode(EventBuffer in) {
            ConditionCreatedEncoder created = new ConditionCreatedEncoder()
                    .wrapAndApplyHeader(
                            in.reserve(258 + nodes.size() * ConditionCreatedEncoder.NodesEncoder.sbeBlockLength()),
                            0,
                            new MessageHeaderEncoder())
                    .strategyId(strategyId)
                    .hysteresisRatio(hysteresisRatio)
                    .accountId(accountId)
                    .action(action)
                    .isRepeating(flag(isRepeating))
                    .name(name)
                    .commandId(commandId);
            ConditionCreatedEncoder.NodesEncoder group = created.nodesCount(nodes.size());
            for (Node node : nodes) {
                group.next()
                        .value(node.value())
                        .instrumentId(node.instrumentId())
                        .operandCount(node.operandCount())
                        .kind(node.kind())
                        .field(node.field())
                        .comparison(node.comparison());
            }
            commit(in, created.putSubmitted(new byte[0], 0, 0).encodedLength());
        }
    }

    /** CONDITION_REMOVED. */
    record RemoveCondition(long conditionId, int accountId, String commandId) implements TestEvent {
        /** By the host's own account. */
        public RemoveCondition(long conditionId) {
            this(conditionId, 0, "");
        }

        @Override
        public void encode(EventBuffer in) {
            new ConditionRemovedEncoder()
                    .wrapAndApplyHeader(room(in), 0, new MessageHeaderEncoder())
                    .conditionId(conditionId)
                    .accountId(accountId)
                    .commandId(commandId);
            commit(in, ConditionRemovedEncoder.BLOCK_LENGTH);
        }
    }
}
