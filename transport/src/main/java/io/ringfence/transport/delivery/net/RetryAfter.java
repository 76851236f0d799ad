package io.ringfence.transport.delivery.net;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.TimeUnit;

/** Header {@code Retry-After}, RFC 9110 section 10.2.3: seconds, or a date. */
public final class RetryAfter {
    private static final String NAME = "retry-after";
    private static final String SECONDS = "[0-9]{1,9}";

    private RetryAfter() {}

    /**
     * How long the service wants to be left alone.
     *
     * @param nowMs since 1970, by which a date is understood
     * @param maxMs longest that is believed
     * @return nanoseconds; 0 where it does not say, or not so that it can be understood
     */
    public static long ns(HttpHeaders headers, long nowMs, long maxMs) {
        String value = headers.firstValue(NAME).orElse("").strip();
        long waitMs = value.matches(SECONDS) ? Long.parseLong(value) * 1_000 : untilMs(value, nowMs);
        return TimeUnit.MILLISECONDS.toNanos(Math.max(0, Math.min(waitMs, maxMs)));
    }

    private static long untilMs(String date, long nowMs) {
        try {
            return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant()
                            .toEpochMilli()
                    - nowMs;
        } catch (DateTimeException | ArithmeticException notADate) {
            return 0;
        }
    }
}
