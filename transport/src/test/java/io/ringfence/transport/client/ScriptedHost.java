package io.ringfence.transport.client;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/**
 * What a host behind a {@link ScriptedEdge} does: prices that wander, strategies that buy when they are started and sell when
 * they are stopped, orders, stops, and the page itself. One user, {@code alice}, whose password is {@code correct horse}. All
 * of it belongs to the edge's loop, but for {@link #start}.
 */
public final class ScriptedHost implements AutoCloseable {
    /** The one user's. */
    public static final String PASSWORD = "correct horse";

    private static final List<String> SYMBOLS = List.of("BTCUSD", "ETHUSD", "SOLUSD");

    private final ScriptedEdge edge = new ScriptedEdge();
    private final Random random = new Random(7);
    private final long stepMs;
    private final Map<String, BigDecimal> prices = new LinkedHashMap<>();
    private final Map<String, Map<String, Object>> strategies = new LinkedHashMap<>();
    private final Map<String, Map<String, Object>> orders = new LinkedHashMap<>();
    private final List<String> users = new ArrayList<>(List.of("alice"));
    private BigDecimal cash = new BigDecimal("100000");
    private BigDecimal realized = BigDecimal.ZERO;
    private String killLevel = "none";
    private long nextOrder = 1042;
    private Instant now = Instant.now();
    /** Written by the edge's loop alone. */
    private volatile int stepCount;

    /** Time of its events goes on by so many milliseconds with each step, of which there are ten a second; 0 for the clock's. */
    public ScriptedHost(long stepMs) {
        this.stepMs = stepMs;
        prices.put("BTCUSD", new BigDecimal("43120.50"));
        prices.put("ETHUSD", new BigDecimal("2318.40"));
        prices.put("SOLUSD", new BigDecimal("98.345"));
        strategy("3", "long-01", "BTCUSD", "long", "0.5", Map.of("percent", "1.5"));
        strategy("4", "trail-02", "ETHUSD", "long", "4", Map.of("percent", "2", "trailing", true));
        strategy("7", "ema-cross-03", "SOLUSD", "long", "120", Map.of("amount", "3"));
        strategy("9", "night-04", "BTCUSD", "long", "0.25", Map.of("percent", "3"));
    }

    private void strategy(String id, String name, String symbol, String side, String quantity, Map<String, ?> stop) {
        Map<String, Object> strategy = new LinkedHashMap<>();
        strategy.put("strategyId", id);
        strategy.put("name", name);
        strategy.put("symbol", symbol);
        strategy.put("side", side);
        strategy.put("state", "created");
        strategy.put("stopped", false);
        strategy.put("quantity", quantity);
        strategy.put("stop", stop);
        strategy.put("position", null);
        strategy.put("stopLevel", null);
        strategy.put("roundCount", 0L);
        strategy.put("realizedPnl", "0");
        strategies.put(id, strategy);
    }

    /** Serves the page, and lets prices go. */
    public ScriptedHost start() {
        edge.pages = this::page;
        edge.commands = (user, request) -> carryOut(request);
        edge.snapshots.put(
                "prices",
                () -> Map.of("prices", SYMBOLS.stream().map(this::priceEvent).toList()));
        edge.snapshots.put("strategies", () -> Map.of("strategies", copies(strategies)));
        edge.snapshots.put("orders", () -> Map.of("orders", copies(orders)));
        edge.snapshots.put(
                "portfolio", () -> Map.of("balances", List.of(), "positions", positions(), "timestamp", time()));
        edge.start();
        edge.everyMs(100, this::step);
        return this;
    }

    /** Asks nobody who they are any more. */
    public ScriptedHost open() {
        edge.run(() -> edge.isOpen = true);
        return this;
    }

    /** Where a browser finds it. */
    public String origin() {
        return edge.origin();
    }

    /** Goes away without a word, and comes back with the same streams; meanwhile something happens. */
    public void restart(Runnable meanwhile) {
        edge.stop();
        meanwhile.run();
        edge.start();
    }

