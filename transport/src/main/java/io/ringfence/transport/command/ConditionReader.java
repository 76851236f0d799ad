package io.ringfence.transport.command;

import io.ringfence.core.condition.Conditions;
import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.event.Comparison;
import io.ringfence.core.event.ConditionAction;
import io.ringfence.core.event.ConditionField;
import io.ringfence.core.event.ConditionNodeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads a condition: comparisons of prices, joined by {@code all}, {@code any} and {@code not}, into postfix order. */
final class ConditionReader {
    private static final Map<String, Comparison> COMPARISONS = new TreeMap<>(Map.of(
            "<", Comparison.LESS,
            "<=", Comparison.LESS_OR_EQUAL,
            ">", Comparison.GREATER,
            ">=", Comparison.GREATER_OR_EQUAL));
    private static final List<ConditionField> FIELDS =
            List.of(ConditionField.LAST, ConditionField.BID, ConditionField.ASK, ConditionField.MID);
    private static final String EXPECTED =
            "an object with symbol, field, op and value, or with one of all, any and not";

    private final List<Command.Node> nodes = new ArrayList<>();
    /** Nodes begun: those joined by what is still being read count too, so that depth is bounded as well. */
    private int begun;

    private ConditionReader() {}

    /** Nodes in postfix order, of an object that is a comparison, or joins some. */
    static List<Command.Node> nodes(JsonFields when) throws RefusedException {
        ConditionReader reader = new ConditionReader();
        reader.add(when);
        return List.copyOf(reader.nodes);
    }

    static Command.CreateCondition read(JsonFields fields) throws RefusedException {
        List<Command.Node> nodes = nodes(fields.object("when", EXPECTED));
        JsonFields then = fields.object("then", "an object with alert, enter or exit");
        ConditionAction action = action(then);
        long hysteresisRatio = fields.has("hysteresisPercent") ? fields.percent("hysteresisPercent") : 0;
        if (hysteresisRatio >= Decimal.ONE) {
            throw fields.wrong("hysteresisPercent", "less than 100");
        }
        return new Command.CreateCondition(
                CommandReader.name(fields),
                nodes,
                hysteresisRatio,
                fields.flag("repeat", false),
                action,
                action == ConditionAction.ALERT ? 0 : then.id(Choices.name(action)));
    }

    private static ConditionAction action(JsonFields then) throws RefusedException {
        boolean isAlert = then.flag("alert", false);
        int count = (isAlert ? 1 : 0) + (then.has("enter") ? 1 : 0) + (then.has("exit") ? 1 : 0);
        if (count != 1) {
            throw new RefusedException(
                    Answer.Refusal.missing("then", "one of alert: true, enter and exit in it, not " + count));
        }
        if (isAlert) {
            return ConditionAction.ALERT;
        }
        return then.has("enter") ? ConditionAction.ENTER : ConditionAction.EXIT;
    }

    private void add(JsonFields fields) throws RefusedException {
        if (++begun > Conditions.MAX_NODES) {
            throw new RefusedException(Answer.Refusal.of(
                    RefusalCode.INVALID_FIELD,
                    "a condition has more than " + Conditions.MAX_NODES
                            + " comparisons and joins: expected at most so many"));
        }
        if (fields.has("all")) {
            join(fields, "all", ConditionNodeKind.ALL);
        } else if (fields.has("any")) {
            join(fields, "any", ConditionNodeKind.ANY);
        } else if (fields.has("not")) {
            add(fields.object("not", EXPECTED));
            nodes.add(joining(ConditionNodeKind.NOT, 1));
        } else {
            nodes.add(comparison(fields));
        }
    }

    private void join(JsonFields fields, String name, ConditionNodeKind kind) throws RefusedException {
        List<JsonFields> operands = fields.objects(name, "an array of at least one such object");
        for (JsonFields operand : operands) {
            add(operand);
        }
        nodes.add(joining(kind, operands.size()));
    }

    private static Command.Node joining(ConditionNodeKind kind, int operandCount) {
        return new Command.Node(kind, "", ConditionField.NULL_VAL, Comparison.NULL_VAL, 0, operandCount);
    }

    private static Command.Node comparison(JsonFields fields) throws RefusedException {
        String symbol = CommandReader.symbol(fields);
        String expected = "one of " + String.join(", ", COMPARISONS.keySet());
        Comparison comparison = COMPARISONS.get(fields.text("op", expected));
        if (comparison == null) {
            throw fields.wrong("op", expected);
        }
        return new Command.Node(
                ConditionNodeKind.PRICE,
                symbol,
                fields.choice("field", FIELDS, null),
                comparison,
                fields.positive("value"),
                0);
    }
}
