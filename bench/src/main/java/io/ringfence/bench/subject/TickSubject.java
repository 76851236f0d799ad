package io.ringfence.bench.subject;

import io.ringfence.bench.Events;
import io.ringfence.bench.rig.Recordings;
import io.ringfence.bench.rig.Subject;
import io.ringfence.core.ring.Admission;
import io.ringfence.core.ring.EventSlot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Ticks into a host with stops armed. Each {@code every}-th touches one stop, whose order goes to the broker's port; with the
 * tick behind it the price is back, and the fills of that order and of the next entry arm the stop again.
 *
 * <p>These two fills are in the ring and in the journal like all else, and are not timed. The same inputs come in every run,
 * whatever the rate.
 */
final class TickSubject implements Subject {
    private static final String ORDER = "order";

    private final HostOptions options;
    private final BenchHost host;
    private final StagePoints stages;
    private final DueTimes dueTimes;
    private final OrderPort port;
    private final Positions positions;
    private final Events events = new Events();
    private final Prices prices = new Prices();
    private long untilFire;
    private long untilSample;
    private long nearStrategy;
    /** Of the tick whose order is not filled yet; 0 when there is none. */
    private long firedSequence;

    private List<String> wrong = List.of();

    TickSubject(HostOptions options, Recordings recordings) {
        this.options = options;
        host = new BenchHost(options);
        stages = new StagePoints(recordings, StageNames.of(options));
        dueTimes = new DueTimes(options.ring().slots());
        port = new OrderPort(options.every() == 0 ? (dueNs, nowNs) -> {} : recordings.point(ORDER), dueTimes);
        positions = new Positions(host);
        untilFire = options.every() == 0 ? Long.MAX_VALUE : options.every();
        untilSample = options.stageSample() == 0 ? Long.MAX_VALUE : options.stageSample();
    }

    @Override
    public void start() throws IOException {
        host.start(stages, port, List.of());
        positions.begin(options.stops() + 1);
        for (int i = 0; i < options.stops(); i++) {
            positions.openFar();
        }
        if (options.every() > 0) {
            nearStrategy = positions.openNear();
        }
        host.awaitStart();
    }

    @Override
    public void send(long index, long dueNs) {
        boolean isFiring = --untilFire == 0;
        boolean isSampled = --untilSample == 0;
        if (isSampled) {
            untilSample = options.stageSample();
        }
        stages.next(isSampled || isFiring && options.stageSample() > 0 ? dueNs : 0);
        EventSlot slot = host.claim(Admission.TICK);
        events.trade(slot, index + 1, isFiring ? Positions.TOUCH : prices.of(index));
        if (isFiring) {
            dueTimes.expect(slot.sequence(), dueNs);
            untilFire = options.every();
            firedSequence = host.publish();
        } else {
            host.publish();
            if (firedSequence != 0) {
                armAgain();
            }
        }
    }

    private void armAgain() {
        stages.next(0);
        long filled = positions.fillStop(Positions.firstOrderOf(firedSequence), nearStrategy);
        positions.fillEntry(filled, nearStrategy);
        firedSequence = 0;
    }

    @Override
    public boolean awaitDone(long count, long timeoutMs) throws InterruptedException {
        return host.awaitDone(timeoutMs);
    }

    @Override
    public List<String> check(long count) throws Exception {
        long fired = options.every() == 0 ? 0 : count / options.every();
        long armedAgain = fired - (firedSequence == 0 ? 0 : 1);
        long opened = options.stops() + (options.every() == 0 ? 0 : 1);
        wrong = new ArrayList<>(host.verify());
        wrong.addAll(port.check(fired, opened + armedAgain));
        expect("stops fired", fired, host.counters().stopsFired());
        expect("stops armed", opened + armedAgain, host.counters().stopsArmed());
        expect("ticks", count, host.counters().ticks());
        expect("ticks refused", 0, host.counters().rejectedTicks());
        return wrong;
    }

    private void expect(String what, long expected, long actual) {
        if (expected != actual) {
            wrong.add(what + ": " + actual + " of " + expected);
        }
    }

    @Override
    public List<String> facts() {
        return host.facts();
    }

    @Override
    public void close() throws IOException {
        host.close();
    }
}
