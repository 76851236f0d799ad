package io.ringfence.config.file;

import io.ringfence.config.node.ConditionSpec;
import io.ringfence.config.node.ConditionSpec.Node;
import io.ringfence.core.event.Comparison;
import io.ringfence.core.event.ConditionField;
import io.ringfence.core.event.ConditionNodeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a condition looks for: comparisons of prices, joined by {@code all}, {@code any} and {@code not}, to any depth that
 * the bound on their number allows. Read into postfix order: operands, then what joins them.
 */
final class ConditionTree {
    private static final Map<String, Comparison> COMPARISONS = new TreeMap<>(Map.of(
            "<", Comparison.LESS,
            "<=", Comparison.LESS_OR_EQUAL,
            ">", Comparison.GREATER,
            ">=", Comparison.GREATER_OR_EQUAL));
    private static final List<ConditionField> FIELDS =
            List.of(ConditionField.LAST, ConditionField.BID, ConditionField.ASK, ConditionField.MID);

    private final Names names;
    private final List<Node> nodes = new ArrayList<>();
    /** Nodes begun: those joined by what is still being read count too, so that depth is bounded as well. */
    private int begun;

    ConditionTree(Names names) {
        this.names = names;
    }

    List<Node> read(Section when) {
        add(when);
        return nodes;
    }

    private void add(Section section) {
        if (++begun > ConditionSpec.MAX_NODES) {
            throw section.fault(
                    "expected at most " + ConditionSpec.MAX_NODES + " comparisons and joins in a condition");
        }
        String key = section.oneOf("symbol", "all", "any", "not");
        switch (key) {
            case "all" -> join(section, key, ConditionNodeKind.ALL);
            case "any" -> join(section, key, ConditionNodeKind.ANY);
            case "not" -> {
                add(section.section(key));
                nodes.add(joining(ConditionNodeKind.NOT, 1));
            }
            default -> nodes.add(comparison(section));
        }
        section.end();
    }

    private void join(Section section, String key, ConditionNodeKind kind) {
        List<Section> operands = section.elements(key);
        if (operands.isEmpty()) {
            throw section.refusal(key, "expected at least one { … } in it");
        }
        operands.forEach(this::add);
        nodes.add(joining(kind, operands.size()));
    }

    private static Node joining(ConditionNodeKind kind, int operandCount) {
        return new Node(kind, "", ConditionField.NULL_VAL, Comparison.NULL_VAL, 0, operandCount);
    }

    private Node comparison(Section section) {
        String symbol = names.symbol(section, "symbol");
        ConditionField field = section.choice("field", ConditionField.class, FIELDS);
        Comparison comparison = COMPARISONS.get(section.text("op"));
        if (comparison == null) {
            throw section.refusal("op", "expected one of " + String.join(", ", COMPARISONS.keySet()));
        }
        long value = section.decimal("value");
        if (value <= 0) {
            throw section.refusal("value", "expected more than 0");
        }
        return new Node(ConditionNodeKind.PRICE, symbol, field, comparison, value, 0);
    }
}
