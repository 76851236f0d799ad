import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Run by the build: reads the event schema and writes the dictionary page and the enum {@code EventType}, so that what
 * people read and what the code knows of an event's category, priority, scope, urgency and length is said once, in the schema.
 *
 * <p>Arguments: schema, Markdown page to write, Java file to write. A file whose content would not change is left alone.
 */
public final class EventDictionary {
    private static final String META = "urn:ringfence:events";

    private record Field(String name, String type, String description) {}

    private record Message(
            String name,
            int id,
            String category,
            int priority,
            String scope,
            boolean highFrequency,
            boolean critical,
            boolean isCamel,
            String channel,
            String description,
            List<Field> fields) {
        /** As clients and operators know it. */
        String eventName() {
            return isCamel ? name : constant();
        }

        String constant() {
            return name.replaceAll("([a-z])([A-Z])", "$1_$2").toUpperCase();
        }
    }

    public static void main(String[] args) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        Document schema = factory.newDocumentBuilder().parse(Path.of(args[0]).toFile());
        Map<String, String> typeDescriptions = describe(schema, "type");
        List<Message> messages = messages(schema, typeDescriptions);
        write(Path.of(args[1]), markdown(schema, messages, typeDescriptions));
        write(Path.of(args[2]), java(messages));
    }

    private static Map<String, String> describe(Document schema, String tag) {
        Map<String, String> descriptions = new LinkedHashMap<>();
        for (Element type : elements(schema.getElementsByTagName(tag))) {
            descriptions.put(type.getAttribute("name"), type.getAttribute("description"));
        }
        return descriptions;
    }

    private static List<Message> messages(Document schema, Map<String, String> typeDescriptions) {
        List<Message> messages = new ArrayList<>();
        for (Element message : elements(schema.getElementsByTagNameNS("http://fixprotocol.io/2016/sbe", "message"))) {
            List<Field> fields = new ArrayList<>();
            List<Element> members = elements(message.getElementsByTagName("field"));
            members.addAll(elements(message.getElementsByTagName("data")));
            for (Element field : members) {
                String type = field.getAttribute("type");
                String description = field.getAttribute("description");
                String inherited = typeDescriptions.getOrDefault(type, "");
                fields.add(new Field(field.getAttribute("name"), type, description.isEmpty() ? inherited : description));
            }
            messages.add(new Message(
                    message.getAttribute("name"),
                    Integer.parseInt(message.getAttribute("id")),
                    required(message, "category"),
                    Integer.parseInt(required(message, "priority")),
                    required(message, "scope"),
                    message.getAttributeNS(META, "frequency").equals("high"),
                    message.getAttributeNS(META, "critical").equals("yes"),
                    message.getAttributeNS(META, "name").equals("camel"),
                    message.getAttributeNS(META, "channel"),
                    message.getAttribute("description"),
                    fields));
        }
        return messages;
    }

    private static String required(Element message, String attribute) {
        String value = message.getAttributeNS(META, attribute);
        if (value.isEmpty()) {
            throw new IllegalStateException(message.getAttribute("name") + ": rf:" + attribute + " is missing");
        }
        return value;
    }

    private static String markdown(
            Document schema, List<Message> messages, Map<String, String> typeDescriptions) {
        StringBuilder page = new StringBuilder("# Event dictionary\n\n");
        page.append("Generated from `src/main/resources/ringfence-events.xml`, schema version ")
                .append(schema.getDocumentElement().getAttribute("version"))
                .append("""
                        ; do not edit. Messages are SBE, little-endian, each behind a header of four 16-bit figures: block
                        length, id, schema id, version. Inputs are what the journal holds and `dump` prints; commands go to
                        brokers; events go to clients, on the edge's channel `orders` (all but TICK_REJECTED). The edge and
                        `dump` write enums by name, decimals exactly, times as text (so `entryTimeNs` here is `entryTime`
                        there). Absent values are left out by `dump`, null on the edge. Events of runners (181 and up) have a
                        shape of their own there.

                        A line of `dump` begins with `sequence`, `timestamp` and `type`; the fields below follow in their
                        order, those of a composite in its place, so a field that is named `sequence` itself is shown as
                        `ownSequence`. Behind an `instrumentId` stands its `symbol`, and a condition's nodes are words. A message
                        in a message is shown as its `type` and then its own fields; a payload that is said to be JSON as text,
                        other bytes in Base64.

                        **priority**: 1 goes out first, 10 last, of several that wait. **scope**: who may see it: anyone
                        (public), the owner of the account (user), nobody outside the host (internal). **high-frequency**: may
                        come with every tick. **critical**: has to arrive. **channel**: with the account, or for all, the
                        stream in which an event has a position, from 1, without gaps; those without one are not kept.

                        """)
                .append("| event | id | category | priority | scope | channel | high-frequency | critical | what |\n")
                .append("|---|---|---|---|---|---|---|---|---|\n");
        for (Message m : messages) {
            page.append("| [").append(m.eventName()).append("](#").append(m.eventName().toLowerCase()).append(") | ");
            page.append(m.id).append(" | ").append(m.category).append(" | ").append(m.priority).append(" | ");
            page.append(m.scope).append(" | ").append(m.channel).append(" | ");
            page.append(m.highFrequency ? "yes" : "").append(" | ");
            page.append(m.critical ? "yes" : "").append(" | ").append(m.description).append(" |\n");
        }
        for (Message m : messages) {
            page.append("\n## ").append(m.eventName()).append("\n\n").append(m.description).append('\n');
            if (!m.fields.isEmpty()) {
                page.append("\n| field | type | what |\n|---|---|---|\n");
            }
            for (Field f : m.fields) {
                page.append("| ").append(f.name).append(" | ").append(f.type).append(" | ");
                page.append(f.description).append(" |\n");
            }
        }
        page.append("\n## Types\n\n| type | encoding | what |\n|---|---|---|\n");
        for (Element type : elements(schema.getElementsByTagName("type"))) {
            if (!type.getAttribute("description").isEmpty()) {
                String length = type.getAttribute("length");
                page.append("| ").append(type.getAttribute("name")).append(" | ");
                page.append(type.getAttribute("primitiveType")).append(length.isEmpty() ? "" : "[" + length + "]");
                page.append(type.getAttribute("presence").equals("optional") ? ", null is the smallest value" : "");
                page.append(" | ").append(type.getAttribute("description")).append(" |\n");
            }
        }
        for (Element composite : elements(schema.getElementsByTagName("composite"))) {
            if (composite.getAttribute("name").startsWith("var")) {
                page.append("| ").append(composite.getAttribute("name")).append(" | uint16, then so many bytes | ");
                page.append(composite.getAttribute("description")).append(" |\n");
            }
        }
        for (Element composite : elements(schema.getElementsByTagName("composite"))) {
            if (hasRefs(composite)) {
                page.append("\n**").append(composite.getAttribute("name")).append("**: ");
                page.append(composite.getAttribute("description")).append("\n\n| field | type | what |\n|---|---|---|\n");
                for (Element ref : elements(composite.getElementsByTagName("ref"))) {
                    page.append("| ").append(ref.getAttribute("name")).append(" | ");
                    String description = ref.getAttribute("description");
                    String inherited = typeDescriptions.getOrDefault(ref.getAttribute("type"), "");
                    page.append(ref.getAttribute("type")).append(" | ");
                    page.append(description.isEmpty() ? inherited : description).append(" |\n");
                }
            }
        }
        page.append("\n## Values\n");
        for (Element type : elements(schema.getElementsByTagName("enum"))) {
            page.append("\n**").append(type.getAttribute("name")).append("**\n\n| name | value | what |\n|---|---|---|\n");
            for (Element value : elements(type.getElementsByTagName("validValue"))) {
                page.append("| ").append(value.getAttribute("name")).append(" | ");
                page.append(value.getTextContent().trim()).append(" | ");
                page.append(value.getAttribute("description")).append(" |\n");
            }
        }
        return page.toString();
    }

    private static String java(List<Message> messages) {
        StringBuilder code = new StringBuilder();
        code.append("/* Generated from ringfence-events.xml. */\npackage io.ringfence.core.event;\n\n");
        code.append("/** What the dictionary says of each event type. Names are the dictionary's. */\n");
        code.append("public enum EventType {\n");
        for (int i = 0; i < messages.size(); i++) {
            Message m = messages.get(i);
            code.append("    /** ").append(m.description).append(" */\n");
            code.append("    ").append(m.constant()).append("(\"").append(m.eventName()).append("\", ");
            code.append(m.id).append(", Category.");
            code.append(m.category.toUpperCase()).append(", ").append(m.priority).append(", Scope.");
            code.append(m.scope.toUpperCase()).append(", ").append(m.highFrequency).append(", ");
            code.append(m.critical).append(", ");
            code.append(m.channel.isEmpty() ? "null" : "Channel." + m.channel.toUpperCase());
            code.append(", ").append(m.name).append("Decoder.BLOCK_LENGTH");
            code.append(i + 1 == messages.size() ? ");\n" : "),\n");
        }
        code.append("""

                    /** Which way an event goes. */
                    public enum Category { INPUT, COMMAND, EVENT }

                    /** Who may see an event. */
                    public enum Scope { PUBLIC, USER, TARGET, INTERNAL }

                    /** Which of an account's streams an event belongs to. The order is part of what is stored. */
                    public enum Channel { %s }

                    private static final EventType[] BY_ID = new EventType[1 + %d];

                    static {
                        for (EventType type : values()) {
                            BY_ID[type.templateId] = type;
                        }
                    }

                    private final String eventName;
                    private final int templateId;
                    private final Category category;
                    private final int priority;
                    private final Scope scope;
                    private final boolean highFrequency;
                    private final boolean critical;
                    private final Channel channel;
                    private final int blockLength;

                    EventType(
                            String eventName,
                            int templateId,
                            Category category,
                            int priority,
                            Scope scope,
                            boolean highFrequency,
                            boolean critical,
                            Channel channel,
                            int blockLength) {
                        this.eventName = eventName;
                        this.templateId = templateId;
                        this.category = category;
                        this.priority = priority;
                        this.scope = scope;
                        this.highFrequency = highFrequency;
                        this.critical = critical;
                        this.channel = channel;
                        this.blockLength = blockLength;
                    }

                    /** Returns the type with this SBE template id, or null where the dictionary has none. */
                    public static EventType of(int templateId) {
                        return templateId < 0 || templateId >= BY_ID.length ? null : BY_ID[templateId];
                    }

                    /** The name clients and operators know it by. */
                    public String eventName() {
                        return eventName;
                    }

                    /** SBE template id. */
                    public int templateId() {
                        return templateId;
                    }

                    /** Which way the event goes. */
                    public Category category() {
                        return category;
                    }

                    /** 1 (first) to 10 (last). */
                    public int priority() {
                        return priority;
                    }

                    /** Who may see the event. */
                    public Scope scope() {
                        return scope;
                    }

                    /** Whether it may come with every tick. */
                    public boolean isHighFrequency() {
                        return highFrequency;
                    }

                    /** Whether it has to arrive. */
                    public boolean isCritical() {
                        return critical;
                    }

                    /** The stream, with an account, that gives the event a position; null when it has none. */
                    public Channel channel() {
                        return channel;
                    }

                    /** Bytes between a message's header and its groups, as this build writes it. */
                    public int blockLength() {
                        return blockLength;
                    }
                }
                """
                .formatted(channels(messages), messages.stream().mapToInt(Message::id).max().orElse(0)));
        return code.toString();
    }

    /** In the order of their first message, which ids keep for ever. */
    private static String channels(List<Message> messages) {
        return messages.stream()
                .map(message -> message.channel.toUpperCase())
                .filter(channel -> !channel.isEmpty())
                .distinct()
                .collect(java.util.stream.Collectors.joining(", "));
    }

    private static boolean hasRefs(Element composite) {
        return composite.getElementsByTagName("ref").getLength() > 0;
    }

    private static List<Element> elements(NodeList nodes) {
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    private static void write(Path file, String content) throws IOException {
        if (!Files.exists(file) || !Files.readString(file).equals(content)) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
        }
    }
}
