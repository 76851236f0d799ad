package io.ringfence.journal.replica;

import io.ringfence.core.CoreLogic;
import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.RingConfig;
import io.ringfence.core.testkit.TestEvent;
import io.ringfence.core.trade.RandomSession;
import io.ringfence.journal.DiskSpaceListener;
import io.ringfence.journal.Durability;
import io.ringfence.journal.Journal;
import io.ringfence.journal.JournalConfig;
import io.ringfence.journal.JournalReader;
import io.ringfence.journal.JournalStage;
import io.ringfence.journal.ReadProgress;
import io.ringfence.journal.RecoveryReport;
import io.ringfence.journal.log.KeptOutputs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A random history of a host, what a core that was never read back makes of it, and journals of it. */
final class RecordedSession {
    static final ReplicaFactory KIND =
            new ReplicaFactory(RandomSession.PLUGINS, "ringfence.plugins", RingConfig.defaults());

    /** What a core is after an event. */
    record At(String stateHash, long outputDigest, long timestampNs, long keptOutputs) {
        static At of(Replica replica) {
            return new At(
                    replica.logic().stateHash(),
                    replica.logic().trade().outputDigest(),
                    replica.timestampNs(),
                    replica.keptOutputs());
        }
    }

    final List<RandomSession.Timed> events;
    /** After each event; before the first one at 0. */
    final List<At> at = new ArrayList<>();

    final List<Integer> outputBytes = new ArrayList<>(List.of(0));

    RecordedSession(long seed) {
        RandomSession session = new RandomSession(new Random(seed));
        session.run();
        events = session.history();
        CoreLogic logic = new CoreLogic(RandomSession.PLUGINS);
        EventSlot slot = new EventSlot(RingConfig.defaults());
        long kept = 0;
        at.add(new At(logic.stateHash(), 0, 0, 0));
        for (RandomSession.Timed timed : events) {
            slot.claim(at.size(), timed.timeNs());
            timed.event().encode(slot.in());
            logic.apply(slot);
            kept += KeptOutputs.count(slot.out());
            outputBytes.add(slot.out().length());
            at.add(new At(logic.stateHash(), logic.trade().outputDigest(), timed.timeNs(), kept));
        }
    }

    int count() {
        return events.size();
    }

    At last() {
        return at.get(count());
    }

    static JournalConfig config(Path journal, long segmentBytes) {
        return new JournalConfig(journal, Durability.PROCESS, 2_048, segmentBytes, 1 << 20, 0, 0, 1_000);
    }

    /** Journals the events from the one after the journal's last to {@code to}, as one life of a host would. */
    void append(Path journal, int to, long segmentBytes) throws IOException {
        try (Journal opened = Journal.open(config(journal, segmentBytes))) {
            RecoveryReport report =
                    opened.recover(1, (sequence, time, buffer, offset, length) -> {}, ReadProgress.NONE);
            JournalStage stage = opened.begin(DiskSpaceListener.NONE);
            for (long sequence = report.lastSequence() + 1; sequence <= to; sequence++) {
                RandomSession.Timed timed = events.get((int) sequence - 1);
                append(stage, sequence, timed.timeNs(), timed.event(), sequence % 3 == 0 || sequence == to);
            }
        }
    }

    /** Journals further events, behind whatever there is. */
    static void append(Path journal, long timeNs, TestEvent... more) throws IOException {
        try (Journal opened = Journal.open(config(journal, 1 << 20))) {
            RecoveryReport report =
                    opened.recover(1, (sequence, time, buffer, offset, length) -> {}, ReadProgress.NONE);
            JournalStage stage = opened.begin(DiskSpaceListener.NONE);
            long sequence = report.lastSequence();
            for (TestEvent event : more) {
                append(stage, ++sequence, timeNs, event, true);
            }
        }
    }

    static void append(JournalStage stage, long sequence, long timeNs, TestEvent event, boolean isEnd) {
        EventSlot slot = new EventSlot(RingConfig.defaults());
        slot.claim(sequence, timeNs);
        event.encode(slot.in());
        stage.onEvent(slot, isEnd);
    }

    /** Takes snapshots at these sequences, ascending. */
    static void snapshots(Path journal, Iterable<Integer> sequences) throws IOException {
        Replica replica = KIND.genesis();
        for (int sequence : sequences) {
            new JournalReader(journal).forEach(replica.sequence() + 1, sequence, replica);
            new Snapshots(journal, "test").write(replica, 1_000);
        }
    }

    static Rebuild rebuild(Path journal) {
        return rebuild(KIND, journal, Long.MAX_VALUE);
    }

    static Rebuild rebuild(ReplicaFactory kind, Path journal, long to) {
        return new Rebuild(kind, new JournalReader(journal).upTo(to), new Snapshots(journal, "test")).notAfter(to);
    }
}
