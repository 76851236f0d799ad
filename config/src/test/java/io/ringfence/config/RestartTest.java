package io.ringfence.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.config.JournaledInputs.Input;
import io.ringfence.config.node.Node;
import io.ringfence.config.node.NodeSummary;
import io.ringfence.core.event.EventType;
import io.ringfence.core.event.ExitReason;
import io.ringfence.core.trade.StrategyRow;
import io.ringfence.core.trade.StrategyState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A node started again after something around it changed. */
@Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RestartTest {
    @TempDir
    private Path directory;

    private SmallNode node;
    private String first;
    private String second;

    @BeforeEach
    void writeFeeds() throws Exception {
        node = new SmallNode(directory);
        first = node.feed(1, "AAA", 1_000, "10", "11", "12", "13", "14");
        second = node.feed(2, "BBB", 2_000, "20", "21", "22", "23", "24");
    }

    private static String strategies(String... entries) {
        return "strategies=[" + String.join(", ", entries) + "]";
    }

    private NodeSummary runFirst() throws Exception {
        return node.run(
                "instruments=[AAA]",
                "feeds=[" + first + "]",
                strategies(SmallNode.strategy("one", "AAA", 1_001, 1_003)));
    }

    @Test
    void shouldSaySoWhenAKnownStrategyIsEdited() throws Exception {
        NodeSummary before = runFirst();
        String[] edited = {
            "instruments=[AAA]", "feeds=[" + first + "]", strategies(SmallNode.strategy("one", "AAA", 1_001, 1_004))
        };
        assertEquals(
                List.of(
                        "strategy one: the file's terms are not those that were in force; it has ended and does not trade by"
                                + " them (give it a new name to create another)"),
                notices(edited));
        NodeSummary after = node.run(edited);
        assertEquals(
                before.strategies().get(0).exitedNs(), after.strategies().get(0).exitedNs());
        assertNotEquals(
                before.strategies().get(0).termsDigest(),
                after.strategies().get(0).termsDigest());
        assertEquals(List.of(), notices(edited));
    }

    private List<String> notices(String... settings) throws Exception {
        List<String> notices = new ArrayList<>();
        try (Node started = new Node(node.config(settings), TestNodes.noticing(notices))) {
            started.start();
        }
        return notices;
    }

    @Test
    void shouldTradeWhatWasAddedWhenStartedAgain() throws Exception {
        NodeSummary before = runFirst();
        // The new instrument is named first, and still comes after the one that has its number.
        NodeSummary after = node.run(
                "instruments=[BBB, AAA]",
                "feeds=[" + second + "," + first + "]",
                strategies(
                        SmallNode.strategy("two", "BBB", 2_001, 2_003),
                        SmallNode.strategy("one", "AAA", 1_001, 1_003)));
        assertEquals(List.of("AAA", "BBB"), after.symbols());
        assertEquals(before.strategies().get(0), after.strategies().get(0));
        StrategyRow added = after.strategies().get(1);
        assertEquals("two", added.name());
        assertEquals(1, added.instrumentId());
        assertEquals(StrategyState.CLOSED, added.state());
        assertEquals(ExitReason.SCHEDULE, added.reason());
        assertEquals(10, after.ticks());
        assertEquals(0, after.rejectedTicks());
        assertEquals(4, after.ordersSent());
    }

    @Test
    void shouldKeepWhatTheConfigurationDroppedWhenStartedAgain() throws Exception {
        NodeSummary before = runFirst();
        NodeSummary after = node.run("instruments=[BBB]", "feeds=[" + second + "]");
        assertEquals(before.strategies(), after.strategies());
        assertEquals(List.of("AAA", "BBB"), after.symbols());
        assertEquals(0, after.rejectedTicks());
    }

    @Test
    void shouldRefuseToStartWhenTheBoundsDoNotHoldWhatTheJournalKnowsAndWhatIsNew() throws Exception {
        runFirst();
        IOException instruments = assertThrows(
                IOException.class,
                () -> node.run("limits.max-instruments=1", "instruments=[BBB]", "feeds=[" + second + "]"));
        assertEquals(
                "limits.max-instruments = 1: expected at least 2, for 1 instruments in the journal and 1 new ones",
                instruments.getMessage());
        IOException strategies = assertThrows(
                IOException.class,
                () -> node.run(
                        "limits.max-strategies=1",
                        "instruments=[AAA]",
                        "feeds=[" + first + "]",
                        strategies(SmallNode.strategy("two", "AAA", 1_001, 1_003))));
        assertEquals(
                "limits.max-strategies = 1: expected at least 2, for 1 strategies in the journal and 1 new ones",
                strategies.getMessage());
    }

    @Test
    void shouldPlayOnWhenTheFileHasGrown() throws Exception {
        runFirst();
        String longer = node.feed(1, "AAA", 1_000, "10", "11", "12", "13", "14", "15", "16");
        assertEquals(7, node.run("instruments=[AAA]", "feeds=[" + longer + "]").ticks());
    }

    @Test
    void shouldSayThatTheFeedIsUpAtEachStartThatHasMoreTicks() throws Exception {
        runFirst();
        runFirst();
        String longer = node.feed(1, "AAA", 1_000, "10", "11", "12", "13", "14", "15", "16");
        node.run("instruments=[AAA]", "feeds=[" + longer + "]");
        List<Input> inputs = JournaledInputs.of(directory.resolve("journal"));
        List<Input> up = inputs.stream()
                .filter(input -> input.type() == EventType.PRICE_FEED_CONNECTED)
                .toList();
        assertEquals(
                List.of("1000 feedId=1|instrumentId=0", "1004 feedId=1|instrumentId=0"),
                up.stream()
                        .map(input -> input.time().getEpochSecond() + " " + input.fields())
                        .toList());
        for (Input before : up) {
            // Sequences count from 1, so this is the one after it.
            assertEquals(
                    EventType.PRICE_TICK, inputs.get((int) before.sequence()).type());
        }
    }

    @Test
    void shouldTradeAsIfItHadNeverStoppedWhenATimerIsDueWithTheFirstTickAfterAStart() throws Exception {
        String strategy = strategies(SmallNode.strategy("one", "AAA", 1_002, 1_004));
        node.run("instruments=[AAA]", "feeds=[" + node.feed(1, "AAA", 1_000, "10", "11") + "]", strategy);
        String[] whole = {
            "instruments=[AAA]",
            "feeds=[" + node.feed(1, "AAA", 1_000, "10", "11", "12", "13", "14", "15") + "]",
            strategy
        };
        List<StrategyRow> stopped = node.run(whole).strategies();
        delete(directory.resolve("journal"));
        Files.delete(directory.resolve("broker.log"));
        assertEquals(node.run(whole).strategies(), stopped);
    }

    @Test
    void shouldSayThatTheFileIsAnotherWhenItHasShrunk() throws Exception {
        runFirst();
        String shorter = node.feed(1, "AAA", 1_000, "10", "11");
        AssertionError failed =
                assertThrows(AssertionError.class, () -> node.run("instruments=[AAA]", "feeds=[" + shorter + "]"));
        assertTrue(failed.getMessage().contains("not the file that was played before"), failed::getMessage);
    }

    @Test
    void shouldRefuseToStartWhenTheBrokerHasOrdersThatTheJournalNeverSent() throws Exception {
        runFirst();
        delete(directory.resolve("journal"));
        IOException refused = assertThrows(IOException.class, this::runFirst);
        assertTrue(refused.getMessage().contains("the journal ends at sequence 0"), refused::getMessage);
    }

    @Test
    void shouldSendAnOpenOrderOnceMoreWhenTheBrokerHasForgottenEverything() throws Exception {
        // The order is still on its way when the recording ends: the feed is not in lockstep, and an hour is an hour.
        String[] settings = {
            "instruments=[AAA]",
            "feeds=[" + first + "]",
            "broker.latency=1 hour",
            "limits.reconcile-period=0 s",
            "lockstep=false",
            strategies(SmallNode.strategy("one", "AAA", 1_001, 9_000))
        };
        assertEquals(
                StrategyState.ENTERING, node.run(settings).strategies().get(0).state());
        Files.delete(directory.resolve("broker.log"));
        settings[2] = "broker.latency=0 s";
        settings[1] = "feeds=[" + node.feed(1, "AAA", 1_000, "10", "11", "12", "13", "14", "15", "16") + "]";
        NodeSummary after = node.run(settings);
        assertEquals(StrategyState.IN_POSITION, after.strategies().get(0).state());
        assertEquals(
                1,
                Files.readAllLines(directory.resolve("broker.log")).stream()
                        .filter(line -> line.startsWith("submit"))
                        .count());
    }

    private static void delete(Path root) throws IOException {
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
