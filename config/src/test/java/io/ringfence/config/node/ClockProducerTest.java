package io.ringfence.config.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.ring.EpochClock;
import io.ringfence.core.ring.EventCore;
import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.RingConfig;
import io.ringfence.core.ring.Stage;
import io.ringfence.core.ring.StageThreads;
import io.ringfence.core.ring.Stages;
import io.ringfence.core.ring.WaitProfile;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A clock that, unless it is woken, sleeps for longer than a test may take. */
@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ClockProducerTest {
    private static final long HOUR_NS = 3_600_000_000_000L;
    private static final int ROUNDS = 500;

    private final AtomicLong deadlineNs = new AtomicLong(Long.MAX_VALUE);
    private final AtomicLong firedEarly = new AtomicLong();
    private final Semaphore fired = new Semaphore(0);
    private final EpochClock clock = NodeClock.wall(0);

    /** Stands for the core: a deadline that is due fires with the event. */
    private void fireIfDue(EventSlot slot, boolean endOfBatch) {
        if (deadlineNs.get() == Long.MAX_VALUE) {
            return;
        }
        if (slot.timestampNs() < deadlineNs.getAndSet(Long.MAX_VALUE)) {
            firedEarly.incrementAndGet();
        }
        fired.release();
    }

    @ParameterizedTest
    @EnumSource(names = {"QUIET", "SPIN"})
    void shouldWakeForADeadlineThatIsSetWhileItSleeps(WaitProfile wait) throws InterruptedException {
        Stage nothing = (slot, endOfBatch) -> {};
        Stages stages = new Stages(nothing, nothing, this::fireIfDue, List.of());
        Random random = new Random(7);
        try (EventCore core = new EventCore(RingConfig.defaults(), clock, 0, stages, StageThreads.unpinned());
                ClockProducer silence = new ClockProducer(deadlineNs::get, HOUR_NS)) {
            silence.look();
            core.start();
            silence.start(clock, core, wait);
            for (int i = 0; i < ROUNDS; i++) {
                // Of some the time has come when the thread wakes up, before others it goes to sleep again.
                deadlineNs.set(clock.epochNs() + random.nextInt(1 << random.nextInt(1, 22)));
                silence.look();
                assertTrue(fired.tryAcquire(20, TimeUnit.SECONDS), "a wake-up was lost");
            }
        }
        assertEquals(0, firedEarly.get());
    }
}
