package io.ringfence.core.ring;

/**
 * Takes the times of events on their way through the ring. The ring reads no clock itself: it only says when an event that
 * is timed has passed a point.
 *
 * <p>The points are the stages by their names, and {@code gate}: where the first stage behind it takes the event. A stage
 * whose effects wait for the end of a batch ({@link Stage#isBatched()}) is passed when that has come.
 */
public interface StageTimes {
    /** The point between a journaled and processed event and the stages behind. */
    String GATE = "gate";

    /** Times nothing. */
    StageTimes NONE = new StageTimes() {
        @Override
        public long startNs(long sequence) {
            return 0;
        }

        @Override
        public Point point(String name) {
            return startNs -> {};
        }
    };

    /**
     * Called by the producer as it claims a slot, on any thread; must be quick.
     *
     * @return the time from which this event is measured, by a clock of the implementation's choice; 0: it is not timed
     */
    long startNs(long sequence);

    /** What is told of one point; called once a point, when the ring is made. */
    Point point(String name);

    /** A point on the way. Called by one thread at a time; must neither allocate nor throw. */
    interface Point {
        /** An event passed that is measured from {@code startNs}. */
        void onPassed(long startNs);
    }
}
