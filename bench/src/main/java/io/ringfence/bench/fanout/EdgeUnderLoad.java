package io.ringfence.bench.fanout;

import io.ringfence.bench.Events;
import io.ringfence.config.file.ConfigFile;
import io.ringfence.config.node.NodeClock;
import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.ring.Admission;
import io.ringfence.core.ring.EventCore;
import io.ringfence.core.ring.EventPublisher;
import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.RingConfig;
import io.ringfence.core.ring.Stage;
import io.ringfence.core.ring.StageThreads;
import io.ringfence.core.ring.Stages;
import io.ringfence.core.ring.Stages.NamedStage;
import io.ringfence.transport.edge.EdgeConfig;
import io.ringfence.transport.edge.EdgeCounter;
import io.ringfence.transport.edge.EdgeServer;
import io.ringfence.transport.edge.EdgeStage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * The production edge behind a ring in which its stage is the only one: ticks go into the ring, and come out of the edge's
 * sockets. The settings are a node's, but for the port and the most connections. All that this scenario knows of how an edge is
 * made is here.
 */
final class EdgeUnderLoad implements FanoutServer {
    static final int SYMBOLS = 64;

    private static final Stage NOTHING = (slot, endOfBatch) -> {};
    private static final String NODE = "laptop";
    /** Chunks of the allocator's and what waits for clients that read; a client that stalls may add less than one of these. */
    private static final long MAX_DIRECT_MIB = 64;

    private final RingConfig ring;
    private final boolean mayConflate;
    private final EdgeServer edge;
    private final EventCore core;
    private final EventPublisher publisher;
    /** Before the first client. */
    private long startDirectBytes;

    private final Events events = new Events();

    /**
     * One for so many clients.
     *
     * @param mayConflate where a client stalls; otherwise a price that was conflated was lost
     */
    EdgeUnderLoad(RingConfig ring, int maxClients, boolean mayConflate) {
        this.ring = ring;
        this.mayConflate = mayConflate;
        edge = new EdgeServer(config(maxClients));
        EdgeStage stage = new EdgeStage(edge, symbols());
        core = new EventCore(
                ring,
                NodeClock.wall(0),
                0,
                new Stages(NOTHING, NOTHING, NOTHING, List.of(new NamedStage("edge", stage))),
                StageThreads.unpinned());
        publisher = core.publisher();
    }

    private static EdgeConfig config(int maxClients) {
        // All clients are of one address here, and come at once.
        return ConfigFile.profile(
                        NODE,
                        List.of(
                                "edge.port=0",
                                "edge.max-connections=" + (maxClients + 1),
                                "edge.max-connections-per-address=" + (maxClients + 1),
                                "edge.connect-burst=1000000"))
                .edge()
                .orElseThrow();
    }

    static List<String> symbols() {
        return IntStream.range(0, SYMBOLS).mapToObj(i -> "SYM" + (100 + i)).toList();
    }

    /** Of the price with that index: each symbol in turn, up and down by cents. */
    static long priceScaled(long index) {
        return (10_000 + index / SYMBOLS % 1_000) * (Decimal.ONE / 100);
    }

    /** Open now. */
    long connections() {
        return edge.counters().value(EdgeCounter.CONNECTIONS_OPEN);
    }

    @Override
    public int start() {
        edge.start();
        core.start();
        startDirectBytes = Memory.directBytesNow();
        return edge.boundAddress().getPort();
    }

    @Override
    public void publish(long index) {
        long claim = publisher.tryClaim(Admission.TICK);
        while (claim < 0) {
            if (claim == EventPublisher.HALTED) {
                throw new IllegalStateException(
                        core.halt() == null ? "the core is closed" : core.halt().describe());
            }
            Thread.yield();
            claim = publisher.tryClaim(Admission.TICK);
        }
        EventSlot slot = publisher.slot(claim);
        events.trade(slot, (int) (index % SYMBOLS), index + 1, priceScaled(index));
        publisher.publish(claim);
    }

    @Override
    public List<String> check() {
        List<String> wrong = new ArrayList<>();
        if (core.halt() != null) {
            wrong.add(core.halt().describe());
        }
        notAny(wrong, EdgeCounter.PRICES_CONFLATED_AT_HAND_OFF);
        notAny(wrong, EdgeCounter.MEMORY_SHORT);
        notAny(wrong, EdgeCounter.PRICES_WITHOUT_SYMBOL);
        if (mayConflate && !isHeldBack()) {
            wrong.add("nothing was conflated: the client that stalls has not held the edge back");
        }
        if (mayConflate && directMib() > MAX_DIRECT_MIB) {
            wrong.add("Netty's direct memory grew by " + directMib() + " MiB while a client stalled: expected at most "
                    + MAX_DIRECT_MIB);
        }
        if (!mayConflate) {
            notAny(wrong, EdgeCounter.PRICES_CONFLATED);
            notAny(wrong, EdgeCounter.CLIENTS_CLOSED_SLOW);
        }
        return wrong;
    }

    private void notAny(List<String> wrong, EdgeCounter counter) {
        long count = edge.counters().value(counter);
        if (count > 0) {
            wrong.add(counter.label() + ": " + count + ", " + counter.meaning());
        }
    }

    @Override
    public boolean isHeldBack() {
        return edge.counters().value(EdgeCounter.PRICES_CONFLATED) > 0;
    }

    private long directMib() {
        return Memory.directBytesNow() - startDirectBytes >> 20;
    }

    @Override
    public List<String> facts() {
        return List.of(
                "direct_memory_grew_mib=" + directMib(),
                "encoded=" + edge.counters().value(EdgeCounter.PRICES_ENCODED),
                "conflated=" + edge.counters().value(EdgeCounter.PRICES_CONFLATED),
                "ring=" + ring.threading().name().toLowerCase(Locale.ROOT) + "/"
                        + ring.waitProfile().name().toLowerCase(Locale.ROOT));
    }

    @Override
    public void close() {
        core.close();
        edge.close();
    }
}
