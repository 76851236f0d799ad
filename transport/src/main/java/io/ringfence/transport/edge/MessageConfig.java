package io.ringfence.transport.edge;

import io.ringfence.transport.rate.Rate;

/**
 * Bounds on what a client may send.
 *
 * @param maxFrameBytes largest frame, and largest message made of several frames
 * @param maxAnonymousFrameBytes the same for a client that has not said who it is, and the largest body of a request over HTTP
 * @param maxFragments most frames of one message
 * @param messagesPerSecond frames of a connection in the long run, pings and pongs too, and requests over HTTP; one that comes
 *     sooner is answered with an error and not carried out
 * @param messageBurst frames at once
 * @param maxRateErrors messages refused as too many before the client was silent until it had its burst again; one more
 *     closes the connection
 * @param maxSubscriptionsPerConnection most subscriptions of a client; a channel without filter counts one, a filter one for
 *     each symbol
 * @param maxBadMessages bad messages in a row that are answered; one more closes the connection
 * @param inflate whether a client may compress what it sends (RFC 7692, without context takeover); what the edge sends is
 *     never compressed, since it is encoded once for all
 */
public record MessageConfig(
        int maxFrameBytes,
        int maxAnonymousFrameBytes,
        int maxFragments,
        int messagesPerSecond,
        int messageBurst,
        int maxRateErrors,
        int maxSubscriptionsPerConnection,
        int maxBadMessages,
        boolean inflate) {

    /** Validates. */
    public MessageConfig {
        Bounds.check(maxFrameBytes, 1_024, 1 << 24, "max-frame-bytes");
        Bounds.check(maxAnonymousFrameBytes, 1_024, maxFrameBytes, "max-anonymous-frame-bytes");
        Bounds.check(maxFragments, 1, 1 << 20, "max-fragments");
        Bounds.check(messagesPerSecond, 1, 1_000_000, "messages-per-second");
        Bounds.check(messageBurst, 1, 1_000_000, "message-burst");
        Bounds.check(maxRateErrors, 0, 1_000_000, "max-rate-errors");
        Bounds.check(maxSubscriptionsPerConnection, 1, 65_536, "max-subscriptions-per-connection");
        Bounds.check(maxBadMessages, 0, 1_000_000, "max-bad-messages");
    }

    /** Frames of 64 KiB, 16 KiB before auth, 128 to a message; 200 at once, then 100 a second; nothing compressed. */
    public static MessageConfig defaults() {
        return new MessageConfig(65_536, 16_384, 128, 100, 200, 50, 256, 10, false);
    }

    Rate messageRate() {
        return Rate.of(messagesPerSecond, messageBurst);
    }
}
