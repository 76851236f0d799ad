package io.ringfence.core.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The generated enum and flyweights say what the schema says. */
final class EventTypeTest {
    private static final String META = "urn:ringfence:events";

    private record Row(
            String name,
            int id,
            String category,
            int priority,
            String scope,
            boolean highFrequency,
            boolean critical) {}

    private static Document schema() throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        try (InputStream xml = EventType.class.getResourceAsStream("/ringfence-events.xml")) {
            return factory.newDocumentBuilder().parse(xml);
        }
    }

    private static List<Element> elements(NodeList nodes) {
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    @Test
    void shouldSayWhatTheSchemaSays() throws Exception {
        List<Row> expected = elements(schema().getElementsByTagNameNS("*", "message")).stream()
                .map(message -> new Row(
                        message.getAttribute("name")
                                .replaceAll("(?<=[a-z])(?=[A-Z])", "_")
                                .toUpperCase(),
                        Integer.parseInt(message.getAttribute("id")),
                        message.getAttributeNS(META, "category").toUpperCase(),
                        Integer.parseInt(message.getAttributeNS(META, "priority")),
                        message.getAttributeNS(META, "scope").toUpperCase(),
                        message.getAttributeNS(META, "frequency").equals("high"),
                        message.getAttributeNS(META, "critical").equals("yes")))
                .toList();
        List<Row> actual = List.of(EventType.values()).stream()
                .map(type -> new Row(
                        type.name(),
                        type.templateId(),
                        type.category().name(),
                        type.priority(),
                        type.scope().name(),
                        type.isHighFrequency(),
                        type.isCritical()))
                .toList();
        assertEquals(expected, actual);
    }

    @Test
    void shouldKeepCategoriesInTheirRangesOfIds() {
        for (EventType type : EventType.values()) {
            EventType.Category expected = type.templateId() < 100
                    ? EventType.Category.INPUT
                    : type.templateId() < 120 ? EventType.Category.COMMAND : EventType.Category.EVENT;
            assertEquals(expected, type.category(), type::name);
        }
    }

    @Test
    void shouldFindTypesByIdAndNothingElse() {
        int found = 0;
        for (int id = -1; id <= 70_000; id++) {
            EventType type = EventType.of(id);
            if (type != null) {
                assertEquals(id, type.templateId());
                found++;
            }
        }
        assertEquals(EventType.values().length, found);
        assertNull(EventType.of(Integer.MIN_VALUE));
        assertNull(EventType.of(Integer.MAX_VALUE));
    }

    @Test
    void shouldUseEveryEnumAndNumberFieldsInOrder() throws Exception {
        Set<String> used = new TreeSet<>();
        for (Element message : elements(schema().getElementsByTagNameNS("*", "message"))) {
            List<Element> fields = elements(message.getElementsByTagName("*"));
            for (int i = 0; i < fields.size(); i++) {
                assertEquals(Integer.toString(i + 1), fields.get(i).getAttribute("id"));
                used.add(fields.get(i).getAttribute("type"));
            }
        }
        elements(schema().getElementsByTagName("ref")).forEach(ref -> used.add(ref.getAttribute("type")));
        Set<String> enums = new TreeSet<>();
        elements(schema().getElementsByTagName("enum")).forEach(each -> enums.add(each.getAttribute("name")));
        Set<String> unused = new TreeSet<>(enums);
        unused.removeAll(used);
        assertEquals(Set.of(), unused);
    }

    @Test
    void shouldTellAMarketOrderByItsAbsentLimit() {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[128]);
        OrderTermsEncoder encoder = new OrderTermsEncoder().wrap(buffer, 0);
        encoder.limitPrice(OrderTermsEncoder.limitPriceNullValue());
        OrderTermsDecoder decoder = new OrderTermsDecoder().wrap(buffer, 0);
        assertEquals(Long.MIN_VALUE, decoder.limitPrice());
        assertEquals(OrderTermsDecoder.limitPriceNullValue(), decoder.limitPrice());
    }
}
