package io.ringfence.bench.rig;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.LongUnaryOperator;

/** A subject in a time of its own: each message takes as long as it is told to, and is done then. */
class FakeSystem implements Subject, LongSupplier {
    /** Reading the clock takes time as well, or nobody who waits would ever get on. */
    static final long READ_NS = 500;

    private final Recordings.Recording done;
    private final LongUnaryOperator serviceNs;
    final List<Long> dueNs = new ArrayList<>();
    private long nowNs;

    FakeSystem(Recordings recordings, long startNs, LongUnaryOperator serviceNs) {
        this.done = recordings.point("done");
        this.serviceNs = serviceNs;
        this.nowNs = startNs;
    }

    @Override
    public long getAsLong() {
        nowNs += READ_NS;
        return nowNs;
    }

    @Override
    public void start() {}

    @Override
    public void send(long index, long due) {
        if (index != dueNs.size()) {
            throw new IllegalArgumentException("message " + index + " came where " + dueNs.size() + " is next");
        }
        dueNs.add(due);
        nowNs += serviceNs.applyAsLong(index);
        done.record(due, nowNs);
    }

    @Override
    public boolean awaitDone(long sentCount, long timeoutMs) {
        return sentCount == dueNs.size();
    }

    @Override
    public List<String> check(long sentCount) {
        return List.of();
    }

    @Override
    public void close() {}
}
