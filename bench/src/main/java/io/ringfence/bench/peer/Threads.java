package io.ringfence.bench.peer;

/** Ends threads. */
final class Threads {
    private static final long PATIENCE_MS = 10_000;

    private Threads() {}

    /** Waits for a thread that was told to end; one that was never started has. */
    static void join(Thread thread) {
        try {
            thread.join(PATIENCE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            throw new IllegalStateException("thread " + thread.getName() + " does not end");
        }
    }
}
