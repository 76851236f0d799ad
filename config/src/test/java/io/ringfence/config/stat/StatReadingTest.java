package io.ringfence.config.stat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a host stands, by what it wrote last and by its process. */
class StatReadingTest {
    @TempDir
    private Path directory;

    private final ProcessHandle self = ProcessHandle.current();
    private final long startMs =
            self.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    private StatFile file;

    @BeforeEach
    void create() throws IOException {
        create(startMs);
    }

    private void create(long processStartMs) throws IOException {
        Path place = directory.resolve("host.stat");
        StatPlace.point(directory, place);
        HostFacts facts = new HostFacts(
                self.pid(), processStartMs, 1_000, "test", directory, "compact", "quiet", "process", "wall", 64, 200);
        file = StatFile.create(place, facts, 4);
        file.beat(System.currentTimeMillis());
    }

    private StatReading read() throws IOException {
        return StatReader.read(directory);
    }

    @Test
    void shouldBeUpWhileItsProcessIsThereAndWrites() throws IOException {
        assertEquals(HostState.STARTING, read().state());
        file.state(HostState.RUNNING);
        assertEquals(HostState.RUNNING, read().state());
        assertTrue(read().state().isUp());
    }

    @Test
    void shouldBeSilentWhenItHasNotWrittenForAWhile() throws IOException {
        file.state(HostState.RUNNING);
        file.beat(System.currentTimeMillis() - 7_000);
        assertEquals(HostState.SILENT, read().state());
        file.state(HostState.ENDED);
        assertEquals(HostState.ENDED, read().state());
    }

    @Test
    void shouldBeDeadWhenItsNumberIsAnotherProcessesByNow() throws IOException {
        create(startMs + 60_000);
        assertEquals(HostState.DEAD, read().state());
    }

    @Test
    void shouldKeepTheReasonOfAHaltAsFarAsThereIsRoom() throws IOException {
        file.halted(7, "a reason".repeat(1_000));
        StatReading look = read();
        assertEquals(HostState.HALTED, look.state());
        assertEquals(7, look.haltSequence());
        assertEquals("a reason".repeat(1_000).substring(0, StatLayout.MAX_REASON_BYTES), look.haltReason());
    }

    @Test
    void shouldShowPointsInTheOrderOfTheWayAndThoseOfOneNameAsOne() throws IOException {
        file.recorder("edge").record(1);
        file.recorder("of my own").record(2);
        file.recorder("socket").record(3);
        file.recorder("socket").record(4);
        StatReading look = read();
        assertEquals(
                List.of("edge", "socket", "of my own"),
                List.copyOf(look.latencies().keySet()));
        assertEquals(2, look.latencies().get("socket").count());
    }

    @Test
    void shouldTakeRatesOverTheTimeBetweenWhatTheyWereAsOf() throws IOException {
        long nowMs = System.currentTimeMillis();
        file.beat(nowMs - 2_000);
        file.put(HostCounter.JOURNAL_GROUPS, 10);
        file.increment(HostCounter.TICKS);
        StatReading first = read();
        file.beat(nowMs);
        file.put(HostCounter.JOURNAL_GROUPS, 110);
        file.increment(HostCounter.TICKS);
        StatReading second = read();
        assertTrue(second.isSameStart(first));
        assertEquals(2.0, second.seconds(HostCounter.JOURNAL_GROUPS, first));
        assertEquals(100, second.growth(HostCounter.JOURNAL_GROUPS, first));
        assertEquals((second.lookedMs() - first.lookedMs()) / 1e3, second.seconds(HostCounter.TICKS, first));
        assertEquals(1, second.growth(HostCounter.TICKS, first));
    }

    @Test
    void shouldLeaveTheNextHostsFileAloneWhenOneThatWasReplacedGoesOnWriting() throws IOException {
        StatFile replaced = file;
        replaced.increment(HostCounter.TICKS);
        assertEquals(1, read().counter(HostCounter.TICKS));
        Files.writeString(directory.resolve("host.stat.new"), "left by a host that died as it made its file");
        create();
        replaced.increment(HostCounter.TICKS);
        assertEquals(0, read().counter(HostCounter.TICKS));
    }
}
