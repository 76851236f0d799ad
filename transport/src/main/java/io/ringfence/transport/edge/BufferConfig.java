package io.ringfence.transport.edge;

/**
 * Bounds on what waits for a client.
 *
 * @param maxPendingEventBytes bytes that may wait in a connection when an event of a stream is added to it, each message with
 *     96 bytes on top; beyond that the client is closed
 * @param writeBufferLowWaterBytes a client that could not keep up gets prices again when fewer bytes wait
 * @param writeBufferHighWaterBytes prices are conflated while more bytes wait
 * @param sendBufferBytes the kernel's send buffer of a connection, 0 for the system's choice
 * @param handOffMessages messages that may wait between the core and an event loop, a power of two
 */
public record BufferConfig(
        int maxPendingEventBytes,
        int writeBufferLowWaterBytes,
        int writeBufferHighWaterBytes,
        int sendBufferBytes,
        int handOffMessages) {

    /** Validates. */
    public BufferConfig {
        Bounds.check(writeBufferHighWaterBytes, 1_024, 1 << 28, "write-buffer-high-water-bytes");
        Bounds.check(writeBufferLowWaterBytes, 0, writeBufferHighWaterBytes, "write-buffer-low-water-bytes");
        Bounds.check(maxPendingEventBytes, writeBufferHighWaterBytes, 1 << 30, "max-pending-event-bytes");
        Bounds.check(sendBufferBytes, 0, 1 << 28, "send-buffer-bytes");
        Bounds.check(handOffMessages, 2, 1 << 24, "hand-off-messages");
        if (Integer.bitCount(handOffMessages) != 1) {
            throw Bounds.refusal("hand-off-messages", handOffMessages, "a power of two");
        }
    }

    /** 1 MiB of events for a slow client, 16,384 messages for a slow loop. */
    public static BufferConfig defaults() {
        return new BufferConfig(1 << 20, 32_768, 65_536, 0, 16_384);
    }
}
