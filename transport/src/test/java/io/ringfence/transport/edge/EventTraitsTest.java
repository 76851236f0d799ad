package io.ringfence.transport.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.event.EventType;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.event.MessageHeaderEncoder;
import io.ringfence.core.event.Severity;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** What filters read of an event against what its generated decoder reads, of every type that there is. */
class EventTraitsTest {
    private static final List<EventType> EVENTS = Arrays.stream(EventType.values())
            .filter(type -> type.category() == EventType.Category.EVENT)
            .toList();

    private static final int OFFSET = 24;
    private static final int BLOCK = OFFSET + MessageHeaderDecoder.ENCODED_LENGTH;

    /** What is read of an event; as {@link FrameInfo} has it where there is none. */
    private record Read(EventType type, long strategyId, int instrumentId, int severity) {}

    @Property(tries = 100)
    void shouldReadWhatTheDecoderReadsWhateverTheEventSays(@ForAll long seed) throws Exception {
        Random random = new Random(seed);
        for (EventType type : EVENTS) {
            UnsafeBuffer buffer = new UnsafeBuffer(new byte[1_024]);
            random.nextBytes(buffer.byteArray());
            setSeverity(type, buffer, random);
            FrameInfo info = new FrameInfo();

            EventTraits.of(type.templateId()).read(buffer, BLOCK, type.templateId(), info);

            assertEquals(type.templateId(), info.templateId);
            assertEquals(decoded(type, buffer), new Read(type, info.strategyId, info.instrumentId, info.severity));
        }
    }

    @Test
    void shouldFindTheFieldsInSomeTypesAndNotInOthers() throws Exception {
        for (String field : List.of("strategyId", "instrumentId", "severity")) {
            List<EventType> having = new ArrayList<>();
            for (EventType type : EVENTS) {
                if (method(codec(type, "Decoder"), field) != null) {
                    having.add(type);
                }
            }
            assertTrue(!having.isEmpty() && having.size() < EVENTS.size(), field + ": " + having);
        }
    }

    @Test
    void shouldKnowNothingOfWhatIsNoEvent() {
        for (EventType type : EventType.values()) {
            assertEquals(EVENTS.contains(type), EventTraits.of(type.templateId()) != null, type.name());
        }
        assertEquals(null, EventTraits.of(-1));
        assertEquals(null, EventTraits.of(65_535));
    }

    /** A random byte is mostly no severity. */
    private static void setSeverity(EventType type, MutableDirectBuffer buffer, Random random) throws Exception {
        Class<?> encoder = codec(type, "Encoder");
        for (Method method : encoder.getMethods()) {
            if (method.getName().equals("severity") && method.getParameterCount() == 1) {
                Object event = encoder.getConstructor().newInstance();
                encoder.getMethod(
                                "wrapAndApplyHeader", MutableDirectBuffer.class, int.class, MessageHeaderEncoder.class)
                        .invoke(event, buffer, OFFSET, new MessageHeaderEncoder());
                method.invoke(event, Severity.get((short) (1 + random.nextInt(3))));
            }
        }
    }

    private static Read decoded(EventType type, DirectBuffer buffer) throws Exception {
        Class<?> decoder = codec(type, "Decoder");
        Object event = decoder.getConstructor().newInstance();
        int blockLength = decoder.getField("BLOCK_LENGTH").getInt(null);
        int version = decoder.getField("SCHEMA_VERSION").getInt(null);
        decoder.getMethod("wrap", DirectBuffer.class, int.class, int.class, int.class)
                .invoke(event, buffer, BLOCK, blockLength, version);
        Method strategyId = method(decoder, "strategyId");
        Method instrumentId = method(decoder, "instrumentId");
        Method severity = method(decoder, "severity");
        return new Read(
                type,
                strategyId == null ? 0 : (long) strategyId.invoke(event),
                instrumentId == null ? -1 : (int) instrumentId.invoke(event),
                severity == null ? 0 : ((Severity) severity.invoke(event)).value());
    }

    private static Method method(Class<?> decoder, String field) {
        return Arrays.stream(decoder.getMethods())
                .filter(method -> method.getName().equals(field) && method.getParameterCount() == 0)
                .findFirst()
                .orElse(null);
    }

    private static Class<?> codec(EventType type, String kind) throws ClassNotFoundException {
        StringBuilder name = new StringBuilder("io.ringfence.core.event.");
        for (String word : type.name().split("_")) {
            name.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
        }
        return Class.forName(name + kind);
    }
}
