package io.ringfence.core.trade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.CoreLogic;
import io.ringfence.core.state.StateFormatException;
import io.ringfence.core.state.StateSource;
import io.ringfence.core.testkit.StateBytes;
import io.ringfence.core.testkit.TestEvent;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A core that is written and read back at any point of any history goes on as if nothing had happened. */
final class RestorePropertyTest {
    /** Most events from one restoration to the next. */
    private static final int MAX_GAP = 60;

    @Property(tries = 150)
    void shouldGoOnTheSameWhereverItIsReadBack(@ForAll long seed) {
        RandomSession session = session(seed);
        session.settle();
        Random random = new Random(seed);
        replay(session.history(), random, (event, timeNs) -> event);
    }

    @Property(tries = 150)
    void shouldGoOnTheSameWhereverItIsReadBackWhenTheBrokerLies(@ForAll long seed) {
        RandomSession session = session(seed);
        session.settle();
        Random random = new Random(seed);
        replay(session.history(), random, new RandomLies(random)::of);
    }

    private interface Change {
        TestEvent of(TestEvent event, long timeNs);
    }

    private static RandomSession session(long seed) {
        RandomSession session = RandomSession.withConditions(seed);
        session.run();
        return session;
    }

    private static Twins replay(List<RandomSession.Timed> history, Random random, Change change) {
        Twins twins = new Twins(RandomSession.PLUGINS);
        int gap = random.nextInt(MAX_GAP);
        for (RandomSession.Timed timed : history) {
            if (gap-- == 0) {
                twins.restore();
                gap = random.nextInt(MAX_GAP);
            }
            twins.apply(timed.timeNs(), change.of(timed.event(), timed.timeNs()));
        }
        twins.restore();
        return twins;
    }

    /** Cores with something of everything in them. */
    private static Twins full() {
        return replay(session(5).history(), new Random(5), (event, timeNs) -> event);
    }

    private static StateSource read(StateSource source) {
        new CoreLogic(RandomSession.PLUGINS).readFrom(source);
        return source;
    }

    @Test
    void shouldRefuseAStateThatIsCutShortAnywhere() {
        assertReadsOnlyWhole(full());
    }

    static void assertReadsOnlyWhole(Twins twins) {
        StateBytes state = twins.state();
        assertEquals(0, ((StateBytes.Reader) read(state.source())).remaining());
        for (int count = 0; count < state.size(); count++) {
            StateSource source = state.source(count);
            assertThrows(StateFormatException.class, () -> read(source), "cut to " + count);
        }
    }

    /** Wherever it stands: what cannot be told from a state that can be is read, but nothing else goes wrong. */
    @ParameterizedTest
    @ValueSource(longs = {-1, 77_777, 1L << 40, Long.MIN_VALUE, Long.MAX_VALUE})
    void shouldFailInNoOtherWayWhenAValueIsAnother(long value) {
        assertFailsInNoOtherWay(full(), value);
    }

    static void assertFailsInNoOtherWay(Twins twins, long value) {
        StateBytes state = twins.tradeState();
        int refusedCount = 0;
        for (int place = 0; place < state.size(); place++) {
            try {
                new TradeStage(RandomSession.PLUGINS).readFrom(state.sourceWith(place, value));
            } catch (StateFormatException expected) {
                refusedCount++;
            } catch (RuntimeException other) {
                throw new AssertionError("value " + place + " = " + value, other);
            }
        }
        assertTrue(refusedCount > 0);
    }
}
