package io.ringfence.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.testkit.InMemory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** SIGKILL of a host that appends in a tight loop, again and again on one journal. */
@Timeout(120)
final class CrashTest {
    private static final int KILLS = 10;
    private static final int KILLS_IN_MEMORY = 5;

    @TempDir
    Path directory;

    @TempDir(factory = InMemory.class)
    Path memory;

    @Test
    void shouldHoldEveryAcknowledgedEventWhenTheProcessIsKilled() throws Exception {
        killAgainAndAgain(KILLS, List.of());
    }

    @Test
    void shouldHoldEveryAcknowledgedEventWhenItsSegmentsAreInMemory() throws Exception {
        InMemory.assume();
        killAgainAndAgain(KILLS_IN_MEMORY, List.of(memory.toString()));
        assertFalse(Segment.list(directory).stream().allMatch(Segment::isHome));
        new Host(AppendingChild.config(List.of(directory.toString(), "0", memory.toString()))).close();
        assertTrue(Segment.list(directory).stream().allMatch(Segment::isHome));
    }

    private void killAgainAndAgain(int kills, List<String> more) throws Exception {
        Random random = new Random(7);
        long previous = 0;
        for (int kill = 1; kill <= kills; kill++) {
            long acknowledged;
            List<String> arguments = new ArrayList<>(List.of(directory.toString(), String.valueOf(kill)));
            arguments.addAll(more);
            try (Child child = Child.start(AppendingChild.class, arguments.toArray(String[]::new))) {
                long start = Long.parseLong(child.readLine());
                assertEquals(previous, start);
                acknowledged = start;
                for (int lines = random.nextInt(3_000); lines > 0; lines--) {
                    acknowledged = Long.parseLong(child.readLine());
                }
                child.kill();
            }
            List<Recorded> events = Host.read(directory);
            previous = events.size();
            assertTrue(previous >= acknowledged, "acknowledged " + acknowledged + ", found " + previous);
            for (Recorded event : events) {
                byte[] expected = AppendingChild.message(
                        event.sequence() - 1, event.messageHex().length() / 2 - 1);
                assertEquals(Recorded.of(event.sequence(), 1_000, expected), event);
            }
        }
        RecoveryReport report =
                new Recovery(directory, 1, Long.MAX_VALUE, new Recorded.Listener()).run(ReadProgress.NONE);
        assertEquals(previous, report.lastSequence());
    }
}
