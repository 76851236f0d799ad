package io.ringfence.bench.subject;

import io.ringfence.bench.rig.Recordings;
import io.ringfence.core.event.OrderPurpose;
import io.ringfence.core.trade.TradeStage;
import io.ringfence.transport.broker.OrderRequest;
import java.util.ArrayList;
import java.util.List;

/**
 * A broker's port that takes the time when the order of a fired stop is handed to it, and sends nothing. What it counts may
 * be read when the core is closed.
 */
final class OrderPort extends OrdersOnly {
    private final Recordings.Recording recording;
    private final DueTimes dueTimes;
    private long stops;
    private long strangeStops;
    private long entries;

    /** Records the orders of stops that are expected. */
    OrderPort(Recordings.Recording recording, DueTimes dueTimes) {
        this.recording = recording;
        this.dueTimes = dueTimes;
    }

    @Override
    public void submit(OrderRequest order) {
        if (order.purpose() != OrderPurpose.STOP) {
            entries++;
            return;
        }
        long nowNs = System.nanoTime();
        long dueNs = dueTimes.take(TradeStage.sequenceOf(order.clientOrderId()));
        if (dueNs == DueTimes.NONE) {
            strangeStops++;
        } else {
            stops++;
            recording.record(dueNs, nowNs);
        }
    }

    /** What was handed over against what was to be. */
    List<String> check(long expectedStops, long expectedEntries) {
        List<String> wrong = new ArrayList<>();
        if (stops != expectedStops) {
            wrong.add(stops + " orders of stops were handed over of " + expectedStops);
        }
        if (strangeStops != 0) {
            wrong.add(strangeStops + " orders of stops were handed over that nothing had fired, or a second time");
        }
        if (entries != expectedEntries) {
            wrong.add(entries + " entries were handed over of " + expectedEntries);
        }
        if (others() != 0) {
            wrong.add(others() + " cancels, queries, pulls or logins were asked for of none");
        }
        return wrong;
    }
}
