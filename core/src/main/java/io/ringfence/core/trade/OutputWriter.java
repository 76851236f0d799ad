package io.ringfence.core.trade;

import io.ringfence.core.event.MessageHeaderEncoder;
import io.ringfence.core.ring.OutputBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.sbe.MessageEncoderFlyweight;

/** Appends messages to the outputs of the event that is being handled. */
final class OutputWriter {
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final StreamPositions streams;
    private OutputBuffer out;

    OutputWriter(StreamPositions streams) {
        this.streams = streams;
    }

    /** Begins an event. */
    void into(OutputBuffer eventOutputs) {
        out = eventOutputs;
    }

    /** Bytes put out by the event so far. */
    int length() {
        return out.length();
    }

    /** Appends a message that belongs to a strategy's account. */
    <T extends MessageEncoderFlyweight> T append(T message, Strategy strategy) {
        return append(message, strategy.accountId);
    }

    /**
     * Appends a message whose fields the caller sets, all of them, before anything else is appended.
     *
     * @param accountId whose it is, 0 for the host's own, or {@link OutputBuffer#EVERYBODY}
     */
    <T extends MessageEncoderFlyweight> T append(T message, int accountId) {
        return append(message, accountId, 0);
    }

    /**
     * The same with data behind the block, whose length is known ahead.
     *
     * @param dataBytes of the data, the length before each included; the caller writes so many, and no others
     */
    <T extends MessageEncoderFlyweight> T append(T message, int accountId, int dataBytes) {
        int length = MessageHeaderEncoder.ENCODED_LENGTH + message.sbeBlockLength() + dataBytes;
        MutableDirectBuffer buffer = out.claim(length);
        int offset = out.claimedOffset();
        header.wrap(buffer, offset)
                .blockLength(message.sbeBlockLength())
                .templateId(message.sbeTemplateId())
                .schemaId(message.sbeSchemaId())
                .version(message.sbeSchemaVersion());
        message.wrap(buffer, offset + MessageHeaderEncoder.ENCODED_LENGTH);
        out.commit(length, accountId, streams.next(accountId, message.sbeTemplateId()));
        return message;
    }
}
