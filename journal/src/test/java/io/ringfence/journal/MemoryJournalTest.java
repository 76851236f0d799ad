package io.ringfence.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.testkit.InMemory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A host whose newest segments are in memory: where they are, who finds them, and what happens where there is no room. */
@Timeout(120)
final class MemoryJournalTest {
    @TempDir
    Path directory;

    @TempDir(factory = InMemory.class)
    Path memory;

    private Path journal;

    @BeforeEach
    void name() {
        InMemory.assume();
        journal = directory.resolve("journal");
    }

    private MemoryHost host(int archiveMs) throws IOException {
        return new MemoryHost(MemoryHost.config(journal, memory, 4, archiveMs));
    }

    private static byte[] content(FileChannel file) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) file.size());
        while (bytes.hasRemaining() && file.read(bytes, bytes.position()) > 0) {
            continue;
        }
        return bytes.array();
    }

    @Test
    void shouldLeaveTheSameBytesOnTheDiskAndNothingInMemoryWhenItEndsInOrder() throws IOException {
        FileChannel inMemory;
        List<Recorded> appended;
        try (MemoryHost host = host(1)) {
            host.append(5);
            Segment active = Segment.list(journal).get(0);
            assertEquals(host.place().resolve("segment-00000001"), active.directory());
            inMemory = FileChannel.open(active.file(), StandardOpenOption.READ);
            appended = host.appended;
        }
        Segment home = Segment.list(journal).get(0);
        assertTrue(home.isHome());
        try (FileChannel removed = inMemory) {
            assertArrayEquals(content(removed), Files.readAllBytes(home.file()));
        }
        assertTrue(Files.exists(home.directory().resolve(SegmentFiles.METADATA)));
        assertFalse(Files.exists(home.copy().directory()));
        assertFalse(Files.exists(journal.resolve("memory")));
        try (var left = Files.list(memory)) {
            assertEquals(0, left.count());
        }
        assertEquals(appended, Host.read(journal));
    }

    @Test
    void shouldHaveOnTheDiskWhatWasAppendedWithinThePeriod() throws Exception {
        try (MemoryHost host = host(1)) {
            for (int round = 0; round < 20; round++) {
                host.append(3);
                Segment active = Segment.list(journal).stream()
                        .filter(segment -> !segment.isHome())
                        .findFirst()
                        .orElseThrow();
                Segment copy = active.copy();
                // Comes by itself; the test's limit is how long it may take on a machine that is busy.
                while (nextSequence(copy) != host.appended.size() + 1 && !Files.isDirectory(active.home())) {
                    Thread.onSpinWait();
                }
            }
        }
    }

    /** Of the copy of a segment, 0 while there is none. */
    private static long nextSequence(Segment copy) throws IOException {
        long next = 0;
        if (Files.isDirectory(copy.directory())) {
            try (SegmentCursor cursor = new SegmentCursor(copy, new ReadWindow())) {
                while (cursor.next()) {
                    next = cursor.firstSequence() + cursor.count();
                }
            }
        }
        return next;
    }

    @Test
    void shouldFindASegmentThatHasComeHomeSinceItWasListed() throws IOException {
        Segment listed;
        try (MemoryHost host = host(MemoryHost.NEVER_MS)) {
            host.append(5);
            listed = Segment.list(journal).get(0);
            assertFalse(listed.isHome());
        }
        assertTrue(listed.fileBytes() > 0);
        try (SegmentCursor cursor = new SegmentCursor(listed, new ReadWindow())) {
            assertTrue(cursor.next());
            assertEquals(listed.home(), cursor.file().getParent());
        }
    }

    @Test
    void shouldHandEachEventOnOnceWhenSegmentsComeHomeUnderAReader() throws Exception {
        int events = 1_000;
        Recorded.Listener followed = new Recorded.Listener();
        AtomicBoolean isDone = new AtomicBoolean();
        try (MemoryHost host = host(1);
                JournalTail tail = JournalTail.from(journal, 1)) {
            CompletableFuture<Void> appending = CompletableFuture.runAsync(() -> host.append(events));
            CompletableFuture<Integer> reading = CompletableFuture.supplyAsync(() -> readAgainAndAgain(isDone));
            while (followed.events.size() < events) {
                if (appending.isDone()) {
                    appending.join();
                }
                tail.poll(Long.MAX_VALUE, followed);
            }
            appending.join();
            isDone.set(true);
            assertTrue(reading.join() > 0);
            assertEquals(host.appended, followed.events);
        }
        assertEquals(followed.events, Host.read(journal));
        assertTrue(Segment.list(journal).size() > 30);
    }

    /** Reads and verifies beside the host; neither may find damage, and both find no less than before. */
    private int readAgainAndAgain(AtomicBoolean isDone) {
        int reads = 0;
        int read = 0;
        try {
            while (!isDone.get()) {
                int now = Host.read(journal).size();
                assertTrue(now >= read, now + " events, and " + read + " before");
                read = now;
                VerificationReport report = Verification.verifyEventLog(journal);
                assertEquals(List.of(), report.findings());
                assertTrue(report.lastSequence() >= read, report::toString);
                reads++;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return reads;
    }

    @Test
    void shouldGoOnOnTheDiskAndComeBackWhenTheBoundIsReached() throws Exception {
        List<Recorded> appended;
        try (MemoryHost host = host(MemoryHost.NEVER_MS)) {
            host.append(100);
            appended = host.appended;
            List<Segment> segments = Segment.list(journal);
            assertEquals(
                    4, segments.stream().filter(segment -> !segment.isHome()).count());
            assertTrue(segments.subList(4, segments.size()).stream().allMatch(Segment::isHome));
            assertTrue(
                    host.notices
                            .get(0)
                            .matches(
                                    "the journal's segment 5 is not made in memory, the 1\\. since the start: those that are"
                                            + " not yet on the disk take all of journal.memory-max-bytes"),
                    host.notices::toString);
            assertEquals(appended, Host.read(journal));
        }
        assertEquals(appended, Host.read(journal));
        try (MemoryHost host = host(MemoryHost.NEVER_MS)) {
            assertEquals(appended, host.host.replayed.events);
            host.append(1);
            List<Segment> segments = Segment.list(journal);
            assertFalse(segments.get(segments.size() - 1).isHome());
        }
    }

    @Test
    void shouldGoOnOnTheDiskWhenTheMemoryFileSystemIsFull() throws Exception {
        try (SmallDisk small = SmallDisk.mount(directory.resolve("memory"), 1)) {
            try (MemoryHost host = new MemoryHost(
                    MemoryHost.config(journal, directory.resolve("memory/ringfence"), 8, MemoryHost.NEVER_MS))) {
                host.append(100);
                assertTrue(small.freeBytes() < SegmentFiles.blockedBytes(host.config));
                assertTrue(host.notices.get(0).contains(" bytes free, "), host.notices::toString);
                assertEquals(host.appended, Host.read(journal));
            }
            assertTrue(Segment.list(journal).size() > 5);
        }
    }

    @Test
    void shouldKeepInMemoryWhatTheDiskHasNoRoomForAndHaltWhenNeitherHas() throws Exception {
        List<Recorded> appended = new ArrayList<>();
        try (SmallDisk small = SmallDisk.mount(directory.resolve("disk"), 16)) {
            journal = directory.resolve("disk/journal");
            MemoryHost host = host(1);
            host.append(3);
            Path ballast = small.fillBut("ballast", 0);
            UncheckedIOException halted = assertThrows(UncheckedIOException.class, () -> host.append(1_000));
            assertTrue(
                    halted.getMessage().startsWith("no space left on device for the next journal segment: "),
                    halted::getMessage);
            assertTrue(
                    host.notices
                            .get(0)
                            .startsWith("what is appended in memory cannot be taken to the disk, and is lost"),
                    host.notices::toString);
            appended.addAll(host.appended);
            assertTrue(appended.size() > 40, "the memory's segments are full: " + appended.size());
            assertEquals(appended, Host.read(journal));
            String left = assertThrows(IOException.class, host::close).getMessage();
            assertTrue(
                    left.contains("of the journal's segments stay in memory, where the next start finds them"), left);

            String refused =
                    assertThrows(IOException.class, () -> host(1).close()).getMessage();
            assertTrue(refused.startsWith("no space left on device for what the journal has in memory: "), refused);
            assertEquals(appended, Host.read(journal));
            Files.delete(ballast);
            try (MemoryHost next = host(1)) {
                assertEquals(appended, next.host.replayed.events);
                next.append(3);
                appended = next.appended;
            }
            assertEquals(appended, Host.read(journal));
            assertTrue(Segment.list(journal).stream().allMatch(Segment::isHome));
        }
    }

    @Test
    void shouldTakeAllHomeWhenTheNextStartHasNoMemoryOrAnother() throws Exception {
        List<Recorded> appended;
        JournalConfig killed;
        try (MemoryHost host = host(MemoryHost.NEVER_MS)) {
            host.append(20);
            killed = MemoryHost.killed(host.config, directory.resolve("killed"), memory.resolve("killed"));
            appended = host.appended;
        }
        JournalConfig elsewhere = MemoryHost.config(killed.directory(), memory.resolve("elsewhere"), 4, 1);
        try (MemoryHost next = new MemoryHost(elsewhere)) {
            assertEquals(appended, next.host.replayed.events);
            assertTrue(next.place().startsWith(memory.resolve("elsewhere")));
            assertTrue(Segment.list(killed.directory()).get(0).isHome());
        }
        try (Host next = new Host(
                Host.config(killed.directory(), Durability.POWER, MemoryHost.GROUP_BYTES, MemoryHost.SEGMENT_BYTES))) {
            assertEquals(appended, next.replayed.events);
        }
    }

    @Test
    void shouldLeaveTheOriginalsMemoryAloneWhenACopyOfTheJournalIsRead() throws Exception {
        try (MemoryHost host = host(MemoryHost.NEVER_MS)) {
            host.append(20);
            Path copy = directory.resolve("copy");
            Files.createDirectory(copy);
            for (String name : List.of("identity", "memory")) {
                Files.copy(journal.resolve(name), copy.resolve(name));
            }
            assertEquals(List.of(), Host.read(copy));
            String refused = assertThrows(
                            IOException.class, () -> new Host(MemoryHost.config(copy, memory, 4, MemoryHost.NEVER_MS)))
                    .getMessage();
            assertTrue(refused.contains(" belongs to the journal " + journal.toRealPath() + ", of which "), refused);
            assertEquals(host.appended, Host.read(journal));
        }
    }

    @Test
    void shouldFindItsMemoryWhenTheJournalWasMoved() throws Exception {
        Path moved = directory.resolve("moved");
        try (MemoryHost host = host(MemoryHost.NEVER_MS)) {
            host.append(20);
            Path killed = directory.resolve("killed");
            MemoryHost.killed(host.config, killed, memory.resolve("killed"));
            Files.move(killed, moved);
            assertEquals(host.appended, Host.read(moved));
            try (MemoryHost next = new MemoryHost(MemoryHost.config(moved, memory.resolve("killed"), 4, 1))) {
                assertEquals(host.appended, next.host.replayed.events);
            }
        }
        assertTrue(Segment.list(moved).stream().allMatch(Segment::isHome));
    }

    @Test
    void shouldRefuseMemoryThatIsNone() {
        Path here = directory.resolve("here");
        String refused = assertThrows(IOException.class, () -> new Host(MemoryHost.config(journal, here, 4, 1)))
                .getMessage();
        assertTrue(
                refused.startsWith("journal.memory-directory = " + here
                        + ": expected a directory on a file system in memory (tmpfs), found one on "),
                refused);
    }

    @Test
    void shouldRefuseWhenWhatIsHomeIsNotWhatIsInMemory() throws Exception {
        JournalConfig killed;
        try (MemoryHost host = host(MemoryHost.NEVER_MS)) {
            host.append(4);
            killed = MemoryHost.killed(host.config, directory.resolve("killed"), memory.resolve("killed"));
        }
        Segment inMemory = Segment.list(killed.directory()).get(0);
        Files.createDirectory(inMemory.home());
        byte[] other = Files.readAllBytes(inMemory.file());
        other[other.length - 1] = 1;
        Path home = inMemory.home().resolve(inMemory.file().getFileName());
        Files.write(home, other);
        String refused = assertThrows(IOException.class, () -> new Host(killed)).getMessage();
        assertTrue(refused.contains(" differs from " + home + " at byte " + (other.length - 1)), refused);
        assertTrue(Files.isDirectory(inMemory.directory()));
    }

    @Test
    void shouldTrimNothingThatIsStillInMemory() throws Exception {
        try (MemoryHost host = host(MemoryHost.NEVER_MS)) {
            host.append(40);
            assertEquals(0, JournalTrim.trim(journal, 30));
            assertEquals(host.appended, Host.read(journal));
        }
        assertTrue(JournalTrim.trim(journal, 30) > 0);
    }
}
