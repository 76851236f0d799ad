package io.ringfence.transport.delivery.template;

import io.ringfence.transport.delivery.Bounds;
import java.util.ArrayList;
import java.util.List;

/** A template, taken apart. May be shared by threads. */
final class Template {
    private static final int MAX_NAMES = 64;
    private static final String PAYLOAD_NAME = "payload\\.[A-Za-z_][A-Za-z0-9_.-]{0,63}";

    private final List<Part> title;
    private final List<Part> text;

    /** Text as it is, or the name of a value. */
    private record Part(String text, boolean isName) {}

    private Template(List<Part> title, List<Part> text) {
        this.title = title;
        this.text = text;
    }

    /**
     * Takes one apart.
     *
     * @param name of the template, for the message
     * @throws IllegalArgumentException when a brace has no other, or a name is none
     */
    static Template of(String name, TemplateText source) {
        return new Template(
                parts("templates." + name + ".title", source.title()),
                parts("templates." + name + ".text", source.text()));
    }

    /** Names of values in it. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        for (List<Part> parts : List.of(title, text)) {
            parts.stream().filter(Part::isName).map(Part::text).forEach(names::add);
        }
        return names;
    }

    String title(EventValues values) {
        return render(title, values);
    }

    String text(EventValues values) {
        return render(text, values);
    }

    private static String render(List<Part> parts, EventValues values) {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            text.append(part.isName() ? values.value(part.text()) : part.text());
        }
        return text.toString();
    }

    private static List<Part> parts(String field, String source) {
        List<Part> parts = new ArrayList<>();
        StringBuilder plain = new StringBuilder();
        int names = 0;
        for (int at = 0; at < source.length(); at++) {
            char c = source.charAt(at);
            boolean isBrace = c == '{' || c == '}';
            if (isBrace && at + 1 < source.length() && source.charAt(at + 1) == c) {
                plain.append(c);
                at++;
            } else if (c == '{') {
                int end = source.indexOf('}', at);
                String name = end < 0 ? "" : source.substring(at + 1, end);
                checkName(field, source, name);
                if (++names > MAX_NAMES) {
                    throw Bounds.refusal(field, source, "at most " + MAX_NAMES + " names in braces");
                }
                parts.add(new Part(plain.toString(), false));
                parts.add(new Part(name, true));
                plain.setLength(0);
                at = end;
            } else if (c == '}') {
                throw Bounds.refusal(field, source, "a brace before each }, or }} for a brace itself");
            } else {
                plain.append(c);
            }
        }
        parts.add(new Part(plain.toString(), false));
        return parts;
    }

    private static void checkName(String field, String source, String name) {
        if (!EventValues.NAMES.contains(name) && !name.matches(PAYLOAD_NAME)) {
            throw Bounds.refusal(
                    field, source, "behind each { one of " + EventValues.NAMES + " or payload. and a name, then }");
        }
    }
}