    /** Lets prices go so many steps on. */
    public void awaitSteps(int more) {
        int until = stepCount + more;
        Recorder.await("step " + until, () -> stepCount >= until);
    }

    /** Takes everything and says nothing; or speaks again. */
    public void mute(boolean isMute) {
        edge.isMute = isMute;
    }

    /** Gives a strategy other terms of its stop. */
    public void stopTerms(String strategyId, Map<String, ?> stop) {
        edge.run(() -> strategies.get(strategyId).put("stop", stop));
    }

    /** A fill of a strategy, as an event alone. */
    public void fill(String strategyId) {
        edge.run(() -> filled(strategies.get(strategyId), "buy", "0.125"));
    }

    /** A strategy's own text, as an event. */
    public void publishNote(String text) {
        edge.run(() -> {
            Map<String, Object> event = event("strategy_event_logged", strategies.get("3"));
            event.put("text", text);
            publish("strategies", event);
        });
    }

    /** Requests of a type that came so far. */
    public long received(String type) {
        return edge.received(type).size();
    }

    /** The newest request of a type, as the client sent it. */
    public Map<String, Object> newest(String type) {
        List<EdgeMessage> all = edge.received(type);
        return all.isEmpty() ? Map.of() : all.get(all.size() - 1).fields();
    }

    private void step() {
        now = stepMs == 0 ? Instant.now() : now.plusMillis(stepMs);
        prices.replaceAll((symbol, price) -> {
            double wander = 1 + random.nextGaussian() * 0.00035;
            return price.multiply(BigDecimal.valueOf(wander)).setScale(price.scale(), RoundingMode.HALF_EVEN);
        });
        SYMBOLS.forEach(symbol -> edge.tell("prices", priceEvent(symbol)));
        stepCount++;
    }

