package io.ringfence.transport.command;

import io.ringfence.core.event.KillLevel;
import io.ringfence.core.event.PositionSide;
import io.ringfence.core.event.Side;
import io.ringfence.core.event.StopMode;
import io.ringfence.transport.view.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Reads commands and queries from JSON: a message of a WebSocket, or a body over HTTP. What is wrong is said with the field,
 * its value, and what was expected. Checked is what can be without knowing what there is. May be shared by threads.
 */
public final class CommandReader {
    private static final List<PositionSide> POSITION_SIDES = List.of(PositionSide.LONG, PositionSide.SHORT);
    private static final List<Side> SIDES = List.of(Side.BUY, Side.SELL);
    private static final List<StopMode> STOP_MODES = List.of(StopMode.FLATTEN, StopMode.KEEP);
    private static final List<KillLevel> KILL_LEVELS =
            List.of(KillLevel.NONE, KillLevel.NO_ENTRIES, KillLevel.CANCEL_ALL, KillLevel.FLATTEN);
    private static final int MAX_PARAMETERS_CHARS = 96;

    /** Types of messages that are commands or queries. */
    public static final Set<String> TYPES = Set.of(
            "strategies",
            "strategy",
            "strategy_create",
            "strategy_update",
            "strategy_start",
            "strategy_exit",
            "strategy_stop",
            "orders",
            "order_place",
            "order_cancel",
            "order_replace",
            "stops",
            "stop_move",
            "conditions",
            "condition_create",
            "condition_remove",
            "kill_switch",
            "positions");

    private final TermsReader terms;

    /** A reader for a host with these calendars. */
    public CommandReader(Calendars calendars) {
        terms = new TermsReader(calendars);
    }

    /** Reads a message of a type that is one of {@link #TYPES}. */
    public Asked read(String type, byte[] utf8) {
        return read(type, Map.of(), utf8);
    }

    /** The same, with fields that stand outside of the message, such as in a path; the message may have them too, the same. */
    public Asked read(String type, Map<String, String> outside, byte[] utf8) {
        try {
            JsonFields fields = JsonFields.parse(utf8);
            for (Map.Entry<String, String> field : outside.entrySet()) {
                fields.put(field.getKey(), field.getValue());
            }
            return read(type, fields);
        } catch (RefusedException refused) {
            return new Asked.Wrong(refused.refusal());
        }
    }

    private Asked read(String type, JsonFields fields) throws RefusedException {
        return switch (type) {
            case "strategies" -> show(Query.What.STRATEGIES, fields);
            case "strategy" ->
                new Asked.ToShow(new Query(Query.What.STRATEGY, fields.id("strategyId"), Page.FIRST, false));
            case "orders" -> show(Query.What.ORDERS, fields);
            case "stops" -> show(Query.What.STOPS, fields);
            case "conditions" -> show(Query.What.CONDITIONS, fields);
            case "positions" -> show(Query.What.POSITIONS, fields);
            case "kill_switch" ->
                fields.has("level") ? toDo(fields, killSwitch(fields)) : show(Query.What.KILL_SWITCH, fields);
            default -> toDo(fields, command(type, fields));
        };
    }

    /** Which strategies. */
    private enum Show {
        ALL,
        OPEN
    }

    private static Asked show(Query.What what, JsonFields fields) throws RefusedException {
        long after = fields.has("after") ? fields.id("after") : 0;
        int count = (int) fields.number("limit", 1, Page.MAX_COUNT, Page.MAX_COUNT);
        boolean isOpenOnly =
                what == Query.What.STRATEGIES && fields.choice("show", List.of(Show.values()), Show.ALL) == Show.OPEN;
        return new Asked.ToShow(new Query(what, 0, new Page(after, count), isOpenOnly));
    }

    private static Asked toDo(JsonFields fields, Command command) throws RefusedException {
        return new Asked.ToDo(command, commandId(fields));
    }

    /** The idempotency key that the client chose; empty: none. */
    public static Optional<String> commandId(JsonFields fields) throws RefusedException {
        return fields.has("commandId")
                ? Optional.of(
                        fields.text("commandId", "[!-~]{1,32}", "1 to 32 printable ASCII characters without a space"))
                : Optional.empty();
    }

