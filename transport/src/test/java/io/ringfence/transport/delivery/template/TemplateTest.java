package io.ringfence.transport.delivery.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {
    private static String render(String text, EventValues values) {
        return Template.of("T", new TemplateText("x", text)).text(values);
    }

    private static EventValues values() {
        EventValues values = new EventValues();
        values.put("title", "Margin");
        values.put("source", "");
        values.putPayload("left", "12.5");
        values.putPayload("order.leavesQuantity", "3");
        return values;
    }

    @Test
    void shouldPutValuesInThePlaceOfTheirNames() {
        assertEquals("Margin: 12.5, 3!", render("{title}: {payload.left}, {payload.order.leavesQuantity}!", values()));
        assertEquals("{title}", render("{{title}}", values()));
        assertEquals("left: 12.5\norder.leaves quantity: 3", render("{details}", values()));
    }

    @Test
    void shouldPutADashWhereAnEventHasNoValue() {
        assertEquals("- -", render("{source} {payload.right}", values()));
    }

    @Test
    void shouldTellItsNamesWhenAsked() {
        assertEquals(
                List.of("title", "payload.a"),
                Template.of("T", new TemplateText("{title} {{x}}", "{payload.a}"))
                        .names());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{", "}", "{}", "{titel}", "a {title", "{payload.}", "{payload.a b}", "{ title}", "{title}}"})
    void shouldRefuseATemplateWhenItIsConfiguredWrong(String text) {
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> new TemplateConfig(Map.of("MINE", new TemplateText("{title}", text)), 128, 2_048))
                .getMessage();

        assertTrue(message.startsWith("delivery.templates.MINE.text = " + text + ": expected "), message);
    }

    @Test
    void shouldRefuseWhatHasNoBound() {
        assertThrows(IllegalArgumentException.class, () -> new TemplateText("", "x"));
        assertThrows(IllegalArgumentException.class, () -> new TemplateText("x", "x".repeat(4_097)));
        TemplateText many = new TemplateText("x", "{title}".repeat(65));
        assertThrows(IllegalArgumentException.class, () -> Template.of("T", many));
        assertThrows(
                IllegalArgumentException.class,
                () -> new TemplateConfig(Map.of("not a type", new TemplateText("x", "x")), 128, 2_048));
    }

    @Property
    void shouldRenderOrRefuseWhateverTheText(@ForAll String text) {
        if (text.isEmpty() || text.length() > 4_096) {
            return;
        }
        try {
            render(text, values());
        } catch (IllegalArgumentException refused) {
            assertTrue(text.contains("{") || text.contains("}"));
        }
    }
}
