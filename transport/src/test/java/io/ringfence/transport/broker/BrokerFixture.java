package io.ringfence.transport.broker;

import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.event.RejectReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A simulated broker over one log, with verbs in and values out; {@link #restart()} is the death of its host. */
final class BrokerFixture implements AutoCloseable {
    final Path log;
    final ReportSink sink = new ReportSink(10_000);
    long latencyNs;
    long partialFillRate;
    long rejectRate;
    long feeRate;
    long seed = 42;
    long dropRate;
    long duplicateRate;
    long reportDelayNs;
    long lostOrderRate;
    long disconnectEveryNs;
    long disconnectForNs;
    List<RejectReason> rejectReasons = List.of(RejectReason.OTHER);
    Set<String> refusedKeys = Set.of();
    long orderExpiryNs;
    private final Map<Integer, Quote> prices = new TreeMap<>();
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
                new SimulatedBrokerConfig(log, latencyNs, partialFillRate, rejectRate, feeRate, seed, 1, 0, faults()),
                sink.pump);
        broker.start();
        return this;
    }

    private SimulatedFaults faults() {
        return new SimulatedFaults(
                dropRate,
                duplicateRate,
                reportDelayNs,
                lostOrderRate,
                disconnectEveryNs,
                disconnectForNs,
                rejectReasons,
                refusedKeys,
                orderExpiryNs);
    }

    /** Another broker on the same log, which then learns the time of the first event. */
    void restart() {
        broker.close();
        start();
        at(nowNs);
    }

    /** As {@link #restart()}, of a host that remembers the prices in force. */
    void restartWithPrices() {
        broker.close();
        start();
        prices.forEach((id, price) -> broker.resumeAt(id, price.last(), price.bid(), price.ask()));
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
        prices.merge(quote.instrumentId(), quote, Quote::over);
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

    void pull(long pullId) {
        broker.pull(pullId);
    }

    void connect(int gatewayId, int accountId, String keyName) {
        broker.connect(gatewayId, accountId, keyName);
    }

    long nextDeadlineNs() {
        return broker.nextDeadlineNs();
    }

    /** Reports since the last call, where nothing else was told. */
    List<BrokerReport> reports() {
        return sink.drain();
    }

    /** All that was told since the last call. */
    List<BrokerMessage> messages() {
        return sink.messages();
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
