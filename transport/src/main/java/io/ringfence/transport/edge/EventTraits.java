package io.ringfence.transport.edge;

import io.ringfence.core.event.EventType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.ByteOrder;
import java.util.Locale;
import org.agrona.DirectBuffer;

/**
 * What filters ask of an event, read from its message: where in the block its strategy, instrument and severity stand. The
 * places are those of the generated decoders, asked for by name once, when this class is loaded.
 */
final class EventTraits {
    private static final int ABSENT = -1;
    private static final EventTraits[] BY_TEMPLATE = byTemplate();

    private final int strategyIdOffset;
    private final int instrumentIdOffset;
    private final int severityOffset;
    private final boolean isCritical;
    private final boolean isHighFrequency;
    private final String wireName;

    private EventTraits(EventType type) {
        Class<?> decoder = decoder(type);
        strategyIdOffset = offset(decoder, "strategyId");
        instrumentIdOffset = offset(decoder, "instrumentId");
        severityOffset = offset(decoder, "severity");
        isCritical = type.isCritical();
        isHighFrequency = type.isHighFrequency();
        wireName = wireName(type);
    }

    private static EventTraits[] byTemplate() {
        int highest = 0;
        for (EventType type : EventType.values()) {
            highest = Math.max(highest, type.templateId());
        }
        EventTraits[] traits = new EventTraits[highest + 1];
        for (EventType type : EventType.values()) {
            if (type.category() == EventType.Category.EVENT) {
                traits[type.templateId()] = new EventTraits(type);
            }
        }
        return traits;
    }

    /** As clients see it: in lower case, but for events of runners, which keep their names. */
    static String wireName(EventType type) {
        return type.eventName().equals(type.name()) ? type.name().toLowerCase(Locale.ROOT) : type.eventName();
    }

    private static Class<?> decoder(EventType type) {
        StringBuilder name = new StringBuilder("io.ringfence.core.event.");
        for (String word : type.name().split("_")) {
            name.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
        }
        try {
            return Class.forName(name.append("Decoder").toString());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(type + " has no decoder", e);
        }
    }

    private static int offset(Class<?> decoder, String field) {
        try {
            Method offset = decoder.getMethod(field + "EncodingOffset");
            return (int) offset.invoke(null);
        } catch (NoSuchMethodException absent) {
            return ABSENT;
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(decoder + " does not tell where " + field + " is", e);
        }
    }

    /** Those of an event's type; null for a message that is no event. */
    static EventTraits of(int templateId) {
        return templateId >= 0 && templateId < BY_TEMPLATE.length ? BY_TEMPLATE[templateId] : null;
    }

    /** Reads what filters ask for from a message, whose block begins at {@code block}. */
    void read(DirectBuffer buffer, int block, int templateId, FrameInfo info) {
        info.templateId = templateId;
        info.strategyId =
                strategyIdOffset == ABSENT ? 0 : buffer.getLong(block + strategyIdOffset, ByteOrder.LITTLE_ENDIAN);
        info.instrumentId =
                instrumentIdOffset == ABSENT ? -1 : buffer.getInt(block + instrumentIdOffset, ByteOrder.LITTLE_ENDIAN);
        info.severity = severityOffset == ABSENT ? 0 : buffer.getByte(block + severityOffset);
    }

    boolean isCritical() {
        return isCritical;
    }

    boolean isHighFrequency() {
        return isHighFrequency;
    }

    /** The type as clients see it. */
    String wireName() {
        return wireName;
    }
}
