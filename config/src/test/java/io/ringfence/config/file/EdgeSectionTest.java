package io.ringfence.config.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.transport.edge.Access;
import io.ringfence.transport.edge.EdgeConfig;
import io.ringfence.transport.edge.EdgeIo;
import io.ringfence.transport.edge.OriginConfig;
import io.ringfence.transport.edge.TlsConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EdgeSectionTest {
    @Test
    void shouldBeTheDefaultsWhenTheFileSaysNothing() {
        assertEquals(EdgeConfig.defaults().on("127.0.0.1", 8080), read());
        assertEquals(Access.TOKENS, read().access());
    }

    @Test
    void shouldReadTlsOriginsAndTheWayOfInputAndOutput() {
        EdgeConfig config = read(
                "edge.tls.enabled=true",
                "edge.tls.certificate-chain=/etc/edge.crt",
                "edge.tls.private-key=/etc/edge.key",
                "edge.tls.reload-period=0 s",
                "edge.tls.hsts-max-age=365 days",
                "edge.allowed-origins=[\"https://desk.example.com\"]",
                "edge.io=io-uring");

        assertEquals(
                Optional.of(new TlsConfig(Path.of("/etc/edge.crt"), Path.of("/etc/edge.key"), 0, 31_536_000)),
                config.tls());
        assertEquals(new OriginConfig(Set.of("https://desk.example.com")), config.origins());
        assertEquals(EdgeIo.IO_URING, config.io());
    }

    @Test
    void shouldNameTheFieldWhenItIsMissingOrCannotBe() {
        assertTrue(refusal("edge.tls.enabled=true").startsWith("edge.tls.certificate-chain"));
        assertTrue(refusal("edge.allowed-origins=[\"*\"]").startsWith("edge.allowed-origins: \"*\": expected http"));
        assertTrue(refusal("edge.max-fragments=0").startsWith("edge.max-fragments = 0: expected 1 to "));
        assertTrue(refusal("edge.io=select").startsWith("edge.io = select"));
    }

    private static EdgeConfig read(String... settings) {
        return ConfigFile.profile("laptop", List.of(settings)).edge().orElseThrow();
    }

    private static String refusal(String... settings) {
        return assertThrows(RuntimeException.class, () -> read(settings)).getMessage();
    }
}
