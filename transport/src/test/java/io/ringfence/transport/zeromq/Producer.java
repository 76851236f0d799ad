package io.ringfence.transport.zeromq;

import io.ringfence.transport.zeromq.Wire.Ack;
import java.util.ArrayList;
import java.util.List;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import org.zeromq.ZMQ.Context;
import org.zeromq.ZMQ.Socket;
import org.zeromq.ZMonitor;

/** A producer with JeroMQ: a DEALER, or another kind of socket. One thread. */
final class Producer implements AutoCloseable {
    private final Context context = ZMQ.context(1);
    private final Socket socket;
    private final Socket helper = context.socket(SocketType.PAIR);
    private volatile boolean isUngreeted;

    Producer(int port) {
        this(port, null, SocketType.DEALER);
    }

    Producer(int port, String identity, SocketType type) {
        socket = context.socket(type);
        if (identity != null) {
            socket.setIdentity(identity.getBytes());
        }
        socket.setLinger(0);
        socket.setReconnectIVL(20);
        socket.setEventHook(
                event -> isUngreeted = event.getEvent() == ZMonitor.Event.CONNECTED,
                ZMQ.EVENT_CONNECTED | ZMQ.EVENT_HANDSHAKE_PROTOCOL | ZMQ.EVENT_DISCONNECTED);
        socket.connect("tcp://127.0.0.1:" + port);
    }

    Producer send(UserEvent event) {
        return sendFrames(Wire.message(event));
    }

    Producer sendFrames(byte[]... frames) {
        for (int i = 0; i < frames.length; i++) {
            socket.send(frames[i], i + 1 < frames.length ? ZMQ.SNDMORE : 0);
        }
        wakeLibrary();
        return this;
    }

    /** Frames of the next message. */
    List<byte[]> frames() {
        List<byte[]> frames = new ArrayList<>();
        GatewayHost.await("ack", () -> isReceived(frames));
        return frames;
    }

    private boolean isReceived(List<byte[]> frames) {
        for (byte[] frame = socket.recv(ZMQ.DONTWAIT); frame != null; frame = socket.recv(ZMQ.DONTWAIT)) {
            frames.add(frame);
            if (!socket.hasReceiveMore()) {
                return true;
            }
        }
        wakeLibrary();
        return false;
    }

    /** Has a channel registered, whereupon the library sees the connection that it may have forgotten, as Visitor says. */
    private void wakeLibrary() {
        if (isUngreeted) {
            helper.bind("tcp://127.0.0.1:*");
            helper.unbind(helper.getLastEndpoint());
        }
    }

    /** What the next message says, which is one frame. */
    Ack ack() {
        List<byte[]> frames = frames();
        if (frames.size() != 1) {
            throw new AssertionError(frames.size() + " frames");
        }
        return Wire.ack(frames.get(0));
    }

    /** For as long as a test can wait for what is not to come. */
    void assertNoAck() {
        socket.setReceiveTimeOut(200);
        if (socket.recv() != null) {
            throw new AssertionError("an ack");
        }
    }

    @Override
    public void close() {
        helper.close();
        socket.close();
        context.close();
    }
}
