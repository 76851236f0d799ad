package io.ringfence.journal.replica;

import io.ringfence.core.CoreLogic;
import io.ringfence.core.command.Rules;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.event.NodeStartedDecoder;
import io.ringfence.core.event.SequenceSkippedDecoder;
import io.ringfence.core.event.StrategyCreatedDecoder;
import io.ringfence.core.event.Verdict;
import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.Halt;
import io.ringfence.core.ring.Stage;
import io.ringfence.core.state.StateFormat;
import io.ringfence.core.state.StateImage;
import io.ringfence.journal.JournalListener;
import io.ringfence.journal.log.KeptOutputs;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;

/**
 * A core that journaled events are applied to, on the caller's thread. What it puts out goes to whoever follows it, and
 * nowhere else: a replica sends nothing. One thread at a time.
 */
public final class Replica implements JournalListener {
    private final CoreLogic logic;
    private final ReplicaFactory kind;
    private final EventSlot slot;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final Set<Long> skipped = new HashSet<>();
    private Consumer<EventSlot> follower = applied -> {};
    private final SequenceSkippedDecoder decision = new SequenceSkippedDecoder();
    /** Up to here the state was made elsewhere. */
    private long startSequence;

    private long sequence;
    private long timestampNs;
    private long keptOutputs;

    Replica(ReplicaFactory kind, CoreLogic logic) {
        this.kind = kind;
        this.logic = logic;
        this.slot = new EventSlot(kind.ring());
    }

    /** Stands where a snapshot was taken. */
    void standAt(long atSequence, long atTimestampNs, long keptOutputsThen) {
        startSequence = atSequence;
        sequence = atSequence;
        timestampNs = atTimestampNs;
        keptOutputs = keptOutputsThen;
    }

    /** Leaves the event with this sequence out when it comes. */
    void skip(long skippedSequence) {
        skipped.add(skippedSequence);
    }

    /** Has each event shown, with what it put out, once it was applied. The slot is valid for the length of the call. */
    public void follow(Consumer<EventSlot> newFollower) {
        follower = newFollower;
    }

    /**
     * Takes the next event.
     *
     * @throws IllegalArgumentException when it is another one: a state that lacks events is no state of the host's
     */
    @Override
    public void onEvent(long eventSequence, long eventTimestampNs, DirectBuffer buffer, int offset, int length) {
        if (eventSequence != sequence + 1) {
            throw new IllegalArgumentException(
                    "sequence = " + eventSequence + ": expected " + (sequence + 1) + ", the one behind the last event");
        }
        if (skipped.isEmpty() || !skipped.contains(eventSequence)) {
            apply(eventSequence, eventTimestampNs, buffer, offset, length);
        }
        sequence = eventSequence;
        timestampNs = eventTimestampNs;
    }

    private void apply(long eventSequence, long eventTimestampNs, DirectBuffer buffer, int offset, int length) {
        slot.claim(eventSequence, eventTimestampNs);
        slot.in().set(buffer, offset, length);
        switch (header.wrap(slot.in().buffer(), 0).templateId()) {
            case NodeStartedDecoder.TEMPLATE_ID -> checkRules();
            case SequenceSkippedDecoder.TEMPLATE_ID -> checkDecision();
            default -> {
                // Nothing to be held against what this host is.
            }
        }
        apply("stop-loss", logic.stopLoss());
        if (slot.findings().verdict() == Verdict.UNKNOWN_PLUGIN) {
            checkPlugin();
        }
        apply("trade", logic.trade());
        if (slot.out().length() > 0) {
            keptOutputs += KeptOutputs.count(slot.out());
        }
        follower.accept(slot);
    }

    private void apply(String name, Stage stage) {
        try {
            stage.onEvent(slot, true);
        } catch (RuntimeException e) {
            throw new ReplayHaltedException(new Halt(name, slot.sequence(), e));
        }
    }

    /** The host went on without an event. Where that halts nobody, as with wider bounds on outputs, this one did not. */
    private void checkDecision() {
        long leftOut =
                decision.wrapAndApplyHeader(slot.in().buffer(), 0, header).skippedSequence();
        if (leftOut > startSequence && leftOut < slot.sequence() && !skipped.contains(leftOut)) {
            throw new DecidedException(leftOut);
        }
    }

    private void checkRules() {
        int version = Rules.versionOf(
                new NodeStartedDecoder().wrapAndApplyHeader(slot.in().buffer(), 0, header));
        if (version > Rules.VERSION) {
            throw new ReplayRefusedException(
                    "from sequence " + slot.sequence() + " on the journal was written under rule"
                            + " version " + version + "; this build knows the rules up to version " + Rules.VERSION
                            + ": expected the build that wrote it, or a newer one");
        }
    }

    /** A host that carried this out had a plug-in that this one lacks: from here on the two would not agree. */
    private void checkPlugin() {
        StrategyCreatedDecoder created =
                new StrategyCreatedDecoder().wrapAndApplyHeader(slot.in().buffer(), 0, header);
        if (!kind.plugins().names().contains(created.plugin())) {
            throw new ReplayRefusedException(
                    "the journal's strategy " + created.name() + " (sequence " + slot.sequence() + ") has logic = "
                            + created.plugin() + ", which this host does not know: expected its jar in -D"
                            + kind.pluginsProperty());
        }
    }

    /** The core. Its next event is the one after {@link #sequence()}. */
    public CoreLogic logic() {
        return logic;
    }

    /** Sequence of the last event taken, applied or left out; 0 before the first. */
    public long sequence() {
        return sequence;
    }

    /** When that event was published. */
    public long timestampNs() {
        return timestampNs;
    }

    /** Outputs for the event log since the journal's first event: the log's position after this event. */
    public long keptOutputs() {
        return keptOutputs;
    }

    /** A second core in the same state, which from here on goes its own way. */
    public Replica copy() {
        StateImage image = new StateImage();
        logic.writeTo(image);
        Replica copy = kind.restore(image, StateFormat.VERSION);
        copy.standAt(sequence, timestampNs, keptOutputs);
        copy.skipped.addAll(skipped);
        return copy;
    }
}
