package io.ringfence.transport.zeromq;

import java.util.ArrayList;
import java.util.List;
import org.zeromq.ZMQ;
import org.zeromq.ZMQ.Socket;
import zmq.ZError;

/** What all sockets have in common. */
final class SocketOptions {
    private static final int HANDSHAKE_TIMEOUT_MS = 10_000;

    private SocketOptions() {}

    static void set(Socket socket, ZeroMqBounds bounds, int lingerMs, ZeroMqCounters counters) {
        boolean isSet = socket.setMaxMsgSize(bounds.maxMessageBytes())
                & socket.setMsgAllocator(new BoundedFrames(bounds.maxMessageBytes(), counters))
                & socket.setRcvHWM(bounds.receiveHwm())
                & socket.setLinger(lingerMs)
                & socket.setHandshakeIvl(HANDSHAKE_TIMEOUT_MS)
                & socket.setHeartbeatIvl(bounds.heartbeatMs())
                & socket.setHeartbeatTimeout(bounds.heartbeatMs())
                & socket.setHeartbeatTtl(3 * bounds.heartbeatMs());
        if (!isSet) {
            throw new IllegalStateException("a socket does not take its options: error " + socket.errno());
        }
    }

    /** The frames of the next message, or null where none has come. What is beyond the most that a message has is dropped. */
    static List<byte[]> receive(Socket socket) {
        byte[] frame = socket.recv(ZMQ.DONTWAIT);
        if (frame == null) {
            return null;
        }
        List<byte[]> frames = new ArrayList<>(3);
        frames.add(frame);
        while (socket.hasReceiveMore()) {
            // The parts of a message come all at once.
            byte[] part = socket.recv(ZMQ.DONTWAIT);
            if (part != null && frames.size() <= WireMessage.MAX_FRAMES) {
                frames.add(part);
            }
        }
        return frames;
    }

    /** In words. */
    static String reason(int error) {
        return ZError.toString(error);
    }
}
