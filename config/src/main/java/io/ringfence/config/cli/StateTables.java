package io.ringfence.config.cli;

import io.ringfence.core.CoreLogic;
import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.event.PositionSide;
import io.ringfence.core.stoploss.StopRow;
import io.ringfence.core.trade.OrderRow;
import io.ringfence.core.trade.StrategyRow;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a rebuilt core holds, as tables for people. */
final class StateTables {
    private StateTables() {}

    static void print(ReplayCommand.Table table, CoreLogic logic, PrintWriter out) {
        List<String> symbols = logic.stopLoss().symbols();
        switch (table) {
            case STRATEGIES -> SummaryReport.table(logic.trade().strategyRows(), symbols, out);
            case ORDERS -> orders(logic.trade().orderRows(), symbols, out);
            case POSITIONS -> positions(logic.trade().strategyRows(), symbols, out);
            case STOPS -> stops(logic, symbols, out);
        }
    }

    private static void orders(List<OrderRow> orders, List<String> symbols, PrintWriter out) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("order", "strategy", "symbol", "side", "purpose", "state", "quantity", "filled", "limit"));
        for (OrderRow order : orders) {
            rows.add(List.of(
                    Long.toString(order.clientOrderId()),
                    order.strategyName(),
                    symbols.get(order.instrumentId()),
                    word(order.side()),
                    word(order.purpose()),
                    word(order.state()),
                    Decimal.toString(order.quantity()),
                    Decimal.toString(order.filledQuantity()),
                    decimal(order.limitPrice())));
        }
        print(rows, "no order is open", out);
    }

    private static void positions(List<StrategyRow> strategies, List<String> symbols, PrintWriter out) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("strategy", "symbol", "side", "quantity", "entry", "state"));
        for (StrategyRow strategy : strategies) {
            if (strategy.openQuantity() != 0) {
                rows.add(List.of(
                        strategy.name(),
                        symbols.get(strategy.instrumentId()),
                        word(strategy.side()),
                        Decimal.toString(strategy.openQuantity()),
                        Decimal.toString(strategy.averageEntry()),
                        word(strategy.state())));
            }
        }
        print(rows, "nothing is held", out);
    }

    private static void stops(CoreLogic logic, List<String> symbols, PrintWriter out) {
        Map<Long, String> names =
                logic.trade().strategyRows().stream().collect(Collectors.toMap(StrategyRow::id, StrategyRow::name));
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("strategy", "symbol", "side", "quantity", "stop", "kind", "best", "target"));
        for (StopRow stop : logic.stopLoss().stopRows()) {
            rows.add(List.of(
                    names.getOrDefault(stop.strategyId(), Long.toString(stop.strategyId())),
                    symbols.get(stop.instrumentId()),
                    stop.side() == PositionSide.LONG ? "long" : "short",
                    Decimal.toString(stop.openQuantity()),
                    stop.stopLevel().isPresent() ? decimal(stop.stopLevel()) : "fired",
                    stop.isTrailing() ? "trailing" : "fixed",
                    decimal(stop.bestPrice()),
                    decimal(stop.targetLevel())));
        }
        print(rows, "no position stands under a stop", out);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String decimal(OptionalLong scaled) {
        return scaled.isPresent() ? Decimal.toString(scaled.getAsLong()) : "-";
    }

    /** Columns as wide as they need to be; the first row is the heading. */
    private static void print(List<List<String>> rows, String nothing, PrintWriter out) {
        if (rows.size() == 1) {
            out.println(nothing);
            return;
        }
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        Function<List<String>, String> line = row -> {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                text.append(String.format("%-" + (widths[i] + 2) + "s", row.get(i)));
            }
            return text.toString().stripTrailing();
        };
        rows.forEach(row -> out.println(line.apply(row)));
    }
}
