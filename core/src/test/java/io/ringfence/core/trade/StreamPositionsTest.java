package io.ringfence.core.trade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.event.EventType;
import io.ringfence.core.event.EventType.Category;
import io.ringfence.core.event.EventType.Channel;
import io.ringfence.core.event.EventType.Scope;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.ring.OutputBuffer;
import io.ringfence.core.testkit.TestCore;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Every event of a channel has the next position of its account's stream, and nothing else has one. */
final class StreamPositionsTest {
    private record Stream(int accountId, Channel channel) {}

    /** Events that the core itself puts out again until they are answered. */
    private static final Set<EventType> PROMISED =
            Set.of(EventType.EVENT_OFFERED, EventType.DELIVERY_REQUESTED, EventType.TRADE_DECISION_DUE);

    @Test
    void shouldGiveAChannelToEveryEventThatIsKept() {
        for (EventType type : EventType.values()) {
            boolean isKept = type.category() == Category.EVENT && !type.isHighFrequency() && !PROMISED.contains(type);
            assertEquals(isKept, type.channel() != null, type::name);
        }
    }

    @Property(tries = 30)
    void shouldNumberEachStreamWithoutGaps(@ForAll long seed) {
        RandomSession session = new RandomSession(new Random(seed));
        session.run();
        TestCore core = new TestCore(RandomSession.PLUGINS);
        Map<Stream, Long> last = new HashMap<>();
        Set<Integer> accounts = new HashSet<>();
        for (RandomSession.Timed timed : session.history()) {
            core.at(timed.timeNs()).apply(timed.event());
            OutputBuffer out = core.slot().out();
            for (int frame = 0; frame < out.length(); frame = out.next(frame)) {
                EventType type = EventType.of(new MessageHeaderDecoder()
                        .wrap(out.buffer(), out.messageOffset(frame))
                        .templateId());
                int accountId = out.accountId(frame);
                boolean isForAll = accountId == OutputBuffer.EVERYBODY;
                assertTrue(type.scope() != Scope.PUBLIC || isForAll, type::name);
                if (type.channel() == null) {
                    assertEquals(0, out.streamPosition(frame), type::name);
                } else {
                    long expected = last.merge(new Stream(accountId, type.channel()), 1L, Long::sum);
                    assertEquals(expected, out.streamPosition(frame), type::name);
                }
                accounts.add(accountId);
            }
        }
        assertTrue(accounts.size() > 2, accounts::toString);
        assertEquals(
                last,
                core.logic().trade().streamRows().stream()
                        .collect(Collectors.toMap(
                                row -> new Stream(row.accountId(), row.channel()), StreamRow::position)));
    }
}
