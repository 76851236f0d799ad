package io.ringfence.transport.delivery.telegram;

import io.ringfence.transport.delivery.AddressAnswer;
import io.ringfence.transport.delivery.Attempt;
import io.ringfence.transport.delivery.net.HttpAnswer;
import io.ringfence.transport.delivery.net.JsonTree;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What the API's answers mean. {@code error_code} and {@code parameters.retry_after} are documented; descriptions are not, but they
 * alone tell a person who has blocked the bot from one who was never there, so what is not known is not taken away.
 *
 * <pre>
 *   ok                                        delivered
 *   429                                       the whole bot waits for retry_after
 *   403 blocked, deactivated, kicked,
 *   400 chat not found                        the chat is gone
 *   403, 400, 413 otherwise                   failed
 *   401, 404                                  the token is wrong: later, since an operator may mend it
 *   5xx, no answer, not the API's JSON        later
 * </pre>
 */
final class TelegramAnswers {
    private static final long MIN_HOLD_NS = TimeUnit.SECONDS.toNanos(1);
    private static final List<String> GONE = List.of("blocked by the user", "user is deactivated", "was kicked");
    private static final String NO_CHAT = "chat not found";

    private TelegramAnswers() {}

    /**
     * Reads an answer.
     *
     * @param maxHoldNs longest that the bot is held for, whatever it is told
     */
    static AddressAnswer of(HttpAnswer http, long maxHoldNs) {
        if (!http.isThere()) {
            return AddressAnswer.of(Attempt.later(0, http.summary()));
        }
        Optional<JsonTree> body = JsonTree.parse(http.body());
        boolean isOfApi = body.isPresent()
                && (body.get().isTrue("ok") || body.get().number("error_code").isPresent());
        if (!isOfApi) {
            // Something before the API has answered.
            String detail = http.isSuccess() ? "broken answer" : http.summary();
            return http.status() == 429
                    ? AddressAnswer.of(Attempt.holdAll(MIN_HOLD_NS, detail))
                    : AddressAnswer.of(Attempt.later(0, detail));
        }
        return body.get().isTrue("ok")
                ? AddressAnswer.of(Attempt.delivered("message " + id(body.get())))
                : refused(body.get(), maxHoldNs);
    }

    private static String id(JsonTree body) {
        return body.number("result", "message_id").isPresent()
                ? Long.toString(body.number("result", "message_id").getAsLong())
                : "taken";
    }

    private static AddressAnswer refused(JsonTree body, long maxHoldNs) {
        int code = (int) body.number("error_code").orElse(0);
        String description = body.text("description");
        String words = code + " " + withoutPrefix(description);
        switch (code) {
            case 429 -> {
                long seconds = Math.min(body.number("parameters", "retry_after").orElse(1), Integer.MAX_VALUE);
                long holdNs = Math.max(MIN_HOLD_NS, TimeUnit.SECONDS.toNanos(seconds));
                return AddressAnswer.of(
                        Attempt.holdAll(Math.min(holdNs, maxHoldNs), "429 retry after " + seconds + " s"));
            }
            case 400, 403, 413 -> {
                String lower = description.toLowerCase(Locale.ROOT);
                boolean isGone = code == 403 && GONE.stream().anyMatch(lower::contains)
                        || code == 400 && lower.contains(NO_CHAT);
                return isGone ? AddressAnswer.gone(words) : AddressAnswer.of(Attempt.failed(words));
            }
            default -> {
                return AddressAnswer.of(Attempt.later(0, words));
            }
        }
    }

    /** "Bad Request: " and the like say what the code says. */
    private static String withoutPrefix(String description) {
        int colon = description.indexOf(": ");
        return colon < 0 ? description : description.substring(colon + 2);
    }
}
