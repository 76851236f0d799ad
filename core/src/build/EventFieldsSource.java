import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Run by the build: reads the event schema and writes the class {@code EventFields}, which takes any message apart and hands
 * its fields to a {@code FieldVisitor}. What a field means is said by its type, in the schema's {@code rf:meaning}.
 *
 * <p>Arguments: schema, Java file to write. A file whose content would not change is left alone. What it does not know how to
 * take apart (a group in a group, a variable-length field in a group, two fields of one name) ends the build.
 */
public final class EventFieldsSource {
    private static final String META = "urn:ringfence:events";
    /** Of the schema that any message was ever written with: its fields are in every message. */
    private static final int OLDEST_VERSION = 1;

    /** What has a field: its class, the expression that is it, and the one for who visits it. */
    private record Owner(String type, String expression, String visitor) {}

    private final Map<String, Element> types = new HashMap<>();
    private final List<Element> messages;
    private final StringBuilder code = new StringBuilder();

    private EventFieldsSource(Document schema) {
        for (Element type : children((Element) schema.getElementsByTagName("types").item(0))) {
            types.put(type.getAttribute("name"), type);
        }
        messages = elements(schema.getElementsByTagNameNS("http://fixprotocol.io/2016/sbe", "message"));
    }

    public static void main(String[] args) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        Document schema = factory.newDocumentBuilder().parse(Path.of(args[0]).toFile());
        write(Path.of(args[1]), new EventFieldsSource(schema).source());
    }

    private String source() {
        code.append("""
                /* Generated from ringfence-events.xml. */
                package io.ringfence.core.event;

                import org.agrona.DirectBuffer;
                import org.agrona.concurrent.UnsafeBuffer;

                /** Takes any message of the dictionary apart, input, command or event. One thread; off every path. */
                public final class EventFields {
                    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
                """);
        for (Element message : messages) {
            String name = message.getAttribute("name");
            line(1, "private final " + name + "Decoder " + variable(name) + " = new " + name + "Decoder();");
        }
        code.append("""

                    /**
                     * Hands a message's fields to a visitor, in the schema's order.
                     *
                     * @param offset of the message's header
                     * @return the message's type, or null where this build's dictionary has none: nothing was visited
                     * @throws IllegalArgumentException when an enum has a value that this build does not know: the fields
                     *     before it were visited
                     */
                    public EventType visit(DirectBuffer buffer, int offset, FieldVisitor visitor) {
                        header.wrap(buffer, offset);
                        int at = offset + MessageHeaderDecoder.ENCODED_LENGTH;
                        int block = header.blockLength();
                        int version = header.version();
                        switch (header.templateId()) {
                """);
        for (Element message : messages) {
            String name = message.getAttribute("name");
            line(3, "case " + name + "Decoder.TEMPLATE_ID ->");
            line(4, "visit(" + variable(name) + ".wrap(buffer, at, block, version), visitor);");
        }
        code.append("""
                            default -> {
                                return null;
                            }
                        }
                        return EventType.of(header.templateId());
                    }
                """);
        messages.forEach(this::method);
        return code.append("}\n").toString();
    }

    private void method(Element message) {
        code.append('\n');
        Owner event = new Owner(message.getAttribute("name") + "Decoder", "event", "visitor");
        line(1, "private static void visit(" + event.type + " event, FieldVisitor visitor) {");
        Set<String> names = new HashSet<>();
        for (Element member : children(message)) {
            switch (member.getTagName()) {
                case "field" -> sinceItsVersion(member, 2, depth -> field(member, event, depth, names));
                case "group" -> sinceItsVersion(member, 2, depth -> group(member, event, depth, names));
                case "data" -> sinceItsVersion(member, 2, depth -> data(member, event, depth, names));
                default -> throw unknown(message, member);
            }
        }
        line(1, "}");
    }

    private interface Body {
        void write(int depth);
    }

    private void sinceItsVersion(Element member, int depth, Body body) {
        String since = member.getAttribute("sinceVersion");
        if (since.isEmpty() || Integer.parseInt(since) <= OLDEST_VERSION) {
            body.write(depth);
        } else {
            line(depth, "if (event.actingVersion() >= " + since + ") {");
            body.write(depth + 1);
            line(depth, "}");
        }
    }

    private void group(Element group, Owner message, int depth, Set<String> names) {
        String name = group.getAttribute("name");
        String capital = Character.toUpperCase(name.charAt(0)) + name.substring(1);
        Owner entry = new Owner(message.type + "." + capital + "Decoder", name, name + "Visitor");
        requireNew(name, names);
        line(depth, entry.type + " " + name + " = event." + name + "();");
        line(depth, "FieldVisitor " + name + "Visitor = visitor.beginGroup(\"" + name + "\", " + name + ".count());");
        line(depth, "while (" + name + ".hasNext()) {");
        line(depth + 1, name + ".next();");
        line(depth + 1, name + "Visitor.beginEntry();");
        Set<String> entryNames = new HashSet<>();
        for (Element member : children(group)) {
            if (!member.getTagName().equals("field")) {
                throw unknown(group, member);
            }
            sinceItsVersion(member, depth + 1, inside -> field(member, entry, inside, entryNames));
        }
        line(depth + 1, name + "Visitor.endEntry();");
        line(depth, "}");
        line(depth, "visitor.endGroup(\"" + name + "\");");
    }

    /** What follows the block and the groups; it has to be read in the schema's order. */
    private void data(Element data, Owner message, int depth, Set<String> names) {
        String name = data.getAttribute("name");
        String capital = Character.toUpperCase(name.charAt(0)) + name.substring(1);
        requireNew(name, names);
        switch (data.getAttribute("type")) {
            case "varText" -> visit(message, "text", name, "event." + name + "()", depth);
            case "varBytes" -> wrapped("bytes", name, capital, message, depth);
            case "varMessage" -> wrapped("message", name, capital, message, depth);
            default -> throw unknown(types.get("varText"), data);
        }
    }

    private void wrapped(String meaning, String name, String capital, Owner message, int depth) {
        String bytes = name + "Bytes";
        line(depth, "DirectBuffer " + bytes + " = new UnsafeBuffer(0, 0);");
        line(depth, "event.wrap" + capital + "(" + bytes + ");");
        visit(message, meaning, name, bytes, depth);
    }

    /** A field of a message or an entry, or what a composite refers to. */
    private void field(Element field, Owner owner, int depth, Set<String> names) {
        String name = field.getAttribute("name");
        String typeName = field.getAttribute("type");
        Element type = types.get(typeName);
        String getter = owner.expression + "." + name + "()";
        if (type == null) {
            visit(owner, "integer", shown(name, "integer", names), getter, depth);
        } else if (type.getTagName().equals("composite")) {
            for (Element ref : children(type)) {
                if (!ref.getTagName().equals("ref")) {
                    throw unknown(type, ref);
                }
                field(ref, new Owner(typeName + "Decoder", getter, owner.visitor), depth, names);
            }
        } else if (type.getTagName().equals("enum")) {
            String shown = shown(name, "named", names);
            unless(getter + " == " + typeName + ".NULL_VAL", owner, "named", shown, getter, depth);
        } else if (type.getAttribute("primitiveType").equals("char")) {
            visit(owner, "text", shown(name, "text", names), getter, depth);
        } else {
            String declared = type.getAttributeNS(META, "meaning");
            String meaning = declared.isEmpty() ? "integer" : declared;
            String shown = shown(name, meaning, names);
            if (type.getAttribute("presence").equals("optional")) {
                String none = owner.type + "." + name + "NullValue()";
                unless(getter + " == " + none, owner, meaning, shown, getter, depth);
            } else {
                visit(owner, meaning, shown, getter, depth);
            }
        }
    }

    private void unless(String isNull, Owner owner, String meaning, String shown, String getter, int depth) {
        line(depth, "if (" + isNull + ") {");
        line(depth + 1, owner.visitor + ".absent(\"" + shown + "\");");
        line(depth, "} else {");
        visit(owner, meaning, shown, getter, depth + 1);
        line(depth, "}");
    }

    private void visit(Owner owner, String meaning, String shown, String getter, int depth) {
        line(depth, owner.visitor + "." + meaning + "(\"" + shown + "\", " + getter + ");");
    }

    /** A time is shown as a time, not as nanoseconds, so its name does not say so either. */
    private static String shown(String name, String meaning, Set<String> names) {
        String shown = meaning.equals("time") ? name.replaceAll("Ns$", "") : name;
        requireNew(shown, names);
        return shown;
    }

    private static void requireNew(String name, Set<String> names) {
        if (!names.add(name)) {
            throw new IllegalStateException(name + ": a message shows two fields of this name");
        }
    }

    private static IllegalStateException unknown(Element parent, Element member) {
        return new IllegalStateException(parent.getAttribute("name") + "." + member.getAttribute("name")
                + ": how to take a " + member.getTagName() + " apart here is not known");
    }

    private static String variable(String name) {
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    private void line(int depth, String text) {
        code.append("    ".repeat(depth)).append(text).append('\n');
    }

    private static List<Element> children(Element parent) {
        List<Element> all = elements(parent.getElementsByTagName("*"));
        all.removeIf(element -> element.getParentNode() != parent);
        return all;
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
