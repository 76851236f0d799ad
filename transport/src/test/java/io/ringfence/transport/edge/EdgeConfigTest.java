package io.ringfence.transport.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class EdgeConfigTest {
    @Test
    void shouldNameFieldValueAndBoundsWhenPortIsOutOfRange() {
        assertEquals("edge.port = 99999: expected 0 to 65535", refusal("127.0.0.1", 99_999, 8, 65_536));
    }

    @Test
    void shouldRefuseToOpenTheHostToTheNetwork() {
        EdgeConfig everywhere = EdgeConfig.defaults().on("0.0.0.0", 0);
        assertEquals(
                "edge.access = open: expected tokens, or edge.host to be this machine's own, such as 127.0.0.1; it is 0.0.0.0",
                assertThrows(IllegalArgumentException.class, () -> everywhere.with(Access.OPEN))
                        .getMessage());
        assertEquals(
                Access.OPEN,
                EdgeConfig.defaults().on("localhost", 0).with(Access.OPEN).access());
    }

    @Test
    void shouldNameFieldAndValueWhenHostIsBlank() {
        assertEquals("edge.host = \" \": expected an address to bind", refusal(" ", 0, 8, 65_536));
    }

    @Test
    void shouldNameFieldValueAndReasonWhenHandOffIsNoPowerOfTwo() {
        assertEquals("edge.hand-off-messages = 12: expected a power of two", refusal("h", 0, 12, 65_536));
    }

    @Test
    void shouldRefuseEventBoundWhenItIsBelowHighWater() {
        assertEquals("edge.max-pending-event-bytes = 4096: expected 65536 to 1073741824", refusal("h", 0, 8, 4_096));
    }

    private static String refusal(String host, int port, int handOffMessages, int maxPendingEventBytes) {
        return assertThrows(
                        IllegalArgumentException.class,
                        () -> EdgeConfig.defaults()
                                .on(host, port)
                                .with(new BufferConfig(maxPendingEventBytes, 32_768, 65_536, 0, handOffMessages)))
                .getMessage();
    }
}
