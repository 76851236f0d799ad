package io.ringfence.transport.delivery.webhook;

import io.ringfence.transport.delivery.AddressAnswer;
import io.ringfence.transport.delivery.Attempt;
import io.ringfence.transport.delivery.net.HttpAnswer;
import io.ringfence.transport.delivery.net.RetryAfter;

/**
 * What a receiver's answers mean, as Standard Webhooks suggests, "Delivery success and failure".
 *
 * <pre>
 *   2xx                                delivered
 *   410                                gone: the receiver wants no more
 *   3xx, 400, 405, 413, 414, 415, 422  failed: the same request would be answered the same
 *   others, no answer                  later, by Retry-After where there is one: 401, 403 and 404 are what a receiver says while
 *                                      it is set up anew
 * </pre>
 */
final class WebhookAnswers {
    private WebhookAnswers() {}

    static AddressAnswer of(HttpAnswer http, long nowMs, long maxRetryAfterMs) {
        if (!http.isThere()) {
            return AddressAnswer.of(Attempt.later(0, http.summary()));
        }
        int status = http.status();
        if (http.isSuccess()) {
            return AddressAnswer.of(Attempt.delivered(http.summary()));
        }
        return switch (status) {
            case 410 -> AddressAnswer.gone(http.summary());
            case 400, 405, 413, 414, 415, 422 -> AddressAnswer.of(Attempt.failed(http.summary()));
            default ->
                AddressAnswer.of(
                        status >= 300 && status <= 399
                                ? Attempt.failed(http.summary() + ", not followed")
                                : Attempt.later(RetryAfter.ns(http.headers(), nowMs, maxRetryAfterMs), http.summary()));
        };
    }

    /** Whether the receiver is there, whatever it thinks of the request. */
    static boolean isUp(HttpAnswer http) {
        return http.isThere() && http.status() < 500;
    }
}
