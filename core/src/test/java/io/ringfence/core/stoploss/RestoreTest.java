package io.ringfence.core.stoploss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.event.StopType;
import io.ringfence.core.event.TriggerSource;
import io.ringfence.core.event.Verdict;
import io.ringfence.core.ring.StopFindings.Kind;
import io.ringfence.core.state.StateFormatException;
import io.ringfence.core.strategy.Plugins;
import io.ringfence.core.testkit.StateBytes;
import io.ringfence.core.trade.RandomSession;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** A stage that was read from what another wrote goes on like the other. */
final class RestoreTest {
    private static final int EVENTS = 160;

    @Property(tries = 500)
    void shouldGoOnLikeTheStageThatWroteWhateverTheHistory(@ForAll Random random) {
        play(random);
    }

    private static RestoredTwin play(Random random) {
        MixedHistory history = new MixedHistory(random);
        RestoredTwin twin = new RestoredTwin(Plugins.BUILT_IN);
        int eventsBetweenCopies = 1 + random.nextInt(20);
        for (int i = 0; i < EVENTS; i++) {
            if (random.nextInt(eventsBetweenCopies) == 0) {
                twin.restore();
            }
            MixedHistory.Sequenced next = history.next();
            twin.apply(next.sequence(), next.event());
        }
        twin.checkState();
        return twin;
    }

    /** Copies that met none of these would prove nothing by going on alike. */
    @Test
    void shouldMeetEveryKindOfStopArmedBeforeAndEveryRefusal() {
        Map<String, Integer> met = new TreeMap<>();
        for (int seed = 0; seed < 400; seed++) {
            play(new Random(seed)).met.forEach((what, count) -> met.merge(what, count, Integer::sum));
        }
        Set<String> expected = new TreeSet<>(Set.of("condition true"));
        for (TriggerSource source :
                List.of(TriggerSource.LAST, TriggerSource.BID_ASK, TriggerSource.MID, TriggerSource.DOUBLE)) {
            for (Kind kind : List.of(Kind.FIRED, Kind.MOVED, Kind.DISARMED)) {
                expected.add(kind + " " + source + " " + StopType.FIXED);
                expected.add(kind + " " + source + " " + StopType.TRAILING);
            }
            expected.add(Kind.ACTIVATED + " " + source);
            expected.add(Kind.TARGET_FIRED + " " + source);
        }
        for (Verdict verdict : List.of(
                Verdict.LIMIT_REACHED,
                Verdict.REPEATED,
                Verdict.NAME_TAKEN,
                Verdict.NOT_OWNER,
                Verdict.UNKNOWN_ACCOUNT,
                Verdict.UNKNOWN_CONDITION,
                Verdict.UNKNOWN_INSTRUMENT,
                Verdict.UNKNOWN_PLUGIN,
                Verdict.UNKNOWN_STRATEGY,
                Verdict.INVALID_QUANTITY,
                Verdict.INVALID_STOP,
                Verdict.INVALID_TARGET,
                Verdict.INVALID_TIMES)) {
            expected.add("refused " + verdict);
        }
        met.values().removeIf(count -> count < 5);
        expected.removeAll(met.keySet());
        assertEquals(Set.of(), expected, () -> expected + " missing of " + met);
    }

    /** Stops of a host with a broker that fails: rounds that go on for long, with limits, restarts and orders by hand. */
    @Property(tries = 40)
    void shouldGoOnLikeTheStageThatWroteInSessionsOfAHost(@ForAll Random random) {
        RandomSession session = new RandomSession(random);
        session.run();
        RestoredTwin twin = new RestoredTwin(RandomSession.PLUGINS);
        long sequence = 0;
        for (RandomSession.Timed timed : session.history()) {
            if (random.nextInt(30) == 0) {
                twin.restore();
            }
            twin.apply(++sequence, timed.event());
        }
        twin.checkState();
    }

    private static DrivenStage played(Random random) {
        MixedHistory history = new MixedHistory(random);
        DrivenStage stage = new DrivenStage();
        for (int i = 0; i < EVENTS; i++) {
            MixedHistory.Sequenced next = history.next();
            stage.apply(next.sequence(), next.event());
        }
        return stage;
    }

    @Property(tries = 10)
    void shouldRefuseAStateThatEndsEarly(@ForAll Random random) {
        StateBytes bytes = played(random).bytes();
        for (int count = 0; count < bytes.size(); count++) {
            StateBytes.Reader source = bytes.source(count);
            assertThrows(StateFormatException.class, () -> new StopLossStage().readFrom(source));
        }
    }

    /** Another value is refused, or makes the state that has it: none is passed over, none breaks the reading. */
    @Property(tries = 10)
    void shouldRefuseAnotherValueOrReadItAsItStands(@ForAll Random random) {
        StateBytes bytes = played(random).bytes();
        int read = 0;
        for (int place = 0; place < bytes.size(); place++) {
            for (long other : List.of(-2L, 0L, 1L, 255L, 1_000_000L, 1L << 40)) {
                StateBytes changed = bytes.with(place, other);
                StateBytes again = written(changed.source());
                if (again != null) {
                    assertEquals(changed, again, "place " + place);
                    read++;
                }
            }
        }
        assertTrue(read > bytes.size());
    }

    /** What a stage writes that has read; null where it cannot read, or leaves something, which its caller would see. */
    private static StateBytes written(StateBytes.Reader source) {
        StopLossStage stage = new StopLossStage();
        try {
            stage.readFrom(source);
        } catch (StateFormatException e) {
            return null;
        }
        StateBytes written = new StateBytes();
        stage.writeTo(written);
        return source.remaining() > 0 ? null : written;
    }
}
