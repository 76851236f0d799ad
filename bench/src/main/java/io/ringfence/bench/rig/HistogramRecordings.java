package io.ringfence.bench.rig;

import io.ringfence.bench.rig.RoundResult.Piece;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * Times in histograms: {@value #PIECES} for each point, one for each piece of the measured time, all made before the start.
 * From 1 ns to 1000 s with 3 digits; what is longer counts as 1000 s. The pieces of a point together are the point.
 *
 * <p>Where a message belongs is decided by when it was due. A point is written by one thread at a time and read when all of
 * them are done.
 */
final class HistogramRecordings implements Recordings {
    static final int PIECES = 100;
    static final long MAX_NS = 1_000_000_000_000L;
    static final int DIGITS = 3;

    private static final long MS_NS = 1_000_000L;

    private final Map<String, Point> points = new LinkedHashMap<>();
    /** Set by the rig's thread before the first message is sent; which is how other threads get to see it. */
    private Window window;

    /** The measured time, by {@link System#nanoTime()}. */
    private record Window(long fromNs, long toNs, long pieceNs) {}

    @Override
    public Recording point(String name) {
        if (window != null) {
            throw new IllegalStateException(name + ": points are named before the start");
        }
        if (points.containsKey(name)) {
            throw new IllegalArgumentException(name + ": there is a point of that name already");
        }
        Point point = new Point();
        points.put(name, point);
        return point;
    }

    /** Sets what is measured. Before the first message is sent. */
    void begin(long fromNs, long measureMs) {
        long lengthNs = measureMs * MS_NS;
        window = new Window(fromNs, fromNs + lengthNs, Math.max(1, lengthNs / PIECES));
        points.values().forEach(point -> point.enter(window));
    }

    /** What was recorded in all, by point, in the order of their making. */
    Map<String, Histogram> histograms() {
        Map<String, Histogram> histograms = new LinkedHashMap<>();
        points.forEach((name, point) -> histograms.put(name, point.sum()));
        return histograms;
    }

    /** What was recorded at a point in some of the pieces. */
    Histogram between(String name, int fromPiece, int toPiece) {
        return points.get(name).sum(fromPiece, toPiece);
    }

    /** The pieces in which something was recorded, by point. */
    Map<String, List<Piece>> timeline() {
        Map<String, List<Piece>> timeline = new LinkedHashMap<>();
        points.forEach((name, point) -> timeline.put(name, point.pieces()));
        return timeline;
    }

    static Histogram histogram() {
        return new Histogram(1, MAX_NS, DIGITS);
    }

    private static final class Point implements Recording {
        private final Histogram[] pieces = new Histogram[PIECES];
        private long fromNs;
        private long toNs;
        private long pieceNs;
        private boolean isOpen;
        private int current;
        private long currentToNs;

        Point() {
            for (int i = 0; i < PIECES; i++) {
                pieces[i] = histogram();
            }
        }

        void enter(Window window) {
            fromNs = window.fromNs;
            toNs = window.toNs;
            pieceNs = window.pieceNs;
            currentToNs = fromNs + pieceNs;
            isOpen = true;
        }

        @Override
        public void record(long dueNs, long nowNs) {
            if (!isOpen || dueNs - fromNs < 0 || dueNs - toNs >= 0) {
                return;
            }
            if (dueNs - currentToNs >= 0 || dueNs - currentToNs < -pieceNs) {
                turnTo(dueNs);
            }
            pieces[current].recordValue(Math.min(MAX_NS, Math.max(0, nowNs - dueNs)));
        }

        private void turnTo(long dueNs) {
            current = (int) Math.min(PIECES - 1, (dueNs - fromNs) / pieceNs);
            currentToNs = current == PIECES - 1 ? toNs : fromNs + (current + 1) * pieceNs;
        }

        Histogram sum() {
            return sum(0, PIECES);
        }

        Histogram sum(int fromPiece, int toPiece) {
            Histogram sum = histogram();
            for (int i = fromPiece; i < toPiece; i++) {
                sum.add(pieces[i]);
            }
            return sum;
        }

        List<Piece> pieces() {
            List<Piece> told = new ArrayList<>();
            for (int i = 0; i < PIECES; i++) {
                Histogram piece = pieces[i];
                if (piece.getTotalCount() > 0) {
                    told.add(new Piece(
                            i * pieceNs / MS_NS,
                            piece.getTotalCount(),
                            piece.getValueAtPercentile(50),
                            piece.getValueAtPercentile(99),
                            piece.getMaxValue()));
                }
            }
            return told;
        }
    }
}
