package io.ringfence.transport.zeromq;

import zmq.Msg;
import zmq.msg.MsgAllocator;

/**
 * Makes room for the frames that peers announce. The library compares the announced length with the bound as a signed number,
 * and then cuts it to 32 bits: without a look at what comes out of that, eight bytes of a peer's make an array of 2 GiB, or
 * an exception for ever. Such a frame is an empty one, which is no message of ours. Called by the sockets' own thread.
 */
final class BoundedFrames implements MsgAllocator {
    private final int maxBytes;
    private final ZeroMqCounters counters;

    BoundedFrames(int maxBytes, ZeroMqCounters counters) {
        this.maxBytes = maxBytes;
        this.counters = counters;
    }

    @Override
    public Msg allocate(int size) {
        if (size < 0 || size > maxBytes) {
            counters.increment(ZeroMqCounter.FRAMES_REFUSED);
            return new Msg();
        }
        return new Msg(size);
    }
}
