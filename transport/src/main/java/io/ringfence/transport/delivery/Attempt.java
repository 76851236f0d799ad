package io.ringfence.transport.delivery;

import io.ringfence.core.event.AttemptOutcome;

/**
 * What a service said.
 *
 * @param outcome whether it has taken the notification, may later, or never will
 * @param retryAfterNs not before so long a time; 0 for when the host likes
 * @param holdsAll whether nothing may be sent by this channel until then, as when a bot has sent too much
 * @param detail the service's words, for people; what is longer than 32 ASCII characters is cut for the journal
 */
public record Attempt(AttemptOutcome outcome, long retryAfterNs, boolean holdsAll, String detail) {
    /** The service has it. */
    public static Attempt delivered(String detail) {
        return new Attempt(AttemptOutcome.DELIVERED, 0, false, detail);
    }

    /** It may be tried again. */
    public static Attempt later(long retryAfterNs, String detail) {
        return new Attempt(AttemptOutcome.LATER, retryAfterNs, false, detail);
    }

    /** Nothing may be sent by this channel for so long. */
    public static Attempt holdAll(long retryAfterNs, String detail) {
        return new Attempt(AttemptOutcome.LATER, retryAfterNs, true, detail);
    }

    /** It will never be taken. */
    public static Attempt failed(String detail) {
        return new Attempt(AttemptOutcome.FAILED, 0, false, detail);
    }
}
