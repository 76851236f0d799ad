package io.ringfence.core.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.testkit.RandomMessages;
import io.ringfence.core.testkit.RandomMessages.Field;
import io.ringfence.core.testkit.RandomMessages.Message;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** What was encoded comes out: every message, in the schema's order, each field as its type means it. */
final class EventFieldsTest {
    private static final int ROUNDS = 20;
    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;

    /** Those of the schema's types that mean more than a figure. */
    private static final Map<String, String> MEANINGS = Map.ofEntries(
            Map.entry("Price", "decimal"),
            Map.entry("OptionalPrice", "decimal"),
            Map.entry("Quantity", "decimal"),
            Map.entry("SignedQuantity", "decimal"),
            Map.entry("Ratio", "decimal"),
            Map.entry("Money", "decimal"),
            Map.entry("TimeNs", "time"),
            Map.entry("OptionalTime", "time"),
            Map.entry("TimeOfDay", "timeOfDay"),
            Map.entry("DurationNs", "duration"),
            Map.entry("InstrumentId", "instrument"),
            Map.entry("AccountId", "account"),
            Map.entry("OptionalAccountId", "account"),
            Map.entry("StrategyId", "strategy"),
            Map.entry("ConditionId", "condition"),
            Map.entry("ClientOrderId", "order"),
            Map.entry("varText", "text"),
            Map.entry("varBytes", "bytes"),
            Map.entry("varMessage", "message"));

    private final RandomMessages messages = new RandomMessages(new Random(7));
    private final EventFields fields = new EventFields();

    private List<String> visit(EventType type, byte[] message) {
        // Not at the buffer's beginning, and not at its end.
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[message.length + 48]);
        buffer.putBytes(24, message);
        RecordedFields visitor = new RecordedFields();
        assertEquals(type, fields.visit(buffer, 24, visitor));
        return visitor.calls;
    }

    private static List<String> expected(List<Field> fields, int version) {
        List<String> calls = new ArrayList<>();
        for (Field field : fields) {
            if (field.sinceVersion() > version) {
                continue;
            }
            if (field.value() instanceof List<?> entries) {
                calls.add("group " + field.name() + " " + entries.size());
                for (Object entry : entries) {
                    calls.add("{");
                    calls.addAll(expected(
                            ((List<?>) entry).stream().map(Field.class::cast).toList(), version));
                    calls.add("}");
                }
                calls.add("end " + field.name());
            } else {
                calls.add(expected(field));
            }
        }
        return calls;
    }

    private static String expected(Field field) {
        Object value = field.value();
        String meaning = value instanceof Enum ? "named" : value instanceof String ? "text" : "integer";
        meaning = MEANINGS.getOrDefault(field.type(), meaning);
        String name = meaning.equals("time") && field.name().endsWith("Ns")
                ? field.name().substring(0, field.name().length() - 2)
                : field.name();
        Object shown = value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : value;
        return value == null ? "absent " + name : meaning + " " + name + " " + shown;
    }

    @Test
    void shouldHandOnWhatWasEncodedWhateverTheMessage() {
        for (EventType type : EventType.values()) {
            for (int round = 0; round < ROUNDS; round++) {
                Message message = messages.next(type);
                assertEquals(expected(message.fields(), Integer.MAX_VALUE), visit(type, message.bytes()), type::name);
            }
        }
    }

    @Test
    void shouldSkipWhatANewerVersionAppended() {
        for (EventType type : EventType.values()) {
            Message message = messages.next(type);
            byte[] newer = withBlock(message, type.blockLength() + 5, MessageHeaderEncoder.SCHEMA_VERSION + 1);
            assertEquals(expected(message.fields(), Integer.MAX_VALUE), visit(type, newer), type::name);
        }
    }

    @Test
    void shouldLeaveOutWhatAnOlderVersionDoesNotHave() throws ReflectiveOperationException {
        int shortened = 0;
        for (EventType type : EventType.values()) {
            Message message = messages.next(type);
            Optional<Field> firstNew = message.fields().stream()
                    .filter(field -> field.sinceVersion() > 1)
                    .findFirst();
            if (firstNew.isPresent()) {
                String decoder = "io.ringfence.core.event." + message.name() + "Decoder";
                // Data that is new stands behind the block, which is as it was.
                int oldBlock = firstNew.get().value() instanceof byte[]
                        ? type.blockLength()
                        : (int) Class.forName(decoder)
                                .getMethod(firstNew.get().name() + "EncodingOffset")
                                .invoke(null);
                byte[] older = withBlock(message, oldBlock, 1);
                assertEquals(expected(message.fields(), 1), visit(type, older), type::name);
                shortened++;
            }
        }
        assertTrue(shortened > 0);
    }

    @Test
    void shouldVisitNothingWhenTheDictionaryHasNoSuchMessage() {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[64]);
        new MessageHeaderEncoder().wrap(buffer, 0).templateId(99).version(1).schemaId(1);
        RecordedFields visitor = new RecordedFields();
        assertNull(fields.visit(buffer, 0, visitor));
        assertEquals(List.of(), visitor.calls);
    }

    @Test
    void shouldSayWhichValueIsUnknownWhenAnEnumIsOfANewerVersion() {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[64]);
        new KillSwitchSetEncoder()
                .wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                .accountId(7)
                .commandId("");
        buffer.putByte(HEADER + KillSwitchSetEncoder.levelEncodingOffset(), (byte) 200);
        RecordedFields visitor = new RecordedFields();
        String message = assertThrows(IllegalArgumentException.class, () -> fields.visit(buffer, 0, visitor))
                .getMessage();
        assertEquals("Unknown value: 200", message);
        assertEquals(List.of("account accountId 7"), visitor.calls);
    }

    /** The message as a version with another length of block would have it: cut short, or with zeros appended. */
    private static byte[] withBlock(Message message, int blockLength, int version) {
        byte[] bytes = message.bytes();
        int groups = bytes.length - HEADER - message.type().blockLength();
        byte[] other = new byte[HEADER + blockLength + groups];
        System.arraycopy(
                bytes,
                0,
                other,
                0,
                HEADER + Math.min(blockLength, message.type().blockLength()));
        System.arraycopy(bytes, bytes.length - groups, other, other.length - groups, groups);
        new MessageHeaderEncoder()
                .wrap(new UnsafeBuffer(other), 0)
                .blockLength(blockLength)
                .version(version);
        return other;
    }
}
