package io.ringfence.bench.fanout;

import java.io.IOException;
import java.util.List;

/** Something that brings each published price to all WebSocket clients that have subscribed. Used by the rig's thread. */
public interface FanoutServer extends AutoCloseable {
    /** Starts it; returns the port of the loopback address at which clients are to ask for {@code /ws}. */
    int start() throws Exception;

    /**
     * Publishes a price whose {@code seq} is the index plus 1. Returns when it is handed on, whether anybody has it or not.
     *
     * @param index from 0, without gaps
     */
    void publish(long index);

    /** Whether it has begun to leave something out for a client that does not read; by the rig's thread. */
    default boolean isHeldBack() {
        return true;
    }

    /** What went wrong in the server, when all is over; a line each. */
    default List<String> check() {
        return List.of();
    }

    /** What it says of itself, as facts of the round; when all is over. */
    default List<String> facts() {
        return List.of();
    }

    /** Processor time so far of what belongs to the server besides this process. */
    default long otherCpuNs() {
        return 0;
    }

    @Override
    void close() throws IOException;
}
