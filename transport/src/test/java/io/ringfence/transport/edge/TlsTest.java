package io.ringfence.transport.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TlsTest {
    @TempDir
    Path directory;

    @Test
    void shouldTalkOverWssWhenTheClientTrustsTheCertificate() throws Exception {
        Certificate certificate = new Certificate(directory, "one", "EC");
        try (EdgeFixture edge = new EdgeFixture(Configs.small().with(certificate.config(0)))) {
            JdkClient client = JdkClient.connect(
                    HttpClient.newBuilder().sslContext(certificate.trusted()).build(),
                    URI.create("wss://127.0.0.1:" + edge.port() + "/ws"));

            assertEquals("{\"type\":\"pong\"}", client.ask("{\"type\":\"ping\"}"));
            client.ask("{\"type\":\"subscribe\",\"channel\":\"prices\"}");
            assertEquals(Events.priceJson("SOL", "1", edge.tick(0, "1")), client.next());
            assertEquals(0, edge.count(EdgeCounter.TLS_REFUSED));
        }
    }

    @Test
    void shouldSpeakTls12And13AndNothingOlder() throws Exception {
        Certificate certificate = new Certificate(directory, "one", "RSA");
        try (EdgeFixture edge = new EdgeFixture(Configs.small().with(certificate.config(0)))) {
            assertEquals("TLSv1.2", protocol(certificate.trusted(), edge.port(), "TLSv1.2"));
            assertEquals("TLSv1.3", protocol(certificate.trusted(), edge.port(), "TLSv1.3", "TLSv1.2"));
            assertThrows(SSLException.class, () -> protocol(certificate.trusted(), edge.port(), "TLSv1.1"));
        }
    }

    @Test
    void shouldTellBrowsersToComeWithTlsAloneWhenTheConfigurationSaysSo() throws Exception {
        Certificate certificate = new Certificate(directory, "one", "EC");
        try (EdgeFixture edge = new EdgeFixture(Configs.small().with(certificate.config(0)))) {
            HttpResponse<String> answer = HttpClient.newBuilder()
                    .sslContext(certificate.trusted())
                    .build()
                    .send(
                            HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + edge.port() + "/"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());

            assertEquals(
                    "max-age=86400",
                    answer.headers().firstValue("strict-transport-security").orElse("none"));
        }
    }

    @Test
    void shouldCloseAndCountWhenAClientSpeaksNoTls() throws Exception {
        Certificate certificate = new Certificate(directory, "one", "EC");
        try (EdgeFixture edge = new EdgeFixture(Configs.small().with(certificate.config(0)))) {
            try (RawClient plain = new RawClient(edge.port())) {
                plain.bytes("GET /ws HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                assertFalse(plain.rest().contains("HTTP/"));
            }
            EdgeFixture.await("the handshake to be counted", () -> edge.count(EdgeCounter.TLS_REFUSED) == 1);
            EdgeFixture.await("the connection to end", () -> edge.count(EdgeCounter.CONNECTIONS_OPEN) == 0);
        }
    }

    @Test
    void shouldCutAConnectionThatComesTooSoonWithoutAWord() throws Exception {
        Certificate certificate = new Certificate(directory, "one", "EC");
        EdgeConfig config =
                Configs.small().with(certificate.config(0)).with(new AdmissionConfig(10, 1, 1, 1, 64, 60_000));
        try (EdgeFixture edge = new EdgeFixture(config, () -> 0);
                RawClient first = new RawClient(edge.port());
                RawClient second = new RawClient(edge.port())) {
            assertEquals("", second.rest());
            assertEquals(1, edge.count(EdgeCounter.CONNECTS_TOO_SOON));
            assertEquals(0, edge.count(EdgeCounter.TLS_REFUSED));
            first.bytes(new byte[0]);
        }
    }

    @Test
    void shouldServeTheNewCertificateWhenItsFilesHaveChangedAndFitEachOther() throws Exception {
        Certificate old = new Certificate(directory, "one", "EC");
        Certificate renewed = new Certificate(directory, "two", "RSA");
        try (EdgeFixture edge = new EdgeFixture(Configs.small().with(old.config(20)))) {
            protocol(old.trusted(), edge.port(), "TLSv1.3");
            Files.copy(renewed.chain, old.chain, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            EdgeFixture.await("the refusal", () -> edge.count(EdgeCounter.TLS_RELOADS_FAILED) > 0);
            protocol(old.trusted(), edge.port(), "TLSv1.3");

            renewed.replace(old);
            EdgeFixture.await("the new certificate", () -> isTrusted(renewed, edge.port()));
            assertFalse(isTrusted(old, edge.port()));
        }
    }

    @Test
    void shouldNameFieldAndFileWhenTheyCannotBeUsed() throws Exception {
        Certificate one = new Certificate(directory, "one", "EC");
        Certificate two = new Certificate(directory, "two", "EC");
        Path broken = Files.writeString(directory.resolve("broken"), "-----BEGIN PRIVATE KEY-----\nAAAA\n");

        assertEquals(
                "edge.tls.private-key = " + two.key + ": expected the key of the first certificate of " + one.chain,
                refusal(one.chain, two.key));
        assertEquals(
                "edge.tls.certificate-chain = " + directory.resolve("none") + ": expected a file that can be read",
                refusal(directory.resolve("none"), one.key));
        assertEquals(
                "edge.tls.certificate-chain = " + one.key
                        + ": expected a PEM file with certificates, BEGIN CERTIFICATE",
                refusal(one.key, one.key));
        assertTrue(refusal(one.chain, broken)
                .startsWith(
                        "edge.tls.private-key = " + broken + ": expected a PEM file with an unencrypted PKCS #8 key"));
    }

    private static String refusal(Path chain, Path key) {
        try (EdgeServer edge = new EdgeServer(EdgeConfig.defaults().with(new TlsConfig(chain, key, 0, 0)))) {
            return assertThrows(IllegalStateException.class, edge::start).getMessage();
        }
    }

    private static boolean isTrusted(Certificate certificate, int port) {
        try {
            protocol(certificate.trusted(), port, "TLSv1.3");
            return true;
        } catch (SSLException refused) {
            return false;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static String protocol(SSLContext trust, int port, String... protocols) throws IOException {
        try (SSLSocket socket = (SSLSocket) trust.getSocketFactory().createSocket("127.0.0.1", port)) {
            socket.setEnabledProtocols(protocols);
            socket.startHandshake();
            return socket.getSession().getProtocol();
        }
    }
}
