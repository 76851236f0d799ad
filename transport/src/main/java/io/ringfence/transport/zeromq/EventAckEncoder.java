package io.ringfence.transport.zeromq;

import com.google.protobuf.CodedOutputStream;
import java.io.IOException;

/** Writes EventAcks as protobuf has them: a field that is empty or 0 is left out. */
final class EventAckEncoder {
    private static final int EVENT_ID = 1;
    private static final int STATUS = 2;
    private static final int ERROR_MESSAGE = 3;

    private EventAckEncoder() {}

    /** A message, behind so many bytes that the caller fills. */
    static byte[] encode(int roomBefore, String eventId, AckStatus status, String errorMessage) {
        int length = textSize(EVENT_ID, eventId)
                + (status.number() == 0 ? 0 : CodedOutputStream.computeEnumSize(STATUS, status.number()))
                + textSize(ERROR_MESSAGE, errorMessage);
        byte[] bytes = new byte[roomBefore + length];
        CodedOutputStream out = CodedOutputStream.newInstance(bytes, roomBefore, length);
        try {
            writeText(out, EVENT_ID, eventId);
            if (status.number() != 0) {
                out.writeEnum(STATUS, status.number());
            }
            writeText(out, ERROR_MESSAGE, errorMessage);
            out.checkNoSpaceLeft();
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return bytes;
    }

    private static int textSize(int field, String text) {
        return text.isEmpty() ? 0 : CodedOutputStream.computeStringSize(field, text);
    }

    private static void writeText(CodedOutputStream out, int field, String text) throws IOException {
        if (!text.isEmpty()) {
            out.writeString(field, text);
        }
    }
}
