package io.ringfence.transport.http;

import java.util.ArrayList;
import java.util.List;

/** The table of paths that stand for commands and queries. */
final class Routes {
    static final List<Route> ALL = List.of(
            list("/strategies", "strategies"),
            new Route("GET", "/strategies", "strategyId", "", "strategy"),
            new Route("POST", "/strategies", null, "", "strategy_create"),
            new Route("PUT", "/strategies", "strategyId", "", "strategy_update"),
            new Route("POST", "/strategies", "strategyId", "/start", "strategy_start"),
            new Route("POST", "/strategies", "strategyId", "/exit", "strategy_exit"),
            new Route("POST", "/strategies", "strategyId", "/stop", "strategy_stop"),
            list("/orders", "orders"),
            new Route("POST", "/orders", null, "", "order_place"),
            new Route("DELETE", "/orders", "orderId", "", "order_cancel"),
            new Route("PUT", "/orders", "orderId", "", "order_replace"),
            list("/stops", "stops"),
            new Route("PUT", "/stops", "strategyId", "", "stop_move"),
            list("/conditions", "conditions"),
            new Route("POST", "/conditions", null, "", "condition_create"),
            new Route("DELETE", "/conditions", "conditionId", "", "condition_remove"),
            list("/kill-switch", "kill_switch"),
            new Route("POST", "/kill-switch", null, "", "kill_switch"),
            list("/positions", "positions"),
            list("/events", "events"),
            new Route("POST", "/events", null, "", "event"),
            new Route("GET", "/events", "event_id", "", "event"),
            new Route("DELETE", "/events", "event_id", "", "event_cancel"),
            new Route("POST", "/events", "event_id", "/resend", "dead_letter_resend"),
            list("/dead-letters", "dead_letters"),
            list("/delivery-policies", "delivery_policies"),
            new Route("PUT", "/delivery-policies", null, "", "delivery_policy"));

    private Routes() {}

    private static Route list(String path, String type) {
        return new Route("GET", path, null, "", type);
    }

    /** Those of a path, whatever their method. */
    static List<Route> of(String path) {
        List<Route> routes = new ArrayList<>();
        for (Route route : ALL) {
            if (route.match(path) != null) {
                routes.add(route);
            }
        }
        return routes;
    }
}
