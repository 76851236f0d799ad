package io.ringfence.journal.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.event.EventType.Category;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What stands in the log, beside a list that a random history was turned into by the dictionary alone. */
@Timeout(120)
final class EventLogTest {
    @TempDir
    Path directory;

    @RepeatedTest(5)
    void shouldHoldWhatIsKeptOnceAndInOrderWhenHostsComeAndGo(RepetitionInfo repetition) throws IOException {
        Played played = Played.of(repetition.getCurrentRepetition());
        Random random = new Random(repetition.getCurrentRepetition());
        int events = played.slots().size();
        int journaled = 0;
        while (journaled < events) {
            int end = Math.min(events, journaled + 1 + random.nextInt(events / 3));
            try (LoggingHost host = new LoggingHost(directory, played, journaled)) {
                assertEquals(0, host.log.regenerated());
                assertEquals(played.keptUpTo(journaled).size(), host.log.lastPosition());
                for (int i = journaled; i < end; i++) {
                    host.pass(random.nextInt(4) == 0);
                }
            }
            journaled = end;
        }
        assertEquals(played.kept(), Kept.read(directory));
        checkStreams(played.kept());
    }

    /** Commands have no stream; each stream of an account and channel counts from 1. */
    private static void checkStreams(List<Kept> kept) {
        Map<String, Long> last = new HashMap<>();
        for (Kept entry : kept) {
            if (entry.type().category() == Category.COMMAND) {
                assertEquals(0, entry.streamPosition(), entry::toString);
            } else {
                String stream = entry.accountId() + " " + entry.type().channel();
                assertEquals(last.merge(stream, 1L, Long::sum), entry.streamPosition(), entry::toString);
            }
        }
        assertTrue(last.size() > 3, last::toString);
    }

    @Test
    void shouldBeMadeFromTheJournalAloneWhenItIsMovedAway() throws IOException {
        Played played = Played.of(7);
        int events = played.slots().size();
        assertFalse(EventLogReader.exists(directory));
        assertEquals(List.of(), Kept.read(directory));
        try (LoggingHost host = new LoggingHost(directory, played, events)) {
            assertEquals(played.kept().size(), host.log.regenerated());
        }
        assertTrue(EventLogReader.exists(directory));
        assertEquals(played.kept(), Kept.read(directory));
    }

    @Test
    void shouldBeginBehindTheSnapshotWhenTheEventsBeforeAreGone() throws IOException {
        Played played = Played.of(8);
        int events = played.slots().size();
        int snapshot = events / 2;
        new LoggingHost(directory, played, snapshot, snapshot).close();
        // A second start finds a log that has begun there and holds nothing.
        new LoggingHost(directory, played, snapshot, snapshot).close();
        try (LoggingHost host = new LoggingHost(directory, played, snapshot, events - 20)) {
            host.passUpTo(events, true);
        }
        new LoggingHost(directory, played, events - 10, events).close();
        int before = played.keptUpTo(snapshot).size();
        assertTrue(before > 0 && before < played.kept().size());
        assertEquals(played.kept().subList(before, played.kept().size()), Kept.read(directory));
    }

    @Test
    void shouldRefuseTheSnapshotWhenTheLogEndsBeforeIt() throws IOException {
        Played played = Played.of(9);
        int events = played.slots().size();
        try (LoggingHost host = new LoggingHost(directory, played, 0)) {
            host.passUpTo(events / 2, true);
        }
        assertThrows(EventLogException.class, () -> new LoggingHost(directory, played, events, events));
        new LoggingHost(directory, played, events / 2, events).close();
        assertEquals(played.kept(), Kept.read(directory));
    }

    @Test
    void shouldRefuseTheLogOfAnotherJournal() throws IOException {
        Played played = Played.of(10);
        try (LoggingHost host = new LoggingHost(directory, played, 0)) {
            host.passUpTo(played.slots().size(), true);
        }
        Played other = Played.of(11);
        EventLogException refused = assertThrows(
                EventLogException.class,
                () -> new LoggingHost(directory, other, other.slots().size()));
        Kept last = played.kept().get(played.kept().size() - 1);
        assertTrue(
                refused.getMessage().contains("at position " + last.position() + ", sequence " + last.sequence()),
                refused::getMessage);
        assertTrue(refused.getMessage().contains("move " + directory.resolve("events") + " away"), refused::getMessage);
    }

    @Test
    void shouldRefuseTheLogWhenItGoesFurtherThanTheJournal() throws IOException {
        Played played = Played.of(12);
        int events = played.slots().size();
        try (LoggingHost host = new LoggingHost(directory, played, 0)) {
            host.passUpTo(events, true);
        }
        assertThrows(EventLogException.class, () -> new LoggingHost(directory, played, events / 2));
        assertThrows(EventLogException.class, () -> new LoggingHost(directory, played, events / 3, events / 2));
    }

    @Test
    void shouldLetTheHostGoOnWhenTheLogHasNoPlace() throws IOException {
        Played played = Played.of(13);
        int events = played.slots().size();
        Path inTheWay = Files.writeString(directory.resolve("events"), "");
        try (LoggingHost host = new LoggingHost(directory, played, events / 2)) {
            host.passUpTo(events, true);
            assertEquals(1, host.notices.size());
            assertTrue(
                    host.notices.get(0).startsWith("the event log ends with position 0: "), () -> host.notices.get(0));
        }
        Files.delete(inTheWay);
        new LoggingHost(directory, played, events).close();
        assertEquals(played.kept(), Kept.read(directory));
    }

    @RepeatedTest(3)
    void shouldBeReadToItsEndWhenAHostAppends(RepetitionInfo repetition) throws Exception {
        Played played = Played.of(20 + repetition.getCurrentRepetition());
        Random random = new Random(repetition.getCurrentRepetition());
        int events = played.slots().size();
        LoggingHost host = new LoggingHost(directory, played, 0);
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < events; i++) {
                host.pass(random.nextInt(3) == 0);
            }
            host.stage.onStop();
        });
        EventLogReader reader = new EventLogReader(directory);
        long seen = 0;
        while (seen < played.kept().size()) {
            if (writer.isDone()) {
                writer.join();
            }
            long committed = host.stage.committedPosition();
            long from = seen + 1;
            long[] next = {from};
            long last = reader.forEach(
                    from,
                    Long.MAX_VALUE,
                    entry -> assertEquals(played.kept().get((int) next[0]++ - 1), Kept.of(entry)));
            seen = Math.max(seen, last);
            assertEquals(next[0] - 1, seen);
            assertTrue(seen >= committed, "committed " + committed + ", seen " + seen);
        }
        writer.join();
        host.close();
    }
}
