package io.ringfence.transport.client;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A loop whose thread is the test's, and whose time passes when the test says so. */
final class ManualLoop extends AbstractExecutorService implements ScheduledExecutorService {
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final List<Timer> timers = new ArrayList<>();
    private long nowMs;
    private long runCount;

    private final class Timer extends FutureTask<Object> implements ScheduledFuture<Object> {
        private final long dueMs;

        Timer(Runnable task, long dueMs) {
            super(task, null);
            this.dueMs = dueMs;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(dueMs - nowMs, TimeUnit.MILLISECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.MILLISECONDS), other.getDelay(TimeUnit.MILLISECONDS));
        }
    }

    /** Runs what comes until the condition holds; no time passes on the loop. */
    void runUntil(String what, BooleanSupplier condition) {
        Recorder.await(what, () -> {
            runAll();
            return condition.getAsBoolean();
        });
    }

    /**
     * Lets so much time pass, and runs what becomes due. Tasks wait for {@link #runUntil}: one that comes from another thread
     * meanwhile may set a timer that is due at once, and how many of those ran would be chance.
     */
    void advance(long ms) {
        long endMs = nowMs + ms;
        for (Timer next = nextTimer(); next != null && next.dueMs <= endMs; next = nextTimer()) {
            nowMs = next.dueMs;
            timers.remove(next);
            next.run();
        }
        nowMs = endMs;
    }

    /** Time until the next timer. */
    long nextDelayMs() {
        return nextTimer().dueMs - nowMs;
    }

    private Timer nextTimer() {
        timers.removeIf(FutureTask::isDone);
        return timers.stream()
                .min(Comparator.comparingLong(timer -> timer.dueMs))
                .orElse(null);
    }

    private void runAll() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
            runCount++;
        }
    }

    /** Tasks that have run, timers left out. */
    long runCount() {
        return runCount;
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        Timer timer = new Timer(task, nowMs + unit.toMillis(delay));
        timers.add(timer);
        return timer;
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> task, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, long first, long period, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, long first, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void shutdown() {}

    @Override
    public List<Runnable> shutdownNow() {
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return false;
    }

    @Override
    public boolean isTerminated() {
        return false;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return true;
    }
}
