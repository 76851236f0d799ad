package io.ringfence.config.cli;

import io.ringfence.config.node.NodeSummary;
import io.ringfence.core.account.AccountRow;
import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.event.PositionSide;
import io.ringfence.core.trade.StrategyRow;
import io.ringfence.core.trade.StrategyState;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Results of a run: one {@code key=value} a line, then a table of the strategies. */
final class SummaryReport {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final String CELLS = " %-5s %-7s %7s %9s %-14s %9s %-14s %-19s %8s";
    private static final int NAME_WIDTH = 12;

    private static final String ACCOUNT_ROW = "%-12s %14s %14s %12s %10s";

    private SummaryReport() {}

    static void print(NodeSummary summary, PrintWriter out) {
        out.println("ticks=" + summary.ticks());
        out.println("rejected_ticks=" + summary.rejectedTicks());
        out.println("bad_rows=" + summary.badRows());
        out.println("stops_armed=" + summary.stopsArmed());
        out.println("stops_fired=" + summary.stopsFired());
        out.println("orders_sent=" + summary.ordersSent());
        out.println("fills=" + summary.fills());
        out.println("realized_pnl=" + Decimal.toString(summary.realizedPnlScaled()));
        out.println("sequence=" + summary.sequence());
        out.println("state_hash=" + summary.stateHash());
        out.println("output_digest=" + summary.outputDigest());
        if (!summary.strategies().isEmpty()) {
            out.println();
            table(summary.strategies(), summary.symbols(), out);
        }
        if (summary.accounts().size() > 1) {
            out.println();
            accounts(summary.accounts(), out);
        }
        out.flush();
    }

    /** Times are UTC. */
    static void table(List<StrategyRow> strategies, List<String> symbols, PrintWriter out) {
        int width = strategies.stream().mapToInt(row -> row.name().length()).reduce(NAME_WIDTH, Math::max);
        line(out, width, "strategy", "side", "symbol", "quant.", "entry", "at (UTC)", "exit", "at (UTC)", "why", "P&L");
        for (StrategyRow row : strategies) {
            boolean wasHeld = row.averageEntry() != 0;
            line(
                    out,
                    width,
                    row.name(),
                    row.side().name().toLowerCase(Locale.ROOT),
                    symbols.get(row.instrumentId()),
                    wasHeld ? Decimal.toString(row.quantity()) : "-",
                    price(row.averageEntry()),
                    time(row.enteredNs()),
                    price(row.averageExit()),
                    time(row.exitedNs()),
                    why(row),
                    row.roundCount() > 0 ? rounded(row.totalPnl()) : "-");
        }
    }

    /** Nothing to see where there is only the host's own account. */
    private static void accounts(List<AccountRow> accounts, PrintWriter out) {
        out.println(String.format(ACCOUNT_ROW, "account", "cash", "equity", "P&L", "fees"));
        for (AccountRow account : accounts) {
            BigDecimal equity = BigDecimal.valueOf(account.equity(), Decimal.DIGITS);
            BigDecimal pnl = equity.subtract(BigDecimal.valueOf(account.startCash(), Decimal.DIGITS));
            out.println(String.format(
                    ACCOUNT_ROW,
                    account.name(),
                    rounded(account.cash()),
                    rounded(account.equity()),
                    pnl.setScale(2, RoundingMode.HALF_EVEN).toPlainString(),
                    rounded(account.fees())));
        }
    }

    /** As wide as the longest name needs. */
    private static void line(PrintWriter out, int nameWidth, Object... cells) {
        out.println(String.format("%-" + nameWidth + "s" + CELLS, cells).stripTrailing());
    }

    private static String price(long scaled) {
        return scaled == 0 ? "-" : rounded(scaled);
    }

    private static String time(long ns) {
        return ns == 0 ? "" : TIME.format(Instant.EPOCH.plusNanos(ns));
    }

    /** Two decimals are enough for eyes; the exact figures are in the events. */
    private static String rounded(long scaled) {
        return BigDecimal.valueOf(scaled, Decimal.DIGITS)
                .setScale(2, RoundingMode.HALF_EVEN)
                .toPlainString();
    }

    /** How it ended; of one that has had several rounds how many, and where it stands. */
    private static String why(StrategyRow row) {
        String state = row.state().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        if (row.roundCount() > 1) {
            return row.roundCount() + " rounds, " + state;
        }
        return row.state() == StrategyState.CLOSED || row.roundCount() == 1 ? reason(row) : state;
    }

    private static String reason(StrategyRow row) {
        return switch (row.reason()) {
            case SCHEDULE -> row.side() == PositionSide.LONG ? "sold on time" : "bought back on time";
            case STOPLOSS -> "stopped out";
            case TAKE_PROFIT -> "target reached";
            case ENTRY_REJECTED -> "entry rejected";
            case NOT_FILLED -> "entry not filled";
            case MISSED -> "missed";
            case HOLDING_TIME -> "held long enough";
            case MANUAL -> "left by hand";
            case SIGNAL -> "left by its logic";
            case CONDITION -> "left by a condition";
            case KILL_SWITCH -> "kill switch";
            default -> row.reason().name().toLowerCase(Locale.ROOT);
        };
    }
}
