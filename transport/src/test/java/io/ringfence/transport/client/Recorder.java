package io.ringfence.transport.client;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Writes down what listeners are told. */
final class Recorder implements ChannelListener, ConnectionListener {
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(20);

    /** One line for each call but those of states. */
    final List<String> heard = new CopyOnWriteArrayList<>();

    final List<State> states = new CopyOnWriteArrayList<>();
    final List<String> reasons = new CopyOnWriteArrayList<>();

    @Override
    public void onEvent(EdgeMessage event) {
        heard.add(event.type() + " " + event.seq());
    }

    @Override
    public void onSnapshot(EdgeMessage snapshot) {
        heard.add("snapshot " + snapshot.seq());
    }

    @Override
    public void onGap(long processedSeq, long currentSeq) {
        heard.add("gap " + processedSeq + " " + currentSeq);
    }

    @Override
    public void onRefused(EdgeRefused reason) {
        heard.add("refused " + reason.code());
    }

    @Override
    public void onState(State state, String reason) {
        states.add(state);
        reasons.add(reason);
    }

    void awaitHeard(int count) {
        await("event " + count + " of " + heard, () -> heard.size() >= count);
    }

    void awaitState(State state) {
        await(state + " of " + states + reasons, () -> states.contains(state));
    }

    static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE_NS;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                fail("waited in vain for " + what);
            }
            LockSupport.parkNanos(200_000);
        }
    }
}
