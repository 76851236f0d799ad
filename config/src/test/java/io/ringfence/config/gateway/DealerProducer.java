package io.ringfence.config.gateway;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import org.zeromq.ZMQ.Context;
import org.zeromq.ZMQ.Socket;
import org.zeromq.ZMonitor;

/** A producer of events with a DEALER, and messages that are put together field by field. One thread. */
final class DealerProducer implements AutoCloseable {
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(60);
    private static final int LOOK_MS = 50;
    private static final int USER_EVENT = 0x20;
    private static final int EVENT_ACK = 0x21;
    private static final int ALERT_TRIGGERED = 3;
    private static final int CRITICAL = 2;
    private static final String[] STATUS = {"DELIVERED", "QUEUED", "ERROR"};

    private final Context context = ZMQ.context(1);
    private final Socket socket = context.socket(SocketType.DEALER);
    private final Socket helper = context.socket(SocketType.PAIR);
    private volatile boolean isUngreeted;

    /** Connects to an address such as {@code tcp://127.0.0.1:5571}. */
    DealerProducer(String address) {
        socket.setLinger(0);
        socket.setReconnectIVL(20);
        socket.setReceiveTimeOut(LOOK_MS);
        socket.setEventHook(
                event -> isUngreeted = event.getEvent() == ZMonitor.Event.CONNECTED,
                ZMQ.EVENT_CONNECTED | ZMQ.EVENT_HANDSHAKE_PROTOCOL | ZMQ.EVENT_DISCONNECTED);
        socket.connect(address);
    }

    /** Sends a critical event for the user's active session; the answer, as {@code STATUS ID}, with what was wrong. */
    String send(String user, String eventId) throws IOException {
        socket.send(message(user, eventId));
        long beginNs = System.nanoTime();
        while (System.nanoTime() - beginNs < PATIENCE_NS) {
            byte[] answer = socket.recv();
            if (answer != null) {
                return ack(answer);
            }
            if (isUngreeted) {
                // The library may have forgotten the connection, and looks through all when there is a new one.
                helper.bind("tcp://127.0.0.1:*");
                helper.unbind(helper.getLastEndpoint());
            }
        }
        throw new AssertionError("no ack of " + eventId);
    }

    private static byte[] message(String user, String eventId) throws IOException {
        ByteArrayOutputStream channel = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(channel);
        out.writeEnum(1, 0);
        out.writeBool(2, false);
        out.flush();
        ByteArrayOutputStream delivery = new ByteArrayOutputStream();
        out = CodedOutputStream.newInstance(delivery);
        out.writeEnum(1, CRITICAL);
        out.writeByteArray(2, channel.toByteArray());
        out.flush();
        ByteArrayOutputStream event = new ByteArrayOutputStream();
        event.write(USER_EVENT);
        out = CodedOutputStream.newInstance(event);
        out.writeString(1, user);
        out.writeString(2, eventId);
        out.writeInt64(3, 1_700_000_000_123L);
        out.writeEnum(4, ALERT_TRIGGERED);
        out.writeByteArray(5, "{\"left\":\"12.5\"}".getBytes());
        out.writeByteArray(6, delivery.toByteArray());
        out.flush();
        return event.toByteArray();
    }

    private static String ack(byte[] message) throws IOException {
        if (message[0] != EVENT_ACK) {
            throw new AssertionError("no ack: " + Arrays.toString(message));
        }
        CodedInputStream in = CodedInputStream.newInstance(message, 1, message.length - 1);
        String id = "";
        // A field that is zero is not on the wire.
        int status = 0;
        String wrong = "";
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag >>> 3) {
                case 1 -> id = in.readString();
                case 2 -> status = in.readEnum();
                case 3 -> wrong = " " + in.readString();
                default -> throw new AssertionError("field " + (tag >>> 3));
            }
        }
        return STATUS[status] + " " + id + wrong;
    }

    @Override
    public void close() {
        helper.close();
        socket.close();
        context.close();
    }
}
