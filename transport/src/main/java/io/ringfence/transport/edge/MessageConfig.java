package io.ringfence.transport.edge;

/**
 * Bounds on what a client may send.
 *
 * @param maxFrameBytes largest frame, and largest message made of several frames
 * @param maxSubscriptionsPerConnection most subscriptions of a client; a channel without filter counts one, a filter one for
 *     each symbol
 * @param maxBadMessages bad messages in a row that are answered; one more closes the connection
 */
public record MessageConfig(int maxFrameBytes, int maxSubscriptionsPerConnection, int maxBadMessages) {

    /** Validates. */
    public MessageConfig {
        Bounds.check(maxFrameBytes, 1_024, 1 << 24, "max-frame-bytes");
        Bounds.check(maxSubscriptionsPerConnection, 1, 65_536, "max-subscriptions-per-connection");
        Bounds.check(maxBadMessages, 0, 1_000_000, "max-bad-messages");
    }

    /** Frames of 64 KiB, 256 subscriptions, ten bad messages in a row. */
    public static MessageConfig defaults() {
        return new MessageConfig(65_536, 256, 10);
    }
}
