package io.ringfence.transport.delivery.template;

import io.ringfence.core.event.EventType;
import io.ringfence.core.event.UserEventType;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * Which template an event has: one that is configured for what the trade stage put out, or for its type; else the built-in one for
 * the one or the other; else the general one. May be shared by threads.
 */
final class Templates {
    private final Map<String, Template> configured = new HashMap<>();
    private final Map<EventType, Template> byMessage = new EnumMap<>(EventType.class);
    private final Map<UserEventType, Template> byType = new EnumMap<>(UserEventType.class);
    private final Template general = Template.of("general", BuiltInTemplates.GENERAL);

    Templates(TemplateConfig config) {
        config.templates().forEach((name, text) -> configured.put(name, Template.of(name, text)));
        BuiltInTemplates.byMessage().forEach((type, text) -> byMessage.put(type, Template.of(type.name(), text)));
        BuiltInTemplates.byType().forEach((type, text) -> byType.put(type, Template.of(type.name(), text)));
    }

    /**
     * The template of an event.
     *
     * @param message what its payload is, null for no message
     * @param typeName of a type of the sender's own, else the type's
     */
    Template of(EventType message, UserEventType type, String typeName) {
        Template found = message == null ? null : configured.get(message.name());
        if (found == null) {
            found = configured.get(typeName);
        }
        if (found == null && message != null) {
            found = byMessage.get(message);
        }
        if (found == null) {
            found = byType.get(type);
        }
        return found == null ? general : found;
    }
}
