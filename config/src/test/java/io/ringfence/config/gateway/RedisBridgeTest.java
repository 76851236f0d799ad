package io.ringfence.config.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.config.Json;
import io.ringfence.config.RunningNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A host whose section {@code redis} joins it to a real Redis. */
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RedisBridgeTest {
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(60);
    private static final String PRICES = "trading:events:price:update";

    @TempDir
    private Path directory;

    @Test
    void shouldTakePricesInAndPublishTheFillThatComesOfThem() throws Exception {
        try (RedisServer redis = RedisServer.start(directory);
                RedisPeer fills = redis.connect();
                RedisPeer publisher = redis.connect()) {
            fills.call("SUBSCRIBE", "trading:events:order:filled");
            Members members = Members.of(directory, "alice");
            try (RunningNode node = members.start(
                            "redis.enabled=true",
                            "redis.uri=" + redis.uri(),
                            "redis.in=[{ name = XBT, symbol = BTCUSD, feed-id = 90 }]");
                    EventSession session = members.at(node, "alice").watch()) {
                session.subscribe("prices");
                awaitSubscriber(publisher);
                publisher.call("PUBLISH", PRICES, "{\"type\":\"price\",\"symbol\":\"XBT\",\"price\":\"64000.5\"}");
                Map<?, ?> price = session.next("price");
                assertEquals("BTCUSD 64000.5", price.get("symbol") + " " + price.get("price"));

                members.at(node, "alice")
                        .post(
                                "/orders",
                                "{'symbol':'BTCUSD','side':'buy','orderType':'market','quantity':'0.5','stop':{'percent':'5'}}",
                                "subjectId");
                Map<?, ?> fill = (Map<?, ?>) Json.parse(fills.next());
                assertEquals("order_filled", fill.get("type"));
                assertEquals("BTCUSD", fill.get("symbol"));
                assertEquals("buy", fill.get("side"));
                assertEquals("0.5", fill.get("executedSize"));
                assertEquals("64000.5", fill.get("executedPrice"));
                assertEquals("1", String.valueOf(fill.get("account")));
            }
        }
    }

    /** Until the host has subscribed to prices, so that Redis has somebody to tell. */
    private static void awaitSubscriber(RedisPeer peer) throws IOException, InterruptedException {
        long beginNs = System.nanoTime();
        while (!peer.call("PUBSUB", "NUMSUB", PRICES).equals(List.of(PRICES, 1L))) {
            assertTrue(System.nanoTime() - beginNs < PATIENCE_NS, "the host does not subscribe");
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }
}
