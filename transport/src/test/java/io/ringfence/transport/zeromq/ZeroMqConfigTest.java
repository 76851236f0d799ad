package io.ringfence.transport.zeromq;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class ZeroMqConfigTest {
    private static ZeroMqConfig config(String host, int port, boolean isOpen, List<String> producers, String prefix) {
        return new ZeroMqConfig(host, port, isOpen, producers, prefix, ZeroMqBounds.defaults());
    }

    private static void assertRefused(String message, Executable made) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, made).getMessage());
    }

    @Test
    void shouldListenOnLoopbackWhenNothingIsSaid() {
        ZeroMqConfig config = ZeroMqConfig.defaults();
        assertEquals(List.of("127.0.0.1", 5571, false), List.of(config.host(), config.port(), config.isOpen()));
    }

    @Test
    void shouldNameFieldValueAndReasonWhenAValueIsRefused() {
        assertRefused(
                "zeromq.port = 65536: expected 0 to 65535", () -> config("127.0.0.1", 65_536, false, List.of(), ""));
        assertRefused(
                "zeromq.open = false: expected true, or zeromq.host to be this machine's own, such as 127.0.0.1; it is 0.0.0.0",
                () -> config("0.0.0.0", 1, false, List.of(), ""));
        assertRefused(
                "zeromq.producers = \"10.0.0.1\": expected host:port",
                () -> config("0.0.0.0", 1, true, List.of("10.0.0.1"), ""));
        assertRefused(
                "zeromq.producers = \"a:0\": expected host:port", () -> config("::1", 1, false, List.of("a:0"), ""));
        assertRefused(
                "zeromq.producers = a:1, a:1: expected each address once",
                () -> config("::1", 1, false, List.of("a:1", "a:1"), ""));
        assertRefused(
                "zeromq.producers = 65 addresses: expected at most 64",
                () -> config(
                        "::1",
                        1,
                        false,
                        IntStream.rangeClosed(1, 65).mapToObj(i -> "a:" + i).toList(),
                        ""));
        assertRefused(
                "zeromq.topic-prefix = \"a b\": expected at most 32 printable ASCII characters without a space",
                () -> config("::1", 1, false, List.of(), "a b"));
        assertRefused("zeromq.host = \" \": expected an address to bind", () -> config(" ", 1, true, List.of(), ""));
    }

    @Test
    void shouldTakeAddressesOfAllKindsWhenTheyHaveAPort() {
        List<String> producers = List.of("producer-1.example:5570", "10.0.0.1:65535", "[::1]:5570");
        assertEquals(
                producers, config("localhost", 0, false, producers, "USER:").producers());
    }

    @Test
    void shouldRefuseABoundWhenItIsOutsideItsRange() {
        assertRefused(
                "zeromq.max-message-bytes = 1023: expected 1024 to 1048576",
                () -> new ZeroMqBounds(1, 1_023, 0, 1, 1, 1, 0, 100, 0));
        assertRefused(
                "zeromq.heartbeat-ms = 99: expected 100 to 60000",
                () -> new ZeroMqBounds(1, 1_024, 0, 1, 1, 1, 0, 99, 0));
        assertRefused(
                "zeromq.max-payload-bytes = 16385: expected 0 to 16384",
                () -> new ZeroMqBounds(1, 1_024, 16_385, 1, 1, 1, 0, 100, 0));
    }
}
