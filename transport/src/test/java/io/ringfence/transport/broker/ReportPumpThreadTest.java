package io.ringfence.transport.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.event.MessageHeaderEncoder;
import io.ringfence.core.event.TimeAdvancedEncoder;
import io.ringfence.core.ring.Admission;
import io.ringfence.core.ring.EventCore;
import io.ringfence.core.ring.Stages.NamedStage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** The pump on its own thread. The limit is on a thread apart, because close() outlasts interrupts. */
@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
class ReportPumpThreadTest {
    private static List<Long> ids(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }

    private static void offer(ReportPump pump, long first, long last) {
        LongStream.rangeClosed(first, last).mapToObj(ReportCore::report).forEach(pump::offer);
    }

    private static void awaitPending(ReportPump pump, int count) {
        while (pump.pendingCount() != count) {
            Thread.onSpinWait();
        }
    }

    private static void awaitThrough(ReportPump pump, EventCore core) {
        awaitPending(pump, 0);
        assertTrue(core.awaitCompleted(core.claimedSequence()));
    }

    @Test
    void shouldHoldAndKeepAcceptingWhileTheRingIsFullAndPublishInOrderOnceThereIsRoom() {
        try (ReportCore target = ReportCore.stalled();
                ReportPump pump = target.pump(1_000)) {
            pump.start();
            offer(pump, 1, 500);
            // Reports may use the last slot.
            awaitPending(pump, 500 - ReportCore.SLOTS);
            offer(pump, 501, 1_000);
            assertEquals(1_000 - ReportCore.SLOTS, pump.pendingCount());
            assertEquals(ReportCore.SLOTS, target.core.claimedSequence());

            target.gate.countDown();
            awaitThrough(pump, target.core);

            assertEquals(ids(1_000), target.ids);
        }
    }

    @Test
    void shouldLoseNothingWhenOfferedBeforeTheStart() {
        try (ReportCore target = ReportCore.running();
                ReportPump pump = target.pump(200)) {
            offer(pump, 1, 100);
            assertEquals(100, pump.pendingCount());

            pump.start();
            offer(pump, 101, 200);
            awaitThrough(pump, target.core);

            assertEquals(ids(200), target.ids);
        }
    }

    @Test
    void shouldPublishEachReportWithoutAnotherWhenItHadGoneToSleep() {
        try (ReportCore target = ReportCore.running();
                ReportPump pump = target.pump(1)) {
            pump.start();
            for (long id = 1; id <= 2_000; id++) {
                offer(pump, id, id);
                awaitPending(pump, 0);
            }
            awaitThrough(pump, target.core);

            assertEquals(ids(2_000), target.ids);
        }
    }

    @Test
    void shouldKeepEachThreadsOrderAndNeverReadEmptyEarlyWhenSeveralOffer() throws InterruptedException {
        int threads = 3;
        long each = 10_000;
        try (ReportCore target = new ReportCore(false, -1);
                ReportPump pump = target.pump((int) (threads * each))) {
            pump.start();
            AtomicLong offered = new AtomicLong();
            List<Thread> offering = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                long first = t * each + 1;
                offering.add(new Thread(
                        () -> LongStream.range(first, first + each).forEach(id -> {
                            pump.offer(ReportCore.report(id));
                            offered.incrementAndGet();
                        })));
            }
            offering.forEach(Thread::start);
            long seen;
            do {
                seen = offered.get();
                // Whatever had been offered is in the ring when nothing is said to be pending.
                int pending = pump.pendingCount();
                assertTrue(pending >= 0, () -> "published before it was counted: " + pending);
                if (pending == 0) {
                    long claimed = target.core.claimedSequence();
                    long seenNow = seen;
                    assertTrue(claimed >= seen, () -> claimed + " in the ring, " + seenNow + " offered");
                }
                Thread.onSpinWait();
            } while (seen < threads * each);
            for (Thread thread : offering) {
                thread.join();
            }
            awaitThrough(pump, target.core);

            assertEquals(ids(threads * each), target.ids.stream().sorted().toList());
            for (int t = 0; t < threads; t++) {
                long first = t * each + 1;
                assertEquals(
                        LongStream.range(first, first + each).boxed().toList(),
                        target.ids.stream()
                                .filter(id -> id >= first && id < first + each)
                                .toList());
            }
        }
    }

    @Test
    void shouldSeeTheAnswerInTheRingWhenNothingIsPendingAfterTheStageWasDone() {
        AtomicReference<ReportPump> answers = new AtomicReference<>();
        AtomicLong id = new AtomicLong();
        // As a broker that answers at once: offers on an output stage's thread, before its event is done.
        NamedStage broker = new NamedStage("broker", (slot, endOfBatch) -> {
            if (slot.in().length() == MessageHeaderEncoder.ENCODED_LENGTH) {
                answers.get().offer(ReportCore.report(id.incrementAndGet()));
            }
        });
        try (ReportCore target = new ReportCore(false, -1, broker);
                ReportPump pump = target.pump(4)) {
            answers.set(pump);
            pump.start();
            for (int i = 1; i <= 1_000; i++) {
                publishTime(target.core);
                long claimed;
                do {
                    claimed = target.core.claimedSequence();
                    assertTrue(target.core.awaitCompleted(claimed));
                } while (pump.pendingCount() != 0 || target.core.claimedSequence() != claimed);
                assertEquals(2L * i, claimed);
            }
        }
    }

    private static void publishTime(EventCore core) {
        long claim = core.publisher().tryClaim(Admission.VITAL);
        new TimeAdvancedEncoder()
                .wrapAndApplyHeader(core.publisher().slot(claim).in().reserve(64), 0, new MessageHeaderEncoder());
        core.publisher().slot(claim).in().commit(MessageHeaderEncoder.ENCODED_LENGTH);
        core.publisher().publish(claim);
    }

    @Test
    void shouldEndWhenTheCoreHalts() {
        try (ReportCore target = new ReportCore(false, 2);
                ReportPump pump = target.pump(1_000)) {
            pump.start();
            assertTrue(ReportCore.isPumpRunning());
            offer(pump, 1, 2);
            while (target.core.halt() == null) {
                Thread.onSpinWait();
            }
            offer(pump, 3, 3);
            while (ReportCore.isPumpRunning()) {
                Thread.onSpinWait();
            }

            assertNotNull(target.core.halt());
            assertEquals(List.of(1L), target.ids);
        }
    }

    @Test
    void shouldJoinItsThreadWhenClosedThoughTheRingIsFull() {
        try (ReportCore target = ReportCore.stalled()) {
            ReportPump pump = target.pump(1_000);
            pump.start();
            offer(pump, 1, 500);
            awaitPending(pump, 500 - ReportCore.SLOTS);

            pump.close();

            assertFalse(ReportCore.isPumpRunning());
            pump.close();
        }
    }

    @Test
    void shouldJoinItsThreadWhenClosedByAnInterruptedThread() {
        try (ReportCore target = ReportCore.running()) {
            for (int i = 0; i < 200; i++) {
                ReportPump pump = target.pump(10);
                pump.start();
                offer(pump, 1, 10);
                Thread.currentThread().interrupt();

                pump.close();

                assertTrue(Thread.interrupted());
                assertFalse(ReportCore.isPumpRunning());
            }
        }
    }
}
