package io.ringfence.transport.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.event.CancelOrderEncoder;
import io.ringfence.core.event.MessageHeaderEncoder;
import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.OutputBuffer;
import io.ringfence.core.ring.RingConfig;
import java.util.List;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class EdgeJsonTest {
    private final EdgeJson text = new EdgeJson(List.of("SOL"), 2);

    @Test
    void shouldWriteWhatClientsGetAndTheAccountWhenAnEventIsTold() {
        EventSlot slot = new EventSlot(RingConfig.defaults());
        Events.filled(slot.out(), 3);
        OutputBuffer out = slot.out();

        String json = text.event(out.buffer(), out.messageOffset(0), 5, Events.TIME_NS, 8, 0, 3);

        String forClients = Events.filledJson(8, 3);
        assertEquals(forClients.substring(0, forClients.length() - 1) + ",\"account\":5}", json);
    }

    @Test
    void shouldWriteAPriceWithItsExtremesWhenItsInstrumentIsKnown() {
        long price = Decimal.parse("231.45");
        String expected = "{\"type\":\"price\",\"symbol\":\"SOL\",\"price\":\"231.45\",\"timestamp\":\"" + Events.TIME
                + "\",\"seq\":9,\"low\":\"230\",\"high\":\"232\"}";

        assertEquals(expected, text.price(0, price, Decimal.parse("230"), Decimal.parse("232"), Events.TIME_NS, 9));
        assertNull(text.price(1, price, price, price, Events.TIME_NS, 9));
        text.define(1, "BTC");
        text.define(2, "ETH");
        assertEquals(
                expected.replace("SOL", "BTC"),
                text.price(1, price, Decimal.parse("230"), Decimal.parse("232"), Events.TIME_NS, 9));
        assertNull(text.price(2, price, price, price, Events.TIME_NS, 9), "beyond the bound");
    }

    @Test
    void shouldWriteNothingWhenClientsGetNothing() {
        MutableDirectBuffer buffer = new UnsafeBuffer(new byte[256]);
        new CancelOrderEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());

        assertNull(text.event(buffer, 0, 5, Events.TIME_NS, 8, 0, 0));
    }
}
