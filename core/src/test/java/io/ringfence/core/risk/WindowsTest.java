package io.ringfence.core.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.event.Side;
import io.ringfence.core.state.StateSink;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** What slides, against lists that forget by the same rule. */
final class WindowsTest {
    private static List<Long> newest(List<Long> times, int count) {
        return new ArrayList<>(times.subList(Math.max(0, times.size() - count), times.size()));
    }

    @Property(tries = 1000)
    void shouldSayWhenMoreRefusalsCameThanAllowed(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        BrokerErrors errors = new BrokerErrors();
        List<Long> times = new ArrayList<>();
        int max = 0;
        long windowNs = 0;
        long nowNs = 1_000;
        for (int i = 0; i < 150; i++) {
            nowNs += random.nextInt(3);
            if (random.nextInt(30) == 0) {
                max = random.nextInt(20);
                windowNs = random.nextInt(1, 40);
                errors.limit(max, windowNs);
                times = newest(times, max);
            }
            times.add(nowNs);
            times = newest(times, max + 1);
            long endNs = nowNs;
            long lengthNs = windowNs;
            long inWindow =
                    times.stream().filter(timeNs -> endNs - timeNs < lengthNs).count();
            assertEquals(max > 0 && inWindow > max, errors.onRefusal(nowNs));
            times = newest(times, max);
            assertEquals(max, errors.bound());
            List<Long> expected = new ArrayList<>(List.of(windowNs, (long) max, (long) times.size()));
            expected.addAll(times);
            assertEquals(expected, written(errors::writeTo));
        }
    }

    private static List<Long> written(java.util.function.Consumer<StateSink> state) {
        List<Long> values = new ArrayList<>();
        state.accept(values::add);
        return values;
    }

    @Test
    void shouldTakeABoundBeyondTheLargestForTheLargest() {
        BrokerErrors errors = new BrokerErrors();
        errors.limit(Integer.MAX_VALUE, Long.MAX_VALUE);
        for (int i = 0; i < RiskLimits.MAX_COUNT; i++) {
            assertFalse(errors.onRefusal(i));
        }
        assertTrue(errors.onRefusal(RiskLimits.MAX_COUNT));
    }

    private record Sent(int instrumentId, Side side, long quantity, long timeNs) {}

    @Property(tries = 1000)
    void shouldFindTheNewestOfAKindWithinTheWindow(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        DuplicateWindow window = new DuplicateWindow();
        List<Sent> all = new ArrayList<>();
        long windowNs = random.nextInt(1, 60);
        long nowNs = 1_000;
        for (int i = 0; i < 150; i++) {
            nowNs += random.nextInt(3);
            Sent asked = new Sent(
                    random.nextInt(4), random.nextBoolean() ? Side.BUY : Side.SELL, random.nextInt(1, 5), nowNs);
            long sinceNs = DuplicateWindow.NONE;
            for (Sent sent : all) {
                boolean isSameKind = sent.instrumentId == asked.instrumentId
                        && sent.side == asked.side
                        && sent.quantity == asked.quantity;
                if (isSameKind && nowNs - sent.timeNs < windowNs) {
                    sinceNs = nowNs - sent.timeNs;
                }
            }
            assertEquals(sinceNs, window.sinceNs(asked.instrumentId, asked.side, asked.quantity, windowNs, nowNs));
            if (random.nextInt(3) > 0) {
                window.onEntrySent(asked.instrumentId, asked.side, asked.quantity, windowNs, nowNs);
                all.add(asked);
            }
        }
    }
}
