package io.ringfence.transport.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.testkit.TestEvent;
import io.ringfence.transport.redis.RespClient.Message;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/** What a subscriber of a real Redis gets of a core, byte for byte. */
@Timeout(value = 180, threadMode = ThreadMode.SEPARATE_THREAD)
class RedisPublisherTest {
    private static final int MAX_PER_SECOND = 1_000;
    private static final int QUEUE = 4_096;

    @TempDir
    Path directory;

    private final RedisCounters counters = new RedisCounters();
    private final List<String> notices = new CopyOnWriteArrayList<>();
    private final ToldCore core = new ToldCore("SOLUSD", "BTCUSD");

    @Test
    void shouldTellPricesFillsAndRejectionsWhenTheyHappen() throws Exception {
        RedisOutConfig out = Configs.out(
                MAX_PER_SECOND,
                QUEUE,
                8,
                RedisChannel.PRICE_UPDATE,
                RedisChannel.ORDER_FILLED,
                RedisChannel.ORDER_REJECTED);
        try (RedisProcess redis = RedisProcess.start(directory);
                RedisPublisher publisher = publisher(Configs.of(Configs.link(redis.uri()), out));
                RespClient listener = RespClient.subscribed(
                        redis.port(), Configs.PRICES, Configs.FILLS, Configs.REJECTIONS, Configs.PORTFOLIOS)) {
            startAndAwait(publisher);

            core.price(0, "231.45");
            assertEquals(price("SOLUSD", "231.45", "231.45", "231.45", 4), listener.next());
            core.tick(1, null, null, null, "64000", "64001");
            assertEquals(price("BTCUSD", "64000.5", "64000.5", "64000.5", 5), listener.next());
            core.tick(0, "230", "229.5", "240", null, null);
            assertEquals(price("SOLUSD", "230", "229.5", "240", 6), listener.next());
            core.tick(0, "230", null, null, "231", "230.5");
            core.apply(new TestEvent.Define(2, "ETHUSD"));
            core.price(2, "3000");
            assertEquals(price("ETHUSD", "3000", "3000", "3000", 9), listener.next());
            core.fill(5, 77);
            assertEquals(new Message(Configs.FILLS, ToldCore.fillJson(5, 77, 10)), listener.next());
            core.reject(5, 78);
            assertEquals(Configs.FILLS, listener.next().channel());
            assertEquals(new Message(Configs.REJECTIONS, ToldCore.rejectionJson(5, 78, 11)), listener.next());
            Await.until(
                    () -> counters.value(RedisCounter.PUBLISHED) == 7, () -> counters.value(RedisCounter.PUBLISHED));
            assertEquals(0, counters.value(RedisCounter.PUBLISHES_FAILED));
            assertEquals(0, counters.value(RedisCounter.PRICES_CONFLATED));
        }
    }

    @Test
    void shouldTellOnlyWhatIsConfiguredWhenThereAreAccountsAndSymbols() throws Exception {
        RedisOutConfig out = new RedisOutConfig(
                Set.of(RedisChannel.PRICE_UPDATE, RedisChannel.ORDER_REJECTED),
                Optional.of(Set.of("BTCUSD")),
                Optional.of(Set.of(5)),
                MAX_PER_SECOND,
                QUEUE,
                8,
                64);
        try (RedisProcess redis = RedisProcess.start(directory);
                RedisPublisher publisher = publisher(Configs.of(Configs.link(redis.uri()), out));
                RespClient listener =
                        RespClient.subscribed(redis.port(), Configs.PRICES, Configs.FILLS, Configs.REJECTIONS)) {
            startAndAwait(publisher);
            core.price(0, "1");
            core.fill(5, 77);
            core.reject(6, 78);
            core.reject(5, 79);
            assertEquals(new Message(Configs.REJECTIONS, ToldCore.rejectionJson(5, 79, 7)), listener.next());
            core.price(1, "2");
            assertEquals(price("BTCUSD", "2", "2", "2", 8), listener.next());
        }
    }

