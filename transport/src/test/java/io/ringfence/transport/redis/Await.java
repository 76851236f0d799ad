package io.ringfence.transport.redis;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what another thread does. */
final class Await {
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(60);

    private Await() {}

    static void until(BooleanSupplier condition, Supplier<Object> state) throws InterruptedException {
        long beginNs = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - beginNs > PATIENCE_NS) {
                fail("not within a minute: " + state.get());
            }
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }
}
