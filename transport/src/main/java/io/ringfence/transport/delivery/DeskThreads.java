package io.ringfence.transport.delivery;

import java.util.concurrent.locks.LockSupport;

/** Ends of threads that never wait for long. */
final class DeskThreads {
    private DeskThreads() {}

    /** Wakes a thread that has been told to end, or null for one that was never started, and waits until it has. */
    static void join(Thread running) {
        if (running == null) {
            return;
        }
        LockSupport.unpark(running);
        boolean interrupted = false;
        while (running.isAlive()) {
            try {
                running.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
