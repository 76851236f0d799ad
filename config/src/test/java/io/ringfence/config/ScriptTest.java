package io.ringfence.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.config.JournaledInputs.Input;
import io.ringfence.config.node.Node;
import io.ringfence.core.event.EventType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands of the file, each an input at its time. */
@Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ScriptTest {
    private static final EventType[] COMMANDS = {
        EventType.EXIT_REQUESTED,
        EventType.STRATEGY_STOP_REQUESTED,
        EventType.STRATEGY_UPDATED,
        EventType.KILL_SWITCH_SET
    };
    private static final String ACCOUNTS = "accounts=[{ id = 7, name = alice }]";
    private static final String STRATEGIES =
            "strategies=[{ name = one, account = alice, symbol = AAA, quantity = 1, stop {"
                    + " percent = 50 }, buy-at = \"1970-01-01T01:00:00Z\", sell-at = \"1970-01-01T02:00:00Z\" }]";
    private static final String UPDATE = "update = one, quantity = 2, stop { percent = 40 }, buy-at ="
            + " \"1970-01-01T01:00:00Z\", sell-at = \"1970-01-01T02:00:00Z\"";

    @TempDir
    private Path directory;

    private SmallNode node;

    @BeforeEach
    void makeNode() {
        node = new SmallNode(directory);
    }

    private static String at(String second, String what) {
        return "{ at = \"" + Instant.EPOCH.plusMillis(Math.round(Double.parseDouble(second) * 1_000)) + "\", " + what
                + " }";
    }

    private static String commands(String... commands) {
        return "commands=[" + String.join(", ", commands) + "]";
    }

    /** Ticks and commands as {@code second what}. */
    private List<String> timeline(Path home) throws Exception {
        List<String> lines = new ArrayList<>();
        for (Input input : JournaledInputs.of(home.resolve("journal"))) {
            boolean isCommand = List.of(COMMANDS).contains(input.type());
            if (isCommand || input.type() == EventType.PRICE_TICK) {
                lines.add(input.time().toEpochMilli() / 1_000.0 + " " + input.type());
            }
        }
        return lines;
    }

    @ParameterizedTest
    @ValueSource(strings = {"inline", "compact", "pipelined"})
    void shouldPublishAtExactlyItsTimeAndBeforeTheTickOfThatTimeWhenInLockstep(String layout) throws Exception {
        String feed = node.feed(1, "AAA", 1_000, "10", "11", "12");
        node.run(
                "ring.threading=" + layout,
                "instruments=[AAA]",
                ACCOUNTS,
                "feeds=[" + feed + "]",
                STRATEGIES,
                commands(
                        at("1001.5", "kill-switch = cancel-all, account = alice"),
                        at("500", "exit = one"),
                        at("1001", "stop = one, mode = keep"),
                        at("1001", "kill-switch = none"),
                        at("1002", UPDATE),
                        at("1003", "exit = one")));
        // The first is before the data, whose time has not begun, the last after them.
        assertEquals(
                List.of(
                        "1000.0 PRICE_TICK",
                        "1001.0 STRATEGY_STOP_REQUESTED",
                        "1001.0 KILL_SWITCH_SET",
                        "1001.0 PRICE_TICK",
                        "1001.5 KILL_SWITCH_SET",
                        "1002.0 STRATEGY_UPDATED",
                        "1002.0 PRICE_TICK"),
                timeline(directory));
        List<Input> inputs = JournaledInputs.of(directory.resolve("journal"), COMMANDS);
        String strategyId = inputs.get(0).field("strategyId");
        assertEquals(
                List.of(
                        "strategyId=" + strategyId + "|accountId=7|mode=KEEP|commandId=script-2-",
                        "accountId=" + Integer.MIN_VALUE + "|level=NONE|commandId=script-3-",
                        "accountId=7|level=CANCEL_ALL|commandId=script-0-"),
                inputs.subList(0, 3).stream()
                        .map(input -> input.fields().substring(0, input.fields().length() - 16))
                        .toList());
        assertEquals(strategyId, inputs.get(3).field("strategyId"));
        assertTrue(inputs.get(3).fields().contains("(quantity=200000000|"), inputs.get(3)::fields);
    }

    @Test
    void shouldFireTheTimersOfItsTimeWhenACommandComesWithThem() throws Exception {
        String feed = node.feed(1, "AAA", 1_000, "10", "11", "12", "13");
        String timed = "strategies=[" + SmallNode.strategy("two", "AAA", 1_001, 1_002) + "]";
        node.run(
                "instruments=[AAA]",
                "broker.latency=500 ms",
                "feeds=[" + feed + "]",
                timed,
                commands(at("1001.5", "kill-switch = none"), at("1002.5", "kill-switch = none")));
        // The orders of 1001 and 1002 arrive with the commands, and no time event is needed beside them.
        List<Input> all =
                JournaledInputs.of(directory.resolve("journal"), EventType.KILL_SWITCH_SET, EventType.TIME_ADVANCED);
        assertEquals(
                List.of("1001500 KILL_SWITCH_SET", "1002500 KILL_SWITCH_SET"),
                all.stream()
                        .map(input -> input.time().toEpochMilli() + " " + input.type())
                        .toList());
    }

    @Test
    void shouldGoOnWithWhatIsLeftWhenStartedAgain() throws Exception {
        String script = commands(at("1001", "exit = one"), at("1003", "kill-switch = none"), at("1002", UPDATE));
        for (String[] prices : List.of(new String[] {"10", "11"}, new String[] {"10", "11", "12", "13"}, new String[] {
            "10", "11", "12", "13", "14"
        })) {
            node.run(
                    "instruments=[AAA]",
                    ACCOUNTS,
                    "feeds=[" + node.feed(1, "AAA", 1_000, prices) + "]",
                    STRATEGIES,
                    script);
        }
        List<Input> inputs = JournaledInputs.of(directory.resolve("journal"), COMMANDS);
        // A command of the very time at which a journal ends may have been lost, so it comes again; the core tells by
        // its id.
        assertEquals(
                List.of("1001 script-0", "1001 script-0", "1002 script-2", "1003 script-1", "1003 script-1"),
                inputs.stream()
                        .filter(input -> !input.field("commandId").isEmpty())
                        .map(input -> input.time().getEpochSecond() + " "
                                + input.field("commandId").substring(0, 8))
                        .toList());
        assertEquals(inputs.get(0).fields(), inputs.get(1).fields());
    }

    @Test
    void shouldTakeTheLastUpdateThatIsPastForTheFilesTermsWhenStartedAgain() throws Exception {
        String feed = "feeds=[" + node.feed(1, "AAA", 1_000, "10", "11", "12") + "]";
        String[] settings = {
            "instruments=[AAA]", ACCOUNTS, feed, STRATEGIES, commands(at("1001", UPDATE), at("5000", "exit = one"))
        };
        node.run(settings);
        List<String> notices = new ArrayList<>();
        try (Node again = new Node(node.config(settings), TestNodes.noticing(notices))) {
            again.start();
        }
        for (Input input : JournaledInputs.of(directory.resolve("journal"), EventType.STRATEGY_UPDATED)) {
            assertTrue(input.fields().contains("(quantity=200000000|"), input::fields);
        }
    }

    @Test
    void shouldPublishOnTheHostsClockWhenItIsTheNodes() throws Exception {
        String feed = node.feed(1, "AAA", 1_000, "10", "11");
        Instant at = Instant.now().plusMillis(1_500);
        String[] settings = {
            "clock=wall",
            "lockstep=false",
            "instruments=[AAA]",
            "feeds=[" + feed + "]",
            "commands=[{ at = \"" + at
                    + "\", kill-switch = no-entries }, { at = \"2013-11-25T04:00:00Z\", kill-switch =" + " flatten }]"
        };
        try (Node started = new Node(node.config(settings), TestNodes.silent())) {
            started.start();
            awaitKillSwitch();
        }
        // The other was past before the journal began.
        List<Input> inputs = JournaledInputs.of(directory.resolve("journal"), EventType.KILL_SWITCH_SET);
        assertEquals(
                List.of("NO_ENTRIES"),
                inputs.stream().map(input -> input.field("level")).toList());
        assertTrue(!inputs.get(0).time().isBefore(at), inputs::toString);

        // So soon after it, it is in doubt and comes again; the core tells by its id.
        try (Node again = new Node(node.config(settings), TestNodes.silent())) {
            again.start();
        }
        assertEquals(
                List.of(inputs.get(0).fields(), inputs.get(0).fields()),
                JournaledInputs.of(directory.resolve("journal"), EventType.KILL_SWITCH_SET).stream()
                        .map(Input::fields)
                        .toList());
    }

    private void awaitKillSwitch() throws Exception {
        long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (JournaledInputs.of(directory.resolve("journal"), EventType.KILL_SWITCH_SET)
                .isEmpty()) {
            assertTrue(System.nanoTime() - deadlineNs < 0, "no KILL_SWITCH_SET within a minute");
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    @Test
    void shouldPublishOnceItIsDueWhenFeedsWaitForNobody() throws Exception {
        String feed = node.feed(1, "AAA", 1_000, "10", "11", "12");
        node.run(
                "lockstep=false",
                "instruments=[AAA]",
                "feeds=[" + feed + "]",
                commands(at("1001", "kill-switch = none"), at("1003", "kill-switch = flatten")));
        List<Input> inputs = JournaledInputs.of(directory.resolve("journal"), EventType.KILL_SWITCH_SET);
        assertEquals(
                List.of("NONE"),
                inputs.stream().map(input -> input.field("level")).toList());
    }

    @Test
    void shouldGiveTheSameJournalWhenPlayedTwice() throws Exception {
        List<List<String>> journals = new ArrayList<>();
        for (String layout : List.of("inline", "compact", "pipelined")) {
            Path home = Files.createDirectory(directory.resolve(layout));
            SmallNode one = new SmallNode(home);
            String feed = one.feed(1, "AAA", 1_000, "10", "11", "12", "13");
            one.run(
                    "ring.threading=" + layout,
                    "broker.latency=300 ms",
                    "instruments=[AAA]",
                    "feeds=[" + feed + "]",
                    "strategies=[" + SmallNode.strategy("one", "AAA", 1_001, 1_002) + "]",
                    commands(at("1001.3", "exit = one"), at("1002", "kill-switch = flatten")));
            journals.add(JournaledInputs.of(home.resolve("journal")).stream()
                    .map(Input::toString)
                    .toList());
        }
        assertEquals(journals.get(0), journals.get(1));
        assertEquals(journals.get(0), journals.get(2));
    }
}
