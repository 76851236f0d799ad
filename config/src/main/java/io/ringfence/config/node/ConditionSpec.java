package io.ringfence.config.node;

import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.event.Comparison;
import io.ringfence.core.event.ConditionAction;
import io.ringfence.core.event.ConditionField;
import io.ringfence.core.event.ConditionNodeKind;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A condition over prices, and what follows from it. The name is its identity across restarts; one that is otherwise the same
 * is not made again.
 *
 * @param name 1 to 32 printable ASCII characters
 * @param account name of the account it belongs to
 * @param nodes in postfix order: operands, then what joins them; 1 to {@value #MAX_NODES}
 * @param hysteresisRatio scaled ratio, 0 to less than 1: how far beyond its level a price has to go back
 * @param isRepeating whether it may come true again after it was not
 * @param action what follows
 * @param strategy that the action is for; absent where it is none's
 */
public record ConditionSpec(
        String name,
        String account,
        List<Node> nodes,
        long hysteresisRatio,
        boolean isRepeating,
        ConditionAction action,
        Optional<String> strategy) {
    /** Most nodes of one condition. */
    public static final int MAX_NODES = 64;

    /** What the command ids of the file's conditions begin with. */
    static final String COMMAND_ID_PREFIX = "file-";

    private static final int ID_DIGITS = 26;

    /**
     * A comparison, or what joins the operands before it.
     *
     * @param symbol of a comparison, else empty
     * @param value scaled, of a comparison
     * @param operandCount of ALL, ANY and NOT, else 0
     */
    public record Node(
            ConditionNodeKind kind,
            String symbol,
            ConditionField field,
            Comparison comparison,
            long value,
            int operandCount) {}

    /** Validates. */
    public ConditionSpec {
        nodes = List.copyOf(nodes);
        check(name.matches("[!-~]{1,32}"), name, "name", name, "1 to 32 printable ASCII characters, no space");
        check(
                !nodes.isEmpty() && nodes.size() <= MAX_NODES,
                name,
                "when",
                nodes.size() + " comparisons and joins",
                "1 to " + MAX_NODES);
        check(
                hysteresisRatio >= 0 && hysteresisRatio < Decimal.ONE,
                name,
                "hysteresis-percent",
                Decimal.toString(hysteresisRatio) + " as a ratio",
                "0 to less than 100 percent");
    }

    /** The same at each start for the same condition, so that the core creates it once; another for an edited one. */
    String commandId() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(toString().getBytes(StandardCharsets.UTF_8));
            return COMMAND_ID_PREFIX + HexFormat.of().formatHex(hash).substring(0, ID_DIGITS);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void check(boolean holds, String name, String field, Object value, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(
                    "condition " + name + ": " + field + " = " + value + ": expected " + expected);
        }
    }
}
