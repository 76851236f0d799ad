package io.ringfence.bench.peer;

import java.util.List;
import java.util.stream.Stream;

/** All there are. */
public final class Peers {
    /** The point at the end of a peer's way. */
    public static final String END = "order";

    private static final String EXCHANGE_CORE = "exchange-core";
    private static final String REDIS = "redis";

    // The subjects are named inside lambdas, so that a JVM that has the classes of one needs not have those of the
    // others.
    private static final Peer CHRONICLE_APPEND = new Peer(
            "chronicle append",
            "the ring hand-off, its consumer appends each tick to a bare Chronicle queue of default settings; no"
                    + " group commit, no checksum, no sync, no stops, no gate",
            "",
            0,
            (options, recordings) -> new ChronicleAppend(options, recordings));

    private static final Peer BARE_SYNC = new Peer(
            "bare sync",
            "the ring hand-off, its consumer overwrites the same 4 KiB of one file for each tick and syncs them to the"
                    + " device (fdatasync): the floor of durability power; keeps nothing but the last tick",
            "",
            2_000,
            (options, recordings) -> new BareSync(options, recordings));

    private static final List<Peer> OF_TICKS = List.of(
            new Peer(
                    "ring hand-off",
                    "the Disruptor with our slots and our encoded tick, one consumer that notes the time: the floor; no"
                            + " journal, no stops, no gate",
                    "",
                    0,
                    (options, recordings) -> new RingHandOff(options, recordings)),
            new Peer(
                    "ArrayBlockingQueue",
                    "the JDK's bounded queue with the same slots, put and take one by one; no journal, no stops, no gate",
                    "",
                    0,
                    (options, recordings) -> new BlockingQueueHandOff(options, recordings)),
            CHRONICLE_APPEND,
            new Peer(
                    EXCHANGE_CORE,
                    "exchange-core with its own latency mix (82% move, 9% place, 6% cancel, 3% IOC) through risk and"
                            + " matching to the results handler; no journal, no stops",
                    EXCHANGE_CORE,
                    0,
                    (options, recordings) -> new ExchangeCoreSubject(options, recordings, false)),
            new Peer(
                    EXCHANGE_CORE + " journaled",
                    "the same with its DiskSerializationProcessor, which syncs each batch to the device (O_DSYNC): to be"
                            + " held against durability power; no stops",
                    EXCHANGE_CORE,
                    0,
                    (options, recordings) -> new ExchangeCoreSubject(options, recordings, true)),
            new Peer(
                    "redis list queue",
                    "the ordinary bot: LPUSH and BRPOP of text between feed, checker and executor, by Jedis over loopback,"
                            + " appendonly everysec, the feed pipelines; no sync before the order, no broker",
                    REDIS,
                    5_000,
                    (options, recordings) -> new RedisListQueue(options, recordings)));

    private static final List<Peer> OF_JOURNAL = List.of(CHRONICLE_APPEND, BARE_SYNC);

    private Peers() {}

    /** Those of a host under ticks, in the order they are to be shown. */
    public static List<Peer> ofTicks() {
        return OF_TICKS;
    }

    /** Those of a journal alone: what appends and does not sync, then what syncs. */
    public static List<Peer> ofJournal() {
        return OF_JOURNAL;
    }

    /**
     * The one of that name.
     *
     * @throws IllegalArgumentException in one line, when there is none
     */
    public static Peer named(String name) {
        List<Peer> all =
                Stream.concat(OF_TICKS.stream(), OF_JOURNAL.stream()).distinct().toList();
        return all.stream()
                .filter(peer -> peer.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("peer = " + name + ": expected one of "
                        + String.join(", ", all.stream().map(Peer::name).toList())));
    }
}
