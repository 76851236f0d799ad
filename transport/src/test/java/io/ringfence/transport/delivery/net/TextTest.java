package io.ringfence.transport.delivery.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TextTest {
    @Test
    void shouldStayAsItIsWhenItFits() {
        assertEquals("four", Text.cut("four", 4));
        assertEquals("fü€", Text.cutBytes("fü€", 6));
    }

    @Test
    void shouldEndWithAnEllipsisWhenItDoesNot() {
        assertEquals("fiv…", Text.cut("five more", 4));
        assertEquals("f…", Text.cutBytes("fü€", 5));
    }

    @Test
    void shouldNotHalveACharacterWhenItStandsAtTheEnd() {
        assertEquals("a…", Text.cut("a\uD83D\uDE00bc", 3));
        assertEquals("a…", Text.cutBytes("a\uD83D\uDE00bc", 6));
    }

    @Property
    void shouldNeverBeLongerThanItMayWhateverTheText(
            @ForAll String text, @ForAll @IntRange(min = 4, max = 100) int most) {
        String cut = Text.cut(text, most);
        assertTrue(cut.length() <= most);
        assertTrue(cut.equals(text) || text.startsWith(cut.substring(0, cut.length() - 1)));

        String bytes = Text.cutBytes(text, most);
        assertTrue(bytes.getBytes(StandardCharsets.UTF_8).length <= most);
        assertTrue(bytes.equals(text) || text.startsWith(bytes.substring(0, bytes.length() - 1)));
    }
}
