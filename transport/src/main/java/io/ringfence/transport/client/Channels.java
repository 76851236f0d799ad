package io.ringfence.transport.client;

import java.util.Map;
import java.util.Set;

/** The protocol's table of channels: which event is on which, and what a channel has. */
final class Channels {
    private static final Map<String, String> BY_TYPE = Map.ofEntries(
            Map.entry("price", "prices"),
            Map.entry("portfolio", "portfolio"),
            Map.entry("stoploss_armed", "strategies"),
            Map.entry("stoploss_triggered", "strategies"),
            Map.entry("stoploss_disarmed", "strategies"),
            Map.entry("take_profit_triggered", "strategies"),
            Map.entry("buy_triggered", "strategies"),
            Map.entry("sell_triggered", "strategies"),
            Map.entry("scheduler_resync_required", "strategies"),
            Map.entry("lock_acquired", "strategies"),
            Map.entry("lock_conflict", "strategies"),
            Map.entry("safety_abort", "strategies"),
            Map.entry("alert_triggered", "alerts"),
            Map.entry("risk_rejected", "alerts"),
            Map.entry("condition_triggered", "alerts"),
            Map.entry("error_logged", "alerts"),
            Map.entry("system_recovery", "host"),
            Map.entry("runtime_state_loaded", "host"),
            Map.entry("disk_state_changed", "host"),
            Map.entry("price_stream_disconnected", "host"),
            Map.entry("price_stream_restored", "host"),
            Map.entry("command_answered", "commands"),
            Map.entry("command_refused", "commands"),
            Map.entry("event", "events"),
            Map.entry("system", "events"),
            Map.entry("delivery_changed", "events"),
            Map.entry("event_triggered", "events"),
            Map.entry("event_ended", "events"),
            Map.entry("trade_decision_answered", "events"));

    /** Without numbers of their own: the newest counts, and nothing is resumed. */
    private static final Set<String> STATES = Set.of("prices", "portfolio");

    private static final Set<String> WITH_SNAPSHOT = Set.of("orders", "strategies");

    private Channels() {}

    /** The channel of an event; null where neither the event nor the table says it. */
    static String of(EdgeMessage event) {
        if (event.fields().get("channel") instanceof String channel) {
            return channel;
        }
        if (event.fields().get("data") instanceof Map<?, ?>) {
            return "runners";
        }
        String type = event.type();
        if (type.equals("kill_switch_changed")) {
            return event.fields().get("accountId") == null ? "host" : "alerts";
        }
        String channel = BY_TYPE.get(type);
        if (channel != null) {
            return channel;
        }
        return type.startsWith("order_") ? "orders" : type.startsWith("strategy_") ? "strategies" : null;
    }

    static boolean isStream(String channel) {
        return !STATES.contains(channel);
    }

    static boolean hasSnapshot(String channel) {
        return WITH_SNAPSHOT.contains(channel);
    }
}
