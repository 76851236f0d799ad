package io.ringfence.core.stoploss;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.heap.PairingForest;
import io.ringfence.core.heap.Positions;
import java.lang.management.ManagementFactory;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Four trail books that share what the books of a core share, against lists that are searched and sorted each time. */
final class TrailBookTest {
    private static final int STOPS = 40;
    private static final BigInteger MAX = BigInteger.valueOf(Long.MAX_VALUE);

    /** A stop that looks back at everything it has seen. */
    private record Stop(int number, long mark, long distance, long order) {}

    private static final class NaiveTrails {
        final Direction direction;
        final boolean isRatio;
        final List<Stop> stops = new ArrayList<>();

        NaiveTrails(Direction direction, boolean isRatio) {
            this.direction = direction;
            this.isRatio = isRatio;
        }

        boolean isFalling() {
            return direction == Direction.FALL;
        }

        long level(Stop stop) {
            BigInteger distance = BigInteger.valueOf(stop.distance);
            if (isRatio) {
                distance = distance.multiply(BigInteger.valueOf(stop.mark)).divide(BigInteger.valueOf(Decimal.ONE));
            }
            BigInteger mark = BigInteger.valueOf(stop.mark);
            return (isFalling() ? mark.subtract(distance) : mark.add(distance))
                    .max(BigInteger.ZERO)
                    .min(MAX)
                    .longValueExact();
        }

        void raise(long price) {
            stops.replaceAll(stop -> new Stop(
                    stop.number,
                    isFalling() ? Math.max(stop.mark, price) : Math.min(stop.mark, price),
                    stop.distance,
                    stop.order));
        }

        List<Stop> nearestFirst() {
            Comparator<Stop> byLevel = Comparator.comparingLong(this::level);
            return stops.stream()
                    .sorted((isFalling() ? byLevel.reversed() : byLevel).thenComparingLong(Stop::order))
                    .toList();
        }

        List<Integer> pollAll(long price) {
            List<Stop> touched = nearestFirst().stream()
                    .filter(stop -> isFalling() ? price <= level(stop) : price >= level(stop))
                    .toList();
            stops.removeAll(touched);
            return touched.stream().map(Stop::number).toList();
        }

        long nearestKey() {
            return stops.isEmpty()
                    ? Long.MAX_VALUE
                    : direction.sign * level(nearestFirst().get(0));
        }
    }

    private enum Verb {
        ARM,
        DISARM,
        RAISE,
        JOIN,
        TEST
    }

    private record Step(Verb verb, int book, int stop, long price, long distance) {}

    @Provide
    Arbitrary<Step> steps() {
        // Prices of a few units of 1e-8 with coarse ratios: rounding brings many distances to one level.
        return steps(
                Arbitraries.longs().between(1, 30),
                Arbitraries.longs().between(1, 20),
                Arbitraries.longs().between(1, 40).map(percent -> percent * Decimal.ONE / 50));
    }

    @Provide
    Arbitrary<Step> largeSteps() {
        Arbitrary<Long> large = Arbitraries.oneOf(
                Arbitraries.longs().between(1, Long.MAX_VALUE),
                Arbitraries.of(1L, Decimal.ONE, Long.MAX_VALUE / 2, Long.MAX_VALUE - 1, Long.MAX_VALUE));
        return steps(large, large, large);
    }

    private static Arbitrary<Step> steps(Arbitrary<Long> prices, Arbitrary<Long> amounts, Arbitrary<Long> ratios) {
        return Arbitraries.integers()
                .between(0, 3)
                .flatMap(book -> Combinators.combine(
                                Arbitraries.of(
                                        Verb.ARM,
                                        Verb.ARM,
                                        Verb.ARM,
                                        Verb.DISARM,
                                        Verb.RAISE,
                                        Verb.RAISE,
                                        Verb.JOIN,
                                        Verb.TEST),
                                Arbitraries.just(book),
                                Arbitraries.integers().between(0, STOPS - 1),
                                prices,
                                book % 2 == 0 ? amounts : ratios)
                        .as(Step::new));
    }

    @Property
    void shouldDoWhatAListDoes(@ForAll @Size(max = 250) List<@From("steps") Step> steps) {
        compare(steps);
    }

    @Property
    void shouldDoWhatAListDoesWithFiguresUpToTheLargest(@ForAll @Size(max = 60) List<@From("largeSteps") Step> steps) {
        compare(steps);
    }

