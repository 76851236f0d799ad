package io.ringfence.transport.view;

import io.ringfence.core.CoreLogic;
import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.EventTime;
import io.ringfence.core.ring.RingConfig;
import io.ringfence.core.trade.RandomSession;

/** A core on one slot, with views behind it. */
final class ViewedCore {
    private final EventSlot slot = new EventSlot(RingConfig.defaults());
    private final EventTime time = new EventTime();
    private final CoreLogic core;
    private final AccountViews views;
    private long sequence;

    ViewedCore(CoreLogic core, AccountViews views) {
        this.core = core;
        this.views = views;
    }

    void apply(RandomSession.Timed timed) {
        slot.claim(++sequence, timed.timeNs());
        timed.event().encode(slot.in());
        core.apply(slot);
        views.onEvent(slot, time.advance(timed.timeNs()));
    }
}
