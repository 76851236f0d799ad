package io.ringfence.transport.delivery.template;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What an event says, by the names that templates use, in words. One thread. */
final class EventValues {
    /** Names that every event has. */
    static final List<String> NAMES =
            List.of("title", "type", "source", "priority", "urgency", "created", "id", "tags", "details");

    /** In the place of what an event does not have. */
    private static final String ABSENT = "-";

    private static final String PAYLOAD = "payload.";
    private static final int MAX_DETAILS = 64;

    private final Map<String, String> own = new LinkedHashMap<>();
    private final Map<String, String> payload = new LinkedHashMap<>();
    private String details = "";

    /** One of those that every event has. */
    void put(String name, String value) {
        own.put(name, value);
    }

    /** A field of the payload; what is beyond a bound is left out. */
    void putPayload(String name, String value) {
        if (payload.size() < MAX_DETAILS) {
            payload.put(name, value);
        }
    }

    /** In the place of whatever was added of a payload: one that has no fields. */
    void details(String text) {
        payload.clear();
        details = text;
    }

    /** The value of a name. */
    String value(String name) {
        if (name.equals("details")) {
            return details();
        }
        String value = name.startsWith(PAYLOAD) ? payload.get(name.substring(PAYLOAD.length())) : own.get(name);
        return value == null || value.isEmpty() ? ABSENT : value;
    }

    /** Names of the payload's values, as templates have them. */
    Set<String> payloadNames() {
        Set<String> names = new HashSet<>();
        payload.keySet().forEach(name -> names.add(PAYLOAD + name));
        return names;
    }

    /** All fields of the payload, a line each; empty where there are none. */
    private String details() {
        if (payload.isEmpty()) {
            return details;
        }
        List<String> lines = new ArrayList<>();
        payload.forEach((name, value) -> lines.add(words(name) + ": " + value));
        return String.join("\n", lines);
    }

    /** {@code leavesQuantity} and {@code leaves_quantity} as {@code leaves quantity}. */
    static String words(String name) {
        StringBuilder words = new StringBuilder(name.length() + 4);
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean beginsWord = Character.isUpperCase(c) && i > 0 && Character.isLowerCase(name.charAt(i - 1));
            words.append(beginsWord ? " " : "").append(c == '_' ? ' ' : beginsWord ? Character.toLowerCase(c) : c);
        }
        return words.toString();
    }
}
