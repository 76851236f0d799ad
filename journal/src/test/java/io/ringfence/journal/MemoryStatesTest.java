package io.ringfence.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.testkit.InMemory;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A journal as every death can leave it between memory and disk, against the list of what was appended. A host that is gone
 * with its memory has what was archived; any other has everything.
 */
@Timeout(120)
final class MemoryStatesTest {
    private static final int TRIES = 5;

    @TempDir
    Path directory;

    @TempDir(factory = InMemory.class)
    Path memoryDirectory;

    /** How far the archiver has come with the oldest segment that is in memory. */
    private enum Copy {
        NONE,
        NAMED,
        BEGUN,
        WHOLE,
        HOME,
        HOME_AND_MEMORY_HALF_REMOVED
    }

    private MemoryHost original;
    private Path journal;
    private Path memory;
    private JournalConfig config;
    private int tries;

    @BeforeEach
    void openJournal() throws IOException {
        InMemory.assume();
        original = new MemoryHost(MemoryHost.config(
                directory.resolve("original"), memoryDirectory.resolve("original"), 4, MemoryHost.NEVER_MS));
    }

    @AfterEach
    void closeJournal() throws IOException {
        if (original != null) {
            original.close();
        }
    }

    private void kill() throws IOException {
        tries++;
        journal = directory.resolve("killed-" + tries);
        memory = memoryDirectory.resolve("killed-" + tries);
        config = MemoryHost.killed(original.config, journal, memory);
    }

    private List<Segment> inMemory() throws IOException {
        List<Segment> segments = new ArrayList<>();
        for (Segment segment : Segment.list(journal)) {
            // The host may have been killed while it made one ahead.
            if (!segment.isHome() && segment.file() != null) {
                segments.add(segment);
            }
        }
        return segments;
    }

    /** Takes some segments home as an archiver does, and the next one as far as is said. */
    private void archive(int whole, Copy copy, Random random) throws IOException {
        List<Segment> segments = inMemory();
        for (int i = 0; i < Math.min(whole, segments.size()); i++) {
            takeHome(segments.get(i));
            SegmentFiles.delete(segments.get(i));
        }
        if (whole < segments.size()) {
            archive(segments.get(whole), copy, random);
        }
    }

    private static void takeHome(Segment segment) throws IOException {
        try (SegmentCopy copy = SegmentCopy.of(segment)) {
            copy.begin(0);
            copy.finish();
        }
    }

    private static void archive(Segment segment, Copy copy, Random random) throws IOException {
        Path copyDirectory = segment.copy().directory();
        switch (copy) {
            case NONE -> {}
            case NAMED -> Files.createDirectories(copyDirectory);
            case BEGUN -> {
                long end = 1 + random.nextLong(Math.max(1, content(segment)));
                try (SegmentCopy begun = SegmentCopy.of(segment)) {
                    begun.begin(0);
                    begun.advance(end);
                }
            }
            case WHOLE -> {
                takeHome(segment);
                Files.move(segment.home(), copyDirectory);
            }
            case HOME -> takeHome(segment);
            case HOME_AND_MEMORY_HALF_REMOVED -> {
                takeHome(segment);
                Files.delete(segment.directory().resolve(SegmentFiles.METADATA));
                Files.delete(segment.file());
            }
        }
    }

    /** Bytes up to where the last group of a segment ends. */
    private static long content(Segment segment) throws IOException {
        try (SegmentCursor cursor = new SegmentCursor(segment, new ReadWindow())) {
            while (cursor.next()) {
                continue;
            }
            return cursor.stopPosition();
        }
    }

    /** Every reader sees these and so does the next host, which takes all of it home and goes on. */
    private void checkGoesOn(List<Recorded> expected, String state) throws IOException {
        assertEquals(expected, Host.read(journal), state);
        Recorded.Listener followed = new Recorded.Listener();
        try (JournalTail tail = JournalTail.from(journal, 1)) {
            tail.poll(Long.MAX_VALUE, followed);
        }
        assertEquals(expected, followed.events, state);
        // The records alone, since these events are none of the dictionary.
        assertEquals(List.of(), Verification.verifyEventLog(journal).findings(), state);
        List<Recorded> all = new ArrayList<>(expected);
        try (MemoryHost next = new MemoryHost(config)) {
            assertEquals(expected, next.host.replayed.events, state);
            next.append(3);
            all = List.copyOf(next.appended);
            assertEquals(all, Host.read(journal), state);
        }
        assertFalse(Files.exists(journal.resolve("memory")), state);
        assertEquals(Optional.empty(), firstIn(memory), state);
        assertTrue(Segment.list(journal).stream().allMatch(Segment::isHome), state);
        assertEquals(all, Host.read(journal), state);
        // The records alone, since these events are none of the dictionary.
        assertEquals(List.of(), Verification.verifyEventLog(journal).findings(), state);
    }

