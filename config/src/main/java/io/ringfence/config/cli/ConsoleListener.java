package io.ringfence.config.cli;

import io.ringfence.config.node.NodeListener;
import io.ringfence.journal.RecoveryReport;
import java.io.PrintWriter;

/** Tells the person at the console what a node finds and does. */
final class ConsoleListener implements NodeListener {
    private final PrintWriter err;
    private final Progress replay;

    ConsoleListener(PrintWriter err) {
        this.err = err;
        this.replay = new Progress(err, "reading the journal");
    }

    @Override
    public void onReplayProgress(long doneBytes, long totalBytes) {
        replay.show(doneBytes, totalBytes, "");
    }

    @Override
    public void onRecovered(RecoveryReport report) {
        replay.end();
        if (report.events() == 0) {
            err.println("new journal");
        } else {
            err.printf(
                    "recovered %,d events in %.2f s, up to sequence %d%n",
                    report.events(), report.durationNs() / 1e9, report.lastSequence());
        }
        report.cut().ifPresent(cut -> err.println("cut a torn end that nobody was told of: " + cut.describe()));
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
