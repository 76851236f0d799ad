package io.ringfence.transport.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringfence.core.CoreLogic;
import io.ringfence.core.event.KillLevel;
import io.ringfence.core.ring.Admission;
import io.ringfence.core.ring.EventCore;
import io.ringfence.core.ring.RingConfig;
import io.ringfence.core.ring.Stage;
import io.ringfence.core.ring.StageThreads;
import io.ringfence.core.ring.Stages;
import io.ringfence.core.ring.ThreadingMode;
import io.ringfence.core.ring.WaitProfile;
import io.ringfence.core.testkit.TestEvent;
import io.ringfence.transport.view.AccountViews;
import io.ringfence.transport.view.LastPrices;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
final class BusyRingTest {
    private static final int SLOTS = 64;
    private static final String BUSY =
            "{\"type\":\"error\",\"code\":\"BUSY\",\"message\":\"the host has more to do than it can"
                    + " now: try again\",\"temporary\":true}";

    private final CommandPort port =
            new CommandPort(new AccountViews(new CoreLogic(), new Object(), LastPrices.NONE, List.of("")), SLOTS);

    private String submit() {
        return submit(new Command.SetKillSwitch(KillLevel.FLATTEN, OptionalInt.empty()));
    }

    private String submit(Command command) {
        List<String> answers = new ArrayList<>();
        port.submit(new Asker(0), command, Optional.empty(), Runnable::run, answer -> answers.add(answer.toJson(null)));
        return String.join(" and ", answers);
    }

    @Test
    void shouldSayThatItIsBusyWhenTheCoreIsNotThereYet() {
        assertEquals(BUSY, submit());
    }

    /** Its start may be about to define it. */
    @Test
    void shouldSayThatItIsBusyWhenTheCoreIsNotThereYetAndNeitherIsWhatIsNamed() {
        assertEquals(BUSY, submit(new Command.StartStrategy(7)));
    }

    @Test
    void shouldSayThatItIsBusyAndThenHaltedWhenHalfTheRingIsTakenAndThenClosed() {
        CountDownLatch gate = new CountDownLatch(1);
        Stage nothing = (slot, endOfBatch) -> {};
        Stage stalled = (slot, endOfBatch) -> {
            try {
                gate.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        };
        EventCore core = new EventCore(
                new RingConfig(SLOTS, ThreadingMode.COMPACT, WaitProfile.QUIET, 16, 128, 1_024, 64, 1_024),
                System::nanoTime,
                0,
                new Stages(nothing, nothing, stalled, List.of()),
                StageThreads.unpinned());
        core.start();
        port.connect(core.publisher());
        for (int i = 0; i <= SLOTS / 2; i++) {
            long claim = core.publisher().tryClaim(Admission.VITAL);
            new TestEvent.Time().encode(core.publisher().slot(claim).in());
            core.publisher().publish(claim);
        }
        assertEquals(BUSY, submit());
        assertEquals(1, port.busyCount());
        gate.countDown();
        core.close();
        assertEquals(
                "{\"type\":\"error\",\"code\":\"HALTED\",\"message\":\"the host has halted: it takes no commands before its next"
                        + " start\",\"temporary\":false}",
                submit());
    }
}
