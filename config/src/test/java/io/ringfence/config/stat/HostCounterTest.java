package io.ringfence.config.stat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.transport.edge.EdgeCounter;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class HostCounterTest {
    private static final List<HostCounter> ALL = List.of(HostCounter.values());

    @Test
    void shouldHaveAPlaceOfItsOwnInTheFile() {
        Set<Integer> ids = ALL.stream().map(HostCounter::id).collect(Collectors.toSet());
        assertEquals(ALL.size(), ids.size());
        assertTrue(ids.stream().allMatch(id -> id >= 0 && id < StatLayout.MAX_COUNTERS), ids::toString);
    }

    /** One of each group, that a file of an older build has where this one looks. */
    @Test
    void shouldStayWhereItWas() {
        assertEquals(
                List.of(0, 16, 32, 48, 64, 72, 80, 88, 112),
                List.of(
                                HostCounter.TICKS,
                                HostCounter.STOPS_ARMED,
                                HostCounter.RING_CLAIMED,
                                HostCounter.JOURNAL_SEQUENCE,
                                HostCounter.REPLICA_SEQUENCE,
                                HostCounter.EVENT_LOG_POSITION,
                                HostCounter.REPORTS_HELD,
                                HostCounter.FEED_TICKS,
                                HostCounter.EDGE_CONNECTIONS_OPEN)
                        .stream()
                        .map(HostCounter::id)
                        .toList());
    }

    @Test
    void shouldHaveEveryCounterOfTheEdgeUnderItsName() {
        assertEquals(
                Arrays.stream(EdgeCounter.values())
                        .map(counter -> "EDGE_" + counter.name())
                        .toList(),
                ALL.stream()
                        .filter(counter -> Objects.nonNull(counter.edge()))
                        .map(HostCounter::name)
                        .toList());
        ALL.stream()
                .filter(counter -> counter.edge() != null)
                .forEach(counter -> assertEquals("EDGE_" + counter.edge().name(), counter.name()));
    }
}
