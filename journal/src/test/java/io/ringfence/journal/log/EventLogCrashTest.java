package io.ringfence.journal.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.journal.JournalDamagedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A log that was cut where a host died, or damaged, and the next start with a journal that has every event. */
@Timeout(180)
final class EventLogCrashTest {
    private static final int MAGIC = 0x474A_4652;
    private static final int HEADER_WORD_BYTES = 4;
    private static final int TAIL_GROUPS = 2;

    @TempDir
    Path directory;

    private Played played;
    private int events;
    /** Files of the segments, oldest first, and what the host has left in them. */
    private final Map<Path, byte[]> files = new TreeMap<>();

    @BeforeEach
    void write() throws IOException {
        played = Played.of(31);
        events = played.slots().size();
        Random random = new Random(31);
        try (LoggingHost host = new LoggingHost(directory, played, 0)) {
            for (int i = 0; i < events; i++) {
                host.pass(random.nextInt(4) == 0);
            }
        }
        for (Path file : files()) {
            files.put(file, Files.readAllBytes(file));
        }
        assertTrue(files.size() > 2, files::toString);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> found = Files.walk(directory)) {
            return found.filter(path -> path.toString().endsWith(".cq4"))
                    .sorted()
                    .toList();
        }
    }

    private Path newest() {
        return new ArrayList<>(files.keySet()).get(files.size() - 1);
    }

    /** Positions of the header words of the groups, the opening one first, and of the end. */
    private static List<Integer> groups(byte[] content) {
        ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        List<Integer> positions = new ArrayList<>();
        int end = 0;
        for (int at = HEADER_WORD_BYTES; at + HEADER_WORD_BYTES <= content.length; at += HEADER_WORD_BYTES) {
            if (bytes.getInt(at) == MAGIC) {
                positions.add(at - HEADER_WORD_BYTES);
                end = at + bytes.getInt(at - HEADER_WORD_BYTES);
            }
        }
        positions.add(end);
        return positions;
    }

    /** What a start makes of the files as they are: the log as if nothing had happened. */
    private void checkStart(String what) throws IOException {
        try (LoggingHost host = new LoggingHost(directory, played, events)) {
            assertEquals(played.kept().size() - host.found, host.log.regenerated(), what);
        }
        assertEquals(played.kept(), Kept.read(directory), what);
    }

    private void restore() throws IOException {
        for (Path file : files()) {
            if (!files.containsKey(file)) {
                delete(file.getParent());
            }
        }
        for (Map.Entry<Path, byte[]> file : files.entrySet()) {
            Files.createDirectories(file.getKey().getParent());
            Files.write(file.getKey(), file.getValue());
        }
    }

    private static void delete(Path segment) throws IOException {
        try (Stream<Path> inside = Files.list(segment)) {
            for (Path file : inside.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(segment);
    }

    @Test
    void shouldHoldEverythingOnceWhenTheFileWasCutAtAnyByte() throws IOException {
        Path file = newest();
        byte[] content = files.get(file);
        List<Integer> groups = groups(content);
        int first = groups.get(groups.size() - 1 - TAIL_GROUPS);
        int end = groups.get(groups.size() - 1);
        for (int at = first; at <= end; at++) {
            Files.write(file, Arrays.copyOf(content, at));
            checkStart("cut at " + at);
            restore();
        }
    }

    @Test
    void shouldHoldEverythingOnceWhenTheFileIsZeroFromAnyByte() throws IOException {
        Path file = newest();
        byte[] content = files.get(file);
        List<Integer> groups = groups(content);
        int first = groups.get(groups.size() - 2);
        int end = groups.get(groups.size() - 1);
        for (int at = first; at <= end; at++) {
            Files.write(file, Arrays.copyOf(Arrays.copyOf(content, at), content.length));
            checkStart("zero from " + at);
            restore();
        }
    }

    /** The journal is ahead by as much as it likes, and each start may die again while it puts in what is missing. */
    @RepeatedTest(5)
    void shouldHoldEverythingOnceWhenHostsDiedBetweenJournalAndLog(RepetitionInfo repetition) throws IOException {
        Random random = new Random(repetition.getCurrentRepetition());
        for (int crash = 0; crash < 8; crash++) {
            List<Path> now = files();
            int segment = random.nextInt(now.size());
            for (Path later : now.subList(segment + 1, now.size())) {
                delete(later.getParent());
            }
            byte[] content = Files.readAllBytes(now.get(segment));
            List<Integer> groups = groups(content);
            int cut = groups.get(random.nextInt(groups.size()));
            Files.write(now.get(segment), Arrays.copyOf(content, cut));
            checkStart("crash " + crash + ": " + now.get(segment) + " cut at " + cut);
        }
    }

    @Test
    void shouldRefuseToStartWhenAGroupInTheMiddleIsDamaged() throws IOException {
        Path file = new ArrayList<>(files.keySet()).get(1);
        byte[] content = files.get(file).clone();
        int position = groups(content).get(3);
        content[position + 60] ^= 4;
        Files.write(file, content);
        JournalDamagedException refused =
                assertThrows(JournalDamagedException.class, () -> new LoggingHost(directory, played, events));
        assertTrue(
                refused.getMessage()
                        .startsWith("the event log is damaged: " + file + " at byte " + position + ", position "),
                refused::getMessage);
        assertTrue(
                refused.getMessage()
                        .endsWith("move " + directory.resolve("events") + " away, and the next start makes it again"),
                refused::getMessage);
        assertEquals(
                refused.getMessage(),
                assertThrows(JournalDamagedException.class, () -> Kept.read(directory))
                        .getMessage());
        Files.move(directory.resolve("events"), directory.resolve("damaged-events"));
        checkStart("moved away");
    }
}
