package io.ringfence.core.condition;

import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.event.ConditionAction;
import io.ringfence.core.event.ConditionCreatedDecoder;
import io.ringfence.core.event.ConditionNodeKind;
import io.ringfence.core.event.Flag;
import io.ringfence.core.state.StateFormat;
import io.ringfence.core.state.StateFormatException;
import io.ringfence.core.state.StateSink;
import io.ringfence.core.state.StateSource;
import java.util.ArrayList;
import java.util.List;

/** A condition that stands: its terms, and its tree in postfix order. */
final class Condition {
    static final long NEVER = Long.MAX_VALUE;

    final long id;
    final int accountId;
    final boolean isRepeating;
    final long hysteresisRatio;
    private final long strategyId;
    private final ConditionAction action;
    /** Key of the event that goes out when it comes true, empty for none. */
    final String eventKey;
    /** When that event is over: from then on nothing follows. {@link #NEVER} for never, and without an event. */
    final long eventExpireNs;

    private final List<Node> nodes = new ArrayList<>();
    final List<Leaf> leaves = new ArrayList<>();
    boolean isRemoved;
    /** Its truth before the flips that are not settled yet. */
    private boolean wasTrue;
    /** The last comparison that has made the root true, with the level and the price that flipped it. */
    private Leaf deciding;

    long decidingLevel;
    long decidingPrice;

    Condition(long id, ConditionCreatedDecoder created, String eventKey, long eventExpireNs) {
        this(
                id,
                created.accountId(),
                created.isRepeating() == Flag.YES,
                created.hysteresisRatio(),
                created.strategyId(),
                created.action(),
                eventKey,
                eventExpireNs);
    }

    private Condition(
            long id,
            int accountId,
            boolean isRepeating,
            long hysteresisRatio,
            long strategyId,
            ConditionAction action,
            String eventKey,
            long eventExpireNs) {
        this.id = id;
        this.accountId = accountId;
        this.isRepeating = isRepeating;
        this.hysteresisRatio = hysteresisRatio;
        this.strategyId = strategyId;
        this.action = action;
        this.eventKey = eventKey;
        this.eventExpireNs = eventExpireNs;
    }

    /** Adds the next node in postfix order; its operands are the last of those that are open, no other's operands yet. */
    void add(Node node, List<Node> open) {
        List<Node> operands = open.subList(open.size() - node.operandCount, open.size());
        operands.forEach(node::adopt);
        operands.clear();
        open.add(node);
        nodes.add(node);
        if (node instanceof Leaf leaf) {
            leaves.add(leaf);
        }
    }

    boolean isTrue() {
        return nodes.get(nodes.size() - 1).isTrue;
    }

    void flip(Leaf leaf, long price) {
        boolean isRise = !isTrue();
        long level = leaf.level();
        leaf.flip();
        if (isRise && isTrue()) {
            deciding = leaf;
            decidingLevel = level;
            decidingPrice = price;
        }
    }

    /** Whether it is true after the flips, was not before, and the leaf's was the deciding one. */
    boolean isMadeTrueBy(Leaf leaf) {
        return deciding == leaf && isTrue() && !wasTrue;
    }

    /** Takes the flips so far for told. */
    void settle() {
        wasTrue = isTrue();
    }

    ConditionTermsRow termsRow() {
        return new ConditionTermsRow(
                id, hysteresisRatio, nodes.stream().map(Node::asGiven).toList());
    }

    void writeTo(StateSink sink) {
        sink.putLong(id);
        sink.putLong(accountId);
        sink.putFlag(isRepeating);
        sink.putLong(hysteresisRatio);
        sink.putLong(strategyId);
        sink.putLong(action.value());
        sink.putText(eventKey);
        sink.putLong(eventExpireNs);
        sink.putLong(nodes.size());
        nodes.forEach(node -> node.writeTo(sink));
    }

    /** Reads back what was written; its comparisons, in no book yet, have the handles from the first free one on. */
    static Condition readFrom(StateSource source, int firstHandle) {
        boolean areEventsKnown = source.version() >= StateFormat.DELIVERIES;
        Condition condition = new Condition(
                source.getLong(),
                source.getInt(),
                source.getFlag(),
                source.getLong(),
                source.getLong(),
                source.getConstant(ConditionAction.values(), ConditionAction::value),
                areEventsKnown ? source.getText() : "",
                areEventsKnown ? source.getLong() : NEVER);
        boolean isOfEvent = condition.action == ConditionAction.EVENT;
        boolean holds = condition.hysteresisRatio >= 0
                && condition.hysteresisRatio < Decimal.ONE
                && isOfEvent != condition.eventKey.isEmpty();
        List<Node> open = new ArrayList<>();
        for (int left = source.getCount(); holds && left > 0; left--) {
            Node node = Node.readFrom(source);
            boolean isLeaf = node.kind == ConditionNodeKind.PRICE;
            holds = node.operandCount <= open.size() && isLeaf == (node.operandCount == 0);
            if (holds) {
                int handle = firstHandle + condition.leaves.size();
                condition.add(isLeaf ? Leaf.readFrom(condition, handle, source) : node, open);
            }
        }
        if (!holds || open.size() != 1) {
            throw new StateFormatException("condition " + condition.id + " is no tree as the state has it");
        }
        condition.settle();
        return condition;
    }
}
