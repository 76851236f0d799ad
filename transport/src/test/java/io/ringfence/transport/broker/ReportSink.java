package io.ringfence.transport.broker;

import io.ringfence.core.event.ExecutionReportDecoder;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.ring.EventCore;
import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.RingConfig;
import io.ringfence.core.ring.Stage;
import io.ringfence.core.ring.StageThreads;
import io.ringfence.core.ring.Stages;
import io.ringfence.core.ring.ThreadingMode;
import java.util.ArrayList;
import java.util.List;

/** A pump into an INLINE core that keeps the reports, as values. */
final class ReportSink implements AutoCloseable {
    private static final Stage NOTHING = (slot, endOfBatch) -> {};

    final ReportPump pump;
    final EventCore core;
    private final List<BrokerReport> taken = new ArrayList<>();

    ReportSink(int maxHeldReports) {
        pump = new ReportPump(maxHeldReports);
        core = new EventCore(
                RingConfig.defaults().with(ThreadingMode.INLINE),
                () -> 0,
                0,
                new Stages(NOTHING, NOTHING, (slot, endOfBatch) -> taken.add(decode(slot)), List.of()),
                StageThreads.unpinned());
        core.start();
        pump.connect(core.publisher());
    }

    /** What was offered since the last call, in order. */
    List<BrokerReport> drain() {
        pump.drain();
        List<BrokerReport> reports = List.copyOf(taken);
        taken.clear();
        return reports;
    }

    static BrokerReport decode(EventSlot slot) {
        ExecutionReportDecoder report =
                new ExecutionReportDecoder().wrapAndApplyHeader(slot.in().buffer(), 0, new MessageHeaderDecoder());
        long lastPrice = report.lastPrice();
        return new BrokerReport(
                report.clientOrderId(),
                report.strategyId(),
                report.instrumentId(),
                report.side(),
                report.purpose(),
                report.executionType(),
                report.rejectReason(),
                report.cumQuantity(),
                report.cumNotional(),
                report.cumFee(),
                lastPrice == ExecutionReportDecoder.lastPriceNullValue() ? 0 : lastPrice);
    }

    @Override
    public void close() {
        pump.close();
        core.close();
    }
}
