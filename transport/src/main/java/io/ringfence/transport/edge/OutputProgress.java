package io.ringfence.transport.edge;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;

/**
 * Whether a client reads what is written to it, from one look to the next. Time is the caller's: without a byte taken between
 * two looks the client is stuck. Of one connection, on its event loop.
 */
final class OutputProgress {
    private long pendingBytes;
    private long doneBytes;

    /** Whether something waits for the client to read. */
    boolean isPending(Channel channel) {
        return pendingBytes(channel) > 0;
    }

    /** Whether something waits, as much as at the last look. */
    boolean isStuck(Channel channel) {
        ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
        long nowPendingBytes = pendingBytes(channel);
        // Of the answer that is half out: it counts as pending until all of it is.
        long nowDoneBytes = buffer == null ? 0 : buffer.currentProgress();
        boolean isStuck = nowPendingBytes > 0 && nowPendingBytes == pendingBytes && nowDoneBytes == doneBytes;
        pendingBytes = nowPendingBytes;
        doneBytes = nowDoneBytes;
        return isStuck;
    }

    private static long pendingBytes(Channel channel) {
        ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
        return buffer == null ? 0 : buffer.totalPendingWriteBytes();
    }
}
