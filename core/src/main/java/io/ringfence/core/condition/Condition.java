package io.ringfence.core.condition;

import io.ringfence.core.event.ConditionAction;
import io.ringfence.core.event.ConditionCreatedDecoder;
import io.ringfence.core.event.Flag;
import io.ringfence.core.state.StateSink;
import java.util.ArrayList;
import java.util.List;

/** A condition that stands: its terms, and its tree in postfix order. */
final class Condition {
    final long id;
    final int accountId;
    final boolean isRepeating;
    final long hysteresisRatio;
    private final long strategyId;
    private final ConditionAction action;
    private final List<Node> nodes = new ArrayList<>();
    final List<Leaf> leaves = new ArrayList<>();
    boolean isRemoved;
    /** Its truth before the flips that are not settled yet. */
    private boolean wasTrue;
    /** The last comparison that has made the root true, with the level and the price that flipped it. */
    private Leaf deciding;

    long decidingLevel;
    long decidingPrice;

    Condition(long id, ConditionCreatedDecoder created) {
        this.id = id;
        accountId = created.accountId();
        isRepeating = created.isRepeating() == Flag.YES;
        hysteresisRatio = created.hysteresisRatio();
        strategyId = created.strategyId();
        action = created.action();
    }

    void add(Node node) {
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

    void writeTo(StateSink sink) {
        sink.putLong(id);
        sink.putLong(accountId);
        sink.putFlag(isRepeating);
        sink.putLong(hysteresisRatio);
        sink.putLong(strategyId);
        sink.putLong(action.value());
        sink.putLong(nodes.size());
        nodes.forEach(node -> node.writeTo(sink));
    }
}