    @Test
    void shouldTellTheNewestPriceWithTheExtremesWhenPricesComeFasterThanTheRate() throws Exception {
        int ticks = 20_000;
        try (RedisProcess redis = RedisProcess.start(directory);
                RedisPublisher publisher = publisher(
                        Configs.of(Configs.link(redis.uri()), Configs.out(1, QUEUE, 8, RedisChannel.PRICE_UPDATE)));
                RespClient listener = RespClient.subscribed(redis.port(), Configs.PRICES)) {
            startAndAwait(publisher);
            long beginNs = System.nanoTime();
            for (int i = 1; i < ticks; i++) {
                core.price(0, Integer.toString(1_000 + i % 100));
            }
            core.price(0, "7");
            List<String> told = new ArrayList<>();
            do {
                told.add(listener.next().text());
            } while (!told.get(told.size() - 1).contains("\"price\":\"7\""));

            long seconds = (System.nanoTime() - beginNs) / 1_000_000_000;
            assertTrue(told.size() <= seconds + 2, told::toString);
            assertTrue(told.get(told.size() - 1).contains("\"low\":\"7\""), told::toString);
            Await.until(
                    () -> counters.value(RedisCounter.PRICES_CONFLATED) == ticks - told.size(),
                    () -> counters.value(RedisCounter.PRICES_CONFLATED));
        }
    }

    @Test
    void shouldTellEveryPriceWhenRedisMayOwnButOneAnswer() throws Exception {
        String[] symbols = new String[16];
        for (int i = 0; i < symbols.length; i++) {
            symbols[i] = "S" + i;
        }
        ToldCore many = new ToldCore(symbols);
        RedisConfig config;
        try (RedisProcess redis = RedisProcess.start(directory)) {
            config = Configs.of(
                    Configs.link(redis.uri()), Configs.out(MAX_PER_SECOND, QUEUE, 1, RedisChannel.PRICE_UPDATE));
            try (RedisPublisher publisher = new RedisPublisher(config, many.logic, 0, counters, notices::add);
                    RespClient listener = RespClient.subscribed(redis.port(), Configs.PRICES)) {
                many.tell(publisher.stage());
                startAndAwait(publisher);
                for (int round = 1; round <= 50; round++) {
                    for (int id = 0; id < symbols.length; id++) {
                        many.price(id, Integer.toString(round));
                    }
                }
                int left = symbols.length;
                while (left > 0) {
                    left -= listener.next().text().contains("\"price\":\"50\"") ? 1 : 0;
                }
                Await.until(
                        () -> counters.value(RedisCounter.PUBLISHED) + counters.value(RedisCounter.PRICES_CONFLATED)
                                == 800,
                        () -> counters.value(RedisCounter.PUBLISHED));
            }
        }
    }

    @Test
    void shouldDropFillsAndKeepTheNewestPriceWhileRedisIsKilled() throws Exception {
        RedisOutConfig out =
                Configs.out(MAX_PER_SECOND, QUEUE, 8, RedisChannel.PRICE_UPDATE, RedisChannel.ORDER_FILLED);
        try (RedisProcess redis = RedisProcess.start(directory);
                RedisPublisher publisher = publisher(Configs.of(Configs.link(redis.uri()), out))) {
            startAndAwait(publisher);
            for (int round = 0; round < 3; round++) {
                redis.kill();
                Await.until(() -> !publisher.isUp(), () -> notices);
                long droppedBefore = counters.value(RedisCounter.EVENTS_DROPPED_DOWN);
                core.fill(5, 1);
                core.fill(5, 2);
                assertEquals(droppedBefore + 2, counters.value(RedisCounter.EVENTS_DROPPED_DOWN));

                redis.start();
                Await.until(publisher::isUp, () -> notices);
                try (RespClient listener = RespClient.subscribed(redis.port(), Configs.FILLS)) {
                    core.fill(5, 3);
                    assertEquals(
                            ToldCore.fillJson(5, 3, core.sequence()),
                            listener.next().text());
                }
            }
            redis.kill();
            Await.until(() -> !publisher.isUp(), () -> notices);
            core.price(0, "3");
            core.price(0, "1");
            core.price(0, "2");
            long sequence = core.sequence();
            redis.start();
            // A fill of each round, and the newest price.
            Await.until(() -> counters.value(RedisCounter.PUBLISHED) == 4, () -> notices);
            assertEquals(2, counters.value(RedisCounter.PRICES_CONFLATED));
            assertEquals(4, counters.value(RedisCounter.DISCONNECTS));
            try (RespClient listener = RespClient.subscribed(redis.port(), Configs.PRICES)) {
                Await.until(publisher::isUp, () -> notices);
                core.price(0, "4");
                assertEquals(price("SOLUSD", "4", "4", "4", sequence + 1), listener.next());
            }
        }
    }

