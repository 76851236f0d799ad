package io.ringfence.config.cli;

import io.ringfence.config.node.NodeListener;
import io.ringfence.core.CoreLogic;
import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.trade.OrderRow;
import io.ringfence.journal.RecoveryReport;
import io.ringfence.journal.replica.Rebuilt;
import java.io.PrintWriter;
import java.util.List;

/** Tells the person at the console what a node finds and does. */
final class ConsoleListener implements NodeListener {
    private static final int SHOWN_ORDERS = 20;

    private final PrintWriter err;
    private final Progress replay;
    private final Progress warmUp;

    ConsoleListener(PrintWriter err) {
        this.err = err;
        this.replay = new Progress(err, "reading the journal");
        this.warmUp = new Progress(err, "warming up");
    }

    @Override
    public void onReplayProgress(long doneBytes, long totalBytes) {
        replay.show(doneBytes, totalBytes, "");
    }

    @Override
    public void onRecovered(Rebuilt rebuilt) {
        replay.end();
        RecoveryReport report = rebuilt.journal();
        rebuilt.passedOver().forEach(reason -> err.println("snapshot passed over: " + reason));
        rebuilt.snapshot().ifPresent(snapshot -> err.println("snapshot of sequence " + snapshot.sequence() + " read"));
        if (report.lastSequence() == 0) {
            err.println("new journal");
        } else {
            err.printf(
                    "recovered %,d events in %.2f s, up to sequence %d%n",
                    report.events(), report.durationNs() / 1e9, report.lastSequence());
        }
        rebuilt.skipped().forEach(sequence -> err.println("left out by an operator's decision: sequence " + sequence));
        unknownOrders(rebuilt.replica().logic());
        report.cut().ifPresent(cut -> err.println("cut a torn end: " + cut.describe()));
        err.flush();
    }

    /** Those that were out when the host went down: the broker is asked for each. */
    private void unknownOrders(CoreLogic logic) {
        List<OrderRow> open = logic.trade().orderRows();
        if (open.isEmpty()) {
            return;
        }
        err.println(
                open.size() == 1
                        ? "1 order was open; the broker is asked what became of it:"
                        : open.size() + " orders were open; the broker is asked what became of them:");
        open.stream()
                .limit(SHOWN_ORDERS)
                .forEach(order -> err.printf(
                        "  %d %s %s %s %s for %s%n",
                        order.clientOrderId(),
                        order.purpose(),
                        order.side(),
                        Decimal.toString(order.quantity()),
                        logic.stopLoss().symbols().get(order.instrumentId()),
                        order.strategyName()));
        if (open.size() > SHOWN_ORDERS) {
            err.printf("  ... and %d more%n", open.size() - SHOWN_ORDERS);
        }
    }

    @Override
    public void onWarmUp(long doneTicks, long totalTicks) {
        warmUp.show(doneTicks, totalTicks, "");
    }

    @Override
    public void onWarmedUp(long durationNs) {
        warmUp.end();
        err.printf("warmed up in %.2f s%n", durationNs / 1e9);
        err.flush();
    }

    @Override
    public void onListening(String address) {
        err.println("edge listens on " + address);
        err.flush();
    }

    @Override
    public void onNotice(String line) {
        err.println("notice: " + line);
        err.flush();
    }

    @Override
    public void onBadRow(String source, long lineNumber, String reason) {
        err.println(source + ":" + lineNumber + ": skipped: " + reason);
    }
}
