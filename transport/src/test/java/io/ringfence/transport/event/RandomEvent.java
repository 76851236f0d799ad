package io.ringfence.transport.event;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** An event as some client would write it, and beside it what of it the core has to be told, said independently. */
final class RandomEvent {
    private static final List<String> TYPES = List.of(
            "order_placed",
            "ORDER_FILLED",
            "Order_Cancelled",
            "alert_triggered",
            "position_updated",
            "workspace_changed",
            "STRATEGY_LOG",
            "own",
            "my-type.v2");
    private static final List<String> CHANNELS =
            List.of("active_session", "web", "telegram", "email", "push", "webhook");
    private static final String[] TEXTS = {
        "plain",
        "",
        "\u00e9\u00df",
        "\ud83d\ude00",
        "quote \" and \\ back",
        "tab\tline\n",
        "\u2028",
        "a\u0001b",
        "{}[],:"
    };
    private static final String[] VALUES = {
        "1.50",
        "-0",
        "1e3",
        "null",
        "true",
        "\"x\"",
        "\"\\u00e9 \\\" }\"",
        "[]",
        "[1, [2, {\"b\":null}]]",
        "{\"a\":{\"b\":[{}]}}"
    };

    /** Fields as JSON, in some order. */
    private final Map<String, String> json = new TreeMap<>();
    /** What the core is told, by the names of its message's fields. */
    final Map<String, Object> expected = new TreeMap<>();

    private final Random random;

    RandomEvent(long seed) {
        random = new Random(seed);
        kind();
        type();
        label("source_id", "sourceId", "");
        priority();
        names("targets", 64);
        names("tags", 16);
        title();
        payload();
        expiry();
        delivery();
    }

    private boolean isGiven() {
        return random.nextInt(3) > 0;
    }

    private void kind() {
        String kind =
                List.of("immediate", "scheduled", "conditional", "post_trade").get(random.nextInt(4));
        if (!kind.equals("immediate") || isGiven()) {
            json.put("kind", quoted(kind));
        }
        expected.put("kind", kind.toUpperCase(Locale.ROOT));
        expected.put("lateStart", "FIRE");
        expected.put("triggerTimeNs", null);
        if (kind.equals("scheduled")) {
            json.put("trigger_at", quoted(time("triggerTimeNs", 0)));
            if (isGiven()) {
                json.put("late_start", "\"skip\"");
                expected.put("lateStart", "SKIP");
            }
        }
        expected.put("isConditional", kind.equals("conditional"));
        expected.put("hasOrder", false);
        if (kind.equals("conditional")) {
            json.put("condition", "{\"symbol\":\"BTCUSD\",\"field\":\"last\",\"op\":\"<\",\"value\":\"5\"}");
        } else if (kind.equals("post_trade") && isGiven()) {
            json.put(
                    "condition",
                    "{\"domain\":\"trade_decision\",\"order\":{\"symbol\":\"BTCUSD\",\"side\":\"buy\",\"quantity\":2}}");
            expected.put("hasOrder", true);
        }
    }

    /** Some instant, in some offset; behind {@code days}. */
    private String time(String field, int days) {
        long second = 1_767_323_045L + days * 86_400L + random.nextInt(86_400);
        int nano = random.nextInt(1_000_000_000);
        expected.put(field, second * 1_000_000_000L + nano);
        ZoneOffset offset = ZoneOffset.ofHours(random.nextInt(25) - 12);
        return Instant.ofEpochSecond(second, nano).atOffset(offset).toString();
    }

    private void type() {
        expected.put("eventType", "OWN");
        expected.put("typeName", "event");
        if (isGiven()) {
            String type = TYPES.get(random.nextInt(TYPES.size()));
            json.put("event_type", quoted(type));
            boolean isOwn = type.equals("own") || type.startsWith("my");
            expected.put("eventType", isOwn ? "OWN" : type.toUpperCase(Locale.ROOT));
            expected.put("typeName", isOwn ? type : "");
        }
    }

    private void label(String field, String told, String without) {
        expected.put(told, without);
        if (isGiven()) {
            String label = label();
            json.put(field, quoted(label));
            expected.put(told, label);
        }
    }

    private String label() {
        StringBuilder label = new StringBuilder();
        for (int i = 1 + random.nextInt(32); i > 0; i--) {
            label.append((char) ('!' + random.nextInt('~' - '!' + 1)));
        }
        return label.toString();
    }

