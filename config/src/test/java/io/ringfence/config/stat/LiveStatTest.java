package io.ringfence.config.stat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.ringfence.core.ring.Halt;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class LiveStatTest {
    @TempDir
    private Path directory;

    private LiveStat open() throws IOException {
        StatConfig config = new StatConfig(Optional.of(directory.resolve("host.stat")), 4, 10);
        return LiveStat.open(
                config,
                HostFacts.ofThisProcess("test", directory.toRealPath(), "compact", "quiet", "process", "wall", config),
                4);
    }

    private StatReading read() throws IOException {
        return StatReader.read(directory);
    }

    @Test
    void shouldTimeEachSoManiethSequence() throws IOException {
        try (LiveStat stat = open()) {
            assertEquals(
                    List.of(4L, 8L, 12L),
                    LongStream.rangeClosed(1, 15)
                            .filter(sequence -> stat.startNs(sequence) != 0)
                            .boxed()
                            .toList());
        }
    }

    @Test
    void shouldTimeOrdersByTheClockThatTheirEventsAreStampedBy() throws IOException {
        try (LiveStat stat = open()) {
            stat.everyOrder(() -> 5_000).onSubmitted(4_900, 0);
            assertEquals(100, read().latencies().get("order").maxNs());
            assertEquals(1, read().latencies().get("order").count());
            stat.sampledOrders().onSubmitted(4_900, 0);
            assertEquals(1, read().latencies().get("order").count());
            stat.sampledOrders().onSubmitted(4_900, System.nanoTime());
            assertEquals(2, read().latencies().get("order").count());
        }
    }

    @Test
    void shouldCopyWhatPartsCountWhileItRunsAndALastTimeWhenItIsClosed() throws IOException {
        AtomicLong groups = new AtomicLong(1);
        LiveStat stat = open();
        try (stat) {
            stat.copy(HostCounter.JOURNAL_GROUPS, groups::get);
            while (read().counter(HostCounter.JOURNAL_GROUPS) != 1) {
                Thread.onSpinWait();
            }
            groups.set(2);
            while (read().counter(HostCounter.JOURNAL_GROUPS) != 2) {
                Thread.onSpinWait();
            }
            stat.running();
            assertEquals(HostState.RUNNING, read().state());
            groups.set(3);
        }
        stat.close();
        assertEquals(3, read().counter(HostCounter.JOURNAL_GROUPS));
        assertEquals(HostState.ENDED, read().state());
    }

    @Test
    void shouldSayThatItHaltedAndStandByItWhenItIsClosed() throws IOException {
        try (LiveStat stat = open()) {
            stat.haltsBy(() -> new Halt("trade", 7, new IllegalStateException("a bug")));
            while (read().state() != HostState.HALTED) {
                assertNotEquals(HostState.ENDED, read().state());
            }
            stat.running();
            assertEquals(HostState.HALTED, read().state());
        }
        assertEquals(HostState.HALTED, read().state());
        assertEquals(
                "halted: stage trade failed at sequence 7: java.lang.IllegalStateException: a bug",
                read().haltReason());
    }
}