    private static Optional<Path> firstIn(Path directory) throws IOException {
        try (var entries = Files.list(directory)) {
            return entries.findFirst();
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldHaveEverythingWhenTheProcessDies(Copy copy) throws IOException {
        Random random = new Random(copy.ordinal());
        for (int i = 0; i < TRIES; i++) {
            original.append(10 + random.nextInt(25));
            kill();
            int whole = random.nextInt(inMemory().size() + 1);
            archive(whole, copy, random);
            checkGoesOn(List.copyOf(original.appended), "try " + i + ", " + whole + " whole");
        }
        assertTrue(original.notices.size() > 1, "some segments are on the disk for want of room");
    }

    @ParameterizedTest
    @EnumSource
    void shouldHaveWhatWasArchivedWhenTheMachineDies(Copy copy) throws IOException {
        Random random = new Random(100 + copy.ordinal());
        for (int i = 0; i < TRIES; i++) {
            original.append(10 + random.nextInt(25));
            kill();
            List<List<Recorded>> bySegment = bySegment();
            List<Segment> segments = inMemory();
            int whole = random.nextInt(segments.size() + 1);
            archive(whole, copy, random);
            JournalRoundTripTest.delete(MemoryPlace.of(journal).orElseThrow());
            checkGoesOn(survivors(bySegment, segments, whole, copy), "try " + i + ", " + whole + " whole");
        }
    }

    /** What was appended to each segment. */
    private List<List<Recorded>> bySegment() throws IOException {
        List<List<Recorded>> events = new ArrayList<>();
        int from = 0;
        for (Segment segment : Segment.list(journal)) {
            int to = from;
            try (SegmentCursor cursor = new SegmentCursor(segment, new ReadWindow())) {
                while (cursor.next()) {
                    to += cursor.count();
                }
            }
            events.add(List.copyOf(original.appended.subList(from, to)));
            from = to;
        }
        assertEquals(original.appended.size(), from);
        return events;
    }

    /** All of the segments at home; then what the copy of the next one has, and more only behind a whole one. */
    private List<Recorded> survivors(List<List<Recorded>> bySegment, List<Segment> inMemory, int whole, Copy copy)
            throws IOException {
        boolean isNextWhole = whole < inMemory.size() && copy.ordinal() >= Copy.WHOLE.ordinal();
        List<Recorded> events = new ArrayList<>();
        for (int i = 0; i < bySegment.size(); i++) {
            int number = i + 1;
            int inMemoryIndex = inMemory.stream().map(Segment::number).toList().indexOf(number);
            boolean isWhole = inMemoryIndex < 0 || inMemoryIndex < whole || isNextWhole && inMemoryIndex == whole;
            if (!isWhole) {
                events.addAll(bySegment.get(i).subList(0, groupsOfCopy(number)));
                return events;
            }
            events.addAll(bySegment.get(i));
        }
        return events;
    }

    /** Groups of one event each that a copy has whole. */
    private int groupsOfCopy(int number) throws IOException {
        Segment copy = Segment.of(journal, number).copy();
        if (copyFile(copy).isEmpty()) {
            return 0;
        }
        long copied = Files.size(copyFile(copy).get());
        int groups = 0;
        Segment truth = Segment.list(original.config.directory()).get(number - 1);
        try (SegmentCursor cursor = new SegmentCursor(truth, new ReadWindow())) {
            while (cursor.next()) {
                groups += cursor.count() > 0 && cursor.stopPosition() <= copied ? 1 : 0;
            }
        }
        return groups;
    }

    private static Optional<Path> copyFile(Segment copy) throws IOException {
        if (!Files.isDirectory(copy.directory())) {
            return Optional.empty();
        }
        try (var entries = Files.list(copy.directory())) {
            return entries.filter(file -> file.toString().endsWith(".cq4")).findFirst();
        }
    }

    @Test
    void shouldEndAtTheFirstHoleWhenTheDeviceWroteACopyOutOfOrder() throws IOException {
        original.append(6);
        kill();
        Segment first = inMemory().get(0);
        takeHome(first);
        Files.move(first.home(), first.copy().directory());
        long third = 0;
        try (SegmentCursor cursor = new SegmentCursor(first.copy(), new ReadWindow())) {
            while (cursor.next() && cursor.firstSequence() <= 3) {
                third = cursor.groupPosition();
            }
        }
        try (FileChannel file = FileChannel.open(first.copy().file(), StandardOpenOption.WRITE)) {
            file.write(java.nio.ByteBuffer.allocate(40), third);
        }
        JournalRoundTripTest.delete(MemoryPlace.of(journal).orElseThrow());
        Cut cut = Verification.verify(journal, ReadProgress.NONE).cut().orElseThrow();
        assertEquals(Partial.REASON, cut.reason());
        assertEquals(3, cut.sequence());
        // A host that dies again before it has begun a segment leaves no damage either.
        new Leftovers(config, new DiskReserve(config)).settle();
        assertTrue(Segment.list(journal).get(0).isHome());
        assertEquals(Optional.empty(), Verification.verifyEventLog(journal).cut());
        checkGoesOn(original.appended.subList(0, 2), "a hole");
    }

    @Test
    void shouldLoseNothingWhenTheMachineDiesAndTheDiskHasAllOfIt() throws IOException {
        original.append(100);
        kill();
        List<Segment> segments = inMemory();
        assertTrue(segments.size() < Segment.list(journal).size(), "the last ones are on the disk");
        archive(segments.size() - 1, Copy.WHOLE, new Random(1));
        JournalRoundTripTest.delete(MemoryPlace.of(journal).orElseThrow());
        checkGoesOn(original.appended, "whole under its other name");
    }

    @Test
    void shouldKeepForAPersonWhatStandsBehindTheEnd() throws IOException {
        original.append(100);
        kill();
        long onDisk = Segment.list(journal).size() - inMemory().size();
        archive(1, Copy.BEGUN, new Random(2));
        JournalRoundTripTest.delete(MemoryPlace.of(journal).orElseThrow());
        new Leftovers(config, new DiskReserve(config)).settle();
        try (var entries = Files.newDirectoryStream(journal, "lost-*")) {
            long lost = 0;
            for (Path segment : entries) {
                lost += Files.isDirectory(segment) ? 1 : 0;
            }
            assertTrue(lost >= onDisk, lost + " of " + onDisk);
        }
    }
}
