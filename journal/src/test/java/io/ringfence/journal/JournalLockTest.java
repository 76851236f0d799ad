package io.ringfence.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class JournalLockTest {
    @TempDir
    Path directory;

    @Test
    void shouldNameTheHolderWhenThisProcessHasTheJournal() throws IOException {
        JournalConfig config = Host.config(directory);
        try (Journal journal = Journal.open(config)) {
            journal.recover(1, new Recorded.Listener(), ReadProgress.NONE);
            String message = assertThrows(JournalLockedException.class, () -> Journal.open(config))
                    .getMessage();
            assertTrue(
                    message.matches("the journal .* is in use by another host: pid "
                            + ProcessHandle.current().pid() + " on \\S.*, started .*Z, this process"),
                    message);
        }
        Journal.open(config).close();
    }

    @Test
    void shouldNameTheHolderWhenAnotherProcessHasTheJournal() throws Exception {
        JournalConfig config = Host.config(directory);
        try (Child child = Child.start(AppendingChild.class, directory.toString(), "0")) {
            child.readLine();
            String message = assertThrows(JournalLockedException.class, () -> Journal.open(config))
                    .getMessage();
            assertTrue(message.contains("is in use by another host: pid " + child.pid() + " on "), message);
            child.kill();
        }
        Journal.open(config).close();
    }

    @Test
    void shouldKeepTheLockWhenAnotherOpenInThisProcessWasRefused() throws Exception {
        try (Journal journal = Journal.open(Host.config(directory))) {
            journal.recover(1, new Recorded.Listener(), ReadProgress.NONE);
            assertThrows(JournalLockedException.class, () -> Journal.open(Host.config(directory)));
            try (Child child = Child.start(AppendingChild.class, directory.toString(), "0")) {
                String line = child.readLine();
                assertTrue(
                        line.contains("is in use by another host: pid "
                                + ProcessHandle.current().pid()),
                        line);
                assertEquals(3, child.await());
            }
        }
    }
}
