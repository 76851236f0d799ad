package io.ringfence.transport.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/** Prices from a real Redis into a real ring. */
@Timeout(value = 180, threadMode = ThreadMode.SEPARATE_THREAD)
class RedisFeedTest {
    private static final Map<String, Integer> INSTRUMENTS = Map.of("SOL", 3, "BTC", 4);

    @TempDir
    Path directory;

    private final RedisCounters counters = new RedisCounters();
    private final List<String> notices = new CopyOnWriteArrayList<>();

    @Test
    void shouldBringPricesIntoTheRingWhenOthersPublishThem() throws Exception {
        try (RedisProcess redis = RedisProcess.start(directory);
                FedCore core = FedCore.running();
                RedisFeed feed = feed(Configs.link(redis.uri()), core);
                RespClient client = new RespClient(redis.port())) {
            assertFalse(feed.isUp());
            feed.start();
            awaitUp(core);
            publish(
                    client,
                    "{\"type\":\"price\",\"symbol\":\"SOL\",\"price\":\"231.45\",\"timestamp\":\"1970-01-01T00:00:01Z\"}");
            publish(
                    client,
                    "{\"symbol\":\"XBT\",\"price\":64000.5,\"low\":\"63999\",\"high\":null,\"timestamp\":2000}");
            publish(client, "{\"price\":1e-8,\"symbol\":\"SOL\",\"other\":[{}]}");

            core.awaitLine("tick 7 3 42 at 1000: 0.00000001");
            assertEquals(
                    List.of(
                            "tick 7 3 41 at 1000000000: 231.45",
                            "tick 8 4 1 at 2000000000: 64000.5 (63999 to 64000.5)",
                            "tick 7 3 42 at 1000: 0.00000001"),
                    core.lines.subList(2, core.lines.size()));
            Await.until(() -> feed.tickCount() == 3 && notices.size() == 1, () -> feed.tickCount());
            assertTrue(feed.isUp());
            assertEquals(2_000_000_000, feed.sourceTimeNs());
            assertEquals(3, counters.value(RedisCounter.MESSAGES_RECEIVED));
            assertEquals(List.of("redis.in: connected to " + redis.uri()), notices);
        }
    }

    @Test
    void shouldPassOverWhatIsNoPriceAndGoOnWhenTheChannelHasGarbage() throws Exception {
        try (RedisProcess redis = RedisProcess.start(directory);
                FedCore core = FedCore.running();
                RedisFeed feed = feed(Configs.link(redis.uri()), core);
                RespClient client = new RespClient(redis.port())) {
            feed.start();
            awaitUp(core);
            publish(client, "{\"symbol\":\"SOL\",\"price\":\"-1\"}");
            Random random = new Random(1);
            for (int i = 0; i < 500; i++) {
                byte[] garbage = new byte[random.nextInt(64)];
                random.nextBytes(garbage);
                assertEquals(1, client.publish(Configs.PRICES, garbage));
            }
            publish(client, "{\"symbol\":\"SOL\",\"price\":\"1\",\"pad\":\"" + "x".repeat(2_000_000) + "\"}");
            publish(client, "{\"symbol\":\"ETH\",\"price\":\"1\"}");
            publish(client, "{\"symbol\":\"BTC\",\"price\":\"1\"}");
            publish(client, "{\"symbol\":\"SOL\",\"price\":\"2\"}");

            core.awaitLine("tick 7 3 41 at 1000: 2");
            assertEquals(3, core.lines.size(), core.lines::toString);
            assertEquals(505, counters.value(RedisCounter.MESSAGES_RECEIVED));
            assertEquals(502, counters.value(RedisCounter.MESSAGES_BAD));
            assertEquals(2, counters.value(RedisCounter.MESSAGES_OF_OTHERS));
            assertEquals(0, counters.value(RedisCounter.DISCONNECTS));
            assertTrue(
                    notices.contains("redis.in: " + Configs.PRICES
                            + ": a message is no price, and passed over: price = \"-1\": expected a decimal more than 0,"
                            + " such as \"231.45\", of at most 8 places where it is text"),
                    notices::toString);
            assertTrue(notices.size() <= 4, notices::toString);
        }
    }

