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
 * <p>Where a message belongs is decided by when it was due. What was due before or after the measured time is recorded in the
 * same way, into histograms that nobody reads: a branch that is taken for the first time when the measured time begins would
 * have the JIT compile the thread's loop anew just then. A point is written by one thread at a time and read when all of them
 * are done.
 */
public final class HistogramRecordings implements Recordings {
    static final int PIECES = 100;
    static final long MAX_NS = 1_000_000_000_000L;
    static final int DIGITS = 3;

    private static final long MS_NS = 1_000_000L;

    private final Map<String, Point> points = new LinkedHashMap<>();
    /** Set by the rig's thread before the first message is sent; which is how other threads get to see it. */
    private Window window;

    /** The measured time, by {@link System#nanoTime()}: so many pieces of a length. */
    private record Window(long fromNs, long pieceNs) {}

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
    public void begin(long fromNs, long measureMs) {
        window = new Window(fromNs, measureMs * MS_NS / PIECES);
        points.values().forEach(point -> point.enter(window));
    }

    /** What was recorded in all, by point, in the order of their making. */
    public Map<String, Histogram> histograms() {
        Map<String, Histogram> histograms = new LinkedHashMap<>();
        points.forEach((name, point) -> histograms.put(name, point.sum()));
        return histograms;
    }

    /** What was recorded at a point in some of the pieces. */
    Histogram between(String name, int fromPiece, int toPiece) {
        return points.get(name).sum(fromPiece, toPiece);
    }

    /** The pieces in which something was recorded, by point. */
    public Map<String, List<Piece>> timeline() {
        Map<String, List<Piece>> timeline = new LinkedHashMap<>();
        points.forEach((name, point) -> timeline.put(name, point.pieces()));
        return timeline;
    }

    static Histogram histogram() {
        return new Histogram(1, MAX_NS, DIGITS);
    }

    private static final class Point implements Recording {
        /** The first is of what was due before, the last of what was due after. */
        private final Histogram[] pieces = new Histogram[PIECES + 2];

        private long fromNs;
        private long pieceNs = 1;
        /** The last one of the measured time; none before that is known. */
        private int lastPiece = -1;

        private int current;
        private long currentFromNs;

        Point() {
            for (int i = 0; i < pieces.length; i++) {
                pieces[i] = histogram();
            }
        }

        void enter(Window window) {
            fromNs = window.fromNs;
            pieceNs = window.pieceNs;
            lastPiece = PIECES;
            turnTo(fromNs);
        }

        @Override
        public void record(long dueNs, long nowNs) {
            // As unsigned, so that what was due earlier is as far away as what was due much later.
            if (Long.compareUnsigned(dueNs - currentFromNs, pieceNs) >= 0) {
                turnTo(dueNs);
            }
            pieces[current].recordValue(Math.min(MAX_NS, Math.max(0, nowNs - dueNs)));
        }

        private void turnTo(long dueNs) {
            long piece = Math.floorDiv(dueNs - fromNs, pieceNs);
            currentFromNs = fromNs + piece * pieceNs;
            current = (int) Math.max(-1, Math.min(lastPiece, piece)) + 1;
        }

        Histogram sum() {
            return sum(0, PIECES);
        }

        Histogram sum(int fromPiece, int toPiece) {
            Histogram sum = histogram();
            for (int i = fromPiece + 1; i <= toPiece; i++) {
                sum.add(pieces[i]);
            }
            return sum;
        }

        List<Piece> pieces() {
            List<Piece> told = new ArrayList<>();
            for (int i = 1; i <= PIECES; i++) {
                Histogram piece = pieces[i];
                if (piece.getTotalCount() > 0) {
                    told.add(new Piece(
                            (i - 1) * pieceNs / MS_NS,
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
