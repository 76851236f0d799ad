package io.ringfence.transport.delivery.webpush;

import io.ringfence.transport.delivery.AddressAnswer;
import io.ringfence.transport.delivery.Attempt;
import io.ringfence.transport.delivery.net.HttpAnswer;
import io.ringfence.transport.delivery.net.RetryAfter;

/**
 * What a push service's answer means, RFC 8030 sections 5 and 8.4, and RFC 9110 for the rest.
 *
 * <pre>
 *   2xx                        delivered: the service keeps it for the browser
 *   404, 410                   failed, and the subscription is gone
 *   408, 425, 429, 5xx, none   later, when Retry-After says
 *   else                       failed: 413 too long, 400, 401 or 403 a key that the browser did not subscribe for
 * </pre>
 */
final class PushAnswers {
    private PushAnswers() {}

    static AddressAnswer of(HttpAnswer answer, long nowMs, long maxRetryAfterMs) {
        int status = answer.status();
        if (answer.isSuccess()) {
            return AddressAnswer.of(Attempt.delivered(answer.summary()));
        }
        if (status == 404 || status == 410) {
            return AddressAnswer.gone(answer.summary());
        }
        boolean isForNow = !answer.isThere() || status == 408 || status == 425 || status == 429 || status / 100 == 5;
        return AddressAnswer.of(
                isForNow
                        ? Attempt.later(RetryAfter.ns(answer.headers(), nowMs, maxRetryAfterMs), answer.summary())
                        : Attempt.failed(answer.summary()));
    }
}
