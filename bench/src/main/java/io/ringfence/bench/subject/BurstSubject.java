package io.ringfence.bench.subject;

import io.ringfence.bench.Events;
import io.ringfence.bench.rig.Recordings;
import io.ringfence.bench.rig.Subject;
import io.ringfence.core.event.OrderPurpose;
import io.ringfence.core.ring.Admission;
import io.ringfence.core.trade.TradeStage;
import io.ringfence.transport.broker.OrderRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * One tick that touches all stops there are, again and again: until the first and until the last of their orders is handed
 * to the broker's port. Between two such ticks all positions are opened again, by a fill of each order and of each entry;
 * they come from the sending thread, and the rate has to leave the time.
 */
final class BurstSubject implements Subject {
    /** An event has ids for so many orders. */
    static final int MAX_STOPS = 65_536;

    private static final long TIMEOUT_NS = 10_000_000_000L;

    private final HostOptions options;
    private final BenchHost host;
    private final StagePoints stages;
    private final Port port;
    private final Positions positions;
    private final Events events = new Events();
    private final long[] filledBy;
    private long feedSequence;

    BurstSubject(HostOptions options, Recordings recordings) {
        if (options.stops() < 1 || options.stops() > MAX_STOPS) {
            throw new IllegalArgumentException(
                    "stops = " + options.stops() + ": expected 1 to " + MAX_STOPS + " to fire on one tick");
        }
        this.options = options;
        host = new BenchHost(options);
        stages = new StagePoints(recordings, StageNames.of(options));
        port = new Port(recordings.point("first order"), recordings.point("last order"), options.stops());
        positions = new Positions(host);
        filledBy = new long[options.stops()];
    }

    @Override
    public void start() throws IOException {
        host.start(stages, port, List.of());
        positions.begin(options.stops());
        for (int i = 0; i < options.stops(); i++) {
            positions.openNear();
        }
        host.awaitStart();
    }

    @Override
    public void send(long index, long dueNs) {
        port.expect(dueNs);
        stages.next(dueNs);
        events.trade(host.claim(Admission.TICK), ++feedSequence, Positions.TOUCH);
        host.publish();
        stages.next(0);
        awaitOrders(index + 1);
        events.trade(host.claim(Admission.TICK), ++feedSequence, Positions.PRICE);
        host.publish();
        for (int i = 0; i < filledBy.length; i++) {
            filledBy[i] = positions.fillStop(port.orderIds[i], port.strategyIds[i]);
        }
        for (int i = 0; i < filledBy.length; i++) {
            positions.fillEntry(filledBy[i], port.strategyIds[i]);
        }
    }

    private void awaitOrders(long bursts) {
        long deadlineNs = System.nanoTime() + TIMEOUT_NS;
        while (port.doneBursts < bursts) {
            host.checkRunning();
            if (System.nanoTime() - deadlineNs > 0) {
                throw new IllegalStateException("burst " + bursts + ": not all orders were handed over within 10 s");
            }
            Thread.onSpinWait();
        }
    }

    @Override
    public boolean awaitDone(long count, long timeoutMs) throws InterruptedException {
        return host.awaitDone(timeoutMs);
    }

    @Override
    public List<String> check(long count) throws Exception {
        List<String> wrong = new ArrayList<>(host.verify());
        long expected = count * options.stops();
        if (port.stops != expected
                || port.strange + port.others() != 0
                || host.counters().stopsFired() != expected) {
            wrong.add(port.stops + " orders were handed over and "
                    + host.counters().stopsFired() + " stops fired of " + expected + "; "
                    + (port.strange + port.others())
                    + " orders were of another tick");
        }
        if (port.entries != expected + options.stops()) {
            wrong.add(port.entries + " entries were handed over of " + (expected + options.stops()));
        }
        return wrong;
    }

    @Override
    public List<String> facts() {
        return host.facts();
    }

    @Override
    public void close() throws IOException {
        host.close();
    }

    /** Takes the first and the last of each burst's orders, and notes all of them for their fills. */
    private static final class Port extends OrdersOnly {
        private final Recordings.Recording first;
        private final Recordings.Recording last;
        private final long[] orderIds;
        private final long[] strategyIds;
        /** Set before the tick is published, read behind the gate. */
        private long dueNs;

        private int count;
        private long sequence;
        private long stops;
        private long strange;
        private long entries;
        /** Written when a burst's last order is here; whoever reads it sees the ids. */
        private volatile long doneBursts;

        Port(Recordings.Recording first, Recordings.Recording last, int stopCount) {
            this.first = first;
            this.last = last;
            orderIds = new long[stopCount];
            strategyIds = new long[stopCount];
        }

        void expect(long burstDueNs) {
            dueNs = burstDueNs;
        }

        @Override
        public void submit(OrderRequest order) {
            if (order.purpose() != OrderPurpose.STOP) {
                entries++;
                return;
            }
            stops++;
            long firedBy = TradeStage.sequenceOf(order.clientOrderId());
            if (count == 0) {
                sequence = firedBy;
                first.record(dueNs, System.nanoTime());
            }
            if (firedBy != sequence) {
                strange++;
            }
            orderIds[count] = order.clientOrderId();
            strategyIds[count] = order.strategyId();
            count++;
            if (count == orderIds.length) {
                last.record(dueNs, System.nanoTime());
                count = 0;
                doneBursts++;
            }
        }
    }
}
