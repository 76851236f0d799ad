package io.ringfence.journal.replica;

import io.ringfence.journal.JournalReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;

/** Writes a snapshot after each event of a journal and says its sequence, until it is killed. Arguments: journal, where to begin. */
final class SnapshotChild {
    private SnapshotChild() {}

    public static void main(String[] arguments) throws IOException {
        PrintStream out = System.out;
        Path journal = Path.of(arguments[0]);
        JournalReader reader = new JournalReader(journal);
        Snapshots snapshots = new Snapshots(journal, "test");
        Replica replica = RecordedSession.rebuild(journal).run().replica();
        long end = replica.sequence();
        replica = RecordedSession.rebuild(RecordedSession.KIND, journal, Long.parseLong(arguments[1]))
                .run()
                .replica();
        while (replica.sequence() < end) {
            reader.forEach(replica.sequence() + 1, replica.sequence() + 1, replica);
            out.println(snapshots.write(replica, 2).sequence());
        }
    }
}
