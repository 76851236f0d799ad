package io.ringfence.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.config.node.NodeSummary;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.event.PriceTickDecoder;
import io.ringfence.journal.JournalReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Several recordings played as one. */
@Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LockstepTest {
    @TempDir
    private Path directory;

    @Test
    void shouldMergeFeedsByTimeAndGiveTheSameResultWhenLaidOutOnThreadsInAnyWay() throws Exception {
        List<NodeSummary> results = new ArrayList<>();
        for (String layout : List.of("inline", "compact", "pipelined")) {
            Path home = Files.createDirectory(directory.resolve(layout));
            results.add(run(home, layout));
            // Feed 1 ticks in seconds 1000 to 1005, feed 2 in 1002 to 1004; of two at one time the first configured
            // leads.
            assertEquals(
                    List.of("1000 1", "1001 1", "1002 2", "1002 1", "1003 2", "1003 1", "1004 2", "1004 1", "1005 1"),
                    ticks(home.resolve("journal")),
                    layout);
        }
        assertEquals(9, results.get(0).ticks());
        assertEquals(4, results.get(0).ordersSent());
        assertEquals(results.get(0), results.get(1));
        assertEquals(results.get(0), results.get(2));
    }

    @Test
    void shouldEndAndRepeatInEveryLayoutWhenTheBrokerFailsInEveryWay() throws Exception {
        List<NodeSummary> results = new ArrayList<>();
        List<String> logs = new ArrayList<>();
        for (String layout : List.of("inline", "compact", "pipelined")) {
            Path home = Files.createDirectory(directory.resolve("failing-" + layout));
            results.add(run(
                    home,
                    layout,
                    "broker.drop-rate=0.2",
                    "broker.duplicate-rate=0.5",
                    "broker.report-delay=700 ms",
                    "broker.lost-order-rate=0.2",
                    "broker.disconnect-every=500 ms",
                    "broker.disconnect-for=200 ms",
                    "broker.order-expiry=2 s",
                    "broker.seed=3"));
            logs.add(Files.readString(home.resolve("broker.log")));
        }

        assertEquals(results.get(0), results.get(1));
        assertEquals(results.get(0), results.get(2));
        assertEquals(logs.get(0), logs.get(1));
        assertEquals(logs.get(0), logs.get(2));
        assertTrue(logs.get(0).contains("down,"), logs.get(0));
    }

    @Test
    void shouldPlayOnWithTheOthersAndTellTheSameInEveryLayoutWhenAFeedFails() throws Exception {
        List<NodeSummary> results = new ArrayList<>();
        for (String layout : List.of("inline", "compact", "pipelined")) {
            Path home = Files.createDirectory(directory.resolve("damaged-" + layout));
            SmallNode node = new SmallNode(home);
            String damaged = node.feed(1, "AAA", 1_000, "10", "11", "bad", "13")
                    .replace("time-unit", "max-bad-rows = 0, time-unit");
            String sound = node.feed(2, "BBB", 1_000, "20", "21", "22", "23");
            results.add(node.runThroughFailure(
                    "ring.threading=" + layout, "instruments=[AAA, BBB]", "feeds=[" + damaged + "," + sound + "]"));
            assertEquals(
                    List.of(
                            "1000 PRICE_FEED_CONNECTED 1",
                            "1000 PRICE_TICK 1",
                            "1000 PRICE_FEED_CONNECTED 2",
                            "1000 PRICE_TICK 2",
                            "1001 PRICE_TICK 1",
                            // The row after it is read before it is known which feed is next.
                            "1001 PRICE_FEED_ERROR 1",
                            "1001 PRICE_TICK 2",
                            "1002 PRICE_TICK 2",
                            "1003 PRICE_TICK 2"),
                    JournaledInputs.of(home.resolve("journal")).stream()
                            .filter(input -> input.field("feedId") != null)
                            .map(input ->
                                    input.time().getEpochSecond() + " " + input.type() + " " + input.field("feedId"))
                            .toList(),
                    layout);
        }
        assertEquals(6, results.get(0).ticks());
        assertEquals(results.get(0), results.get(1));
        assertEquals(results.get(0), results.get(2));
    }

    private static NodeSummary run(Path home, String layout, String... more) throws Exception {
        SmallNode node = new SmallNode(home);
        String first = node.feed(1, "AAA", 1_000, "10", "11", "12", "13", "14", "15");
        String second = node.feed(2, "BBB", 1_002, "20", "21", "22");
        List<String> settings = new ArrayList<>(List.of(
                "ring.threading=" + layout,
                "broker.latency=300 ms",
                "instruments=[AAA, BBB]",
                "feeds=[" + second + "," + first + "]",
                "strategies=[" + SmallNode.strategy("one", "AAA", 1_001, 1_004) + ","
                        + SmallNode.strategy("two", "BBB", 1_002, 1_003) + "]"));
        settings.addAll(List.of(more));
        return node.run(settings.toArray(String[]::new));
    }

    private static List<String> ticks(Path journal) throws Exception {
        List<String> ticks = new ArrayList<>();
        MessageHeaderDecoder header = new MessageHeaderDecoder();
        PriceTickDecoder tick = new PriceTickDecoder();
        new JournalReader(journal).forEach(1, Long.MAX_VALUE, (sequence, time, buffer, offset, length) -> {
            if (header.wrap(buffer, offset).templateId() == PriceTickDecoder.TEMPLATE_ID) {
                tick.wrapAndApplyHeader(buffer, offset, header);
                assertEquals(tick.sourceTimeNs(), time);
                ticks.add(tick.sourceTimeNs() / 1_000_000_000L + " " + tick.feedId());
            }
        });
        return ticks;
    }
}
