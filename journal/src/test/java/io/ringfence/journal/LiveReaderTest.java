package io.ringfence.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Readers beside a host that appends and begins new segments. */
@Timeout(120)
final class LiveReaderTest {
    private static final int EVENTS = 100_000;

    @TempDir
    Path directory;

    @RepeatedTest(5)
    void shouldSeeOnlyAndAllCommittedEventsWhenAHostAppends() throws Exception {
        try (Host host = new Host(Host.config(directory, 8_192, 1 << 18))) {
            CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
                Random random = new Random(3);
                for (int i = 0; i < EVENTS; i++) {
                    host.append(1_000, AppendingChild.message(i, random.nextInt(200)), random.nextInt(4) == 0);
                }
                host.stage.onStop();
            });
            JournalReader reader = new JournalReader(directory);
            long[] seen = {0};
            int reads = 0;
            while (seen[0] < EVENTS) {
                if (writer.isDone()) {
                    writer.join();
                }
                long committed = host.stage.committedSequence();
                reader.forEach(seen[0] + 1, Long.MAX_VALUE, (sequence, timestampNs, buffer, offset, length) -> {
                    assertEquals(seen[0] + 1, sequence);
                    byte[] message = new byte[length];
                    buffer.getBytes(offset, message);
                    assertEquals(
                            Recorded.of(sequence, 1_000, AppendingChild.message(sequence - 1, length - 1)),
                            Recorded.of(sequence, timestampNs, message));
                    seen[0] = sequence;
                });
                assertTrue(seen[0] >= committed, "committed " + committed + ", seen " + seen[0]);
                if (reads++ % 8 == 0) {
                    assertTrue(Verification.verify(directory, ReadProgress.NONE).findings().stream()
                            .allMatch(finding -> finding.problem().startsWith("an event of ")));
                }
            }
            writer.join();
        }
    }
}
