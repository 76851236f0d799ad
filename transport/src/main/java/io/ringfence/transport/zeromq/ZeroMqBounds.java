package io.ringfence.transport.zeromq;

import io.ringfence.core.command.EventForm;

/**
 * What producers may take of the gateway. The memory that they may fill is the product of maxConnections, receiveHwm and
 * maxMessageBytes.
 *
 * @param maxConnections producers at the gateway's own port, 1 to 65,536; one more is cut off
 * @param maxMessageBytes largest frame of a message, 1,024 to 1,048,576; whoever sends a larger one is cut off
 * @param maxPayloadBytes largest payload of an event, 0 to 16,384; one with more is refused
 * @param receiveHwm messages of one producer that wait here, 1 to 100,000; more wait at the producer's
 * @param sendHwm acks for one producer that wait, 1 to 100,000; what is beyond is not sent, and its event comes again
 * @param maxPendingEvents events on their way through the core at once, 1 to 65,536
 * @param busyTimeoutMs how long an event waits for room in the ring before it is refused, 0 to 60,000
 * @param heartbeatMs silence after which a peer is pinged; one that says nothing for as long again is cut off; 100 to 60,000
 * @param lingerMs at the end, the time that acks have to reach their producers, 0 to 60,000
 */
public record ZeroMqBounds(
        int maxConnections,
        int maxMessageBytes,
        int maxPayloadBytes,
        int receiveHwm,
        int sendHwm,
        int maxPendingEvents,
        int busyTimeoutMs,
        int heartbeatMs,
        int lingerMs) {

    private static final int MINUTE_MS = 60_000;

    /** Validates. */
    public ZeroMqBounds {
        check("max-connections", maxConnections, 1, 1 << 16);
        check("max-message-bytes", maxMessageBytes, 1 << 10, 1 << 20);
        check("max-payload-bytes", maxPayloadBytes, 0, EventForm.MAX_PAYLOAD_BYTES);
        check("receive-hwm", receiveHwm, 1, 100_000);
        check("send-hwm", sendHwm, 1, 100_000);
        check("max-pending-events", maxPendingEvents, 1, 1 << 16);
        check("busy-timeout-ms", busyTimeoutMs, 0, MINUTE_MS);
        check("heartbeat-ms", heartbeatMs, 100, MINUTE_MS);
        check("linger-ms", lingerMs, 0, MINUTE_MS);
    }

    /** 64 producers of 256 messages of 64 KiB, payloads up to 16 KiB; 1 GiB where all of them send nothing but the largest. */
    public static ZeroMqBounds defaults() {
        return new ZeroMqBounds(64, 1 << 16, 1 << 14, 256, 1_024, 1_024, 5_000, 5_000, 500);
    }

    private static void check(String field, int value, int min, int max) {
        if (value < min || value > max) {
            throw ZeroMqConfig.refusal(field, value, min + " to " + max);
        }
    }
}