    private Command command(String type, JsonFields fields) throws RefusedException {
        return switch (type) {
            case "strategy_create" -> createStrategy(fields);
            case "strategy_update" ->
                new Command.UpdateStrategy(fields.id("strategyId"), terms.terms(fields), fields.flag("watch", false));
            case "strategy_start" -> new Command.StartStrategy(fields.id("strategyId"));
            case "strategy_exit" -> new Command.ExitStrategy(fields.id("strategyId"));
            case "strategy_stop" ->
                new Command.StopStrategy(fields.id("strategyId"), fields.choice("mode", STOP_MODES, null));
            case "order_place" -> order(fields);
            case "order_cancel" -> new Command.CancelOrder(fields.id("orderId"));
            case "order_replace" ->
                new Command.ReplaceOrder(
                        fields.id("orderId"), fields.positive("quantity"), fields.optionalPositive("limitPrice"));
            case "stop_move" -> new Command.MoveStop(fields.id("strategyId"), terms.stop(fields));
            case "condition_create" -> ConditionReader.read(fields);
            case "condition_remove" -> new Command.RemoveCondition(fields.id("conditionId"));
            default ->
                throw new RefusedException(Answer.Refusal.of(
                        RefusalCode.UNKNOWN_TYPE, "type \"" + type + "\": expected a command or a query"));
        };
    }

    private Command createStrategy(JsonFields fields) throws RefusedException {
        return new Command.CreateStrategy(
                name(fields),
                symbol(fields),
                fields.choice("side", POSITION_SIDES, PositionSide.LONG),
                TermsReader.trigger(fields),
                fields.has("logic")
                        ? fields.text("logic", "[a-z0-9-]{1,32}", "1 to 32 of a-z 0-9 -, such as timed or ema-cross")
                        : "timed",
                parameters(fields),
                terms.terms(fields),
                fields.flag("watch", false),
                fields.flag("start", false));
    }

    /** Pairs in the order of their names, as a file's are. */
    private static String parameters(JsonFields fields) throws RefusedException {
        if (!fields.has("parameters")) {
            return "";
        }
        JsonFields given = fields.object("parameters", "an object of names and values");
        List<String> pairs = new ArrayList<>();
        for (String name : given.names().stream().sorted().toList()) {
            if (!name.matches("[a-z0-9-]{1,32}")) {
                throw given.wrong(name, "a name of 1 to 32 of a-z 0-9 -");
            }
            pairs.add(name + "="
                    + given.plain(name, "[!-<>-~]+", "printable ASCII characters, without a space and without ="));
        }
        String text = String.join(" ", pairs);
        if (text.length() > MAX_PARAMETERS_CHARS) {
            throw fields.wrong(
                    "parameters",
                    "at most " + MAX_PARAMETERS_CHARS + " characters as name=value pairs, not " + text.length());
        }
        return text;
    }

    /** A condition in postfix order, from the object that {@code when} of a condition is. */
    public List<Command.Node> condition(JsonFields when) throws RefusedException {
        return ConditionReader.nodes(when);
    }

    /** A person's order, from the fields of {@code order_place}. */
    public Command.PlaceOrder order(JsonFields fields) throws RefusedException {
        OptionalLong strategyId =
                fields.has("strategyId") ? OptionalLong.of(fields.id("strategyId")) : OptionalLong.empty();
        boolean isSymbolNeeded = strategyId.isEmpty() || fields.has("symbol");
        String orderType = fields.has("orderType")
                ? fields.text("orderType", "market|limit", "market or limit")
                : fields.has("limitPrice") ? "limit" : "market";
        if (orderType.equals("market") && fields.has("limitPrice")) {
            throw fields.wrong("limitPrice", "none with orderType market");
        }
        if (orderType.equals("limit") && !fields.has("limitPrice")) {
            throw new RefusedException(
                    Answer.Refusal.missing(fields.path() + "limitPrice", "a decimal with orderType limit"));
        }
        for (String name : List.of("stop", "target", "exitTime", "holdingTimeMs")) {
            if (strategyId.isPresent() && fields.has(name)) {
                throw fields.wrong(name, "none with strategyId, whose own hold");
            }
        }
        return new Command.PlaceOrder(
                isSymbolNeeded ? symbol(fields) : "",
                strategyId,
                fields.choice("side", SIDES, null),
                fields.optionalPositive("limitPrice"),
                terms.orderTerms(fields),
                TermsReader.trigger(fields),
                fields.flag("watch", false));
    }

    private static Command killSwitch(JsonFields fields) throws RefusedException {
        KillLevel level = fields.choice("level", KILL_LEVELS, null);
        OptionalInt account = fields.has("account")
                ? OptionalInt.of((int) fields.number("account", 0, Integer.MAX_VALUE - 1, 0))
                : OptionalInt.empty();
        return new Command.SetKillSwitch(level, account);
    }

    static String name(JsonFields fields) throws RefusedException {
        return fields.text("name", "[!-~]{1,32}", "1 to 32 printable ASCII characters without a space");
    }

    static String symbol(JsonFields fields) throws RefusedException {
        return fields.text("symbol", "[ -~]{1,16}", "a symbol of 1 to 16 characters");
    }
}
