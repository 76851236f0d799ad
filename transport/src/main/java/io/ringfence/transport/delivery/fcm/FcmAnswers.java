package io.ringfence.transport.delivery.fcm;

import io.ringfence.transport.delivery.AddressAnswer;
import io.ringfence.transport.delivery.Attempt;
import io.ringfence.transport.delivery.net.HttpAnswer;
import io.ringfence.transport.delivery.net.JsonTree;
import io.ringfence.transport.delivery.net.RetryAfter;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What FCM's answers mean, by its own codes ("ErrorCode" of its REST reference) and the status.
 *
 * <pre>
 *   200                                delivered: FCM has it
 *   404 UNREGISTERED                   the token is gone
 *   400 INVALID_ARGUMENT, 403 SENDER_ID_MISMATCH and others of 400, 403    failed
 *   401 and 404 without a code of FCM  the project or its key is wrong: later, since an operator may mend it
 *   429                                later, after a minute at least, as Google asks for
 *   503 with Retry-After               the whole channel waits
 *   5xx, no answer, broken answer      later
 * </pre>
 */
final class FcmAnswers {
    private static final long MIN_QUOTA_WAIT_NS = TimeUnit.MINUTES.toNanos(1);

    private FcmAnswers() {}

    /** Reads an answer; {@code nowMs} and {@code maxRetryAfterMs} are for its Retry-After. */
    static AddressAnswer of(HttpAnswer http, long nowMs, long maxRetryAfterMs) {
        if (!http.isThere()) {
            return AddressAnswer.of(Attempt.later(0, http.summary()));
        }
        Optional<JsonTree> body = JsonTree.parse(http.body());
        if (http.isSuccess()) {
            boolean hasName = body.isPresent() && !body.get().text("name").isEmpty();
            return AddressAnswer.of(hasName ? Attempt.delivered("taken") : Attempt.later(0, "broken answer"));
        }
        String code = body.map(FcmAnswers::code).orElse("");
        String words = code.isEmpty() ? http.summary() : http.status() + " " + code;
        long retryAfterNs = RetryAfter.ns(http.headers(), nowMs, maxRetryAfterMs);
        return switch (http.status()) {
            case 400, 403, 413 -> AddressAnswer.of(Attempt.failed(words));
            case 404 ->
                code.equals("UNREGISTERED")
                        ? AddressAnswer.gone(words)
                        : AddressAnswer.of(Attempt.later(retryAfterNs, words));
            case 429 -> AddressAnswer.of(Attempt.later(Math.max(MIN_QUOTA_WAIT_NS, retryAfterNs), words));
            case 503 ->
                AddressAnswer.of(retryAfterNs > 0 ? Attempt.holdAll(retryAfterNs, words) : Attempt.later(0, words));
            default -> AddressAnswer.of(Attempt.later(retryAfterNs, words));
        };
    }

    /** FCM's own code, or the one that Google's services share. */
    private static String code(JsonTree body) {
        for (JsonTree detail : body.elements("error", "details")) {
            if (!detail.text("errorCode").isEmpty()) {
                return detail.text("errorCode");
            }
        }
        return body.text("error", "status");
    }
}
