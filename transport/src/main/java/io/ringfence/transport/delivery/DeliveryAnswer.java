package io.ringfence.transport.delivery;

import io.ringfence.core.command.LabelText;
import io.ringfence.core.event.AttemptOutcome;
import io.ringfence.core.event.DeliveryChannel;

/**
 * What came of a request: the input DELIVERY_ATTEMPTED in parts. Whatever a service said fits into it.
 *
 * @param eventId as the request had it
 * @param accountId as the request had it
 * @param attempt as the request had it
 * @param channel as the request had it
 * @param outcome what came of it
 * @param retryAfterNs not before so long a time; 0 for when the core likes, never negative
 * @param detail the service's words, at most 32 characters of printable ASCII
 */
public record DeliveryAnswer(
        long eventId,
        int accountId,
        int attempt,
        DeliveryChannel channel,
        AttemptOutcome outcome,
        long retryAfterNs,
        String detail) {

    /** Cuts the detail, and puts a question mark for what is not printable ASCII. */
    public DeliveryAnswer {
        retryAfterNs = Math.max(0, retryAfterNs);
        detail = LabelText.of(detail);
    }

    static DeliveryAnswer of(DeliveryRequest request, Attempt attempt) {
        return new DeliveryAnswer(
                request.eventId(),
                request.accountId(),
                request.attempt(),
                request.channel(),
                attempt.outcome(),
                attempt.outcome() == AttemptOutcome.LATER ? attempt.retryAfterNs() : 0,
                attempt.detail());
    }
}
