package io.ringfence.bench.subject;

import io.ringfence.bench.Arguments;
import io.ringfence.bench.Events;
import io.ringfence.bench.rig.LoadPlan;
import io.ringfence.bench.rig.Recordings;
import io.ringfence.bench.rig.Schedule;
import io.ringfence.bench.rig.Subject;
import io.ringfence.core.event.StopType;
import io.ringfence.core.ring.Admission;
import io.ringfence.core.ring.EventSlot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A market's trades and quotes into a host with stops armed, when they came. Some stops stand so near that the market fires
 * them: fixed and trailing ones, from four millionths of the price to a two-thousandth below it. An order of one is filled, and
 * the next entry with it, behind the first message that is sent after the order was handed to the broker's port; both at the
 * price of the last trade, which arms the stop again.
 *
 * <p>When the fills come depends on the host, so inputs differ from run to run. Which stops had to fire is found afterwards, from the
 * journal, by trying each of them with each trade ({@code StopScan}).
 *
 * <p>Before the load the capture is played there and back once, as fast as the host takes it.
 */
final class FeedSubject implements Subject {
    static final String FILE = "file";
    static final String NEAR = "near";
    /** The scan at the end tries each of them with each trade. */
    static final int MAX_NEAR = 1_024;

    private static final int USUAL_NEAR = 16;
    /** Of the price, the nearest stop's distance: about four millionths. */
    private static final int NEAREST_SHIFT = 18;
    /** Distances, each twice the one before. */
    private static final int DISTANCES = 8;

    private static final int FAR_LEVELS = 10_000;

    private final HostOptions options;
    private final Path file;
    private final int near;
    private final BenchHost host;
    private final StagePoints stages;
    private final DueTimes dueTimes;
    private final FeedPort port;
    private final Positions positions;
    private final Events events = new Events();
    private final List<StopScan.Stop> stops = new ArrayList<>();
    private Capture capture;
    private boolean isQuoteSampled;
    private long warmMessages;
    private long sent;
    private long filled;
    private long lastPrice;
    private long untilSample;

    FeedSubject(HostOptions options, Map<String, String> more, Recordings recordings) {
        this.options = options;
        if (!more.containsKey(FILE)) {
            throw new IllegalArgumentException("file is missing: expected a capture");
        }
        file = Path.of(more.get(FILE));
        near = (int) Arguments.number(NEAR, more.getOrDefault(NEAR, Integer.toString(USUAL_NEAR)), 1, MAX_NEAR);
        host = new BenchHost(options);
        stages = new StagePoints(recordings, StageNames.of(options));
        dueTimes = new DueTimes(options.ring().slots());
        port = new FeedPort(recordings.point("order"), dueTimes, near);
        positions = new Positions(host);
        untilSample = options.stageSample() == 0 ? Long.MAX_VALUE : options.stageSample();
    }

    @Override
    public void start() throws IOException {
        capture = Capture.read(file);
        isQuoteSampled = capture.hasQuotes();
        lastPrice = capture.firstPrice();
        host.start(stages, port, List.of());
        positions.begin(options.stops() + near);
        long step = Math.max(1, lastPrice / 1_000_000);
        long far = capture.range() + lastPrice / 4;
        for (int i = 0; i < options.stops(); i++) {
            positions.open(type(i), far + i % FAR_LEVELS * step, lastPrice);
        }
        for (int i = 0; i < near; i++) {
            long distance = Math.max(1, lastPrice >> NEAREST_SHIFT) << i / 2 % DISTANCES;
            stops.add(new StopScan.Stop(positions.open(type(i), distance, lastPrice), type(i), distance));
        }
        host.awaitStart();
        warmMessages = options.warmFires() == 0 ? 0 : 2L * capture.size();
        for (long i = 0; i < warmMessages; i++) {
            send(System.nanoTime());
        }
        host.awaitStart();
    }

    private static StopType type(int index) {
        return index % 2 == 0 ? StopType.FIXED : StopType.TRAILING;
    }

    @Override
    public Schedule schedule(LoadPlan plan) {
        return new CaptureLoop(capture, Math.max(1, plan.speed()));
    }

    @Override
    public void send(long index, long dueNs) {
        send(dueNs);
    }

    private void send(long dueNs) {
        int row = CaptureLoop.row(capture, sent);
        sent++;
        boolean isTrade = capture.isTrade(row);
        // Whether a trade fires is not known yet, and each reading of the clock would count in its order's time.
        boolean isSampled = --untilSample <= 0 && isTrade != isQuoteSampled;
        if (isSampled) {
            untilSample = options.stageSample();
        }
        stages.next(isSampled ? dueNs : 0);
        EventSlot slot = host.claim(Admission.TICK);
        if (isTrade) {
            lastPrice = capture.price(row);
            dueTimes.expect(slot.sequence(), dueNs);
            events.trade(slot, sent, lastPrice);
        } else {
            events.quote(slot, sent, capture.bid(row), capture.ask(row));
        }
        host.publish();
        stages.next(0);
        for (long handedOver = port.handedOver(); filled < handedOver; filled++) {
            long strategyId = port.strategyId(filled);
            positions.fillEntry(positions.fillStop(port.orderId(filled), strategyId, lastPrice), strategyId, lastPrice);
        }
    }

    @Override
    public boolean awaitDone(long count, long timeoutMs) throws InterruptedException {
        return host.awaitDone(timeoutMs);
    }

    @Override
    public List<String> check(long count) throws Exception {
        List<String> wrong = new ArrayList<>(host.verify());
        long opened = options.stops() + near;
        expect(wrong, "orders that nothing had fired, cancels, queries, pulls or logins", 0, port.unexpected());
        expect(wrong, "entries handed over", opened + filled, port.entries());
        expect(wrong, "stops fired", port.handedOver(), host.counters().stopsFired());
        expect(wrong, "stops armed", opened + filled, host.counters().stopsArmed());
        expect(wrong, "ticks", count + warmMessages, host.counters().ticks());
        expect(wrong, "ticks refused", 0, host.counters().rejectedTicks());
        if (options.durability().isPresent()) {
            StopScan scan = new StopScan(capture, stops);
            host.readJournal(scan);
            wrong.addAll(scan.wrong());
            expect(wrong, "ticks in the journal", count + warmMessages, scan.ticks());
            expect(wrong, "stops fired, as a scan of the journal's trades finds them", scan.fired(), port.handedOver());
            if (scan.trace() != port.trace()) {
                wrong.add("a scan of the journal's trades finds other stops fired, or with other ticks");
            }
        }
        return wrong;
    }

    private static void expect(List<String> wrong, String what, long expected, long actual) {
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
