package io.ringfence.config.node;

import io.ringfence.core.CoreLogic;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.event.StrategyCreatedDecoder;
import io.ringfence.core.event.Verdict;
import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.Halt;
import io.ringfence.core.ring.RingConfig;
import io.ringfence.core.ring.Stage;
import io.ringfence.journal.JournalListener;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;

/** Applies journaled events to a core, on the caller's thread. What the core puts out goes into its digest, to
 * whoever follows, and nowhere else. */
public final class Replay implements JournalListener {
    private final CoreLogic logic;
    private final EventSlot slot;
    private Consumer<EventSlot> follower = applied -> {};

    /** A replay into {@code logic}; the ring's bounds on inputs and outputs hold here too. */
    public Replay(CoreLogic logic, RingConfig ring) {
        this.logic = logic;
        this.slot = new EventSlot(ring);
    }

    /** Has each event shown, with what it put out, once it was applied. The slot is valid for the length of the call. */
    public void follow(Consumer<EventSlot> newFollower) {
        follower = newFollower;
    }

    @Override
    public void onEvent(long sequence, long timestampNs, DirectBuffer buffer, int offset, int length) {
        slot.claim(sequence, timestampNs);
        slot.in().set(buffer, offset, length);
        apply("stop-loss", logic.stopLoss());
        if (slot.findings().verdict() == Verdict.UNKNOWN_PLUGIN) {
            checkPlugin();
        }
        apply("trade", logic.trade());
        follower.accept(slot);
    }

    /** A host that carried this out had a plug-in that this one lacks: from here on the two would not agree. */
    private void checkPlugin() {
        StrategyCreatedDecoder created =
                new StrategyCreatedDecoder().wrapAndApplyHeader(slot.in().buffer(), 0, new MessageHeaderDecoder());
        if (!FoundPlugins.all().names().contains(created.plugin())) {
            throw new PluginException(
                    "the journal's strategy " + created.name() + " (sequence " + slot.sequence() + ") has logic = "
                            + created.plugin() + ", which this host does not know: expected its jar in -D"
                            + FoundPlugins.PROPERTY,
                    null);
        }
    }

    private void apply(String name, Stage stage) {
        try {
            stage.onEvent(slot, true);
        } catch (RuntimeException e) {
            throw new ReplayHaltedException(new Halt(name, slot.sequence(), e));
        }
    }
}
