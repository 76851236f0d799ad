package io.ringfence.core.trade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.event.KillLevel;
import io.ringfence.core.event.OrderPurpose;
import io.ringfence.core.event.OrderState;
import io.ringfence.core.testkit.OrderCommand;
import io.ringfence.core.testkit.OutputView;
import io.ringfence.core.testkit.TestEvent;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What each level of the kill switch takes back, and what it lets go on. */
final class KillWatch {
    private static final String ALL = "all";
    private static final Set<OrderState> ON_THE_WAY_OUT = Set.of(OrderState.PENDING_CANCEL, OrderState.UNKNOWN);

    private final Map<Long, Integer> accountOf = new HashMap<>();
    private final Map<String, KillLevel> levels = new HashMap<>();
    /** The entry that is asked to be replaced, null for none: the one in its place does not count beside it. */
    private OrderCommand replaced;
    /** The order that is told of now has a limit. */
    private boolean isLimited;

    /** As they stood before the event: what a level takes back is taken back with the next. */
    private Map<String, KillLevel> levelsBefore = Map.of();

    /** Entries that were sent and are not final. */
    private final Map<String, OrderCommand> entries = new HashMap<>();

    /** Limited targets and people's limited exits, the same. */
    private final Map<String, OrderCommand> targets = new HashMap<>();

    /** Of these, those that a level has taken back. */
    private final Set<String> withdrawn = new HashSet<>();

    private final Map<String, OrderState> states = new HashMap<>();

    void onStrategy(long strategyId, int accountId) {
        accountOf.put(strategyId, accountId);
    }

    void beginEvent(TestEvent event) {
        replaced = event instanceof TestEvent.ReplaceOrder order
                ? entries.get(OutputView.order(order.clientOrderId()))
                : null;
        if (!levels.equals(levelsBefore)) {
            targets.forEach((id, target) -> {
                if (level(target.strategyId(), levels).value() >= KillLevel.CANCEL_ALL.value()
                        && level(target.strategyId(), levelsBefore) != level(target.strategyId(), levels)) {
                    withdrawn.add(id);
                }
            });
        }
        levelsBefore = Map.copyOf(levels);
    }

    void onOutput(String[] words) {
        switch (words[0]) {
            case "KILL_SWITCH_CHANGED" -> levels.put(words[1], KillLevel.valueOf(words[2]));
            case "ORDER_EVENT_LOGGED" -> states.put(words[1], OrderState.valueOf(words[4]));
            case "ORDER_FINALIZED" -> {
                entries.remove(words[1]);
                targets.remove(words[1]);
                withdrawn.remove(words[1]);
            }
            case "EXECUTE_BUY", "EXECUTE_SELL" -> isLimited = words.length > 5;
            case "RISK_REJECTED" -> {
                if (words[8].equals("OPEN_ORDERS")) {
                    long live = entries.values().stream()
                            .filter(entry -> accountOf.get(entry.strategyId()) == Integer.parseInt(words[7]))
                            .count();
                    boolean isInstead = replaced != null && replaced.strategyId() == Long.parseLong(words[1]);
                    long expected = isInstead ? live : live + 1;
                    assertEquals(expected, Long.parseLong(words[5]), () -> String.join(" ", words));
                }
            }
            default -> {
                // Nothing that the switch is about.
            }
        }
    }

    void onOrder(String id, OrderCommand order) {
        if (order.purpose() == OrderPurpose.ENTRY) {
            assertEquals(KillLevel.NONE, level(order.strategyId(), levels), order::toString);
            entries.put(id, order);
        } else if (isLimited && (order.purpose() == OrderPurpose.TARGET || order.purpose() == OrderPurpose.MANUAL)) {
            targets.put(id, order);
        }
    }

    private KillLevel level(long strategyId, Map<String, KillLevel> from) {
        KillLevel host = from.getOrDefault(ALL, KillLevel.NONE);
        KillLevel own = from.getOrDefault(Integer.toString(accountOf.get(strategyId)), KillLevel.NONE);
        return own.value() > host.value() ? own : host;
    }

    private KillLevel standing(long strategyId) {
        KillLevel before = level(strategyId, levelsBefore);
        KillLevel now = level(strategyId, levels);
        return before.value() < now.value() ? before : now;
    }

    /** No entry and no limited target stands at the broker that the level has taken back. */
    void checkOrders() {
        withdrawn.forEach(id -> assertTrue(
                ON_THE_WAY_OUT.contains(states.getOrDefault(id, OrderState.SUBMITTED)),
                () -> id + " is " + states.get(id)));
        entries.forEach((id, entry) -> assertTrue(
                standing(entry.strategyId()).value() < KillLevel.CANCEL_ALL.value()
                        || ON_THE_WAY_OUT.contains(states.getOrDefault(id, OrderState.SUBMITTED)),
                () -> entry + " is " + states.get(id)));
    }

    /** What is held is on its way out at the highest level, unless the broker has refused that to the bound. */
    void checkFlattened(StrategyRow row, boolean isGivenUp) {
        boolean isHeld = row.openQuantity() > 0;
        assertTrue(
                !isHeld || standing(row.id()) != KillLevel.FLATTEN || row.state() == StrategyState.EXITING || isGivenUp,
                row::toString);
    }
}
