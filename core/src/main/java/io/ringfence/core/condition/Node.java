package io.ringfence.core.condition;

import io.ringfence.core.command.NewCondition;
import io.ringfence.core.event.Comparison;
import io.ringfence.core.event.ConditionField;
import io.ringfence.core.event.ConditionNodeKind;
import io.ringfence.core.state.StateSink;
import io.ringfence.core.state.StateSource;

/** A node of a condition's tree. It counts its true operands, so that a flip need not look at the others. */
class Node {
    final ConditionNodeKind kind;
    final int operandCount;
    /** What this is an operand of, null for the root. */
    private Node parent;

    private int trueCount;
    boolean isTrue;

    Node(ConditionNodeKind kind, int operandCount) {
        this.kind = kind;
        this.operandCount = operandCount;
    }

    /** Takes an operand, whose truth is known. */
    final void adopt(Node operand) {
        operand.parent = this;
        if (operand.isTrue) {
            trueCount++;
        }
        isTrue = holds();
    }

    private boolean holds() {
        return switch (kind) {
            case ALL -> trueCount == operandCount;
            case ANY -> trueCount > 0;
            default -> trueCount == 0;
        };
    }

    /** Gives the node the other truth, and its ancestors what follows from it. */
    final void flip() {
        isTrue = !isTrue;
        Node operand = this;
        for (Node node = parent; node != null; node = node.parent) {
            node.trueCount += operand.isTrue ? 1 : -1;
            boolean holds = node.holds();
            if (holds == node.isTrue) {
                return;
            }
            node.isTrue = holds;
            operand = node;
        }
    }

    /** The node as it was asked for. */
    NewCondition.Node asGiven() {
        return new NewCondition.Node(kind, 0, ConditionField.NULL_VAL, Comparison.NULL_VAL, 0, operandCount);
    }

    /** Writes what does not follow from the operands. */
    void writeTo(StateSink sink) {
        sink.putLong(kind.value());
        sink.putLong(operandCount);
    }

    /** Reads that back; what else is true of the node follows when it has taken its operands. */
    static Node readFrom(StateSource source) {
        ConditionNodeKind kind = source.getConstant(ConditionNodeKind.values(), ConditionNodeKind::value);
        return new Node(kind, source.getCount());
    }
}
