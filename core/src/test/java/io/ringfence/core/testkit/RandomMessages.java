package io.ringfence.core.testkit;

import io.ringfence.core.event.EventType;
import io.ringfence.core.event.MessageHeaderEncoder;
import io.ringfence.core.event.PayloadForm;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.xml.parsers.DocumentBuilderFactory;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Messages of any type of the dictionary, filled at random: every field that the schema lists, through the generated
 * encoders. Remembers what it wrote, so it is the oracle of whatever reads messages.
 */
public final class RandomMessages {
    private static final char[] CHARACTERS = "abcXYZ019 \"\\/{}[]|=,;:\b\f\n\r\t\u0001\u001f\u007f".toCharArray();

    /** How deep messages carry messages. */
    private static final int MAX_DEPTH = 2;

    private final Random random;
    private int depth;
    private PayloadForm payloadForm;
    private final Map<String, Element> types = new HashMap<>();
    private final Map<Integer, Element> messages = new HashMap<>();

    /**
     * A field as it was written.
     *
     * @param type in the schema
     * @param sinceVersion of the schema that has it first
     * @param value a {@code Long}, a text, an enum's value; for a group the list of its entries; bytes of data that is no text,
     *     a whole message where the schema says so or the payload's form; null for null
     */
    public record Field(String name, String type, int sinceVersion, Object value) {}

    /**
     * A message and its fields in the schema's order, those of composites as if they were its own.
     *
     * @param name of the message in the schema
     * @param bytes header first
     */
    public record Message(EventType type, String name, byte[] bytes, List<Field> fields) {}

    public RandomMessages(Random random) {
        this.random = random;
        Document schema = schema();
        for (String tag : List.of("type", "composite", "enum")) {
            elements(schema.getElementsByTagName(tag)).forEach(type -> types.put(type.getAttribute("name"), type));
        }
        for (Element message : elements(schema.getElementsByTagNameNS("*", "message"))) {
            messages.put(Integer.parseInt(message.getAttribute("id")), message);
        }
    }

