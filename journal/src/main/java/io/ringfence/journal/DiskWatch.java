package io.ringfence.journal;

import java.io.IOException;

/**
 * Decides which level the journal's room is at, and keeps the reserve. One thread at a time.
 *
 * <pre>
 *            free &lt; low                    a segment finds no room
 *   NORMAL ─────────────► LOW ──────────────────────────────────► RESERVE
 *     ▲                    │ free ≥ low + 10 %                       │
 *     ├────────────────────┘                                         │
 *     └──────────────────────────────────────────────────────────────┘
 *                          free ≥ low + 10 %, and the reserve is made again
 * </pre>
 */
final class DiskWatch {
    /** What this process may still take. */
    interface FreeSpace {
        long bytes() throws IOException;
    }

    private final FreeSpace freeSpace;
    private final DiskReserve reserve;
    private final DiskSpaceListener listener;
    private final long lowBytes;
    private final long clearBytes;
    private final long reserveBytes;
    private DiskSpaceLevel level;
    private boolean isReserveSpent;

    DiskWatch(JournalConfig config, FreeSpace freeSpace, DiskReserve reserve, DiskSpaceListener listener) {
        this.freeSpace = freeSpace;
        this.reserve = reserve;
        this.listener = listener;
        lowBytes = config.lowDiskBytes();
        clearBytes = lowBytes + lowBytes / 10;
        reserveBytes = config.reserveBytes();
    }

    /** A segment could not be made: gives it the reserve's room. False when there was none to give. */
    boolean spend() throws IOException {
        isReserveSpent = true;
        return reserve.release();
    }

    /**
     * Measures, and tells the listener what has changed.
     *
     * @param isSegmentWaiting whether a segment that is wanted still has no room
     */
    void measure(boolean isSegmentWaiting) throws IOException {
        // One that a person removed is one that was needed.
        isReserveSpent |= level != null && !reserve.isWhole();
        if (level == null && !isReserveSpent) {
            restore();
        } else if (isReserveSpent && !isSegmentWaiting && freeSpace.bytes() - reserveBytes >= clearBytes) {
            restore();
        }
        long freeBytes = freeSpace.bytes();
        DiskSpaceLevel now = level(freeBytes);
        if (now != level) {
            level = now;
            listener.onDiskSpace(now, freeBytes);
        }
    }

    private void restore() throws IOException {
        try {
            reserve.make();
            isReserveSpent = false;
        } catch (NoSpaceException noRoom) {
            isReserveSpent = true;
        }
    }

    private DiskSpaceLevel level(long freeBytes) {
        if (isReserveSpent) {
            return DiskSpaceLevel.RESERVE;
        }
        long boundBytes = level == null || level == DiskSpaceLevel.NORMAL ? lowBytes : clearBytes;
        return freeBytes < boundBytes ? DiskSpaceLevel.LOW : DiskSpaceLevel.NORMAL;
    }
}
