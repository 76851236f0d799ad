package io.ringfence.bench.peer;

import io.ringfence.bench.Arguments;
import io.ringfence.bench.rig.Recordings;
import io.ringfence.bench.rig.Subject;
import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.WaitProfile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.exceptions.JedisException;

/**
 * The ordinary design: three workers of a bot with Redis lists between them.
 *
 * <pre>
 *   send ─► feed: LPUSH ticks, all that are there in one pipeline
 *              ─► checker: BRPOP ticks; holds the price against its stops; LPUSH orders where one fires
 *                    ─► executor: BRPOP orders
 * </pre>
 *
 * Messages are text. A stop fires on the last of every n ticks and is armed again. The workers are threads of one process, so
 * what a bot of three processes pays besides is not inside; nor is what the broker's port costs.
 */
final class RedisListQueue implements Subject {
    private static final String TICKS = "ticks";
    private static final String ORDERS = "orders";
    private static final String SYMBOL = "BTCUSD";
    private static final long USUAL_PRICE = 80_000;
    private static final long TOUCHING_PRICE = 79_900;
    /** Levels on which a stop stands; the highest is {@link #TOUCHING_PRICE}. */
    private static final int STOPS = 1_000;

    private static final long LEVEL_STEP = 10;
    private static final int WAIT_FOREVER = 0;

    private final Tally checked = new Tally("checked ticks");
    private final Tally executed = new Tally("orders");
    private final PeerOptions options;
    private final long every;
    private final Recordings.Recording checkedTimes;
    private final Recordings.Recording orderTimes;
    private final TickRing ring;
    /** Quantity by level; of the checker. */
    private final TreeMap<Long, Long> stops = new TreeMap<>();

    private Path directory;
    private RedisServer server;
    private Jedis feed;
    private Pipeline pipeline;
    private final List<Thread> workers = new ArrayList<>();
    private String version = "";
    /** Set before the server is killed: from then on connections break as they should. */
    private volatile boolean isClosing;

    RedisListQueue(PeerOptions options, Recordings recordings) {
        this.options = options;
        every = options.every();
        checkedTimes = recordings.point("checked");
        orderTimes = recordings.point(Peers.END);
        // The feed sleeps while there is nothing to send, as one does that reads a socket.
        ring = new TickRing(options.slots(), WaitProfile.QUIET, this::push, checked);
        for (int i = 0; i < STOPS; i++) {
            stops.put(TOUCHING_PRICE - i * LEVEL_STEP, 1L);
        }
    }

    @Override
    public void start() throws IOException, InterruptedException {
        directory = options.newDirectory("redis");
        server = RedisServer.start(directory);
        version = server.version();
        feed = server.connect();
        pipeline = feed.pipelined();
        work("checker", TICKS, this::check);
        work("executor", ORDERS, this::execute);
        ring.start();
    }

    private void push(EventSlot slot, long ringSequence, boolean endOfBatch) {
        long index = TickRing.index(slot);
        long price = fires(index) ? TOUCHING_PRICE : USUAL_PRICE;
        RedisMessage tick = new RedisMessage("TICK", SYMBOL, price, 1, index, slot.timestampNs());
        pipeline.lpush(TICKS, tick.text());
        if (endOfBatch) {
            pipeline.sync();
        }
    }

    private boolean fires(long index) {
        return index % every == every - 1;
    }

    private interface Work {
        void on(Jedis client, RedisMessage message);
    }

    private void work(String name, String list, Work work) {
        Jedis client = server.connect();
        Thread worker = new Thread(() -> loop(client, list, work), name);
        workers.add(worker);
        worker.start();
    }

    private void loop(Jedis client, String list, Work work) {
        try (client) {
            while (true) {
                work.on(
                        client,
                        RedisMessage.parse(client.brpop(WAIT_FOREVER, list).get(1)));
            }
        } catch (JedisException e) {
            if (!isClosing) {
                fail(e);
            }
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    private void fail(Throwable cause) {
        checked.fail(cause);
        executed.fail(cause);
    }

    /** Of the checker. */
    private void check(Jedis client, RedisMessage tick) {
        Long level = stops.ceilingKey(tick.price());
        if (level != null) {
            RedisMessage order =
                    new RedisMessage("SELL", tick.symbol(), level, stops.get(level), tick.index(), tick.dueNs());
            client.lpush(ORDERS, order.text());
        }
        checkedTimes.record(tick.dueNs(), System.nanoTime());
        checked.onArrival(tick.index());
    }

    /** Of the executor. */
    private void execute(Jedis client, RedisMessage order) {
        orderTimes.record(order.dueNs(), System.nanoTime());
        executed.onArrival(fires(order.index()) ? order.index() / every : -1);
    }

    @Override
    public void send(long index, long dueNs) {
        ring.send(index, dueNs);
    }

    @Override
    public boolean awaitDone(long sentCount, long timeoutMs) throws InterruptedException {
        long deadlineNs = Tally.deadlineNs(timeoutMs);
        return checked.await(sentCount, deadlineNs) && executed.await(sentCount / every, deadlineNs);
    }

    @Override
    public List<String> check(long sentCount) {
        List<String> findings = new ArrayList<>(checked.check(sentCount));
        findings.addAll(executed.check(sentCount / every));
        return findings;
    }

    @Override
    public List<String> facts() {
        return List.of("redis=" + version, "persistence=appendonly everysec", "stops=" + STOPS);
    }

    @Override
    public void close() throws IOException {
        isClosing = true;
        ring.close();
        if (server != null) {
            server.close();
            workers.forEach(Threads::join);
        }
        if (feed != null) {
            feed.close();
        }
        if (directory != null) {
            Arguments.delete(directory);
        }
    }
}
