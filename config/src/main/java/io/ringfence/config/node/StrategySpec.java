package io.ringfence.config.node;

import io.ringfence.core.command.TermsSpec;
import io.ringfence.core.event.PositionSide;
import io.ringfence.core.event.TriggerSource;
import io.ringfence.core.strategy.Plugins;

/**
 * A strategy as configured. The name is its identity across restarts: one that the journal already knows is not created
 * again.
 *
 * @param name 1 to 32 printable ASCII characters
 * @param symbol what it trades
 * @param account name of the account it trades for
 * @param side long or short
 * @param triggerSource price that stop and target watch
 * @param logic what decides its entries: a kind of strategy that this host knows, see {@link FoundPlugins}
 * @param parameters of the logic, {@code name=value} pairs with spaces between, at most 96 ASCII characters
 * @param terms what of it may be changed
 * @param isWatched whether its ticks and the worth of its position are wanted as events
 * @param isStarted whether it is started, and not only created
 */
public record StrategySpec(
        String name,
        String symbol,
        String account,
        PositionSide side,
        TriggerSource triggerSource,
        String logic,
        String parameters,
        TermsSpec terms,
        boolean isWatched,
        boolean isStarted) {
    /** The logic that acts at given times, and does nothing else. */
    public static final String TIMED = "timed";

    private static final int MAX_PARAMETERS_CHARS = 96;

    /** Validates. */
    public StrategySpec {
        check(name.matches("[!-~]{1,32}"), name, "name", name, "1 to 32 printable ASCII characters, no space");
        check(isLogic(logic), name, "logic", logic, "1 to 32 of a-z 0-9 -");
        check(
                parameters.length() <= MAX_PARAMETERS_CHARS && parameters.matches("[ -~]*"),
                name,
                "parameters",
                parameters,
                "at most " + MAX_PARAMETERS_CHARS + " printable ASCII characters, as name=value pairs");
        checkLogic(name, logic, parameters);
        terms.check(name, side);
    }

    /** Whether a text can name a logic. */
    public static boolean isLogic(String text) {
        return text.matches("[a-z0-9-]{1,32}");
    }

    /** Whether there is such a logic, and takes these parameters. */
    private static void checkLogic(String name, String logic, String parameters) {
        Plugins plugins = FoundPlugins.all();
        try {
            plugins.create(logic, parameters);
        } catch (IllegalArgumentException refused) {
            throw new IllegalArgumentException("strategy " + name + ": " + refused.getMessage(), refused);
        }
    }

    private static void check(boolean holds, String name, String field, Object value, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(
                    "strategy " + name + ": " + field + " = " + value + ": expected " + expected);
        }
    }
}
