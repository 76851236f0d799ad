package io.ringfence.core.stoploss;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every stop book does. */
abstract class StopBookSpec {
    abstract StopBook book(Direction direction);

    private static List<Integer> poll(StopBook book, long price) {
        List<Integer> touched = new ArrayList<>();
        for (int stop = book.pollTouched(price); stop != StopBook.NONE; stop = book.pollTouched(price)) {
            touched.add(stop);
        }
        return touched;
    }

    @Test
    void shouldTouchNothingWhenEmpty() {
        assertEquals(List.of(), poll(book(Direction.FALL), 1));
        assertEquals(List.of(), poll(book(Direction.RISE), Long.MAX_VALUE));
        assertEquals(List.of(), poll(book(Direction.FALL), Long.MAX_VALUE));
    }

    @Test
    void shouldFireOnAFallWhenPriceIsAtOrBelowItsLevel() {
        StopBook book = book(Direction.FALL);
        book.arm(0, 100, 1);
        assertEquals(List.of(), poll(book, 101));
        assertEquals(List.of(0), poll(book, 100));
        assertEquals(0, book.size());
    }

    @Test
    void shouldFireOnARiseWhenPriceIsAtOrAboveItsLevel() {
        StopBook book = book(Direction.RISE);
        book.arm(0, 100, 1);
        assertEquals(List.of(), poll(book, 99));
        assertEquals(List.of(0), poll(book, 100));
        assertEquals(0, book.size());
    }

    @Test
    void shouldFireNearestLevelFirstThenInArmingOrder() {
        StopBook longs = book(Direction.FALL);
        StopBook shorts = book(Direction.RISE);
        long[] levels = {90, 110, 100, 110, 95};
        for (int stop = 0; stop < levels.length; stop++) {
            longs.arm(stop, levels[stop], 10 - stop);
            shorts.arm(stop, levels[stop], 10 - stop);
        }
        assertEquals(List.of(3, 1, 2), poll(longs, 100));
        assertEquals(List.of(0, 4, 2), poll(shorts, 100));
    }

    @Test
    void shouldKeepItsArmingOrderWhenMoved() {
        StopBook book = book(Direction.FALL);
        book.arm(0, 90, 1);
        book.arm(1, 100, 2);
        book.move(0, 100);
        assertEquals(List.of(0, 1), poll(book, 100));
    }

    @Test
    void shouldNotFireWhenDisarmed() {
        StopBook book = book(Direction.FALL);
        book.arm(0, 100, 1);
        book.arm(1, 100, 2);
        book.disarm(0);
        assertEquals(List.of(1), poll(book, 1));
    }
}
