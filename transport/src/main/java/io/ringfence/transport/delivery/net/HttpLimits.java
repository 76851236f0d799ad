package io.ringfence.transport.delivery.net;

import io.ringfence.transport.delivery.Bounds;
import java.time.Duration;

/**
 * Bounds of what is asked of services over HTTP, the same for all of them.
 *
 * @param connectMs until a connection stands, TLS included: 10 to 60,000 milliseconds
 * @param totalMs until an answer has come whole: 10 to 300,000 milliseconds. Twice this is shorter than {@code max-flight-ms} of
 *     the channel, since some ask two services one after the other
 * @param maxAnswerBytes read of an answer's body: 256 to 1,048,576
 * @param maxRetryAfterMs longest that a service may ask to be left alone for: 0 to 86,400,000 milliseconds
 * @param threads of a channel, for names, TLS and answers: 1 to 16
 */
public record HttpLimits(int connectMs, int totalMs, int maxAnswerBytes, long maxRetryAfterMs, int threads) {
    /** Validates. */
    public HttpLimits {
        Bounds.check("http.connect-ms", connectMs, 10, 60_000);
        Bounds.check("http.total-ms", totalMs, 10, 300_000);
        Bounds.check("http.max-answer-bytes", maxAnswerBytes, 256, 1 << 20);
        Bounds.check("http.max-retry-after-ms", maxRetryAfterMs, 0, 86_400_000);
        Bounds.check("http.threads", threads, 1, 16);
    }

    /** 4 s to connect, 10 s in all, 16 KiB of an answer, left alone for an hour at most, 2 threads. */
    public static HttpLimits defaults() {
        return new HttpLimits(4_000, 10_000, 16_384, 3_600_000, 2);
    }

    Duration connect() {
        return Duration.ofMillis(connectMs);
    }

    Duration total() {
        return Duration.ofMillis(totalMs);
    }
}
