package io.ringfence.config.stat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.ringfence.core.event.EventType;
import io.ringfence.core.event.MessageHeaderEncoder;
import io.ringfence.core.event.Verdict;
import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.RingConfig;
import io.ringfence.core.ring.Stage;
import io.ringfence.core.ring.StopFindings;
import io.ringfence.core.testkit.TestEvent;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.MutableDirectBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CountingStageTest {
    private static final int FIRST_COMMAND = 101;
    private static final TestEvent.Tick TICK = TestEvent.Tick.of(0, 1).trade(100);

    @TempDir
    private Path directory;

    private final EventSlot slot = new EventSlot(RingConfig.defaults());
    private final List<String> passedOn = new ArrayList<>();
    private final Stage next = (event, endOfBatch) -> passedOn.add(event.sequence() + " " + endOfBatch);
    private StatFile file;
    private CountingStage stage;
    private long sequence;

    @BeforeEach
    void create() throws IOException {
        Path place = directory.resolve("host.stat");
        StatPlace.point(directory, place);
        HostFacts facts = new HostFacts(1, 0, 1_000, "test", directory, "compact", "quiet", "process", "wall", 64, 200);
        file = StatFile.create(place, facts, 1);
        stage = new CountingStage(file, next);
    }

    private void take(TestEvent event) {
        slot.claim(++sequence, sequence);
        event.encode(slot.in());
    }

    /** An event that is nothing but a header. */
    private void take(int template) {
        slot.claim(++sequence, sequence);
        header(slot.in().reserve(64), 0, template);
        slot.in().commit(MessageHeaderEncoder.ENCODED_LENGTH);
    }

    private static void header(MutableDirectBuffer buffer, int offset, int template) {
        new MessageHeaderEncoder()
                .wrap(buffer, offset)
                .blockLength(0)
                .templateId(template)
                .schemaId(1)
                .version(1);
    }

    private void putOut(int template) {
        MutableDirectBuffer buffer = slot.out().claim(MessageHeaderEncoder.ENCODED_LENGTH);
        header(buffer, slot.out().claimedOffset(), template);
        slot.out().commit(MessageHeaderEncoder.ENCODED_LENGTH, 0, 0);
    }

    private void end() {
        stage.onEvent(slot, true);
    }

    private Map<HostCounter, Long> counted() throws IOException {
        Map<HostCounter, Long> counted =
                new EnumMap<>(StatReader.read(directory).counters());
        counted.values().removeIf(count -> count == 0);
        return counted;
    }

    @Test
    void shouldCountTicksByWhatTheyAre() throws IOException {
        take(TICK);
        end();
        take(TICK.conflated(100, 99, 101));
        end();
        take(TICK.conflatedQuote(99, 101, 98, 102));
        end();
        take(TICK.asks(100, 101));
        end();
        take(TICK.mids(100, 101));
        slot.findings().verdict(Verdict.REPEATED);
        end();
        assertEquals(
                Map.of(HostCounter.TICKS, 5L, HostCounter.TICKS_CONFLATED, 4L, HostCounter.TICKS_REFUSED, 1L),
                counted());
        assertEquals(List.of("1 true", "2 true", "3 true", "4 true", "5 true"), passedOn);
    }

    @Test
    void shouldCountEveryOtherInputInOneClass() throws IOException {
        Map<String, List<String>> classes = new TreeMap<>();
        Map<HostCounter, Long> before = counted();
        for (EventType type : EventType.values()) {
            if (type.templateId() < FIRST_COMMAND && type != EventType.PRICE_TICK) {
                take(type.templateId());
                end();
                Map<HostCounter, Long> after = counted();
                List<HostCounter> grown = after.keySet().stream()
                        .filter(counter -> !after.get(counter).equals(before.get(counter)))
                        .toList();
                assertEquals(1, grown.size(), type::name);
                classes.computeIfAbsent(grown.get(0).name(), name -> new ArrayList<>())
                        .add(type.name());
                before.clear();
                before.putAll(after);
            }
        }
        assertEquals(
                List.of(
                        "NODE_STARTED",
                        "INSTRUMENT_DEFINED",
                        "PRICE_FEED_CONNECTED",
                        "PRICE_FEED_ERROR",
                        "SEQUENCE_SKIPPED",
                        "DISK_SPACE_CHANGED",
                        "REPLICA_DIVERGED",
                        "DELIVERY_ATTEMPTED",
                        "SESSION_OPENED",
                        "SESSION_CLOSED",
                        "GROUP_DEFINED"),
                classes.get("HOST_EVENTS"));
        assertEquals(List.of("TIME_ADVANCED", "STRATEGY_SCHEDULED"), classes.get("TIME_EVENTS"));
        assertEquals(
                List.of(
                        "EXECUTION_REPORT",
                        "BROKER_DISCONNECTED",
                        "BROKER_AUTH_SUCCESS",
                        "BROKER_AUTH_FAILED",
                        "POSITION_PULLED",
                        "PULL_ENDED"),
                classes.get("BROKER_REPORTS"));
        assertEquals(21, classes.get("COMMANDS").size(), classes::toString);
    }

    @Test
    void shouldCountWhatCameOfAnEvent() throws IOException {
        take(new TestEvent.Time());
        slot.findings().add(StopFindings.Kind.ARMED, 1, 1, 1);
        slot.findings().add(StopFindings.Kind.MOVED, 1, 1, 1);
        slot.findings().add(StopFindings.Kind.FIRED, 1, 1, 1);
        slot.findings().add(StopFindings.Kind.FIRED, 2, 1, 1);
        slot.findings().add(StopFindings.Kind.TARGET_FIRED, 3, 1, 1);
        for (EventType type : EventType.values()) {
            if (type.templateId() >= FIRST_COMMAND) {
                putOut(type.templateId());
            }
        }
        end();
        assertEquals(
                Map.ofEntries(
                        Map.entry(HostCounter.TIME_EVENTS, 1L),
                        Map.entry(HostCounter.STOPS_ARMED, 1L),
                        Map.entry(HostCounter.STOPS_FIRED, 2L),
                        Map.entry(HostCounter.TARGETS_FIRED, 1L),
                        Map.entry(HostCounter.ORDERS_SENT, 3L),
                        Map.entry(HostCounter.CANCELS_SENT, 1L),
                        Map.entry(HostCounter.FILLS, 1L),
                        Map.entry(HostCounter.ORDERS_REJECTED, 1L),
                        Map.entry(HostCounter.RISK_REJECTIONS, 1L),
                        Map.entry(HostCounter.COMMANDS_REFUSED, 1L),
                        Map.entry(HostCounter.ALERTS, 1L),
                        Map.entry(HostCounter.ERRORS, 1L)),
                counted());
    }

    @Test
    void shouldAllocateNothingWhenItCounts() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        CountingStage silent = new CountingStage(file, (event, endOfBatch) -> {});
        take(TICK);
        int events = 50_000;
        long allocated = 0;
        for (int i = -events; i < events; i++) {
            if (i == 0) {
                allocated = threads.getCurrentThreadAllocatedBytes();
            }
            silent.onEvent(slot, true);
        }
        long bytes = threads.getCurrentThreadAllocatedBytes() - allocated;
        assertTrue(bytes < 1_000, () -> bytes + " bytes allocated");
    }
}
