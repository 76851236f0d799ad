package io.ringfence.bench.subject;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.bench.rig.LoadPlan;
import io.ringfence.bench.rig.Recordings;
import io.ringfence.bench.rig.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostSubjectTest {
    private static final LoadPlan PLAN = new LoadPlan(0, 0, 1);

    @TempDir
    Path directory;

    /** How often each point was recorded, and for which due times. Read when the subject is done. */
    private static final class Counted implements Recordings {
        final Map<String, List<Long>> dueNs = new LinkedHashMap<>();

        @Override
        public Recording point(String name) {
            List<Long> times = new ArrayList<>();
            dueNs.put(name, times);
            return (due, now) -> times.add(due);
        }

        Map<String, Integer> counts() {
            Map<String, Integer> counts = new LinkedHashMap<>();
            dueNs.forEach((point, times) -> counts.put(point, times.size()));
            return counts;
        }
    }

    private final Counted counted = new Counted();

    private Subject subject(Map<String, String> options) {
        Map<String, String> all = new LinkedHashMap<>(options);
        all.put("directory", directory.toString());
        all.putIfAbsent("ring.wait", "quiet");
        all.putIfAbsent("warm-fires", "0");
        all.put("journal.segment-bytes", Integer.toString(1 << 20));
        return new HostFactory().create(PLAN, all, counted);
    }

    /** Sends so many, due at 1000, 1001 and so on; returns what its check found. */
    private List<String> run(Subject subject, int count) throws Exception {
        subject.start();
        for (int i = 0; i < count; i++) {
            subject.send(i, 1_000 + i);
        }
        assertTrue(subject.awaitDone(count, 30_000), "not done");
        return subject.check(count);
    }

    private static String fact(Subject subject, String name) {
        return subject.facts().stream()
                .filter(fact -> fact.startsWith(name + "="))
                .map(fact -> fact.substring(name.length() + 1))
                .findFirst()
                .orElseThrow();
    }

    private int filesLeft() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return (int) files.count();
        }
    }

    @ParameterizedTest
    @CsvSource({"inline,process", "compact,process", "pipelined,process", "compact,power", "compact,off"})
    void shouldHandOverEachOrderOnceWhenEveryTenthTickFires(String threading, String durability) throws Exception {
        try (Subject subject = subject(Map.of(
                "load", "ticks",
                "ring.threading", threading,
                "journal.durability", durability,
                "every", "10",
                "stops", "20",
                "stage-sample", "7"))) {
            assertEquals(List.of(), run(subject, 105));
            assertEquals("10", fact(subject, "stops_fired"));
            // Twenty, the one that fires, and that again as often as it has fired.
            assertEquals("31", fact(subject, "stops_armed"));
        }
        assertEquals(List.of("journal", "stop-loss", "trade", "gate", "order"), List.copyOf(counted.dueNs.keySet()));
        assertEquals(Stream.iterate(1_009L, due -> due + 10).limit(10).toList(), counted.dueNs.get("order"));
        // Each is the seventh after the one before, or the eighth where the seventh fires.
        assertEquals(
                List.of(
                        1_006L, 1_013L, 1_020L, 1_027L, 1_034L, 1_041L, 1_048L, 1_055L, 1_062L, 1_070L, 1_077L, 1_084L,
                        1_091L, 1_098L),
                counted.dueNs.get("gate"));
        assertEquals(counted.dueNs.get("gate"), counted.dueNs.get("journal"));
        assertEquals(0, filesLeft());
    }

    @Test
    void shouldVerifyWhatWasJournaledWhenSegmentsRoll() throws Exception {
        try (Subject subject = subject(Map.of("load", "ticks", "every", "10"))) {
            // About 2.5 MB of events, in segments of 1 MiB.
            assertEquals(List.of(), run(subject, 20_000));
        }
        assertEquals(Map.of("order", 2_000), counted.counts());
    }

    @Test
    void shouldFireInAnotherHostWhenItWarmsUp() throws Exception {
        try (Subject subject = subject(Map.of("load", "ticks", "every", "10", "warm-fires", "3"))) {
            assertEquals(List.of(), run(subject, 100));
            assertEquals("10", fact(subject, "stops_fired"));
        }
        int warm = counted.counts().get("order") - 10;
        assertTrue(warm >= 3 && warm % 3 == 0, "warm fires: " + warm);
        assertEquals(0, filesLeft());
    }

    @Test
    void shouldTimeTheStagesWhenEachMessageToBeTimedWouldFire() throws Exception {
        try (Subject subject = subject(Map.of("load", "ticks", "every", "10", "stage-sample", "10"))) {
            assertEquals(List.of(), run(subject, 100));
        }
        assertEquals(9, counted.counts().get("gate"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"inline", "compact", "pipelined"})
    void shouldSayWhichOfItsThreadsAreWatchedAndWhatItsJournalTakesWhenAsked(String threading) throws Exception {
        try (Subject subject =
                subject(Map.of("load", "ticks", "every", "10", "watch", "on", "ring.threading", threading))) {
            assertEquals(List.of(), run(subject, 1_000));
            Subject.Watched watched = subject.watched().orElseThrow();
            assertTrue(watched.storedBytes().getAsLong() > 1_000 * 100, "the journal");
            assertEquals(
                    threading.equals("inline"),
                    watched.threads().contains(Thread.currentThread().getName()));
        }
        try (Subject subject = subject(Map.of("load", "ticks", "every", "10"))) {
            assertEquals(Optional.empty(), subject.watched());
        }
    }

    @Test
    void shouldTimeTheStagesAloneWhenNothingFires() throws Exception {
        try (Subject subject = subject(Map.of("load", "ticks", "stops", "50", "stage-sample", "2"))) {
            assertEquals(List.of(), run(subject, 1_000));
            assertEquals("0", fact(subject, "stops_fired"));
        }
        assertEquals(Map.of("journal", 500, "stop-loss", 500, "trade", 500, "gate", 500), counted.counts());
    }

    @Test
    void shouldTimeOrdersAloneWhenNoStageIsSampled() throws Exception {
        try (Subject subject = subject(Map.of("load", "ticks", "every", "2"))) {
            assertEquals(List.of(), run(subject, 1_000));
        }
        assertEquals(Map.of("order", 500), counted.counts());
    }

    @Test
    void shouldKeepEdgeAndEventLogBehindTheGateWhenAskedTo() throws Exception {
        try (Subject subject = subject(Map.of("load", "ticks", "every", "10", "with", "edge,event-log"))) {
            assertEquals(List.of(), run(subject, 100));
        }
        assertEquals(Map.of("order", 10), counted.counts());
    }

    @Test
    void shouldFindThatOrdersAreMissingWhenMoreWasSentThanTheHostHad() throws Exception {
        try (Subject subject = subject(Map.of("load", "ticks", "every", "10"))) {
            subject.start();
            for (int i = 0; i < 20; i++) {
                subject.send(i, i);
            }
            assertTrue(subject.awaitDone(20, 30_000), "not done");
            List<String> wrong = subject.check(30);
            assertTrue(wrong.contains("2 orders of stops were handed over of 3"), wrong::toString);
            assertTrue(wrong.contains("stops fired: 2 of 3"), wrong::toString);
            assertTrue(wrong.contains("ticks: 20 of 30"), wrong::toString);
        }
    }

    @Test
    void shouldAnswerEachCommandOnce() throws Exception {
        try (Subject subject = subject(Map.of("load", "commands", "stage-sample", "5"))) {
            // Each strategy is started, stopped, and some are started again.
            assertEquals(List.of(), run(subject, 2_500));
        }
        assertEquals(
                Map.of("journal", 500, "stop-loss", 500, "trade", 500, "gate", 500, "answer", 2_500), counted.counts());
    }

    @ParameterizedTest
    @ValueSource(strings = {"inline", "compact", "pipelined"})
    void shouldFireTheStopsThatAMarketTouchesAsAScanDoes(String threading) throws Exception {
        Path file = CaptureFile.walk(directory.resolve("market.gz"), 1_000);
        try (Subject subject = subject(Map.of(
                "load", "feed",
                "file", file.toString(),
                "stops", "50",
                "stage-sample", "10",
                "ring.threading", threading))) {
            // There, back, and half of it again.
            assertEquals(List.of(), run(subject, 5_000));
            long fired = Long.parseLong(fact(subject, "stops_fired"));
            // Each stop but the farthest is touched; how often one is armed again in time depends on the host's
            // threads.
            long least = threading.equals("inline") ? 500 : 10;
            assertTrue(fired > least, () -> fired + " fired");
            assertEquals(fired, counted.counts().get("order").longValue());
        }
        // Each is a quote, the tenth message after the one before or the next behind it.
        assertEquals(480, counted.counts().get("gate"), 20);
        Files.delete(file);
        assertEquals(0, filesLeft());
    }

    @Test
    void shouldPlayAMarketThereAndBackBeforeTheLoadWhenItWarmsUp() throws Exception {
        Path file = CaptureFile.walk(directory.resolve("market.gz"), 100);
        try (Subject subject = subject(Map.of("load", "feed", "file", file.toString(), "warm-fires", "1"))) {
            assertEquals(List.of(), run(subject, 10));
            assertTrue(Long.parseLong(fact(subject, "events")) > 400 + 10, () -> fact(subject, "events"));
        }
    }

    @Test
    void shouldFindTheFeedWrongWhenMoreWasSentThanTheHostHad() throws Exception {
        Path file = CaptureFile.walk(directory.resolve("market.gz"), 100);
        try (Subject subject = subject(Map.of("load", "feed", "file", file.toString()))) {
            subject.start();
            for (int i = 0; i < 20; i++) {
                subject.send(i, i);
            }
            assertTrue(subject.awaitDone(20, 30_000), "not done");
            assertEquals(List.of("ticks: 20 of 30", "ticks in the journal: 20 of 30"), subject.check(30));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"compact", "pipelined"})
    void shouldTimeTheFirstAndTheLastOrderWhenAllFireOnOneTick(String threading) throws Exception {
        try (Subject subject = subject(Map.of("load", "burst", "stops", "3000", "ring.threading", threading))) {
            assertEquals(List.of(), run(subject, 4));
            assertEquals("12000", fact(subject, "stops_fired"));
        }
        List<Long> dueNs = List.of(1_000L, 1_001L, 1_002L, 1_003L);
        assertEquals(Map.of("first order", dueNs, "last order", dueNs), counted.dueNs);
    }

    @Test
    void shouldTakeADueTimeOnce() {
        DueTimes times = new DueTimes(64);
        times.expect(7, 70);
        times.expect(8, 80);
        assertEquals(70, times.take(7));
        assertEquals(DueTimes.NONE, times.take(7));
        assertEquals(DueTimes.NONE, times.take(7 + 128));
        times.expect(8 + 128, 81);
        assertEquals(DueTimes.NONE, times.take(8));
        assertEquals(81, times.take(8 + 128));
    }

    @Test
    void shouldSayWhatIsMissingWhenNothingWasHandedOver() {
        OrderPort port = new OrderPort((due, now) -> {}, new DueTimes(64));
        assertEquals(List.of(), port.check(0, 0));
        assertEquals(
                List.of("0 orders of stops were handed over of 1", "0 entries were handed over of 2"),
                port.check(1, 2));
    }

    @Test
    void shouldStayAwayFromWhatMayFireAndComeBack() {
        Prices prices = new Prices();
        for (long i = 0; i < 100_000; i++) {
            long step = Math.abs(prices.of(i + 1) - prices.of(i));
            assertTrue(step <= Positions.PRICE / 800 / 100, "step at " + i);
            assertTrue(prices.of(i) > Positions.TOUCH, "price at " + i);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "load,nothing",
        "every,1",
        "stops,4000001",
        "stops,many",
        "ring.wait,busy",
        "ring.threading,COMPACT",
        "ring.slots,100",
        "journal.durability,none",
        "with,broker",
        "watch,yes"
    })
    void shouldRefuseAnOptionWhenItIsNone(String name, String value) {
        Map<String, String> options = new LinkedHashMap<>(Map.of("load", "ticks"));
        options.put(name, value);
        assertThrows(IllegalArgumentException.class, () -> subject(options));
    }

    @Test
    void shouldRefuseAnEventLogWhenThereIsNoJournal() {
        assertThrows(
                IllegalArgumentException.class,
                () -> subject(Map.of("load", "ticks", "journal.durability", "off", "with", "event-log")));
    }
}