    /** The next one of this type. */
    public Message next(EventType type) {
        Element message = messages.get(type.templateId());
        String name = message.getAttribute("name");
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[16_384]);
        try {
            Object encoder = Class.forName("io.ringfence.core.event." + name + "Encoder")
                    .getConstructor()
                    .newInstance();
            encoder.getClass()
                    .getMethod("wrapAndApplyHeader", MutableDirectBuffer.class, int.class, MessageHeaderEncoder.class)
                    .invoke(encoder, buffer, 0, new MessageHeaderEncoder());
            List<Field> fields = new ArrayList<>();
            fill(encoder, message, fields);
            int length = (int) encoder.getClass().getMethod("encodedLength").invoke(encoder);
            return new Message(
                    type,
                    name,
                    Arrays.copyOf(buffer.byteArray(), MessageHeaderEncoder.ENCODED_LENGTH + length),
                    fields);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " is not as the schema has it", e);
        }
    }

    private void fill(Object encoder, Element parent, List<Field> fields) throws ReflectiveOperationException {
        for (Element member : elements(parent.getChildNodes())) {
            String name = member.getAttribute("name");
            String typeName = member.getAttribute("type");
            Element type = types.get(typeName);
            if (member.getTagName().equals("group")) {
                fields.add(new Field(name, "group", since(member), entries(encoder, member)));
            } else if (member.getTagName().equals("data")) {
                fields.add(new Field(name, typeName, since(member), data(encoder, name, typeName)));
            } else if (type != null && type.getTagName().equals("composite")) {
                fill(encoder.getClass().getMethod(name).invoke(encoder), type, fields);
            } else {
                boolean isOptional = type != null
                        && (type.getTagName().equals("enum")
                                || type.getAttribute("presence").equals("optional"));
                boolean isNull = isOptional && random.nextInt(4) == 0;
                fields.add(new Field(name, typeName, since(member), write(encoder, name, type, isNull)));
            }
        }
    }

    private List<List<Field>> entries(Object encoder, Element group) throws ReflectiveOperationException {
        int count = random.nextInt(4);
        Object entry = encoder.getClass()
                .getMethod(group.getAttribute("name") + "Count", int.class)
                .invoke(encoder, count);
        List<List<Field>> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            entry.getClass().getMethod("next").invoke(entry);
            entries.add(new ArrayList<>());
            fill(entry, group, entries.get(i));
        }
        return entries;
    }

    private Object data(Object encoder, String name, String typeName) throws ReflectiveOperationException {
        if (typeName.equals("varText")) {
            String text = text(40);
            encoder.getClass().getMethod(name, String.class).invoke(encoder, text);
            return text;
        }
        byte[] bytes = new byte[random.nextInt(40)];
        random.nextBytes(bytes);
        if (typeName.equals("varMessage") || payloadForm == PayloadForm.MESSAGE) {
            bytes = random.nextInt(4) == 0 || depth == MAX_DEPTH ? new byte[0] : inner();
        }
        String capital = Character.toUpperCase(name.charAt(0)) + name.substring(1);
        encoder.getClass()
                .getMethod("put" + capital, byte[].class, int.class, int.class)
                .invoke(encoder, bytes, 0, bytes.length);
        return bytes;
    }

    /** Any message at all; what the payload of this one was said to be is as before. */
    private byte[] inner() {
        PayloadForm ofThis = payloadForm;
        EventType[] all = EventType.values();
        depth++;
        byte[] bytes = next(all[random.nextInt(all.length)]).bytes();
        depth--;
        payloadForm = ofThis;
        return bytes;
    }

    private Object write(Object encoder, String name, Element type, boolean isNull)
            throws ReflectiveOperationException {
        Method setter = setter(encoder, name);
        Class<?> parameter = setter.getParameterTypes()[0];
        Object value;
        if (parameter.isEnum()) {
            List<?> constants = Arrays.stream(parameter.getEnumConstants())
                    .filter(constant -> constant.toString().equals("NULL_VAL") == isNull)
                    .toList();
            value = constants.get(random.nextInt(constants.size()));
        } else if (parameter == String.class) {
            value = text(Integer.parseInt(type.getAttribute("length")));
        } else if (isNull) {
            value = encoder.getClass().getMethod(name + "NullValue").invoke(null);
        } else {
            value = figure(
                    parameter, encoder.getClass().getMethod(name + "MaxValue").invoke(null));
        }
        setter.invoke(encoder, value);
        if (value instanceof PayloadForm form) {
            payloadForm = form;
        }
        return isNull ? null : value instanceof Number number ? number.longValue() : value;
    }

    private static Method setter(Object encoder, String name) {
        return Arrays.stream(encoder.getClass().getMethods())
                .filter(method -> method.getName().equals(name) && method.getParameterCount() == 1)
                .filter(method -> method.getParameterTypes()[0] != CharSequence.class)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no setter for " + name));
    }

    private Object figure(Class<?> parameter, Object max) {
        if (parameter == long.class) {
            return switch (random.nextInt(4)) {
                case 0 -> max;
                case 1 -> (long) random.nextInt(-1, 2);
                default -> random.nextLong(-Long.MAX_VALUE, Long.MAX_VALUE);
            };
        }
        int largest = ((Number) max).intValue();
        // Only the unsigned fields have a maximum below an int's.
        int figure = random.nextInt(largest < Integer.MAX_VALUE ? 0 : -largest, largest);
        return parameter == short.class ? (Object) (short) figure : (Object) figure;
    }

    private String text(int length) {
        StringBuilder text = new StringBuilder();
        int characters = random.nextInt(length + 1);
        for (int i = 0; i < characters; i++) {
            text.append(CHARACTERS[random.nextInt(CHARACTERS.length)]);
        }
        return text.toString();
    }

    private static int since(Element member) {
        String since = member.getAttribute("sinceVersion");
        return since.isEmpty() ? 1 : Integer.parseInt(since);
    }

    private static Document schema() {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        try (InputStream xml = EventType.class.getResourceAsStream("/ringfence-events.xml")) {
            return factory.newDocumentBuilder().parse(xml);
        } catch (Exception e) {
            throw new IllegalStateException("the schema is not readable", e);
        }
    }

    private static List<Element> elements(NodeList nodes) {
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            if (nodes.item(i) instanceof Element element) {
                elements.add(element);
            }
        }
        return elements;
    }
}
