package io.ringfence.transport.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ringfence.core.event.ExecutionType;
import io.ringfence.core.event.OrderPurpose;
import io.ringfence.core.event.RejectReason;
import io.ringfence.core.event.Side;
import io.ringfence.core.ring.EventCore;
import io.ringfence.core.ring.RingConfig;
import io.ringfence.core.ring.Stage;
import io.ringfence.core.ring.StageThreads;
import io.ringfence.core.ring.Stages;
import io.ringfence.core.ring.ThreadingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pump without a thread, as INLINE drives it. */
class ReportPumpTest {
    private static BrokerReport report(long id, ExecutionType type, RejectReason reason, long figure) {
        return new BrokerReport(
                id, -id, 7, Side.SELL, OrderPurpose.STOP, type, reason, figure, figure + 1, figure + 2, figure + 3);
    }

    @Test
    void shouldBringEveryFieldOfEveryKindOfReportWhenDrained() {
        List<BrokerReport> reports = Stream.of(ExecutionType.values())
                .filter(type -> type != ExecutionType.NULL_VAL)
                .flatMap(type -> Stream.of(RejectReason.values())
                        .filter(reason -> reason != RejectReason.NULL_VAL)
                        .map(reason -> report(type.value(), type, reason, Long.MAX_VALUE - 3 - type.value())))
                .toList();
        try (ReportSink sink = new ReportSink(reports.size())) {
            reports.forEach(sink.pump::offer);
            assertEquals(reports.size(), sink.pump.pendingCount());

            assertEquals(reports, sink.drain());

            assertEquals(0, sink.pump.pendingCount());
            assertEquals(reports.size(), sink.core.completedSequence());
        }
    }

    @Test
    void shouldBringEveryFieldOfEveryOtherMessageInOrderWhenDrained() {
        List<BrokerMessage> messages = List.of(
                new BrokerMessage.Disconnected(65_534, RejectReason.SERVER_DOWN),
                new BrokerMessage.AuthFailed(0, Integer.MIN_VALUE, RejectReason.TOKEN_EXPIRED),
                ReportCore.report(1),
                new BrokerMessage.AuthSuccess(7, Integer.MAX_VALUE),
                new BrokerMessage.PositionHeld(Long.MAX_VALUE, -1, Long.MIN_VALUE + 1),
                new BrokerMessage.PositionHeld(3, 2, 1),
                new BrokerMessage.PullEnded(Long.MAX_VALUE - 1, Integer.MAX_VALUE),
                new BrokerMessage.Disconnected(1, RejectReason.NONE));
        try (ReportSink sink = new ReportSink(messages.size())) {
            messages.forEach(sink.pump::offer);

            assertEquals(messages, sink.messages());
        }
    }

    @Test
    void shouldRefuseAMessageWithAnImpossiblePartBeforeItReachesTheRing() {
        assertThrows(NullPointerException.class, () -> new BrokerMessage.Disconnected(1, null));
        assertThrows(NullPointerException.class, () -> new BrokerMessage.AuthFailed(1, 1, null));
        IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> new BrokerMessage.AuthSuccess(65_535, 1));
        assertEquals("gateway 65535: expected 0 to 65534", refusal.getMessage());
        assertThrows(
                IllegalArgumentException.class, () -> new BrokerMessage.Disconnected(-1, RejectReason.SERVER_DOWN));
    }

    @Test
    void shouldCountWhatItPublishedWhenDrained() {
        try (ReportSink sink = new ReportSink(10)) {
            assertEquals(0, sink.pump.drain());
            sink.pump.offer(ReportCore.report(1));
            sink.pump.offer(ReportCore.report(2));

            assertEquals(2, sink.pump.drain());
            assertEquals(0, sink.pump.drain());
        }
    }

    @Test
    void shouldCountAReportAsPendingUntilTheRingHasIt() {
        List<Integer> pendingWhilePublished = new ArrayList<>();
        ReportPump pump = new ReportPump(2);
        Stage trade = (slot, endOfBatch) -> pendingWhilePublished.add(pump.pendingCount());
        Stage nothing = (slot, endOfBatch) -> {};
        // INLINE runs the stages inside publish(), before the event shows in the claimed sequence.
        try (EventCore core = new EventCore(
                RingConfig.defaults().with(ThreadingMode.INLINE),
                () -> 0,
                0,
                new Stages(nothing, nothing, trade, List.of()),
                StageThreads.unpinned())) {
            core.start();
            pump.connect(core.publisher());
            pump.offer(ReportCore.report(1));
            pump.offer(ReportCore.report(2));

            pump.drain();

            assertEquals(List.of(2, 1), pendingWhilePublished);
            assertEquals(0, pump.pendingCount());
        }
    }

    @Test
    void shouldSayNoPriceWhenThereWasNoFill() {
        try (ReportSink sink = new ReportSink(1)) {
            BrokerReport accepted = Terms.buy(1, 1).accepted();

            sink.pump.offer(accepted);

            assertEquals(List.of(accepted), sink.drain());
        }
    }

    @Test
    void shouldNameTheBoundAndKeepWhatItHoldsWhenOfferedMore() {
        try (ReportSink sink = new ReportSink(3)) {
            List<BrokerReport> held =
                    Stream.of(1L, 2L, 3L).map(ReportCore::report).toList();
            held.forEach(sink.pump::offer);

            IllegalStateException refusal =
                    assertThrows(IllegalStateException.class, () -> sink.pump.offer(ReportCore.report(4)));

            assertEquals("broker.max-held-reports = 3: more reports wait for room in the ring", refusal.getMessage());
            assertEquals(3, sink.pump.pendingCount());
            assertEquals(held, sink.drain());
            sink.pump.offer(ReportCore.report(5));
            assertEquals(List.of(ReportCore.report(5)), sink.drain());
        }
    }

    @Test
    void shouldSayThatTheCoreEndedWhenDrained() {
        try (ReportSink sink = new ReportSink(3)) {
            sink.pump.offer(ReportCore.report(1));
            sink.core.close();

            assertEquals(-1, sink.pump.drain());
            assertEquals(1, sink.pump.pendingCount());
        }
    }

    @Test
    void shouldDropQuietlyWhenOfferedAfterItWasClosed() {
        try (ReportSink sink = new ReportSink(1)) {
            sink.pump.close();

            sink.pump.offer(ReportCore.report(1));
            sink.pump.offer(ReportCore.report(2));

            assertEquals(0, sink.pump.pendingCount());
        }
    }

    @Test
    void shouldRefuseAReportWithAMissingPartBeforeItReachesTheRing() {
        assertThrows(
                NullPointerException.class,
                () -> new BrokerReport(
                        1, 1, 1, null, OrderPurpose.STOP, ExecutionType.FILL, RejectReason.NONE, 1, 1, 1, 1));
        assertThrows(
                NullPointerException.class,
                () -> new BrokerReport(1, 1, 1, Side.BUY, null, ExecutionType.FILL, RejectReason.NONE, 1, 1, 1, 1));
        assertThrows(
                NullPointerException.class,
                () -> new BrokerReport(1, 1, 1, Side.BUY, OrderPurpose.STOP, null, RejectReason.NONE, 1, 1, 1, 1));
        assertThrows(
                NullPointerException.class,
                () -> new BrokerReport(1, 1, 1, Side.BUY, OrderPurpose.STOP, ExecutionType.FILL, null, 1, 1, 1, 1));
    }
}