    private void priority() {
        expected.put("urgency", 5);
        if (isGiven()) {
            int priority = 1 + random.nextInt(10);
            json.put("priority", random.nextBoolean() ? Integer.toString(priority) : quoted("" + priority));
            expected.put("urgency", priority);
        }
    }

    private void names(String field, int most) {
        expected.put(field, field.equals("targets") ? List.of("sender") : List.of());
        if (isGiven()) {
            List<String> names = new ArrayList<>();
            for (int i = 1 + random.nextInt(most); i > 0; i--) {
                String name = label();
                if (!names.contains(name)) {
                    names.add(name);
                }
            }
            json.put(field, names.stream().map(RandomEvent::quoted).toList().toString());
            expected.put(field, names);
        }
    }

    private void title() {
        expected.put("title", "");
        if (isGiven()) {
            String title = TEXTS[random.nextInt(TEXTS.length)];
            json.put("title", quoted(title));
            expected.put("title", title);
        }
    }

    private void payload() {
        expected.put("payload", "");
        if (isGiven()) {
            StringBuilder payload = new StringBuilder("{");
            for (int i = 0; i < random.nextInt(5); i++) {
                payload.append(i == 0 ? " " : " ,\n").append("\"f").append(i).append("\" : ");
                payload.append(VALUES[random.nextInt(VALUES.length)]);
            }
            json.put("payload", payload.append("}").toString());
            expected.put("payload", payload.toString());
        }
    }

    private void expiry() {
        expected.put("expireTimeNs", null);
        if (isGiven()) {
            json.put("expires_at", quoted(time("expireTimeNs", 2)));
        }
    }

    private void delivery() {
        expected.put("priority", "NORMAL");
        expected.put("channels", List.of("ACTIVE_SESSION NO"));
        switch (random.nextInt(5)) {
            case 0 -> preset("informational", "INFORMATIONAL", List.of("ACTIVE_SESSION NO"));
            case 1 -> preset("active_or_telegram", "NORMAL", List.of("ACTIVE_SESSION NO", "TELEGRAM NO"));
            case 2 -> preset("critical", "CRITICAL", List.of("ACTIVE_SESSION NO", "TELEGRAM NO", "EMAIL NO"));
            case 3 -> ownDelivery();
            default -> {
                // Nothing is said.
            }
        }
    }

    private void preset(String name, String priority, List<String> channels) {
        json.put("delivery", quoted(name));
        expected.put("priority", priority);
        expected.put("channels", channels);
    }

    private void ownDelivery() {
        List<String> left = new ArrayList<>(CHANNELS);
        List<String> choices = new ArrayList<>();
        List<String> told = new ArrayList<>();
        for (int i = 1 + random.nextInt(CHANNELS.size()); i > 0; i--) {
            String channel = left.remove(random.nextInt(left.size()));
            boolean isOnlyIfActive = random.nextBoolean();
            choices.add("{\"channel\":\"" + channel + "\"" + (isOnlyIfActive ? ",\"only_if_active\":true" : "") + "}");
            told.add(channel.toUpperCase(Locale.ROOT) + (isOnlyIfActive ? " YES" : " NO"));
        }
        String priority = random.nextBoolean() ? "critical" : "normal";
        json.put("delivery", "{\"channels\":" + choices + ",\"priority\":\"" + priority + "\"}");
        expected.put("priority", priority.toUpperCase(Locale.ROOT));
        expected.put("channels", told);
    }

    private static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            boolean isPlain = c >= ' ' && c != '"' && c != '\\';
            json.append(isPlain ? String.valueOf(c) : String.format("\\u%04x", (int) c));
        }
        return json.append('"').toString();
    }

    /** As a client sends it, with something that no edge knows, and something that is null. */
    String json() {
        List<String> fields = new ArrayList<>(json.entrySet().stream()
                .map(field -> "\"" + field.getKey() + "\":" + field.getValue())
                .toList());
        fields.add("\"of_a_later_version\":{\"payload\":{\"x\":1},\"id\":7}");
        fields.add("\"id\":null");
        java.util.Collections.shuffle(fields, random);
        return "{" + String.join(random.nextBoolean() ? "," : " ,\n ", fields) + "}";
    }
}
