package io.ringfence.transport.broker;

import io.ringfence.core.decimal.Decimal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A simulated broker over one log, with verbs in and values out; {@link #restart()} is the death of its host. */
final class BrokerFixture implements AutoCloseable {
    final Path log;
    final ReportSink sink = new ReportSink(100_000);
    long latencyNs;
    long partialFillRate;
    long rejectRate;
    long feeRate;
    long seed = 42;
    private SimulatedBroker broker;
    private long nowNs;

    BrokerFixture(Path log) {
        this.log = log;
    }

    static long scaled(String decimal) {
        return Decimal.parse(decimal);
    }

    BrokerFixture start() {
        broker = new SimulatedBroker(
                new SimulatedBrokerConfig(log, latencyNs, partialFillRate, rejectRate, feeRate, seed, 1), sink.pump);
        broker.start();
        return this;
    }

    /** Another broker on the same log, which then learns the time of the first event. */
    void restart() {
        broker.close();
        start();
        at(nowNs);
    }

    /** An event of that time. */
    void at(long timeNs) {
        nowNs = timeNs;
        broker.onTime(timeNs);
    }

    /** A tick in an event of the time in force. */
    void tick(Quote quote) {
        broker.onTime(nowNs);
        broker.onTick(quote.decoder());
    }

    void submit(Terms terms) {
        broker.submit(terms.request());
    }

    void cancel(Terms terms) {
        broker.cancel(terms.request());
    }

    void query(Terms terms) {
        broker.query(terms.request());
    }

    long nextDeadlineNs() {
        return broker.nextDeadlineNs();
    }

    /** Reports since the last call. */
    List<BrokerReport> reports() {
        return sink.drain();
    }

    List<String> logLines() {
        try {
            return Files.readAllLines(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (broker != null) {
            broker.close();
        }
        sink.close();
    }
}