    private Map<String, Object> priceEvent(String symbol) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("type", "price");
        event.put("symbol", symbol);
        event.put("price", prices.get(symbol).toPlainString());
        event.put("timestamp", time());
        return event;
    }

    private String time() {
        return now.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    private static List<Map<String, Object>> copies(Map<String, Map<String, Object>> rows) {
        List<Map<String, Object>> copies = new ArrayList<>();
        rows.values().forEach(row -> copies.add(new LinkedHashMap<>(row)));
        return copies;
    }

    private Map<String, Object> carryOut(EdgeMessage request) {
        String type = request.type();
        String subject = Objects.requireNonNullElse(
                request.text("strategyId"), Objects.requireNonNullElse(request.text("orderId"), "0"));
        switch (type) {
            case "strategies", "orders" -> {
                return Map.of("type", type, type, copies(type.equals("orders") ? orders : strategies));
            }
            case "stops" -> {
                return Map.of("type", type, "stops", stops());
            }
            case "positions" -> {
                return Map.of(
                        "type",
                        type,
                        "asset",
                        "USD",
                        "cash",
                        cash.toPlainString(),
                        "realizedPnl",
                        realized.toPlainString(),
                        "positions",
                        positions());
            }
            case "kill_switch" -> {
                if (request.text("level") == null) {
                    return Map.of("type", type, "level", killLevel, "hostLevel", "none", "state", "active");
                }
                killLevel = request.text("level");
                edge.publish(
                        "alerts",
                        Map.of(
                                "type",
                                "kill_switch_changed",
                                "accountId",
                                "1",
                                "level",
                                killLevel,
                                "timestamp",
                                time()));
            }
            case "strategy_start" -> enter(strategies.get(subject));
            case "strategy_stop" -> stop(strategies.get(subject), "flatten".equals(request.text("mode")));
            case "strategy_exit" -> exit(strategies.get(subject), "manual");
            case "order_place" -> subject = place(request);
            case "order_cancel" -> cancel(subject);
            case "stop_move" -> {
                moveStop(strategies.get(subject), Json.fields(request.fields().get("stop")));
            }
            default -> {
                return Map.of(
                        "type",
                        "error",
                        "code",
                        "UNKNOWN_TYPE",
                        "message",
                        "type \"" + type + "\": unknown",
                        "temporary",
                        false);
            }
        }
        return Map.of("type", "accepted", "command", type, "subjectId", subject, "sequence", "2077");
    }

    private Map<String, Object> event(String type, Map<String, Object> strategy) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("type", type);
        event.put("strategyId", strategy.get("strategyId"));
        event.put("symbol", strategy.get("symbol"));
        return event;
    }

    private void publish(String channel, Map<String, Object> event) {
        event.put("timestamp", time());
        edge.publish(channel, event);
    }

    private void enter(Map<String, Object> strategy) {
        String price = prices.get(strategy.get("symbol")).toPlainString();
        strategy.put("state", "in_position");
        strategy.put("stopped", false);
        publish("strategies", event("strategy_started", strategy));
        filled(strategy, "buy", (String) strategy.get("quantity"));
        strategy.put(
                "position", Map.of("quantity", strategy.get("quantity"), "averagePrice", price, "unrealizedPnl", "0"));
        strategy.put(
                "stopLevel",
                new BigDecimal(price)
                        .multiply(new BigDecimal("0.985"))
                        .setScale(2, RoundingMode.HALF_EVEN)
                        .toPlainString());
        cash = cash.subtract(new BigDecimal(price).multiply(new BigDecimal((String) strategy.get("quantity"))));
        armed(strategy);
        portfolio();
    }

    private void moveStop(Map<String, Object> strategy, Map<String, Object> stop) {
        strategy.put("stop", stop);
        if (stop.containsKey("level")) {
            strategy.put("stopLevel", stop.get("level"));
        }
        armed(strategy);
    }

    private void armed(Map<String, Object> strategy) {
        Map<String, Object> event = event("stoploss_armed", strategy);
        event.put("level", strategy.get("stopLevel"));
        event.put("positionSide", "long");
        publish("strategies", event);
    }

    private void filled(Map<String, Object> strategy, String side, String quantity) {
        Map<String, Object> accepted = event("order_accepted", strategy);
        accepted.put("orderId", Long.toString(++nextOrder));
        publish("orders", accepted);
        Map<String, Object> event = event("order_filled", strategy);
        event.put("orderId", Long.toString(nextOrder));
        event.put("side", side);
        event.put("executedPrice", prices.get(strategy.get("symbol")).toPlainString());
        event.put("executedSize", quantity);
        event.put("fee", "1.2");
        event.put("purpose", side.equals("buy") ? "entry" : "exit");
        publish("orders", event);
    }

    private void exit(Map<String, Object> strategy, String reason) {
        Map<String, Object> position = Json.fields(strategy.get("position"));
        BigDecimal quantity = new BigDecimal((String) position.get("quantity"));
        BigDecimal price = prices.get(strategy.get("symbol"));
        BigDecimal gain = price.subtract(new BigDecimal((String) position.get("averagePrice")))
                .multiply(quantity);
        filled(strategy, "sell", quantity.toPlainString());
        cash = cash.add(price.multiply(quantity));
        realized = realized.add(gain);
        strategy.put("position", null);
        strategy.put("stopLevel", null);
        strategy.put("state", "closed");
        strategy.put("reason", reason);
        strategy.put("roundCount", (Long) strategy.get("roundCount") + 1);
        strategy.put(
                "realizedPnl",
                new BigDecimal((String) strategy.get("realizedPnl")).add(gain).toPlainString());
        Map<String, Object> event = event("strategy_exited", strategy);
        event.put("reason", reason);
        event.put("realizedPnl", gain.toPlainString());
        publish("strategies", event);
        portfolio();
    }

    private void stop(Map<String, Object> strategy, boolean isFlattened) {
        if (isFlattened && strategy.get("position") != null) {
            exit(strategy, "stopped");
        }
        strategy.put("stopped", true);
        publish("strategies", event("strategy_stopped", strategy));
    }

    private String place(EdgeMessage request) {
        String id = Long.toString(++nextOrder);
        Map<String, Object> order = new LinkedHashMap<>(request.fields());
        order.keySet().retainAll(List.of("symbol", "side", "orderType", "quantity", "limitPrice"));
        order.put("orderId", id);
        order.put("strategyId", "3");
        order.put("purpose", "manual");
        order.put("leavesQuantity", request.text("quantity"));
        order.put("state", "accepted");
        order.put("createdTime", time());
        orders.put(id, order);
        publish("orders", new LinkedHashMap<>(Map.of("type", "order_accepted", "orderId", id, "strategyId", "3")));
        return id;
    }

    private void cancel(String orderId) {
        orders.remove(orderId);
        publish(
                "orders",
                new LinkedHashMap<>(
                        Map.of("type", "order_finalized", "orderId", orderId, "strategyId", "3", "state", "canceled")));
    }

    private void portfolio() {
        edge.tell("portfolio", Map.of("type", "portfolio", "positions", positions(), "timestamp", time()));
    }

    private List<Map<String, Object>> stops() {
        List<Map<String, Object>> stops = new ArrayList<>();
        for (Map<String, Object> strategy : strategies.values()) {
            if (strategy.get("position") != null) {
                Map<String, Object> stop = new LinkedHashMap<>(strategy);
                stop.keySet().retainAll(List.of("strategyId", "symbol", "stop", "quantity"));
                stop.put("level", strategy.get("stopLevel"));
                stop.put("fired", false);
                stops.add(stop);
            }
        }
        return stops;
    }

    private List<Map<String, Object>> positions() {
        List<Map<String, Object>> positions = new ArrayList<>();
        for (Map<String, Object> strategy : strategies.values()) {
            if (strategy.get("position") != null) {
                Map<String, Object> position = Json.fields(strategy.get("position"));
                String symbol = (String) strategy.get("symbol");
                positions.add(Map.of(
                        "asset",
                        symbol.replace("USD", ""),
                        "symbol",
                        symbol,
                        "size",
                        position.get("quantity"),
                        "avgEntryPrice",
                        position.get("averagePrice")));
            }
        }
        return positions;
    }

    private ScriptedEdge.Page page(String method, String path, byte[] body) {
        try {
            if (path.startsWith("/auth/")) {
                return auth(path, new String(body, StandardCharsets.UTF_8));
            }
            String name = path.equals("/") ? "/index.html" : path;
            try (InputStream file = ScriptedHost.class.getResourceAsStream("/dashboard" + name)) {
                return file == null ? null : new ScriptedEdge.Page(200, contentType(name), file.readAllBytes());
            }
        } catch (IOException unreadable) {
            return new ScriptedEdge.Page(
                    400, "text/plain", unreadable.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    private ScriptedEdge.Page auth(String path, String body) throws IOException {
        Map<String, Object> asked = Json.fields(Json.value(body));
        String user = String.valueOf(asked.get("username"));
        if (path.equals("/auth/register")) {
            users.add(user);
            return json(200, Map.of("username", user));
        }
        if (path.equals("/auth/login") && !(users.contains(user) && PASSWORD.equals(asked.get("password")))) {
            return json(
                    401,
                    Map.of(
                            "type",
                            "error",
                            "code",
                            "UNAUTHORIZED",
                            "message",
                            "name and password do not fit",
                            "temporary",
                            false));
        }
        return json(200, Map.of("token", "token-" + random.nextInt(1_000_000), "expires", "2100-01-01T00:00:00.000Z"));
    }

    private static ScriptedEdge.Page json(int status, Map<String, ?> fields) {
        return new ScriptedEdge.Page(
                status, "application/json", Json.write(fields).getBytes(StandardCharsets.UTF_8));
    }

    private static String contentType(String name) {
        return name.endsWith(".js")
                ? "text/javascript; charset=utf-8"
                : name.endsWith(".css")
                        ? "text/css; charset=utf-8"
                        : name.endsWith(".svg")
                                ? "image/svg+xml"
                                : name.endsWith(".txt") ? "text/plain; charset=utf-8" : "text/html; charset=utf-8";
    }

    @Override
    public void close() {
        edge.close();
    }
}
