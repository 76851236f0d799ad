package io.ringfence.config.node;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.time.Instant;

/**
 * The host's clock, to the nanosecond, as {@link Instant#now()} reads it. Without the {@code Instant}, which C2 removes in one run
 * and not in the next, and which each producer would make with each event.
 *
 * <p>The JVM's own way to it is not public; where the package is not opened, as the jars' manifests and the build do, an {@code
 * Instant} is made after all.
 */
final class SystemTime {
    private static final long OUT_OF_RANGE = -1;
    private static final MethodHandle SINCE_SECOND = sinceSecond();

    private SystemTime() {}

    /** Takes seconds since the epoch, less than 2^32 away, and gives the nanoseconds that have passed since then; null for none. */
    private static MethodHandle sinceSecond() {
        try {
            return MethodHandles.lookup()
                    .findStatic(
                            Class.forName("jdk.internal.misc.VM"),
                            "getNanoTimeAdjustment",
                            MethodType.methodType(long.class, long.class));
        } catch (ReflectiveOperationException notOpened) {
            return null;
        }
    }

    /** Nanoseconds since the epoch. */
    static long epochNs() {
        long sinceEpoch = SINCE_SECOND == null ? OUT_OF_RANGE : sinceEpoch();
        return sinceEpoch == OUT_OF_RANGE ? epochNs(Instant.now()) : sinceEpoch;
    }

    private static long sinceEpoch() {
        try {
            return (long) SINCE_SECOND.invokeExact(0L);
        } catch (Throwable never) {
            throw new IllegalStateException(never);
        }
    }

    static long epochNs(Instant time) {
        return time.getEpochSecond() * 1_000_000_000L + time.getNano();
    }
}
