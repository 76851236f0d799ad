package io.ringfence.transport.edge;

import io.netty.util.collection.LongObjectHashMap;

/**
 * All streams of the edge, and the lock between the core's output thread, which puts events in, and the event loops, which
 * look at where a stream stands when a client subscribes. Whoever calls holds the lock, which is this object: a subscription
 * and the snapshot that goes with it are of one moment between two events.
 *
 * <p>The output thread takes it once for an event that has outputs, never for a tick that has none. A loop holds it for as
 * long as it takes to copy what a client missed, or to write down what an account has.
 */
final class Streams {
    /** In place of an account: everybody. */
    static final int EVERYBODY = -1;

    private final String epoch;
    private final StreamConfig config;
    private final int loops;
    private final LongObjectHashMap<Stream> byKey = new LongObjectHashMap<>();
    private long leftBytes;

    Streams(String epoch, StreamConfig config, int loops) {
        this.epoch = epoch;
        this.config = config;
        this.loops = loops;
        this.leftBytes = config.historyBytes();
    }

    /** Names the history that positions belong to. */
    String epoch() {
        return epoch;
    }

    /** The stream of a channel and an account, made when it is not there yet. */
    Stream of(Channel channel, int accountId) {
        long key = (long) channel.ordinal() << 32 | accountId & 0xFFFF_FFFFL;
        Stream stream = byKey.get(key);
        if (stream == null) {
            stream = new Stream(channel, accountId, loops, config.historyEvents(), this::take);
            byKey.put(key, stream);
        }
        return stream;
    }

    private long take(long bytes) {
        if (bytes > leftBytes) {
            return -1;
        }
        leftBytes -= bytes;
        return leftBytes;
    }
}
