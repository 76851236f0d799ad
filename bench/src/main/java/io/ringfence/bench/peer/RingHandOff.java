package io.ringfence.bench.peer;

import io.ringfence.bench.rig.Recordings;
import io.ringfence.bench.rig.Subject;
import io.ringfence.core.ring.EventSlot;
import java.util.List;

/** The floor: a tick encoded into the ring's slot, and a consumer that only notes the time. */
final class RingHandOff implements Subject {
    private final Tally tally = new Tally("ticks");
    private final Sampling order;
    private final TickRing ring;

    RingHandOff(PeerOptions options, Recordings recordings) {
        order = new Sampling(recordings.point(Peers.END), options.every());
        ring = new TickRing(options.slots(), options.waitProfile(), this::onTick, tally);
    }

    private void onTick(EventSlot slot, long ringSequence, boolean endOfBatch) {
        long index = TickRing.index(slot);
        order.onArrival(index, slot.timestampNs());
        tally.onArrival(index);
    }

    @Override
    public void start() {
        ring.start();
    }

    @Override
    public void send(long index, long dueNs) {
        ring.send(index, dueNs);
    }

    @Override
    public boolean awaitDone(long sentCount, long timeoutMs) throws InterruptedException {
        return tally.await(sentCount, Tally.deadlineNs(timeoutMs));
    }

    @Override
    public List<String> check(long sentCount) {
        return tally.check(sentCount);
    }

    @Override
    public void close() {
        ring.close();
    }
}
