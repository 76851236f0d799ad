package io.ringfence.core.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.event.Side;
import io.ringfence.core.state.StateSink;
import io.ringfence.core.testkit.StateBytes;
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
            assertEquals(max > 0 && inWindow > max, errors.onRefusal(7, nowNs));
            times = newest(times, max);
            assertEquals(max, errors.bound());
            List<Long> expected =
                    new ArrayList<>(List.of(windowNs, (long) max, 1L, 7L, (long) max, (long) times.size()));
            expected.addAll(times);
            expected.add(0L);
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
            assertFalse(errors.onRefusal(KillSwitch.ALL, i));
        }
        assertTrue(errors.onRefusal(KillSwitch.ALL, RiskLimits.MAX_COUNT));
    }

    private record Refused(int accountId, long timeNs) {}

    @Property(tries = 1000)
    void shouldSayWhenMoreRefusalsOfSeveralAccountsCameThanAllowed(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        BrokerErrors errors = new BrokerErrors();
        int max = random.nextInt(12);
        long windowNs = random.nextInt(1, 40);
        errors.limit(max, windowNs);
        List<Refused> counted = new ArrayList<>();
        int accounts = random.nextInt(1, 6);
        long nowNs = 1_000;
        for (int i = 0; i < 150; i++) {
            nowNs += random.nextInt(3);
            int accountId = random.nextInt(accounts);
            long endNs = nowNs;
            counted.removeIf(refused -> endNs - refused.timeNs >= windowNs);
            long own = counted.stream()
                    .filter(refused -> refused.accountId == accountId)
                    .count();
            boolean isCounted = max > 0 && own <= max / 3;
            if (isCounted) {
                counted.add(new Refused(accountId, nowNs));
            }
            long several = counted.stream().map(Refused::accountId).distinct().count();
            assertEquals(isCounted && counted.size() > max && several >= 3, errors.onRefusalOfAny(accountId, nowNs));
            counted = new ArrayList<>(counted.subList(Math.max(0, counted.size() - max), counted.size()));
        }
    }

    @Test
    void shouldNotTakeOneAccountsRefusalsForThoseOfAll() {
        BrokerErrors errors = new BrokerErrors();
        errors.limit(6, 1000);
        for (int i = 0; i < 1000; i++) {
            assertEquals(i >= 6, errors.onRefusal(1, 500));
            assertFalse(errors.onRefusalOfAny(1, 500));
        }
        // Three of the first account count, so it takes four more, of two others.
        for (int i = 0; i < 3; i++) {
            assertFalse(errors.onRefusalOfAny(2, 500));
        }
        assertTrue(errors.onRefusalOfAny(3, 500));
    }

    @Test
    void shouldGoOnCountingWhereTheStateLeftOff() {
        BrokerErrors errors = new BrokerErrors();
        errors.limit(3, 1000);
        errors.onRefusal(1, 10);
        for (int accountId = 1; accountId <= 3; accountId++) {
            errors.onRefusalOfAny(accountId, 10);
        }
        StateBytes state = new StateBytes();
        errors.writeTo(state);
        BrokerErrors copy = new BrokerErrors();
        copy.readFrom(state.source());
        assertEquals(written(errors::writeTo), written(copy::writeTo));
        assertTrue(copy.onRefusalOfAny(1, 20));
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
