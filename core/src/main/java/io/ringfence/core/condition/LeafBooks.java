package io.ringfence.core.condition;

import io.ringfence.core.event.ConditionField;
import io.ringfence.core.heap.IndexedHeap;
import io.ringfence.core.heap.Positions;

/** The comparisons of one instrument, each where the price that flips it is looked for: by series and direction. */
final class LeafBooks {
    private static final int FIELDS = 4;

    final InstrumentPrices prices;
    private final Positions positions;
    /** Null until something is armed there. */
    private final IndexedHeap[] falling = new IndexedHeap[FIELDS];

    private final IndexedHeap[] rising = new IndexedHeap[FIELDS];

    /** Whether a comparison was ever armed here: only then may a price flip something. */
    private boolean isUsed;

    LeafBooks(InstrumentPrices prices, Positions positions) {
        this.prices = prices;
        this.positions = positions;
    }

    boolean isUsed() {
        return isUsed;
    }

    /** Those that flip on a fall, keyed by the negated level; null for none. */
    IndexedHeap falling(ConditionField field) {
        return falling[field.ordinal()];
    }

    /** Those that flip on a rise, keyed by the level; null for none. */
    IndexedHeap rising(ConditionField field) {
        return rising[field.ordinal()];
    }

    void arm(Leaf leaf) {
        long level = leaf.level();
        if (level == Leaf.UNREACHABLE) {
            return;
        }
        isUsed = true;
        boolean onFall = leaf.flipsOnFall();
        IndexedHeap[] books = onFall ? falling : rising;
        int at = leaf.field.ordinal();
        if (books[at] == null) {
            books[at] = new IndexedHeap(positions);
        }
        books[at].add(leaf.handle, onFall ? -level : level, leaf.armingOrder);
    }

    /** Takes it out, if it is in. */
    void disarm(Leaf leaf) {
        IndexedHeap book = leaf.flipsOnFall() ? falling(leaf.field) : rising(leaf.field);
        if (book != null && book.contains(leaf.handle)) {
            book.remove(leaf.handle);
        }
    }
}
