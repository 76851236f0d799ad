package io.ringfence.journal;

import java.io.IOException;

/** Sees what a {@link JournalWalk} meets. */
interface JournalVisitor {
    /** A sound group; false ends the walk. */
    boolean onGroup(SegmentCursor group) throws IOException;

    /** Damage that is no torn end. Returning goes on behind it. */
    void onDamage(Finding finding);

    /** The journal's end is torn. */
    void onCut(Cut cut);
}
