package io.ringfence.core.trade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.event.ExecutionType;
import io.ringfence.core.event.OrderPurpose;
import io.ringfence.core.event.Side;
import io.ringfence.core.event.StopType;
import io.ringfence.core.testkit.OrderCommand;
import io.ringfence.core.testkit.TestEvent;
import io.ringfence.core.testkit.TestEvent.Report;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Follows what a host puts out, and finds what must never be said. */
final class SessionWatch {
    /** Alerts of what a broker that tells the truth never says. */
    private static final int LIMIT_WORD = 5;

    private static final Set<String> ON_THE_WAY_OUT = Set.of("PENDING_CANCEL", "UNKNOWN");
    private static final Set<String> LIES =
            Set.of("UNKNOWN_ORDER_REPORTED", "OVERFILL", "REPORT_MISMATCH", "ILLEGAL_TRANSITION");

    /** Strategies whose stop stands. */
    final Set<Long> armed = new TreeSet<>();
    /** Strategies that have none. */
    private final Set<Long> withoutStop = new HashSet<>();
    /** Types of outputs that came, and of some the kind. */
    final Set<String> seen = new TreeSet<>();

    final KillWatch kills = new KillWatch();
    private final Map<Long, Integer> accountOf = new HashMap<>();
    private final Map<String, OrderCommand> sent = new HashMap<>();
    private final Map<String, Long> strategyOfExit = new HashMap<>();
    /** The exit that has been sent and is not final, by strategy. */
    private final Map<Long, String> liveExit = new HashMap<>();

    private final Set<String> limited = new HashSet<>();
    private final Map<String, String> states = new HashMap<>();
    private final Map<Long, Long> retryNs = new HashMap<>();
    private final Set<Long> stopped = new HashSet<>();
    private final Set<String> answered = new HashSet<>();
    /** By order, the report that tells of most. */
    private final Map<Long, Report> booked = new HashMap<>();

    private final Map<Long, Long> money = new HashMap<>();
    private final Map<Long, Long> held = new HashMap<>();
    /** Of all rounds, as last told. */
    private final Map<Long, String> realizedPnl = new HashMap<>();

    void onStrategy(long strategyId, int accountId) {
        accountOf.put(strategyId, accountId);
        kills.onStrategy(strategyId, accountId);
    }

    /** Takes what an event has put out, orders among it once more as commands. */
    void onEvent(long sequence, TestEvent event, List<String> lines, List<OrderCommand> commands) {
        int commandCount = 0;
        kills.beginEvent(event);
        followStop(sequence, event, lines);
        for (String line : lines) {
            String[] words = line.split(" ");
            see(words);
            kills.onOutput(words);
            switch (words[0]) {
                case "EXECUTE_BUY", "EXECUTE_SELL", "EXECUTE_STOPLOSS" ->
                    onOrder(words, commands.get(commandCount++), event);
                case "CANCEL_ORDER", "QUERY_ORDER" -> commandCount++;
                case "ALERT_TRIGGERED" -> assertFalse(LIES.contains(words[1]), line);
                default -> onEvent(words);
            }
        }
        if (event instanceof Report report && report.type() != ExecutionType.UNKNOWN_ORDER) {
            book(report);
        }
    }

    /** Who has a stop: all but those that a person opened without, until they are given one. */
    private void followStop(long sequence, TestEvent event, List<String> lines) {
        boolean isTaken = lines.stream()
                .noneMatch(line -> line.startsWith("COMMAND_REFUSED " + sequence + " ")
                        || line.startsWith("COMMAND_ANSWERED") && line.contains(" again "));
        if (event instanceof TestEvent.PlaceOrder order && order.terms().stopType() == StopType.NONE) {
            withoutStop.add(sequence);
        } else if (isTaken && event instanceof TestEvent.MoveStop moved) {
            withoutStop.remove(moved.strategyId());
        } else if (isTaken && event instanceof TestEvent.Update update) {
            withoutStop.remove(update.strategyId());
        }
    }

    boolean hasStop(long strategyId) {
        return !withoutStop.contains(strategyId);
    }

    private void see(String[] words) {
        seen.add(words[0]);
        switch (words[0]) {
            case "EXECUTE_BUY", "EXECUTE_SELL" ->
                seen.add("SENT " + words[2] + (words.length > LIMIT_WORD ? " limited" : ""));
            case "LOCK_CONFLICT", "STRATEGY_EXITED", "ALERT_TRIGGERED" -> seen.add(words[0] + " " + words[1]);
            case "RISK_REJECTED", "RunnerStopped", "KILL_SWITCH_CHANGED" ->
                seen.add(words[0] + " " + words[words.length - 1]);
            case "ORDER_EVENT_LOGGED" -> {
                seen.add("ORDER " + words[2]);
                seen.add("ORDER " + words[4]);
            }
            case "COMMAND_REFUSED" -> seen.add(words[0] + " " + words[2]);
            case "Error" -> seen.add(words[0] + " " + words[3]);
            default -> {
                // Its type is enough.
            }
        }
    }

