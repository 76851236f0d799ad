package io.ringfence.transport.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Whatever bytes come, they become a request, soon, and what is said of them is short. Profile {@code fuzz} reads a million;
 * {@code -Dringfence.test.seed=N} repeats what was drawn.
 */
@Timeout(value = 900, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RequestFuzzTest {
    private static final int INPUT_COUNT = Integer.getInteger("ringfence.test.inputs", 50_000);
    private static final int MAX_MESSAGE_BYTES = 65_536;
    private static final int MAX_ERROR_LENGTH = 512;
    /** 64 characters, each escaped, in quotes. */
    private static final int MAX_ID_LENGTH = 64 * 6 + 2;

    /** On this thread, so that neither other processes nor the collector count. */
    private static final long MAX_CPU_NS = TimeUnit.MILLISECONDS.toNanos(200);

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final RequestReader reader = new RequestReader(MAX_MESSAGE_BYTES, 256);
    private final Set<ErrorCode> refusals = EnumSet.noneOf(ErrorCode.class);
    private int acceptedCount;

    @Test
    void shouldGiveARequestSoonWhenAMessageIsAlmostOne() {
        long seed = Long.getLong("ringfence.test.seed", System.nanoTime());
        // Classes are loaded by inputs that are not timed.
        RequestMutations warmUp = new RequestMutations(seed, MAX_MESSAGE_BYTES);
        for (int i = 0; i < 200; i++) {
            reader.read(warmUp.next());
        }
        RequestMutations mutations = new RequestMutations(seed, MAX_MESSAGE_BYTES);
        for (int i = 0; i < INPUT_COUNT; i++) {
            byte[] message = mutations.next();
            try {
                check(message);
            } catch (Throwable failure) {
                throw new AssertionError(
                        "-Dringfence.test.seed=" + seed + ", input " + i + ", Base64: "
                                + Base64.getEncoder().encodeToString(message),
                        failure);
            }
        }
        // It reached what it is there to reach.
        assertEquals(
                EnumSet.of(
                        ErrorCode.INVALID_JSON,
                        ErrorCode.MISSING_FIELD,
                        ErrorCode.INVALID_FIELD,
                        ErrorCode.UNKNOWN_CHANNEL),
                refusals);
        assertTrue(acceptedCount > INPUT_COUNT / 20, acceptedCount + " of " + INPUT_COUNT + " are right");
    }

    private void check(byte[] message) {
        long startNs = threads.getCurrentThreadCpuTime();
        Request request = reader.read(message);
        long cpuNs = threads.getCurrentThreadCpuTime() - startNs;
        assertNotNull(request);
        assertTrue(cpuNs < MAX_CPU_NS, cpuNs + " ns");
        if (request.id() != null) {
            assertTrue(request.id().length() <= MAX_ID_LENGTH, request.id());
            assertEquals(
                    Set.of("id"),
                    JsonScalars.of("{\"id\":" + request.id() + '}').keySet());
        }
        if (request instanceof Request.Refused refused) {
            refusals.add(refused.code());
            assertTrue(refused.message().length() <= MAX_ERROR_LENGTH, refused.message());
        } else {
            acceptedCount++;
        }
    }
}
