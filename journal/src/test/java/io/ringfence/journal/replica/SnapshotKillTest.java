package io.ringfence.journal.replica;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.journal.Child;
import io.ringfence.journal.replica.RecordedSession.At;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** SIGKILL of a process that writes snapshots in a tight loop. */
@Timeout(120)
final class SnapshotKillTest {
    private static final int KILLS = 4;

    @TempDir
    Path journal;

    @Test
    void shouldHaveTheNewestOrTheOneBeforeWhenTheProcessIsKilled() throws Exception {
        RecordedSession session = new RecordedSession(41);
        session.append(journal, session.count(), 1 << 20);
        Snapshots snapshots = new Snapshots(journal, "test");
        Random random = new Random(42);
        long told = 1;
        for (int kill = 0; kill < KILLS; kill++) {
            try (Child child = Child.start(SnapshotChild.class, journal.toString(), String.valueOf(told))) {
                for (int lines = 1 + random.nextInt(session.count() / (KILLS + 1)); lines > 0; lines--) {
                    told = Long.parseLong(child.readLine());
                }
                // Somewhere within the next one.
                child.kill();
            }
            List<Path> files = snapshots.files();
            assertTrue(!files.isEmpty() && files.size() <= 3, files::toString);
            for (Path file : files) {
                SnapshotInfo info = Snapshots.info(file);
                assertTrue(file.getFileName().toString().endsWith("" + info.sequence()), file::toString);
                assertEquals(
                        session.at.get((int) info.sequence()), At.of(Snapshots.restore(info, RecordedSession.KIND)));
            }
            assertTrue(Snapshots.info(files.get(0)).sequence() >= told, files + ", told " + told);
            Rebuilt rebuilt = RecordedSession.rebuild(journal).run();
            assertEquals(List.of(), rebuilt.passedOver());
            assertEquals(session.last(), At.of(rebuilt.replica()));
        }
        assertTrue(Files.exists(journal.resolve("snapshots")));
    }
}
