package io.ringfence.bench.subject;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.bench.Events;
import io.ringfence.bench.rig.LoadPlan;
import io.ringfence.bench.rig.Subject;
import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.RingConfig;
import io.ringfence.journal.DiskSpaceListener;
import io.ringfence.journal.Journal;
import io.ringfence.journal.JournalConfig;
import io.ringfence.journal.JournalStage;
import io.ringfence.journal.ReadProgress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class JournalSubjectTest {
    private static final int COUNT = 1_000;

    @TempDir
    Path directory;

    private final Map<String, Integer> recorded = new ConcurrentHashMap<>();

    private Subject subject(Map<String, String> options) {
        Map<String, String> all = new LinkedHashMap<>(options);
        all.put("load", "journal");
        all.put("directory", directory.toString());
        all.put("ring.wait", "quiet");
        all.put("journal.segment-bytes", Integer.toString(1 << 20));
        all.putIfAbsent("stage-sample", "10");
        return new HostFactory()
                .create(new LoadPlan(0, 0, 1), all, point -> (due, now) -> recorded.merge(point, 1, Integer::sum));
    }

    /** What is found wrong with so many. */
    private static List<String> run(Subject subject, int count) throws Exception {
        subject.start();
        for (int i = 0; i < count; i++) {
            subject.send(i, 1_000 + i);
        }
        assertTrue(subject.awaitDone(count, 30_000), "not done");
        return subject.check(count);
    }

    private static long fact(Subject subject, String name) {
        return subject.facts().stream()
                .filter(fact -> fact.startsWith(name + "="))
                .mapToLong(fact -> Long.parseLong(fact.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"inline,process,1", "compact,process,1", "compact,process,64", "pipelined,process,64", "compact,power,1"
    })
    void shouldFindEachTickInTheJournalOnce(String threading, String durability, int group) throws Exception {
        try (Subject subject = subject(Map.of(
                "ring.threading", threading,
                "journal.durability", durability,
                "ring.max-batch-events", Integer.toString(group)))) {
            assertEquals(List.of(), run(subject, COUNT));
            assertEquals(COUNT, fact(subject, "events"));
            long groups = fact(subject, "groups");
            assertTrue(
                    group == 1 ? groups == COUNT : groups >= COUNT / group && groups <= COUNT,
                    () -> groups + " groups");
            assertEquals(durability.equals("power"), fact(subject, "syncs") >= groups);
        }
        assertEquals(Map.of("journal", COUNT / 10, "gate", COUNT / 10), recorded);
        try (Stream<Path> left = Files.list(directory)) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void shouldFindEachTickWhenSegmentsRoll() throws Exception {
        try (Subject subject = subject(Map.of())) {
            // About 2.5 MB of events, in segments of 1 MiB.
            assertEquals(List.of(), run(subject, 20_000));
        }
    }

    @Test
    void shouldSayWhatIsMissingWhenMoreWasSent() throws Exception {
        try (Subject subject = subject(Map.of("ring.max-batch-events", "1"))) {
            run(subject, 100);
            assertEquals(
                    List.of(
                            "100 events passed the gate of 101, and 0 out of order",
                            "101 events were journaled in 100 groups of at most 1",
                            "100 events are in the journal of 101"),
                    subject.check(101));
        }
    }

    @Test
    void shouldNameTheFirstWhenJournaledTicksAreNotWhatWasSent() throws Exception {
        Prices prices = new Prices();
        Events events = new Events();
        EventSlot slot = new EventSlot(RingConfig.defaults());
        try (Journal journal = Journal.open(JournalConfig.defaults(directory))) {
            journal.recover(1, (sequence, timestampNs, buffer, offset, length) -> {}, ReadProgress.NONE);
            JournalStage stage = journal.begin(DiskSpaceListener.NONE);
            for (int i = 0; i < 5; i++) {
                slot.claim(i + 1, 1);
                events.trade(slot, i + 1, prices.of(i) + (i >= 3 ? 1 : 0));
                stage.onEvent(slot, true);
            }
        }
        assertEquals(
                List.of("2 events of the journal are not what was sent, the first has sequence 4"),
                new JournaledTicks(prices).check(directory, 5));
    }

    @ParameterizedTest
    @CsvSource({"journal.durability,off", "stage-sample,0", "ring.max-batch-events,0", "ring.max-batch-events,4097"})
    void shouldRefuseAnOptionWhenNothingCouldBeMeasured(String name, String value) {
        assertThrows(IllegalArgumentException.class, () -> subject(Map.of(name, value)));
    }
}