    private void onEvent(String[] words) {
        switch (words[0]) {
            case "STOPLOSS_ARMED" -> armed.add(Long.parseLong(words[1]));
            case "STOPLOSS_DISARMED" -> armed.remove(Long.parseLong(words[1]));
            case "STOPLOSS_TRIGGERED" -> {
                armed.remove(Long.parseLong(words[1]));
                // It waits for no retry of what was to leave before it.
                retryNs.remove(Long.parseLong(words[1]));
            }
            case "ORDER_EVENT_LOGGED" -> states.put(words[1], words[4]);
            case "LOCK_ACQUIRED" -> strategyOfExit.put(words[2], Long.parseLong(words[1]));
            case "ORDER_FINALIZED" -> liveExit.values().remove(words[1]);
            case "ORDER_RETRY_REQUIRED" -> retryNs.put(strategyOfExit.get(words[1]), Long.parseLong(words[4]));
            case "StatsUpdate" -> realizedPnl.put(Long.parseLong(words[1]), words[13]);
            case "STRATEGY_STOPPED" -> stopped.add(Long.parseLong(words[1]));
            case "RunnerStarted" -> stopped.remove(Long.parseLong(words[1]));
            case "COMMAND_ANSWERED" ->
                assertTrue(words[6].equals("again") || answered.add(words[5] + " " + words[6]), () -> words[6]);
            default -> {
                // Nothing to follow.
            }
        }
    }

    private void onOrder(String[] words, OrderCommand order, TestEvent cause) {
        String id = words[1];
        if (words.length > LIMIT_WORD) {
            limited.add(id);
        }
        kills.onOrder(id, order);
        if (sent.putIfAbsent(id, order) != null) {
            // The same order once more: only when the broker has just said that it has none.
            assertTrue(
                    cause instanceof Report report
                            && report.type() == ExecutionType.UNKNOWN_ORDER
                            && report.clientOrderId() == order.clientOrderId(),
                    () -> id + " sent again by " + cause);
        }
        if (order.purpose() == OrderPurpose.ENTRY) {
            assertFalse(stopped.contains(order.strategyId()), () -> order + " of a stopped strategy");
        } else {
            String other = liveExit.put(order.strategyId(), id);
            assertTrue(other == null || other.equals(id), () -> id + " beside " + other);
        }
    }

    private void book(Report report) {
        Report before = booked.get(report.clientOrderId());
        long known = before == null ? 0 : before.cumQuantity();
        if (report.cumQuantity() <= known) {
            return;
        }
        booked.put(report.clientOrderId(), report);
        long moneyBefore = before == null ? 0 : moneyOf(before);
        money.merge(report.strategyId(), moneyOf(report) - moneyBefore, Long::sum);
        long news = report.cumQuantity() - known;
        held.merge(report.strategyId(), report.purpose() == OrderPurpose.ENTRY ? news : -news, Long::sum);
    }

    private static long moneyOf(Report report) {
        return (report.side() == Side.SELL ? report.cumNotional() : -report.cumNotional()) - report.cumFee();
    }

    /** What the reports that the core has been given say of a strategy's position. */
    long held(long strategyId) {
        return held.getOrDefault(strategyId, 0L);
    }

    /** What they say of its money: in less out, less fees. */
    long money(long strategyId) {
        return money.getOrDefault(strategyId, 0L);
    }

    /** The same of an account. */
    long moneyOfAccount(int accountId) {
        return accountOf.entrySet().stream()
                .filter(entry -> entry.getValue() == accountId)
                .mapToLong(entry -> money(entry.getKey()))
                .sum();
    }

    /** What the core says of the result of a strategy's rounds, as a decimal. */
    String realizedPnl(long strategyId) {
        return realizedPnl.getOrDefault(strategyId, "0");
    }

    /** A position that the core knows of has its stop, or an exit that is out, kept back or about to be tried again. */
    void checkProtected(StrategyRow row, long nowNs) {
        boolean isHeld = row.openQuantity() > 0;
        assertEquals(isHeld && !row.isStopFired() && hasStop(row.id()), armed.contains(row.id()), row::toString);
        if (isHeld && row.isStopFired()) {
            boolean isRetried = retryNs.getOrDefault(row.id(), Long.MIN_VALUE) > nowNs;
            assertTrue(row.hasLiveExit() || isRetried, row::toString);
            String exit = liveExit.get(row.id());
            boolean isOverridden = limited.contains(exit) && sent.get(exit).purpose() != OrderPurpose.STOP;
            assertTrue(!isOverridden || ON_THE_WAY_OUT.contains(states.getOrDefault(exit, "SUBMITTED")), row::toString);
        }
    }
}
