package io.ringfence.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** SIGKILL of a host that appends in a tight loop, again and again on one journal. */
@Timeout(120)
final class CrashTest {
    private static final int KILLS = 10;

    @TempDir
    Path directory;

    @Test
    void shouldHoldEveryAcknowledgedEventWhenTheProcessIsKilled() throws Exception {
        Random random = new Random(7);
        long previous = 0;
        for (int kill = 1; kill <= KILLS; kill++) {
            long acknowledged;
            try (Child child = Child.start(AppendingChild.class, directory.toString(), String.valueOf(kill))) {
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
