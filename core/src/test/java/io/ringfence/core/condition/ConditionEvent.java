package io.ringfence.core.condition;

import io.ringfence.core.event.Comparison;
import io.ringfence.core.event.ConditionAction;
import io.ringfence.core.event.ConditionCreatedEncoder;
import io.ringfence.core.event.ConditionField;
import io.ringfence.core.event.ConditionNodeKind;
import io.ringfence.core.event.ConditionRemovedEncoder;
import io.ringfence.core.event.Flag;
import io.ringfence.core.event.MessageHeaderEncoder;
import io.ringfence.core.event.NodeStartedEncoder;
import io.ringfence.core.event.PriceTickEncoder;
import io.ringfence.core.event.Verdict;
import io.ringfence.core.ring.EventBuffer;
import io.ringfence.core.testkit.TestEvent;
import java.util.ArrayList;
import java.util.List;

/** An input that conditions take note of, as a value. All figures are scaled. */
sealed interface ConditionEvent {
    /** Encodes the event, header first. */
    void encode(EventBuffer in);

    /** NODE_STARTED with a bound on conditions. */
    record Start(int maxConditions) implements ConditionEvent {
        @Override
        public void encode(EventBuffer in) {
            TestEvent.Node.defaults().encode(in);
            new NodeStartedEncoder()
                    .wrap(in.reserve(256), MessageHeaderEncoder.ENCODED_LENGTH)
                    .maxConditions(maxConditions);
        }
    }

    /** INSTRUMENT_DEFINED. */
    record Define(int instrumentId) implements ConditionEvent {
        @Override
        public void encode(EventBuffer in) {
            new TestEvent.Define(instrumentId, "S" + instrumentId).encode(in);
        }
    }

    /** PRICE_TICK, and what the stage is to say of it. */
    record Market(TestEvent.Tick tick, Verdict verdict) implements ConditionEvent {
        @Override
        public void encode(EventBuffer in) {
            tick.encode(in);
        }
    }

    /** A node in postfix order. */
    record Node(
            ConditionNodeKind kind,
            int operandCount,
            int instrumentId,
            ConditionField field,
            Comparison comparison,
            long value) {
        static Node price(int instrumentId, ConditionField field, Comparison comparison, long value) {
            return new Node(ConditionNodeKind.PRICE, 0, instrumentId, field, comparison, value);
        }

        /** The last trade of instrument 0. */
        static Node last(Comparison comparison, long value) {
            return price(0, ConditionField.LAST, comparison, value);
        }

        static Node join(ConditionNodeKind kind, int operandCount) {
            return new Node(
                    kind,
                    operandCount,
                    0,
                    ConditionField.NULL_VAL,
                    Comparison.NULL_VAL,
                    PriceTickEncoder.lastNullValue());
        }

        static Node all(int operandCount) {
            return join(ConditionNodeKind.ALL, operandCount);
        }

        static Node any(int operandCount) {
            return join(ConditionNodeKind.ANY, operandCount);
        }

        static Node not() {
            return join(ConditionNodeKind.NOT, 1);
        }
    }

    /** CONDITION_CREATED. */
    record Create(
            int accountId,
            ConditionAction action,
            long strategyId,
            boolean isRepeating,
            long hysteresisRatio,
            List<Node> nodes)
            implements ConditionEvent {
        /** An alert of the host's own that is told once. */
        static Create once(Node... nodes) {
            return new Create(0, ConditionAction.ALERT, 0, false, 0, List.of(nodes));
        }

        /** An alert of the host's own that is told each time. */
        static Create repeating(Node... nodes) {
            return new Create(0, ConditionAction.ALERT, 0, true, 0, List.of(nodes));
        }

        Create hysteresis(long ratio) {
            return new Create(accountId, action, strategyId, isRepeating, ratio, nodes);
        }

        Create account(int id) {
            return new Create(id, action, strategyId, isRepeating, hysteresisRatio, nodes);
        }

        Create action(ConditionAction newAction, long newStrategyId) {
            return new Create(accountId, newAction, newStrategyId, isRepeating, hysteresisRatio, nodes);
        }

        Create nodes(List<Node> newNodes) {
            return new Create(accountId, action, strategyId, isRepeating, hysteresisRatio, newNodes);
        }

        Create node(int index, Node node) {
            List<Node> changed = new ArrayList<>(nodes);
            changed.set(index, node);
            return nodes(changed);
        }

        @Override
        public void encode(EventBuffer in) {
            ConditionCreatedEncoder encoder = new ConditionCreatedEncoder()
                    .wrapAndApplyHeader(in.reserve(4096), 0, new MessageHeaderEncoder())
                    .strategyId(strategyId)
                    .hysteresisRatio(hysteresisRatio)
                    .accountId(accountId)
                    .action(action)
                    .isRepeating(isRepeating ? Flag.YES : Flag.NO)
                    .name("")
                    .commandId("");
            ConditionCreatedEncoder.NodesEncoder group = encoder.nodesCount(nodes.size());
            for (Node node : nodes) {
                group.next()
                        .value(node.value())
                        .instrumentId(node.instrumentId())
                        .operandCount(node.operandCount())
                        .kind(node.kind())
                        .field(node.field())
                        .comparison(node.comparison());
            }
            encoder.putSubmitted(new byte[0], 0, 0);
            in.commit(MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength());
        }
    }

    /** CONDITION_REMOVED. */
    record Remove(long conditionId, int accountId) implements ConditionEvent {
        @Override
        public void encode(EventBuffer in) {
            new ConditionRemovedEncoder()
                    .wrapAndApplyHeader(in.reserve(256), 0, new MessageHeaderEncoder())
                    .conditionId(conditionId)
                    .accountId(accountId)
                    .commandId("");
            in.commit(MessageHeaderEncoder.ENCODED_LENGTH + ConditionRemovedEncoder.BLOCK_LENGTH);
        }
    }
}
