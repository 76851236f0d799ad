package io.ringfence.core.ring;

/** Makes the threads that stages run on; the place for names and pinning. */
@FunctionalInterface
public interface StageThreads {
    /**
     * A thread, not started.
     *
     * @param name of the layout's thread: {@code core} and {@code output} in COMPACT, the stages' names in PIPELINED
     */
    Thread newThread(String name, Runnable work);

    /** Daemon threads called {@code ringfence-NAME}, pinned nowhere. */
    static StageThreads unpinned() {
        return (name, work) -> {
            Thread thread = new Thread(work, "ringfence-" + name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
