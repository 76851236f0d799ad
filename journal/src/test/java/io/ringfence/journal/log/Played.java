package io.ringfence.journal.log;

import io.ringfence.core.CoreLogic;
import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.RingConfig;
import io.ringfence.core.trade.RandomSession;
import io.ringfence.core.trade.RandomSession.Timed;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A random history of a host, applied to a core once.
 *
 * @param slots the events in order, with what the core put out for them
 * @param kept what of it a log holds
 */
record Played(List<EventSlot> slots, List<Kept> kept) {
    static Played of(long seed) {
        RandomSession session = new RandomSession(new Random(seed));
        session.run();
        CoreLogic logic = new CoreLogic(RandomSession.PLUGINS);
        List<EventSlot> slots = new ArrayList<>();
        List<Kept> kept = new ArrayList<>();
        for (Timed timed : session.history()) {
            EventSlot slot = new EventSlot(RingConfig.defaults());
            slot.claim(slots.size() + 1, timed.timeNs());
            timed.event().encode(slot.in());
            logic.apply(slot);
            slots.add(slot);
            kept.addAll(Kept.of(slot, kept.size()));
        }
        return new Played(slots, kept);
    }

    /** What a log holds after so many events. */
    List<Kept> keptUpTo(long sequence) {
        return kept.stream().filter(entry -> entry.sequence() <= sequence).toList();
    }
}
