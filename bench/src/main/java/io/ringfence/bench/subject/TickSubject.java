package io.ringfence.bench.subject;

import io.ringfence.bench.Events;
import io.ringfence.bench.rig.Recordings;
import io.ringfence.bench.rig.Subject;
import io.ringfence.core.ring.Admission;
import io.ringfence.core.ring.EventSlot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Ticks into a host with stops armed. Each {@code every}-th touches one stop, whose order goes to the broker's port; with the
 * tick behind it the price is back, and the fills of that order and of the next entry arm the stop again.
 *
 * <p>Before that, stops fire and are armed again in a second host of the same make, as in a node's warm-up, and its journal
 * begins new segments. At the rate of the load alone the JIT would not get to the way of a stop that fires for minutes.
 *
 * <p>These two fills are in the ring and in the journal like all else, and are not timed. The same inputs come in every run,
 * whatever the rate.
 */
final class TickSubject implements Subject {
    private static final String ORDER = "order";
    private static final int MAX_WARM_TURNS = 20;

    private final HostOptions options;
    private final BenchHost host;
    private final StagePoints stages;
    private final Recordings.Recording order;
    private final DueTimes dueTimes;
    private final OrderPort port;
    private final Positions positions;
    private final Events events = new Events();
    private final Prices prices = new Prices();
    private long untilFire;
    private long feedSequence;
    private long untilSample;
    private long nearStrategy;
    /** Of the tick whose order is not filled yet; 0 when there is none. */
    private long firedSequence;

    private List<String> wrong = List.of();

    TickSubject(HostOptions options, Recordings recordings) {
        this(
                options,
                new StagePoints(recordings, StageNames.of(options)),
                options.every() == 0 ? (dueNs, nowNs) -> {} : recordings.point(ORDER));
    }

    private TickSubject(HostOptions options, StagePoints stages, Recordings.Recording order) {
        this.options = options;
        this.stages = stages;
        this.order = order;
        host = new BenchHost(options);
        dueTimes = new DueTimes(options.ring().slots());
        port = new OrderPort(order, dueTimes);
        positions = new Positions(host);
        untilFire = options.every() == 0 ? Long.MAX_VALUE : options.every();
        untilSample = options.stageSample() == 0 ? Long.MAX_VALUE : options.stageSample();
    }

    @Override
    public void start() throws IOException {
        if (options.every() > 0 && options.warmFires() > 0) {
            try (TickSubject other = new TickSubject(options.forWarmUp(), stages, order)) {
                other.warmUp();
            }
        }
        open();
    }

    private void open() throws IOException {
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

    /**
     * Fires as often as asked, and on until the compilers have nothing left to do: what they still do then, they do beside the
     * load. What is recorded of it is recorded as due before the load.
     */
    private void warmUp() throws IOException {
        open();
        Compilers compilers = new Compilers();
        for (int turn = 0; turn < MAX_WARM_TURNS; turn++) {
            for (int i = 0; i < options.warmFires(); i++) {
                warmFire(i);
            }
            if (compilers.haveBeenIdle()) {
                return;
            }
        }
    }

    /** One at a time, as they come in the load. */
    private void warmFire(long index) {
        stages.next(0);
        fire(System.nanoTime());
        stages.next(System.nanoTime());
        tick(index);
        armAgain();
        host.awaitStart();
    }

    @Override
    public void send(long index, long dueNs) {
        boolean isFiring = --untilFire == 0;
        // One that fires is timed at the broker's port alone: each reading of the clock would count there. The next one
        // is
        // timed in its stead, or none ever were where one number divides the other.
        boolean isSampled = --untilSample <= 0 && !isFiring;
        if (isSampled) {
            untilSample = options.stageSample();
        }
        stages.next(isSampled ? dueNs : 0);
        if (isFiring) {
            untilFire = options.every();
            fire(dueNs);
        } else {
            tick(index);
            if (firedSequence != 0) {
                armAgain();
            }
        }
    }

    private void fire(long dueNs) {
        EventSlot slot = host.claim(Admission.TICK);
        events.trade(slot, ++feedSequence, Positions.TOUCH);
        dueTimes.expect(slot.sequence(), dueNs);
        firedSequence = host.publish();
    }

    private void tick(long index) {
        events.trade(host.claim(Admission.TICK), ++feedSequence, prices.of(index));
        host.publish();
    }

    private void armAgain() {
        stages.next(0);
        long filled = positions.fillStop(Positions.firstOrderOf(firedSequence), nearStrategy);
        positions.fillEntry(filled, nearStrategy);
        firedSequence = 0;
    }

    @Override
    public Optional<Watched> watched() {
        return options.isWatched() ? Optional.of(host.watched()) : Optional.empty();
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
