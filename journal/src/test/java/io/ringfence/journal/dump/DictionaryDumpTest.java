package io.ringfence.journal.dump;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.event.ConditionCreatedDecoder;
import io.ringfence.core.event.EventType;
import io.ringfence.core.event.EventType.Category;
import io.ringfence.core.event.MessageHeaderEncoder;
import io.ringfence.core.event.UserRegisteredEncoder;
import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.RingConfig;
import io.ringfence.core.testkit.RandomMessages;
import io.ringfence.core.testkit.RandomMessages.Field;
import io.ringfence.core.testkit.RandomMessages.Message;
import io.ringfence.journal.DiskSpaceListener;
import io.ringfence.journal.Journal;
import io.ringfence.journal.JournalConfig;
import io.ringfence.journal.JournalReader;
import io.ringfence.journal.JournalStage;
import io.ringfence.journal.ReadProgress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every message of the dictionary, filled at random and with the nastiest texts, is a line that any JSON parser reads. */
@Timeout(60)
final class DictionaryDumpTest {
    private static final int ROUNDS = 15;
    private static final JsonFactory STRICT = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final RandomMessages messages = new RandomMessages(new Random(11));

    private static Map<String, String> parse(String line) throws IOException {
        assertTrue(line.chars().allMatch(c -> c >= ' ' && c <= '~'), line);
        Map<String, String> fields = new LinkedHashMap<>();
        try (JsonParser parser = STRICT.createParser(line)) {
            assertEquals(JsonToken.START_OBJECT, parser.nextToken(), line);
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                boolean isScalar = parser.nextToken().isScalarValue();
                fields.put(
                        name,
                        isScalar ? parser.getText() : parser.currentToken().asString());
                parser.skipChildren();
            }
            assertNull(parser.nextToken(), line);
        }
        return fields;
    }

    private static String print(EventPrinter.Format format, Message message) throws IOException {
        StringBuilder text = new StringBuilder();
        new EventPrinter(format, EventFilter.ALL, text).print(5, 0, new UnsafeBuffer(message.bytes()), 0);
        return text.toString();
    }

    /** What of a field a line has to hold, as far as its type alone says it. */
    private static String expected(Field field) {
        return switch (field.type()) {
            case "Price", "OptionalPrice", "Quantity", "SignedQuantity", "Ratio", "Money" ->
                Decimal.toString((long) field.value());
            case "TimeNs", "OptionalTime" -> EventText.iso((long) field.value());
            default -> field.value().toString();
        };
    }

    @Test
    void shouldHoldEveryFieldOfEveryMessageOfTheDictionary() throws IOException {
        for (EventType type : EventType.values()) {
            for (int round = 0; round < ROUNDS; round++) {
                Message message = messages.next(type);
                String text = print(EventPrinter.Format.JSON, message);
                assertEquals(text.length() - 1, text.indexOf('\n'));
                Map<String, String> line = parse(text.strip());
                assertEquals("5", line.remove("sequence"));
                assertEquals("1970-01-01T00:00:00Z", line.remove("timestamp"));
                assertEquals(type.eventName(), line.remove("type"));
                for (Field field : message.fields()) {
                    check(field, line, type);
                }
                assertEquals(Map.of(), line, type::name);
            }
        }
    }

    private static void check(Field field, Map<String, String> line, EventType type) {
        String name = field.name();
        if (field.type().matches("TimeNs|OptionalTime")) {
            name = name.replaceAll("Ns$", "");
        } else if (name.equals("sequence")) {
            name = "ownSequence";
        }
        String found = line.remove(name);
        if (field.value() instanceof byte[] bytes) {
            // What it looks like depends on what the payload is said to be.
            assertEquals(bytes.length == 0, found == null, type + "." + name);
            assertTrue(bytes.length == 0 || !field.type().equals("varMessage") || found.equals("{"), found);
        } else if (field.value() == null || field.value().equals("")) {
            assertNull(found, type + "." + name);
        } else if (!field.type().matches("group|TimeOfDay")) {
            assertEquals(expected(field), found, type + "." + name);
        }
    }

    @Test
    void shouldBeOneRowWhateverTheTextWhenATableIsAsked() throws IOException {
        for (EventType type : EventType.values()) {
            String table = print(EventPrinter.Format.TABLE, messages.next(type));
            assertEquals(2, table.lines().count(), table);
            assertTrue(table.chars().noneMatch(c -> c != '\n' && Character.isISOControl(c)), table);
        }
    }

    @Test
    void shouldBeReadableFromAJournalOfEveryInput(@TempDir Path directory) throws IOException {
        List<Message> inputs = new ArrayList<>();
        Arrays.stream(EventType.values())
                .filter(type -> type.category() == Category.INPUT)
                .forEach(type -> inputs.addAll(List.of(messages.next(type), messages.next(type))));
        EventSlot slot = new EventSlot(RingConfig.defaults());
        try (Journal journal = Journal.open(JournalConfig.defaults(directory))) {
            journal.recover(1, (sequence, timestampNs, buffer, offset, length) -> {}, ReadProgress.NONE);
            JournalStage stage = journal.begin(DiskSpaceListener.NONE);
            for (int i = 0; i < inputs.size(); i++) {
                slot.claim(i + 1, i);
                slot.in()
                        .set(
                                new UnsafeBuffer(inputs.get(i).bytes()),
                                0,
                                inputs.get(i).bytes().length);
                stage.onEvent(slot, true);
            }
        }
        StringBuilder text = new StringBuilder();
        EventDump.print(
                new JournalReader(directory),
                Long.MAX_VALUE,
                new EventPrinter(EventPrinter.Format.JSON, EventFilter.ALL, text));
        List<String> lines = text.toString().lines().toList();
        assertEquals(inputs.size(), lines.size());
        for (int i = 0; i < lines.size(); i++) {
            Map<String, String> line = parse(lines.get(i));
            assertEquals(Integer.toString(i + 1), line.get("sequence"));
            assertEquals(inputs.get(i).type().eventName(), line.get("type"));
            assertNull(line.get("unreadable"));
        }
    }

    @Test
    void shouldWriteAsciiWhenATextIsNot() throws IOException {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[128]);
        new UserRegisteredEncoder()
                .wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                .accountId(1)
                .startCash(0)
                .name("a")
                .name(1, (byte) 0xe4);
        StringBuilder text = new StringBuilder();
        new EventPrinter(EventPrinter.Format.JSON, EventFilter.ALL, text).print(1, 0, buffer, 0);
        assertEquals("a\ufffd", parse(text.toString().strip()).get("name"));
    }

    @Test
    void shouldSaySoWhenATypeOrAValueIsOfANewerDictionary() throws IOException {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[64]);
        new MessageHeaderEncoder().wrap(buffer, 0).templateId(99).schemaId(1).version(9);
        StringBuilder text = new StringBuilder();
        EventPrinter printer = new EventPrinter(EventPrinter.Format.JSON, EventFilter.ALL, text);
        printer.learn(1, buffer, 0);
        printer.print(1, 0, buffer, 0);

        Message condition = messages.next(EventType.CONDITION_CREATED);
        while (nodes(condition) == 0) {
            condition = messages.next(EventType.CONDITION_CREATED);
        }
        // The last byte of the nodes is the last one's comparison.
        int nodeBytes = nodes(condition) * ConditionCreatedDecoder.NodesDecoder.sbeBlockLength();
        int end = MessageHeaderEncoder.ENCODED_LENGTH + ConditionCreatedDecoder.BLOCK_LENGTH + 4 + nodeBytes;
        condition.bytes()[end - 1] = (byte) 200;
        printer.learn(2, new UnsafeBuffer(condition.bytes()), 0);
        printer.print(2, 0, new UnsafeBuffer(condition.bytes()), 0);

        List<String> lines = text.toString().lines().toList();
        assertEquals(
                "{\"sequence\":1,\"timestamp\":\"1970-01-01T00:00:00Z\",\"type\":\"UNKNOWN\",\"schemaVersion\":9,"
                        + "\"templateId\":99}",
                lines.get(0));
        assertEquals("Unknown value: 200", parse(lines.get(1)).get("unreadable"));
    }

    private static int nodes(Message condition) {
        return condition.fields().stream()
                .filter(field -> field.name().equals("nodes"))
                .mapToInt(field -> ((List<?>) field.value()).size())
                .sum();
    }
}
