package io.ringfence.transport.view;

import io.ringfence.core.command.NewCondition;
import io.ringfence.core.event.Comparison;
import io.ringfence.core.event.ConditionNodeKind;
import io.ringfence.transport.json.JsonText;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Writes conditions, as {@code condition_create} takes them. */
final class ConditionJson {
    private final Books books;

    ConditionJson(Books books) {
        this.books = books;
    }

    void condition(JsonText json, ConditionView condition) {
        json.object()
                .id("conditionId", condition.id())
                .text("name", condition.name())
                .json("when", when(condition.nodes()))
                .object("then");
        switch (condition.action()) {
            case ENTER -> json.id("enter", condition.strategyId());
            case EXIT -> json.id("exit", condition.strategyId());
            case EVENT -> json.flag("event", true);
            default -> json.flag("alert", true);
        }
        json.endObject()
                .text("hysteresisPercent", StrategyJson.percent(condition.hysteresisRatio()))
                .flag("repeat", condition.isRepeating())
                .endObject();
    }

    /** The tree of nodes in postfix order. */
    private String when(List<NewCondition.Node> nodes) {
        Deque<String> open = new ArrayDeque<>();
        for (NewCondition.Node node : nodes) {
            if (node.kind() == ConditionNodeKind.PRICE) {
                open.addLast(comparison(node));
                continue;
            }
            List<String> operands = new ArrayList<>();
            for (int i = 0; i < node.operandCount(); i++) {
                operands.add(0, open.removeLast());
            }
            open.addLast(joined(node.kind(), operands));
        }
        return open.getLast();
    }

    private static String joined(ConditionNodeKind kind, List<String> operands) {
        return switch (kind) {
            case ALL -> "{\"all\":[" + String.join(",", operands) + "]}";
            case ANY -> "{\"any\":[" + String.join(",", operands) + "]}";
            default -> "{\"not\":" + operands.get(0) + "}";
        };
    }

    private String comparison(NewCondition.Node node) {
        return new JsonText()
                .object()
                .text("symbol", books.symbol(node.instrumentId()))
                .word("field", node.field())
                .text("op", sign(node.comparison()))
                .decimal("value", node.value())
                .endObject()
                .toString();
    }

    private static String sign(Comparison comparison) {
        return switch (comparison) {
            case LESS -> "<";
            case LESS_OR_EQUAL -> "<=";
            case GREATER -> ">";
            default -> ">=";
        };
    }
}
