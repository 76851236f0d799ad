package io.ringfence.transport.account;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that hash passwords and write files, so that no event loop does. Their queue is bounded: a flood of logins is
 * refused as busy, and costs the host these threads and no more.
 */
final class PasswordWorker implements AutoCloseable {
    private static final long CLOSE_TIMEOUT_MS = 10_000;

    private final AtomicInteger threadCount = new AtomicInteger();
    private final ThreadPoolExecutor threads;

    PasswordWorker(PasswordConfig config) {
        threads = new ThreadPoolExecutor(
                config.threads(),
                config.threads(),
                10,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(config.queueLength()),
                this::thread);
        threads.allowCoreThreadTimeOut(true);
    }

    private Thread thread(Runnable task) {
        Thread thread = new Thread(task, "account-" + threadCount.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Does it on one of the threads.
     *
     * @param atEnd done there as well, or here where it is refused: wipes what the work was given
     * @return completed by that thread; with an {@link AccountException} where it is refused
     */
    <T> CompletableFuture<T> submit(Callable<T> work, Runnable atEnd) {
        Job<T> job = new Job<>(work, atEnd, new CompletableFuture<>());
        try {
            threads.execute(job);
        } catch (RejectedExecutionException full) {
            job.refuse();
        }
        return job.result();
    }

    /** Refuses what waits, and waits for what is under way, for 10 s. */
    @Override
    public void close() {
        threads.shutdown();
        // Not interrupted: a file that is being written is written to its end.
        List<Runnable> waiting = new ArrayList<>();
        threads.getQueue().drainTo(waiting);
        for (Runnable job : waiting) {
            ((Job<?>) job).refuse();
        }
        try {
            threads.awaitTermination(CLOSE_TIMEOUT_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private record Job<T>(Callable<T> work, Runnable atEnd, CompletableFuture<T> result) implements Runnable {
        @Override
        public void run() {
            T value;
            try {
                value = work.call();
            } catch (java.io.IOException e) {
                atEnd.run();
                result.completeExceptionally(new AccountException(AccountError.STORAGE, e.getMessage(), e));
                return;
            } catch (Throwable failure) {
                // An OutOfMemoryError as well: the caller must hear of it, and this thread is as good as before.
                atEnd.run();
                result.completeExceptionally(failure);
                return;
            }
            atEnd.run();
            result.complete(value);
        }

        void refuse() {
            atEnd.run();
            result.completeExceptionally(
                    new AccountException(AccountError.BUSY, "too many passwords are being checked, try again"));
        }
    }
}
