package io.ringfence.transport.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OriginCheckTest {
    private static final String DESK = "https://desk.example.com";

    @Test
    void shouldLetInClientsWithoutOriginAndThoseOfAllowedPages() {
        assertTrue(isAllowed(false, "edge.example.com"));
        assertTrue(isAllowed(false, "edge.example.com", DESK));
        assertEquals(false, isAllowed(false, "edge.example.com", DESK + ":444"));
        assertEquals(false, isAllowed(false, "edge.example.com", "http://desk.example.com"));
        assertEquals(false, isAllowed(false, "edge.example.com", "https://desk.example.com.evil.org"));
        assertEquals(false, isAllowed(false, "edge.example.com", "null"));
        assertEquals(false, isAllowed(false, "edge.example.com", ""));
        assertEquals(false, isAllowed(false, "edge.example.com", DESK, "https://evil.org"));
    }

    @Test
    void shouldLetInItsOwnPagesWhenNoNameServerIsAsked() {
        assertTrue(isAllowed(false, "127.0.0.1:8080", "http://127.0.0.1:8080"));
        assertTrue(isAllowed(false, "localhost:8080", "http://localhost:8080"));
        assertTrue(isAllowed(false, "LOCALHOST", "http://localhost"));
        assertTrue(isAllowed(false, "[::1]:8080", "http://[::1]:8080"));
        assertEquals(false, isAllowed(false, "127.0.0.1:8080", "http://127.0.0.1:8081"));
        assertEquals(false, isAllowed(false, "127.0.0.1:8080", "https://127.0.0.1:8080"));
        // A name can be made to point here by whoever owns it.
        assertEquals(false, isAllowed(false, "evil.org:8080", "http://evil.org:8080"));
        assertEquals(false, isAllowed(false, "127.0.0.1.evil.org", "http://127.0.0.1.evil.org"));
    }

    @Test
    void shouldLetInItsOwnPagesByNameWhenTheCertificateHasTheName() {
        assertTrue(isAllowed(true, "edge.example.com", "https://edge.example.com"));
        assertEquals(false, isAllowed(true, "edge.example.com", "http://edge.example.com"));
        assertEquals(false, isAllowed(true, "edge.example.com", "https://evil.org"));
    }

    @Test
    void shouldRefuseNamesWithoutOriginWhenWhoeverConnectsIsLetIn() {
        for (String host : List.of("127.0.0.1:8080", "[::1]:8080", "localhost", "LocalHost:8080", "desk.example.com")) {
            assertTrue(isAllowedWithoutOrigin(false, host), host);
        }
        for (String host : List.of("evil.org", "evil.org:8080", "127.0.0.1.evil.org", "desk.example.com:8080", "")) {
            assertEquals(false, isAllowedWithoutOrigin(false, host), host);
            assertTrue(isAllowedWithoutOrigin(true, host), host);
        }
        assertEquals(false, isAllowedWithoutOrigin(false, "localhost", "evil.org"));
        assertTrue(isAllowedWithoutOrigin(false));
    }

    @Test
    void shouldNameTheHostWhenARebindingPageReads() throws Exception {
        try (EdgeFixture edge = new EdgeFixture(Configs.small());
                Socket socket = new Socket("127.0.0.1", edge.port())) {
            socket.getOutputStream()
                    .write("GET /orders HTTP/1.1\r\nHost: evil.org:8080\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            String said = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertTrue(said.startsWith("HTTP/1.1 403 Forbidden\r\n"), said);
            assertTrue(said.contains("\"message\":\"Host: expected an address, localhost, or"), said);
            assertEquals(1, edge.count(EdgeCounter.ORIGINS_REFUSED));
        }
    }

    private static boolean isAllowedWithoutOrigin(boolean isTls, String... hosts) {
        DefaultHttpHeaders headers = new DefaultHttpHeaders();
        headers.add("host", List.of(hosts));
        return new OriginCheck(new OriginConfig(Set.of(DESK)), isTls, true, new EdgeCounters()).isAllowed(headers);
    }

    @Test
    void shouldNameFieldAndValueWhenAnOriginIsNoneABrowserSends() {
        for (String origin :
                new String[] {"*", "desk", "https://desk/", "https://Desk", "https://desk:443", "ftp://a"}) {
            String message = assertThrows(IllegalArgumentException.class, () -> new OriginConfig(Set.of(origin)))
                    .getMessage();
            assertTrue(message.startsWith("edge.allowed-origins: \"" + origin + "\": expected http or https"), message);
        }
    }

    @Test
    void shouldRefuseTheUpgradeWhenTheOriginIsNotAllowed() throws Exception {
        try (EdgeFixture edge = new EdgeFixture(Configs.small().with(new OriginConfig(Set.of(DESK))))) {
            assertTrue(upgrade(edge, DESK).startsWith("HTTP/1.1 101 "));
            assertTrue(upgrade(edge, "http://127.0.0.1:" + edge.port()).startsWith("HTTP/1.1 403 "));
            String refused = upgrade(edge, "https://evil.org");
            assertTrue(refused.startsWith("HTTP/1.1 403 Forbidden\r\n"), refused);
            assertTrue(refused.contains("\"code\":\"FORBIDDEN\""), refused);
            assertTrue(refused.contains("x-content-type-options: nosniff\r\n"), refused);
            assertEquals(2, edge.count(EdgeCounter.ORIGINS_REFUSED));
        }
    }

    @Test
    void shouldAnswerPreflightsForAllowedPagesAlone() throws Exception {
        try (EdgeFixture edge = new EdgeFixture(Configs.small().with(new OriginConfig(Set.of(DESK))))) {
            String allowed = preflight(edge, DESK);
            assertTrue(allowed.startsWith("HTTP/1.1 200 ") || allowed.startsWith("HTTP/1.1 204 "), allowed);
            assertTrue(allowed.contains("access-control-allow-origin: " + DESK + "\r\n"), allowed);
            assertTrue(preflight(edge, "https://evil.org").startsWith("HTTP/1.1 403 "));
        }
    }

    private static String upgrade(EdgeFixture edge, String origin) throws Exception {
        try (RawClient client = new RawClient(edge.port())) {
            String head = client.request(
                    "GET /ws HTTP/1.1",
                    "Origin: " + origin,
                    "Upgrade: websocket",
                    "Connection: Upgrade",
                    "Sec-WebSocket-Version: 13",
                    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
            return head.contains(" 101 ") ? head : head + client.rest();
        }
    }

    private static String preflight(EdgeFixture edge, String origin) throws Exception {
        try (RawClient client = new RawClient(edge.port())) {
            return client.request(
                    "OPTIONS /auth/login HTTP/1.1",
                    "Origin: " + origin,
                    "Access-Control-Request-Method: POST",
                    "Access-Control-Request-Headers: content-type");
        }
    }

    private static boolean isAllowed(boolean isTls, String host, String... origins) {
        DefaultHttpHeaders headers = new DefaultHttpHeaders();
        headers.set("host", host);
        for (String origin : origins) {
            headers.add("origin", origin);
        }
        return new OriginCheck(new OriginConfig(Set.of(DESK)), isTls, false, new EdgeCounters()).isAllowed(headers);
    }
}