    @Test
    void shouldTellTheCoreAndComeBackWhenRedisIsKilledAndStartedAgain() throws Exception {
        try (RedisProcess redis = RedisProcess.start(directory);
                FedCore core = FedCore.running();
                RedisFeed feed = feed(Configs.link(redis.uri()), core)) {
            feed.start();
            awaitUp(core);
            for (int round = 1; round <= 3; round++) {
                int times = round;
                try (RespClient client = new RespClient(redis.port())) {
                    publish(client, "{\"symbol\":\"SOL\",\"price\":\"" + round + "\"}");
                }
                core.awaitLine("tick 7 3 " + (40 + round) + " at 1000: " + round);

                redis.kill();
                Await.until(() -> core.count("down 7") == times && core.count("down 8") == times, () -> core.lines);
                assertFalse(feed.isUp());
                redis.start();
                Await.until(
                        () -> core.count("up 7") == times + 1 && core.count("up 8") == times + 1 && feed.isUp(),
                        () -> core.lines);
            }
            assertEquals(3, counters.value(RedisCounter.DISCONNECTS));
            assertEquals(4, counters.value(RedisCounter.CONNECTS));
            Await.until(() -> notices.size() == 7, () -> notices);
        }
    }

    @Test
    void shouldSayThatItIsDownUntilRedisComesWhenItWasNotThereAtTheStart() throws Exception {
        try (RedisProcess redis = RedisProcess.prepare(directory);
                FedCore core = FedCore.running();
                RedisFeed feed = feed(Configs.link(redis.uri()), core)) {
            feed.start();
            Await.until(() -> counters.value(RedisCounter.CONNECTS_FAILED) >= 3, () -> notices);
            core.awaitLine("down 7");
            core.awaitLine("down 8");
            assertEquals(2, core.lines.size(), core.lines::toString);
            assertEquals(1, notices.size(), notices::toString);
            assertTrue(
                    notices.get(0).startsWith("redis.in: no connection to " + redis.uri() + ": "), notices::toString);

            redis.start();
            awaitUp(core);
        }
    }

    /** A server that is there and does not answer is no better than none, and TCP does not tell. */
    @Test
    void shouldSayThatItIsDownWhenRedisStandsStill() throws Exception {
        try (RedisProcess redis = RedisProcess.start(directory);
                FedCore core = FedCore.running();
                RedisFeed feed = feed(Configs.link(redis.uri(), 1_000), core)) {
            feed.start();
            awaitUp(core);
            redis.pause();
            core.awaitLine("down 7");
            redis.resume();
            Await.until(() -> core.lines.lastIndexOf("up 7") > core.lines.lastIndexOf("down 7"), () -> core.lines);
        }
    }

    @Test
    void shouldLoseNoExtremeWhenTheRingHasNoRoom() throws Exception {
        try (RedisProcess redis = RedisProcess.start(directory);
                FedCore core = FedCore.stalled();
                RedisFeed feed = feed(Configs.link(redis.uri()), core);
                RespClient client = new RespClient(redis.port())) {
            feed.start();
            Await.until(feed::isUp, () -> notices);
            publish(client, "{\"symbol\":\"SOL\",\"price\":\"100\"}");
            for (int i = 0; i < 300; i++) {
                publish(client, "{\"symbol\":\"SOL\",\"price\":\"100\"}");
            }
            publish(client, "{\"symbol\":\"SOL\",\"price\":\"5\"}");
            publish(client, "{\"symbol\":\"SOL\",\"price\":\"500\"}");
            publish(client, "{\"symbol\":\"SOL\",\"price\":\"101\"}");
            Await.until(
                    () -> counters.value(RedisCounter.MESSAGES_RECEIVED) == 304
                            && feed.tickCount() + feed.conflatedTickCount() >= 303,
                    () -> feed.tickCount() + " and " + feed.conflatedTickCount());

            core.gate.countDown();

            long last = 304 - feed.conflatedTickCount();
            core.awaitLine("tick 7 3 " + (40 + last) + " at 1000: 101 (5 to 500)");
            Await.until(() -> feed.tickCount() == last, () -> feed.tickCount());
        }
    }

    private static void awaitUp(FedCore core) throws InterruptedException {
        core.awaitLine("up 7");
        core.awaitLine("up 8");
    }

    /** Somebody has to be there, or the test would wait for what nobody got. */
    private static void publish(RespClient client, String text) throws Exception {
        assertEquals(1, client.publish(Configs.PRICES, text.getBytes(StandardCharsets.UTF_8)));
    }

    private RedisFeed feed(RedisLinkConfig link, FedCore core) {
        return new RedisFeed(
                Configs.of(link, Configs.in()),
                INSTRUMENTS::get,
                feedId -> feedId == 7 ? 40 : 0,
                core.publisher(),
                counters,
                notices::add);
    }
}
