package io.ringfence.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.ringfence.core.event.ConditionCreatedDecoder;
import io.ringfence.core.event.EventType;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.event.MessageHeaderEncoder;
import io.ringfence.core.testkit.RandomMessages;
import java.util.Arrays;
import java.util.Random;
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
    void shouldNameTheLengthWhenWhatFollowsTheBlockIsCutShort() {
        byte[] message = Messages.conditionCreated();
        int whole = message.length;
        assertEquals(NODES_OFFSET + 4 + 4 * ConditionCreatedDecoder.NodesDecoder.sbeBlockLength() + 2, whole);
        assertEquals(
                "CONDITION_CREATED has " + (whole - 1) + " bytes, less than its groups and its data say",
                flaw(message, whole - 1));
        message[NODES_OFFSET] = 5;
        assertEquals(
                "CONDITION_CREATED has " + whole + " bytes, less than its groups and its data say",
                flaw(message, whole));
    }

    @Test
    void shouldFindAFlawInEveryInputWhereverItIsCutShort() {
        RandomMessages messages = new RandomMessages(new Random(3));
        for (EventType type : EventType.values()) {
            if (type.category() == EventType.Category.INPUT) {
                for (int round = 0; round < 10; round++) {
                    byte[] message = messages.next(type).bytes();
                    assertNull(flaw(message, message.length), type::name);
                    for (int length = 0; length < message.length; length++) {
                        assertNotNull(flaw(Arrays.copyOf(message, length), length), type.name() + " " + length);
                    }
                }
            }
        }
    }

    @Test
    void shouldTakeAConditionOfAVersionThatHadNoEvents() {
        byte[] message = Messages.conditionCreated();
        new MessageHeaderEncoder().wrap(new UnsafeBuffer(message), 0).version(3);
        assertNull(flaw(message, message.length - 2));
    }
}
