package io.ringfence.core.risk;

import io.ringfence.core.event.Side;
import io.ringfence.core.state.StateFormatException;
import io.ringfence.core.state.StateSink;
import io.ringfence.core.state.StateSource;
import java.util.Arrays;

/** The entries that an account has sent of late: the newest, up to a bound, in a ring that grows up to it. */
final class DuplicateWindow {
    /** Entries remembered; each look-up may pass them all. */
    static final int MAX_ENTRIES = 4096;

    /** Returned when nothing of the kind was sent within the window. */
    static final long NONE = -1;

    private long[] times = {};
    private long[] quantities = {};
    private int[] instruments = {};
    private byte[] sides = {};
    private int head;
    private int size;

    void limit(RiskLimits limits) {
        if (limits.duplicateWindowNs() == 0) {
            size = 0;
        }
    }

    private int place(int index) {
        int place = head + index;
        return place < times.length ? place : place - times.length;
    }

    void onEntrySent(int instrumentId, Side side, long quantity, long windowNs, long nowNs) {
        if (windowNs == 0) {
            return;
        }
        while (size > 0 && (size == MAX_ENTRIES || nowNs - times[head] >= windowNs)) {
            head = place(1);
            size--;
        }
        add(instrumentId, side, quantity, nowNs);
    }

    private void add(int instrumentId, Side side, long quantity, long timeNs) {
        if (size == times.length) {
            grow();
        }
        int place = place(size++);
        times[place] = timeNs;
        quantities[place] = quantity;
        instruments[place] = instrumentId;
        sides[place] = (byte) side.value();
    }

    private void grow() {
        int length = Math.min(MAX_ENTRIES, Math.max(4, size * 2));
        // Full, so the ring is cut where it begins.
        times = rotate(Arrays.copyOf(times, length));
        quantities = rotate(Arrays.copyOf(quantities, length));
        int[] oldInstruments = instruments;
        byte[] oldSides = sides;
        instruments = new int[length];
        sides = new byte[length];
        for (int i = 0; i < size; i++) {
            instruments[i] = oldInstruments[(head + i) % size];
            sides[i] = oldSides[(head + i) % size];
        }
        head = 0;
    }

    private long[] rotate(long[] longer) {
        long[] old = Arrays.copyOf(longer, size);
        for (int i = 0; i < size; i++) {
            longer[i] = old[(head + i) % size];
        }
        return longer;
    }

    /** Time since the last entry of this kind, or {@link #NONE}. O(entries within the window). */
    long sinceNs(int instrumentId, Side side, long quantity, long windowNs, long nowNs) {
        for (int i = size - 1; i >= 0; i--) {
            int place = place(i);
            long sinceNs = nowNs - times[place];
            if (sinceNs >= windowNs) {
                return NONE;
            }
            if (instruments[place] == instrumentId
                    && quantities[place] == quantity
                    && sides[place] == (byte) side.value()) {
                return sinceNs;
            }
        }
        return NONE;
    }

    void writeTo(StateSink sink) {
        sink.putLong(size);
        for (int i = 0; i < size; i++) {
            int place = place(i);
            sink.putLong(times[place]);
            sink.putLong(instruments[place]);
            sink.putLong(sides[place]);
            sink.putLong(quantities[place]);
        }
    }

    void readFrom(StateSource source) {
        int count = source.getCount();
        if (count > MAX_ENTRIES) {
            throw new StateFormatException("a window remembers " + count + " entries of at most " + MAX_ENTRIES);
        }
        for (int i = 0; i < count; i++) {
            long timeNs = source.getLong();
            int instrumentId = source.getInt();
            Side side = source.getConstant(Side.values(), Side::value);
            add(instrumentId, side, source.getLong(), timeNs);
        }
    }
}
