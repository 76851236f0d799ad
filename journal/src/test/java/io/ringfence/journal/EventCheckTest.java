package io.ringfence.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.ringfence.core.event.ConditionCreatedDecoder;
import io.ringfence.core.event.EventType;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.event.MessageHeaderEncoder;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class EventCheckTest {
    private static final int NODES_OFFSET = MessageHeaderDecoder.ENCODED_LENGTH + ConditionCreatedDecoder.BLOCK_LENGTH;

    private static String flaw(byte[] message, int length) {
        return new EventCheck().flaw(new UnsafeBuffer(message), 0, length);
    }

    @Test
    void shouldFindNoFlawInAnyInputThatIsWhole() {
        for (byte[] message : Messages.all()) {
            assertNull(flaw(message, message.length));
        }
    }

    @Test
    void shouldKnowTheBlockOfEveryInputOfTheDictionary() {
        for (EventType type : EventType.values()) {
            if (type.category() == EventType.Category.INPUT) {
                byte[] message = new byte[64];
                new MessageHeaderEncoder()
                        .wrap(new UnsafeBuffer(message), 0)
                        .blockLength(60_000)
                        .templateId(type.templateId())
                        .schemaId(MessageHeaderEncoder.SCHEMA_ID)
                        .version(MessageHeaderEncoder.SCHEMA_VERSION);
                String flaw = flaw(message, message.length);
                assertEquals(type + " has a block of 60000 bytes, expected ", flaw.replaceAll("\\d+$", ""));
            }
        }
    }

    @Test
    void shouldNameTheLengthWhenAConditionsNodesAreCutShort() {
        byte[] message = Messages.conditionCreated();
        int whole = message.length;
        assertEquals(NODES_OFFSET + 4 + 4 * ConditionCreatedDecoder.NodesDecoder.sbeBlockLength(), whole);
        assertEquals(
                "CONDITION_CREATED has " + (whole - 1) + " bytes, less than the " + whole + " of its nodes",
                flaw(message, whole - 1));
        int cut = NODES_OFFSET + 3;
        assertEquals(
                "CONDITION_CREATED has " + cut + " bytes, less than the " + (NODES_OFFSET + 4) + " of its nodes",
                flaw(message, cut));
        message[NODES_OFFSET] = 5;
        assertEquals("CONDITION_CREATED has nodes of 5 bytes, expected 17", flaw(message, whole));
    }
}
