package io.ringfence.bench.rig;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/** What is measured: takes messages at the times they are due. Made for one round in a JVM of its own; used by one thread. */
public interface Subject extends AutoCloseable {
    /** Starts what it needs. It gets its {@link Recordings} when it is made. */
    void start() throws Exception;

    /**
     * Sends a message. Does not allocate, and waits for nothing but room.
     *
     * @param index from 0, without gaps
     * @param dueNs when it was to be sent, by {@link System#nanoTime()}: now, or earlier
     */
    void send(long index, long dueNs);

    /** When messages of a load with a rate are due: evenly spread, but for a subject whose load has a pace of its own. */
    default Schedule schedule(LoadPlan plan) {
        return new EvenSchedule(plan.ratePerSecond());
    }

    /**
     * Called again and again until the next message is due; what it takes too long is in that message's latency. Spins, but for
     * a subject whose other threads want the core more.
     *
     * @param remainingNs until then
     */
    default void untilDue(long remainingNs) {
        Thread.onSpinWait();
    }

    /** Waits until everything that was sent is done; false when that took longer. */
    boolean awaitDone(long sentCount, long timeoutMs) throws InterruptedException;

    /**
     * Whether the subject did what it was there for. After {@link #awaitDone}, before {@link #close}.
     *
     * @return what is wrong, a line each; none where all holds
     */
    List<String> check(long sentCount) throws Exception;

    /** Facts of the round for its report, for example {@code orders=3000} and {@code state_hash=...}; after {@link #check}. */
    default List<String> facts() {
        return List.of();
    }

    /** What is watched over a long round; empty: nothing is. After {@link #start}, by the thread that called it. */
    default Optional<Watched> watched() {
        return Optional.empty();
    }

    /**
     * Parts of a subject that are watched besides the process as a whole.
     *
     * @param threads by name, that its messages pass; those that live are watched
     * @param storedBytes of its files on disk; by any thread
     */
    record Watched(List<String> threads, LongSupplier storedBytes) {}

    /** Stops its threads and gives everything back. */
    @Override
    void close() throws IOException;
}
