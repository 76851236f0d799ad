package io.ringfence.transport.broker;

import io.ringfence.core.event.ExecutionReportDecoder;
import io.ringfence.core.event.ExecutionType;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.event.OrderPurpose;
import io.ringfence.core.event.RejectReason;
import io.ringfence.core.event.Side;
import io.ringfence.core.ring.EventCore;
import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.RingConfig;
import io.ringfence.core.ring.Stage;
import io.ringfence.core.ring.StageThreads;
import io.ringfence.core.ring.Stages;
import io.ringfence.core.ring.Stages.NamedStage;
import io.ringfence.core.ring.ThreadingMode;
import io.ringfence.core.ring.WaitProfile;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A threaded core of 64 slots whose trade stage keeps the reports' order ids, behind a latch. */
final class ReportCore implements AutoCloseable {
    static final int SLOTS = 64;
    static final String PUMP_THREAD = "ringfence-broker-reports";
    private static final Stage NOTHING = (slot, endOfBatch) -> {};

    final List<Long> ids = new CopyOnWriteArrayList<>();
    final CountDownLatch gate;
    final EventCore core;
    private final long failingSequence;

    ReportCore(boolean isStalled, long failingSequence, NamedStage... outputs) {
        this.gate = new CountDownLatch(isStalled ? 1 : 0);
        this.failingSequence = failingSequence;
        core = new EventCore(
                new RingConfig(SLOTS, ThreadingMode.COMPACT, WaitProfile.QUIET, 16, 128, 1_024, 64, 1_024),
                System::nanoTime,
                0,
                new Stages(NOTHING, NOTHING, this::onEvent, List.of(outputs)),
                StageThreads.unpinned());
        core.start();
    }

    static ReportCore running() {
        return new ReportCore(false, -1);
    }

    static ReportCore stalled() {
        return new ReportCore(true, -1);
    }

    private void onEvent(EventSlot slot, boolean endOfBatch) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        if (slot.sequence() == failingSequence) {
            throw new IllegalStateException("told to fail");
        }
        MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(slot.in().buffer(), 0);
        if (header.templateId() == ExecutionReportDecoder.TEMPLATE_ID) {
            ids.add(ReportSink.decode(slot).clientOrderId());
        }
    }

    ReportPump pump(int maxHeldReports) {
        ReportPump pump = new ReportPump(maxHeldReports);
        pump.connect(core.publisher());
        return pump;
    }

    static BrokerReport report(long id) {
        return new BrokerReport(
                id, 1, 2, Side.BUY, OrderPurpose.ENTRY, ExecutionType.ACCEPTED, RejectReason.NONE, 3, 4, 5, 6);
    }

    static boolean isPumpRunning() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals(PUMP_THREAD));
    }

    @Override
    public void close() {
        gate.countDown();
        core.close();
    }
}
