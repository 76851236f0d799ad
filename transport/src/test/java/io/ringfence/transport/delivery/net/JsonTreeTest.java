package io.ringfence.transport.delivery.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTreeTest {
    @Test
    void shouldFindFieldsByTheirNamesWhenTheyAreThere() {
        JsonTree tree = JsonTree.parse(
                        "{\"ok\":true,\"a\":{\"b\":7,\"c\":\"words\"},\"list\":[1,{\"d\":\"x\"},[2],{\"d\":\"y\"}]}")
                .orElseThrow();

        assertTrue(tree.isTrue("ok"));
        assertEquals(OptionalLong.of(7), tree.number("a", "b"));
        assertEquals("words", tree.text("a", "c"));
        assertEquals(
                List.of("x", "y"),
                tree.elements("list").stream().map(element -> element.text("d")).toList());
    }

    @Test
    void shouldFindNothingWhenAFieldIsOfAnotherKind() {
        JsonTree tree = JsonTree.parse("{\"a\":\"7\",\"b\":7.5,\"c\":null,\"d\":99999999999999999999,\"e\":1}")
                .orElseThrow();

        for (String field : List.of("a", "b", "c", "d", "missing")) {
            assertEquals(OptionalLong.empty(), tree.number(field));
        }
        assertEquals("", tree.text("e"));
        assertEquals("", tree.text("e", "f"));
        assertFalse(tree.isTrue("e"));
        assertEquals(List.of(), tree.elements("a"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "\"ok\"",
                "{",
                "{\"ok\":tru",
                "{\"ok\":true}}",
                "{} {}",
                "<html>502 Bad Gateway</html>"
            })
    void shouldHaveNothingWhenItIsNoObject(String text) {
        assertTrue(JsonTree.parse(text).isEmpty());
    }

    @Test
    void shouldHaveNothingWhenItIsTooDeep() {
        assertTrue(JsonTree.parse("{\"a\":".repeat(100_000)).isEmpty());
        assertTrue(JsonTree.parse("{\"a\":" + "[".repeat(50) + "]".repeat(50) + "}")
                .isEmpty());
    }

    @Property
    void shouldNeverThrowWhateverWasAnswered(@ForAll String text) {
        JsonTree.parse(text);
        JsonTree.parse("{\"a\":" + text + "}");
    }
}