    private static void compare(List<Step> steps) {
        PairingForest forest = new PairingForest();
        Positions positions = new Positions();
        List<TrailBook> books = new ArrayList<>();
        List<NaiveTrails> lists = new ArrayList<>();
        for (Direction direction : Direction.values()) {
            for (boolean isRatio : List.of(false, true)) {
                books.add(new TrailBook(direction, isRatio, forest, positions));
                lists.add(new NaiveTrails(direction, isRatio));
            }
        }
        // Orders neither rise nor fall with the numbers of the stops, as after a second arming.
        long order = 0;
        for (Step step : steps) {
            TrailBook book = books.get(step.book);
            NaiveTrails list = lists.get(step.book);
            order++;
            switch (step.verb) {
                case ARM -> {
                    if (lists.stream().noneMatch(each -> holds(each, step.stop))) {
                        book.arm(step.stop, step.price, step.distance, order);
                        list.stops.add(new Stop(step.stop, step.price, step.distance, order));
                    }
                }
                case DISARM -> {
                    if (holds(list, step.stop)) {
                        book.disarm(step.stop);
                        list.stops.removeIf(each -> each.number == step.stop);
                    }
                }
                case RAISE -> {
                    book.raise(step.price);
                    list.raise(step.price);
                }
                case JOIN -> book.joinCohorts();
                case TEST -> assertEquals(list.pollAll(step.price), pollAll(book, step.price));
            }
            for (int i = 0; i < books.size(); i++) {
                assertEquals(lists.get(i).nearestKey(), books.get(i).nearestKey());
            }
            assertEquals(marks(lists), marksOf(books));
        }
        for (int i = 0; i < books.size(); i++) {
            long farthest = lists.get(i).isFalling() ? 0 : Long.MAX_VALUE;
            assertEquals(lists.get(i).pollAll(farthest), pollAll(books.get(i), farthest));
            assertEquals(Long.MAX_VALUE, books.get(i).nearestKey());
        }
    }

    private static boolean holds(NaiveTrails list, int stop) {
        return list.stops.stream().anyMatch(each -> each.number == stop);
    }

    private static List<Integer> pollAll(TrailBook book, long price) {
        List<Integer> touched = new ArrayList<>();
        for (int stop = book.pollTouched(price); stop != TouchBook.NONE; stop = book.pollTouched(price)) {
            touched.add(stop);
        }
        return touched;
    }

    private static List<Long> marks(List<NaiveTrails> lists) {
        long[] marks = new long[STOPS];
        lists.forEach(list -> list.stops.forEach(stop -> marks[stop.number] = stop.mark));
        return java.util.Arrays.stream(marks).boxed().toList();
    }

    private static List<Long> marksOf(List<TrailBook> books) {
        long[] marks = new long[STOPS];
        books.forEach(book -> book.marks(marks));
        return java.util.Arrays.stream(marks).boxed().toList();
    }

    private static TrailBook book(Direction direction, boolean isRatio) {
        return new TrailBook(direction, isRatio, new PairingForest(), new Positions());
    }

    @Test
    void shouldLeaveInArmingOrderWhenRoundingBringsDistancesToOneLevel() {
        TrailBook book = book(Direction.FALL, true);
        // Of 10 units, 21 % and 25 % are both 2 units, and so are 20 % of 10 seen by another cohort.
        book.arm(0, 10, 25 * Decimal.ONE / 100, 1);
        book.arm(1, 9, 21 * Decimal.ONE / 100, 2);
        book.raise(10);
        book.arm(2, 10, 20 * Decimal.ONE / 100, 0);
        assertEquals(-8, book.nearestKey());
        assertEquals(List.of(2, 0, 1), pollAll(book, 8));
    }

    @Test
    void shouldJoinTheCohortsOfEachMarkAndNoOthers() {
        TrailBook book = book(Direction.RISE, false);
        for (int stop = 0; stop < 30; stop++) {
            book.arm(stop, 100 + stop % 3, 5 + stop, stop);
        }
        assertEquals(30, book.cohorts());
        book.joinCohorts();
        assertEquals(3, book.cohorts());
        assertEquals(List.of(0, 1), pollAll(book, 107));
        assertEquals(List.of(3, 2), pollAll(book, 109));
    }

    @Test
    void shouldStandAtTheLargestPriceWhenALevelLiesBeyond() {
        for (boolean isRatio : List.of(false, true)) {
            TrailBook book = book(Direction.RISE, isRatio);
            book.arm(7, 3 * Decimal.ONE, Long.MAX_VALUE, 1);
            assertEquals(Long.MAX_VALUE, book.level(3 * Decimal.ONE, Long.MAX_VALUE));
            assertEquals(List.of(), pollAll(book, Long.MAX_VALUE - 1));
            assertEquals(List.of(7), pollAll(book, Long.MAX_VALUE));
        }
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void shouldDisarmManyOfOneCohortInAnyOrder() {
        TrailBook book = book(Direction.FALL, false);
        int count = 200_000;
        for (boolean isFirstArmedFirst : List.of(true, false)) {
            for (int stop = 0; stop < count; stop++) {
                book.arm(stop, 1_000_000, stop + 1, stop);
            }
            book.raise(1_000_001);
            for (int i = 0; i < count; i++) {
                book.disarm(isFirstArmedFirst ? i : count - 1 - i);
            }
            assertEquals(Long.MAX_VALUE, book.nearestKey());
        }
    }

    @Test
    void shouldAllocateNothingOnceItHasGrown() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        TrailBook book = book(Direction.FALL, true);
        long allocated = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int stop = 0; stop < 5_000; stop++) {
                book.arm(stop, 1000 + stop % 7, stop * 10_000 + 1, stop);
            }
            for (int i = 0; i < 5_000; i++) {
                book.raise(1000 + i);
                book.pollTouched(990 + i);
            }
            while (book.pollTouched(1) != TouchBook.NONE) {
                // Each call takes one.
            }
            allocated = Math.min(allocated, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertEquals(0, allocated);
    }
}
