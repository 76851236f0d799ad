package io.ringfence.core.testkit;

import io.ringfence.core.state.StateFormat;
import io.ringfence.core.state.StateFormatException;
import io.ringfence.core.state.StateSink;
import io.ringfence.core.state.StateSource;
import java.util.Arrays;

/** State in memory: takes the values of a core or a part of it, and hands them out again, to as many readers as ask. */
public final class StateBytes implements StateSink {
    private long[] values = new long[256];
    private int size;

    @Override
    public void putLong(long value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
        }
        values[size++] = value;
    }

    /** How many values were taken. */
    public int size() {
        return size;
    }

    /** Hands out all values from the first. */
    public Reader source() {
        return new Reader(Arrays.copyOf(values, size));
    }

    /** Hands out the first values only, as if the rest were lost. */
    public Reader source(int count) {
        if (count > size) {
            throw new IndexOutOfBoundsException(count);
        }
        return new Reader(Arrays.copyOf(values, count));
    }

    /** The same values, but for another in the stead of one. */
    public StateBytes with(int place, long value) {
        if (place >= size) {
            throw new IndexOutOfBoundsException(place);
        }
        StateBytes changed = new StateBytes();
        changed.values = Arrays.copyOf(values, size);
        changed.size = size;
        changed.values[place] = value;
        return changed;
    }

    /** Hands out all values, with another in the stead of one. */
    public Reader sourceWith(int place, long value) {
        if (place >= size) {
            throw new IndexOutOfBoundsException(place);
        }
        long[] changed = Arrays.copyOf(values, size);
        changed[place] = value;
        return new Reader(changed);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StateBytes that && Arrays.equals(values, 0, size, that.values, 0, that.size);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(Arrays.copyOf(values, size));
    }

    /** All values, so that a failed comparison can be read. */
    @Override
    public String toString() {
        return size + " values " + Arrays.toString(Arrays.copyOf(values, size));
    }

    /** Hands values out in the order they were taken. */
    public static final class Reader implements StateSource {
        private final long[] values;
        private int next;

        private Reader(long[] values) {
            this.values = values;
        }

        @Override
        public int version() {
            return StateFormat.VERSION;
        }

        @Override
        public long getLong() {
            if (next == values.length) {
                throw new StateFormatException("the state ends after " + values.length + " values");
            }
            return values[next++];
        }

        /** How many values nobody has asked for yet. */
        public int remaining() {
            return values.length - next;
        }
    }
}
