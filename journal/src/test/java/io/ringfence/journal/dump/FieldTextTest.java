package io.ringfence.journal.dump;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringfence.core.event.FieldVisitor;
import io.ringfence.core.event.Side;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Groups that are no condition's nodes, which a dictionary may have one day. */
final class FieldTextTest {
    private static String write(EventText text) throws IOException {
        FieldVisitor fields = new FieldText(new Subjects(), text);
        text.begin(1, 0, "T");
        FieldVisitor entries = fields.beginGroup("legs", 2);
        entries.beginEntry();
        entries.named("side", Side.BUY);
        entries.decimal("quantity", 150_000_000);
        entries.endEntry();
        entries.beginEntry();
        entries.named("side", Side.SELL);
        entries.absent("quantity");
        entries.endEntry();
        fields.endGroup("legs");
        fields.beginGroup("none", 0);
        fields.endGroup("none");
        fields.integer("count", 2);
        text.end();
        StringBuilder line = new StringBuilder();
        text.writeTo(line);
        return line.toString();
    }

    @Test
    void shouldMakeAGroupAnArrayInJson() throws IOException {
        assertEquals("""
                {"sequence":1,"timestamp":"1970-01-01T00:00:00Z","type":"T",\
                "legs":[{"side":"BUY","quantity":"1.5"},{"side":"SELL"}],"none":[],"count":2}
                """, write(new JsonLines()));
    }

    @Test
    void shouldPutAGroupInBracketsInATable() throws IOException {
        assertEquals("""
                           1  1970-01-01T00:00:00Z            T                        \
                 legs=[side=BUY quantity=1.5; side=SELL] none=[] count=2
                """, write(new TableRows()));
    }
}
