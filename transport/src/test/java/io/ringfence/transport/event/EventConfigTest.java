package io.ringfence.transport.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventConfigTest {
    @ParameterizedTest
    @CsvSource({
        "513,8192,256,65536,10000,67108864,128,max-title-bytes = 513: expected 0 to 512",
        "512,1,256,65536,10000,67108864,128,max-payload-bytes = 1: expected 2 to 16384",
        "512,8192,0,65536,10000,67108864,128,max-acks-per-message = 0: expected 1 to 4096",
        "512,8192,256,0,10000,67108864,128,max-held-acks = 0: expected 1 to 1048576",
        "512,8192,256,65536,-1,67108864,128,kept-events = -1: expected 0 to 16777216",
        "512,8192,256,65536,10000,65535,128,kept-bytes = 65535: expected 65536 to 68719476736",
        "512,8192,256,65536,10000,67108864,0,steps-kept = 0: expected 1 to 1024"
    })
    void shouldNameTheKeyAndItsRangeWhenAValueIsOutOfIt(
            int title, int payload, int acks, int held, int events, long bytes, int steps, String message) {
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class,
                () -> new EventConfig(title, payload, acks, held, events, bytes, steps));
        assertEquals("events." + message, refused.getMessage());
    }

    @Test
    void shouldHoldWhenNobodyConfiguresAnything() {
        assertEquals(8_192, EventConfig.defaults().maxPayloadBytes());
    }
}
