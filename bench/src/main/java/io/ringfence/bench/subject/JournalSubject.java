package io.ringfence.bench.subject;

import io.ringfence.bench.Events;
import io.ringfence.bench.rig.Recordings;
import io.ringfence.bench.rig.Subject;
import io.ringfence.core.ring.Admission;
import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.Stage;
import io.ringfence.journal.Durability;
import io.ringfence.journal.JournalCounters;
import io.ringfence.journal.JournalStage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Ticks into the journal alone: the ring, the journal's stage as a host has it, and the gate, behind which a stage only counts.
 * What is in the journal at the end is held against the ticks that were sent, byte by byte.
 */
final class JournalSubject implements Subject {
    private final HostOptions options;
    private final BenchHost host;
    private final StagePoints stages;
    private final Events events = new Events();
    private final Prices prices = new Prices();
    private End end;
    private long untilSample;

    JournalSubject(HostOptions options, Recordings recordings) {
        if (options.durability().isEmpty()) {
            throw new IllegalArgumentException("journal.durability = off: expected one of process, power");
        }
        if (options.stageSample() == 0) {
            throw new IllegalArgumentException("stage-sample = 0: expected 1 or more: the stages are all there is");
        }
        this.options = options;
        host = new BenchHost(options);
        stages = new StagePoints(recordings, StageNames.OF_JOURNAL);
        untilSample = options.stageSample();
    }

    @Override
    public void start() throws IOException {
        host.startJournal(stages, journal -> end = new End(journal));
    }

    @Override
    public void send(long index, long dueNs) {
        boolean isSampled = --untilSample == 0;
        if (isSampled) {
            untilSample = options.stageSample();
        }
        stages.next(isSampled ? dueNs : 0);
        events.trade(host.claim(Admission.TICK), index + 1, prices.of(index));
        host.publish();
    }

    @Override
    public boolean awaitDone(long count, long timeoutMs) throws InterruptedException {
        return host.awaitDone(timeoutMs);
    }

    @Override
    public List<String> check(long count) throws IOException {
        List<String> wrong = new ArrayList<>(host.stop());
        wrong.addAll(end.check(count));
        wrong.addAll(groups(count));
        wrong.addAll(new JournaledTicks(prices).check(host.journalDirectory(), count));
        return wrong;
    }

    /** Whether no group had more events than it may have, and each was synced where each is. */
    private List<String> groups(long count) {
        List<String> wrong = new ArrayList<>();
        JournalCounters counters = host.journalCounters();
        int most = options.ring().maxBatchEvents();
        if (counters.groups() * most < count) {
            wrong.add(count + " events were journaled in " + counters.groups() + " groups of at most " + most);
        }
        if (options.durability().get() == Durability.POWER && counters.syncs() < counters.groups()) {
            wrong.add(counters.syncs() + " groups of " + counters.groups() + " were synced");
        }
        return wrong;
    }

    @Override
    public List<String> facts() {
        JournalCounters counters = host.journalCounters();
        return List.of(
                "events=" + end.count,
                "groups=" + counters.groups(),
                "bytes=" + counters.bytes(),
                "syncs=" + counters.syncs());
    }

    @Override
    public void close() throws IOException {
        host.close();
    }

    /** Counts what passes the gate: each event once, in order, and journaled. Behind the gate, on one thread. */
    private static final class End implements Stage {
        private final JournalStage journal;
        private long count;
        private long misplaced;
        private long tooEarly;

        End(JournalStage journal) {
            this.journal = journal;
        }

        @Override
        public void onEvent(EventSlot slot, boolean endOfBatch) {
            count++;
            if (slot.sequence() != count) {
                misplaced++;
            }
            if (slot.sequence() > journal.committedSequence()) {
                tooEarly++;
            }
        }

        List<String> check(long sent) {
            List<String> wrong = new ArrayList<>();
            if (count != sent || misplaced > 0) {
                wrong.add(count + " events passed the gate of " + sent + ", and " + misplaced + " out of order");
            }
            if (tooEarly > 0) {
                wrong.add(tooEarly + " events passed the gate before they were journaled");
            }
            return wrong;
        }
    }
}
