package io.ringfence.transport.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Random prices to a client that wants fewer: each symbol's last one comes, and low and high leave none of them out. */
class PricePacingPropertyTest {
    private static final Pattern PRICE =
            Pattern.compile("\\{\"type\":\"price\",\"symbol\":\"(\\w+)\",\"price\":\"(\\d+)\","
                    + "\"timestamp\":\"[^\"]+\",\"seq\":(\\d+)(?:,\"low\":\"(\\d+)\",\"high\":\"(\\d+)\")?}");

    @Property(tries = 40, shrinking = ShrinkingMode.OFF)
    void shouldSendEachSymbolsLastPriceWithLowAndHighOfAllSinceTheOneBefore(@ForAll long seed) {
        Random random = new Random(seed);
        boolean isPaced = random.nextInt(4) > 0;
        String pacing = !isPaced
                ? ""
                : random.nextBoolean()
                        ? ",\"conflate_ms\":" + (1 + random.nextInt(60))
                        : ",\"max_hz\":" + (10 + random.nextInt(90));
        pacing += random.nextBoolean() ? "" : ",\"batch_ms\":" + (1 + random.nextInt(30));
        List<String> symbols = EdgeFixture.SYMBOLS.subList(random.nextInt(2), 3);
        try (EdgeFixture edge = new EdgeFixture(Configs.small())) {
            JdkClient client = JdkClient.connect(edge.uri());
            client.ask("{\"type\":\"subscribe\",\"channel\":\"prices\",\"snapshot\":false,\"symbols\":[\""
                    + String.join("\",\"", symbols) + "\"]" + pacing + "}");
            Map<String, TreeMap<Long, Integer>> all = new HashMap<>();
            for (int count = 1 + random.nextInt(120); count > 0; count--) {
                int instrumentId = random.nextInt(3);
                int price = 1 + random.nextInt(50);
                long sequence = edge.tick(instrumentId, String.valueOf(price));
                all.computeIfAbsent(EdgeFixture.SYMBOLS.get(instrumentId), symbol -> new TreeMap<>())
                        .put(sequence, price);
                if (random.nextInt(10) == 0) {
                    // For prices to fall into other batches; any batches are right.
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(20)));
                }
            }
            all.keySet().retainAll(symbols);

            check(all, client, isPaced);
            client.assertUndisturbed();
        }
    }

    /** Reads until each symbol's last price has come. */
    private static void check(Map<String, TreeMap<Long, Integer>> all, JdkClient client, boolean isPaced) {
        Map<String, Long> newest = new HashMap<>();
        int missing = all.size();
        while (missing > 0) {
            for (String object : objects(client.next())) {
                Matcher price = PRICE.matcher(object);
                assertTrue(price.matches(), object);
                String symbol = price.group(1);
                TreeMap<Long, Integer> prices = all.get(symbol);
                long sequence = Long.parseLong(price.group(3));
                long before = newest.getOrDefault(symbol, 0L);
                assertTrue(prices != null && prices.containsKey(sequence) && sequence > before, object);
                assertEquals(String.valueOf(prices.get(sequence)), price.group(2), object);
                List<Integer> since = new ArrayList<>(
                        prices.subMap(before, false, sequence, true).values());
                if (isPaced) {
                    assertEquals(
                            String.valueOf(since.stream().min(Integer::compare).orElseThrow()), price.group(4), object);
                    assertEquals(
                            String.valueOf(since.stream().max(Integer::compare).orElseThrow()), price.group(5), object);
                } else {
                    assertEquals(null, price.group(4), object);
                    assertEquals(1, since.size(), () -> "not asked to be conflated: " + object);
                }
                newest.put(symbol, sequence);
                missing -= sequence == prices.lastKey() ? 1 : 0;
            }
        }
    }

    private static List<String> objects(String message) {
        return message.startsWith("[")
                ? List.of(message.substring(1, message.length() - 1).split("(?<=}),(?=\\{)"))
                : List.of(message);
    }
}
