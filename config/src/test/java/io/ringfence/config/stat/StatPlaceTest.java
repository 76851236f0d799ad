package io.ringfence.config.stat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.journal.Journal;
import io.ringfence.journal.JournalConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatPlaceTest {
    /** Linux gives no process a number as high. */
    private static final long NO_PID = 1L << 40;

    @TempDir
    private Path directory;

    private Path journal(String name) throws IOException {
        Path journal = directory.resolve(name);
        Journal.open(JournalConfig.defaults(journal)).close();
        return journal.toRealPath();
    }

    private static HostFacts facts(Path journal, long pid) {
        return new HostFacts(pid, 0, 1_000, "test", journal, "compact", "quiet", "process", "wall", 64, 200);
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void shouldBeInMemoryUnderTheJournalsNameWhereNothingElseIsSaid() throws IOException {
        Path memory = Files.createDirectory(directory.resolve("memory"));
        Path one = journal("one");
        Path copy = Files.createDirectory(directory.resolve("copy")).toRealPath();
        Files.copy(one.resolve("identity"), copy.resolve("identity"));

        Path place = StatPlace.choose(StatConfig.defaults(), one, memory);
        String identity = Files.readString(one.resolve("identity")).strip();
        assertEquals(memory, place.getParent());
        assertTrue(
                place.getFileName().toString().matches("ringfence-" + identity + "-[0-9a-f]{8}\\.stat"),
                place::toString);
        assertEquals(place, StatPlace.choose(StatConfig.defaults(), one, memory));
        assertTrue(!place.equals(StatPlace.choose(StatConfig.defaults(), copy, memory)), place::toString);
    }

    @Test
    void shouldBeBesideTheJournalWhereThereIsNoSharedMemoryAndWhereItIsTold() throws IOException {
        Path journal = journal("one");
        Path nowhere = directory.resolve("nowhere");
        assertEquals(journal.resolve("host.stat"), StatPlace.choose(StatConfig.defaults(), journal, nowhere));
        Path told = directory.resolve("told");
        assertEquals(told, StatPlace.choose(new StatConfig(Optional.of(told), 64, 200), journal, nowhere));
    }

    @Test
    void shouldBeFoundThroughTheJournal() throws IOException {
        Path journal = journal("one");
        assertEquals(Optional.empty(), StatPlace.of(journal));
        StatPlace.point(journal, Path.of("/memory/first"));
        StatPlace.point(journal, Path.of("/memory/second"));
        assertEquals(Optional.of(Path.of("/memory/second")), StatPlace.of(journal));
        assertEquals(List.of("identity", "lock", "stat-file"), names(journal));
    }

    @Test
    void shouldRemoveOnlyWhatLostBothItsHostAndItsJournal() throws IOException {
        Path memory = Files.createDirectory(directory.resolve("memory"));
        Path there = journal("there");
        Path gone = directory.resolve("gone");
        long alive = ProcessHandle.current().pid();
        StatFile.create(memory.resolve("ringfence-dead-gone.stat"), facts(gone, NO_PID), 1);
        StatFile.create(memory.resolve("ringfence-dead-there.stat"), facts(there, NO_PID), 1);
        StatFile.create(memory.resolve("ringfence-alive-gone.stat"), facts(gone, alive), 1);
        StatFile.create(memory.resolve("mine.stat"), facts(gone, NO_PID), 1);
        Files.writeString(memory.resolve("ringfence-other.stat"), "somebody else's");

        StatPlace.removeOrphans(memory);
        assertEquals(
                List.of("mine.stat", "ringfence-alive-gone.stat", "ringfence-dead-there.stat", "ringfence-other.stat"),
                names(memory));
    }

    @Test
    void shouldReplaceALinkAndNotWriteThroughIt() throws IOException {
        Path precious = Files.writeString(directory.resolve("precious"), "precious");
        Path file = Files.createSymbolicLink(directory.resolve("host.stat"), precious);
        Files.createSymbolicLink(directory.resolve("host.stat.new"), precious);
        StatFile.create(file, facts(directory, NO_PID), 1);
        assertEquals("precious", Files.readString(precious));
        assertEquals(NO_PID, StatReader.facts(file).pid());
        assertEquals(List.of("host.stat", "precious"), names(directory));
    }

    @Test
    void shouldRefuseMorePointsThanThereIsRoomFor() throws IOException {
        StatFile file = StatFile.create(directory.resolve("host.stat"), facts(directory, NO_PID), 1);
        file.recorder("journal");
        assertThrows(IllegalStateException.class, () -> file.recorder("gate"));
    }
}