    /** Nothing of it waits: the core's thread goes through all of it, and what Redis does not take is counted. */
    @Test
    void shouldDropAndGoOnWhenRedisStandsStill() throws Exception {
        int fills = 20_000;
        RedisOutConfig out = Configs.out(MAX_PER_SECOND, 16, 4, RedisChannel.ORDER_FILLED);
        try (RedisProcess redis = RedisProcess.start(directory);
                RedisPublisher publisher = publisher(Configs.of(Configs.link(redis.uri(), 1_000), out))) {
            startAndAwait(publisher);
            redis.pause();
            for (int i = 0; i < fills; i++) {
                core.fill(5, i);
            }
            Await.until(() -> counters.value(RedisCounter.DISCONNECTS) >= 1, () -> notices);
            assertFalse(counters.value(RedisCounter.EVENTS_DROPPED_FULL) == 0);
            redis.resume();
            Await.until(publisher::isUp, () -> notices);
            try (RespClient listener = RespClient.subscribed(redis.port(), Configs.FILLS)) {
                core.fill(5, fills);
                Message told = listener.next();
                assertEquals(ToldCore.fillJson(5, fills, core.sequence()), told.text());
            }
            Await.until(() -> sum() == fills + 1, () -> sum());
        }
    }

    /** Every fill is counted once, as published, lost or dropped. */
    private long sum() {
        return counters.value(RedisCounter.PUBLISHED)
                + counters.value(RedisCounter.PUBLISHES_FAILED)
                + counters.value(RedisCounter.EVENTS_DROPPED_FULL)
                + counters.value(RedisCounter.EVENTS_DROPPED_DOWN);
    }

    @Test
    void shouldTakeNothingOfItsOwnWhenPricesGoBothWays() throws Exception {
        RedisInConfig in = new RedisInConfig(List.of(new RedisSource("XBT", "BTCUSD", 8)), 1_024);
        try (RedisProcess redis = RedisProcess.start(directory);
                FedCore fed = FedCore.running()) {
            RedisConfig both = new RedisConfig(
                    Configs.link(redis.uri()),
                    Configs.PREFIX,
                    Optional.of(in),
                    Optional.of(Configs.out(MAX_PER_SECOND, QUEUE, 8, RedisChannel.PRICE_UPDATE)));
            try (RedisPublisher publisher = publisher(both);
                    RedisFeed feed =
                            new RedisFeed(both, symbol -> 1, id -> 0, fed.publisher(), counters, notices::add);
                    RespClient listener = RespClient.subscribed(redis.port(), Configs.PRICES);
                    RespClient client = new RespClient(redis.port())) {
                startAndAwait(publisher);
                feed.start();
                fed.awaitLine("up 8");
                core.price(1, "64000");
                core.price(0, "231.45");
                assertEquals(price("SOLUSD", "231.45", "231.45", "231.45", 5), listener.next());
                client.publish(Configs.PRICES, "{\"symbol\":\"XBT\",\"price\":\"64001\"}");
                fed.awaitLine("tick 8 1 1 at 1000: 64001");

                assertEquals(List.of("up 8", "tick 8 1 1 at 1000: 64001"), fed.lines);
                assertEquals(2, counters.value(RedisCounter.MESSAGES_RECEIVED));
                assertEquals(1, counters.value(RedisCounter.MESSAGES_OF_OTHERS));
            }
        }
    }

    private void startAndAwait(RedisPublisher publisher) throws Exception {
        publisher.start();
        Await.until(publisher::isUp, () -> notices);
    }

    private static Message price(String symbol, String price, String low, String high, long sequence) {
        return new Message(Configs.PRICES, ToldCore.priceJson(symbol, price, low, high, sequence));
    }

    private RedisPublisher publisher(RedisConfig config) {
        RedisPublisher publisher = new RedisPublisher(config, core.logic, 0, counters, notices::add);
        core.tell(publisher.stage());
        return publisher;
    }
}
