package io.ringfence.bench.peer;

import exchange.core2.core.ExchangeCore;
import exchange.core2.core.common.CoreWaitStrategy;
import exchange.core2.core.common.MatcherEventType;
import exchange.core2.core.common.MatcherTradeEvent;
import exchange.core2.core.common.cmd.CommandResultCode;
import exchange.core2.core.common.cmd.OrderCommand;
import exchange.core2.core.common.config.PerformanceConfiguration;
import io.ringfence.bench.Arguments;
import io.ringfence.bench.rig.Recordings;
import io.ringfence.bench.rig.Subject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeoutException;

/**
 * exchange-core: a command through its ring, grouping, risk, matching and, where asked for, its journal, until its results
 * handler. A command there is what a tick and its order are here: checked against an account, matched, told.
 *
 * <p>Settings are those of its own latency tests, which want six threads. With fewer cores its spinning threads would only
 * take them from each other, so there they yield while they wait, unpinned, which was the quickest of its ways on two cores.
 */
final class ExchangeCoreSubject implements Subject {
    private static final int CORES_TO_SPIN = 6;
    private static final int RING_SLOTS = 2 * 1024;
    private static final int JOURNALED_RING_SLOTS = 32 * 1024;

    /** How its threads wait. */
    private enum Wait {
        AUTO,
        BUSY_SPIN,
        YIELDING,
        BLOCKING
    }

    private final ExchangeLoad load = new ExchangeLoad();
    private final Tally tally = new Tally("results");
    private final PeerOptions options;
    private final boolean isJournaled;
    private final CoreWaitStrategy wait;
    private final Sampling order;
    private Exchange exchange;
    private Path directory;
    /** Whether results are those of messages, and not of the set-up or of the check. */
    private volatile boolean isMeasuring;

    // Of the thread that handles results.
    private long nextIndex;
    private long refusedCount;
    private CommandResultCode firstRefusal;
    private long tradeCount;

    ExchangeCoreSubject(PeerOptions options, Recordings recordings, boolean isJournaled) {
        this.options = options;
        this.isJournaled = isJournaled;
        wait = wait(options);
        order = new Sampling(recordings.point(Peers.END), options.every());
    }

    private static CoreWaitStrategy wait(PeerOptions options) {
        return switch (options.choice("exchange-core.wait", Wait.class, Wait.AUTO.name())) {
            case AUTO ->
                Runtime.getRuntime().availableProcessors() < CORES_TO_SPIN
                        ? CoreWaitStrategy.YIELDING
                        : CoreWaitStrategy.BUSY_SPIN;
            case BUSY_SPIN -> CoreWaitStrategy.BUSY_SPIN;
            case YIELDING -> CoreWaitStrategy.YIELDING;
            case BLOCKING -> CoreWaitStrategy.BLOCKING;
        };
    }

    private PerformanceConfiguration performance() {
        PerformanceConfiguration.PerformanceConfigurationBuilder latency =
                PerformanceConfiguration.latencyPerformanceBuilder()
                        .ringBufferSize(isJournaled ? JOURNALED_RING_SLOTS : RING_SLOTS)
                        .waitStrategy(wait);
        return wait == CoreWaitStrategy.BUSY_SPIN
                ? latency.build()
                : latency.threadFactory(Thread::new).build();
    }

    @Override
    public void start() throws Exception {
        if (isJournaled) {
            directory = options.newDirectory("exchange-core");
            exchange = Exchange.journaled(performance(), directory, this::onResult);
        } else {
            exchange = Exchange.inMemory(performance(), this::onResult);
        }
        exchange.open();
        isMeasuring = true;
    }

    private void onResult(OrderCommand command, long sequence) {
        if (!isMeasuring) {
            return;
        }
        long index = nextIndex++;
        order.onArrival(index, command.timestamp);
        if (command.resultCode != CommandResultCode.SUCCESS && refusedCount++ == 0) {
            firstRefusal = command.resultCode;
        }
        for (MatcherTradeEvent event = command.matcherEvent; event != null; event = event.nextEvent) {
            tradeCount += event.eventType == MatcherEventType.TRADE ? 1 : 0;
        }
        tally.onArrival(load.isMessage(command, index) ? index : -1);
    }

    @Override
    public void send(long index, long dueNs) {
        load.send(exchange.api(), index, dueNs);
    }

    @Override
    public boolean awaitDone(long sentCount, long timeoutMs) throws InterruptedException {
        return tally.await(sentCount, Tally.deadlineNs(timeoutMs));
    }

    @Override
    public List<String> check(long sentCount) throws InterruptedException, TimeoutException {
        List<String> findings = new ArrayList<>(tally.check(sentCount));
        if (!findings.isEmpty()) {
            return findings;
        }
        isMeasuring = false;
        if (refusedCount > 0) {
            findings.add(refusedCount + " commands were refused, the first with " + firstRefusal);
        }
        if (tradeCount != load.trades(sentCount)) {
            findings.add(tradeCount + " trades: expected " + load.trades(sentCount));
        }
        if (!exchange.isBalanced()) {
            findings.add("the accounts do not sum to what was paid in");
        }
        if (isJournaled) {
            findings.addAll(checkJournal());
        }
        return findings;
    }

    /** By its own means: another exchange that reads the journal comes to the same state. */
    private List<String> checkJournal() throws InterruptedException, TimeoutException {
        int expected = exchange.stateHash();
        try (Exchange replayed = Exchange.fromJournal(directory, CoreWaitStrategy.BLOCKING)) {
            int hash = replayed.stateHash();
            return hash == expected
                    ? List.of()
                    : List.of("its journal leads to the state " + hash + ": expected " + expected);
        }
    }

    @Override
    public List<String> facts() {
        Path jar = Path.of(ExchangeCore.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
        return List.of(
                "jar=" + jar.getFileName(), "wait=" + wait.name().toLowerCase(Locale.ROOT), "trades=" + tradeCount);
    }

    @Override
    public void close() throws IOException {
        if (exchange != null) {
            exchange.close();
        }
        if (directory != null) {
            Arguments.delete(directory);
        }
    }
}
