package io.ringfence.transport.delivery.webpush;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.event.DeliveryPriority;
import io.ringfence.transport.delivery.Attempt;
import io.ringfence.transport.delivery.ContactBook;
import io.ringfence.transport.delivery.Notification;
import io.ringfence.transport.delivery.Secrets;
import io.ringfence.transport.delivery.net.HttpLimits;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** npm's web-push, and the packages by which it encrypts and signs, against what this host sends. Skipped where it is missing. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WebPushPeerTest {
    private static final int ACCOUNT = 7;
    private static final long NOW_MS = 1_772_359_200_000L;

    @TempDir
    Path directory;

    private Process node;
    private BufferedWriter questions;
    private BufferedReader answers;

    @BeforeEach
    void start() throws IOException {
        String npm = Stream.of(System.getProperty("ringfence.test.npmDir"), System.getenv("RINGFENCE_NPM_DIR"))
                .filter(name -> name != null && !name.isBlank())
                .findFirst()
                .orElse("target/npm");
        Path modules = Path.of(npm, "node_modules").toAbsolutePath();
        Assumptions.assumeTrue(
                Files.isDirectory(modules.resolve("web-push")),
                "no package web-push in " + modules
                        + ": npm install --prefix transport/target/npm web-push@3, or RINGFENCE_NPM_DIR");
        Path script = directory.resolve("web_push.js");
        try (InputStream source = WebPushPeerTest.class.getResourceAsStream("/clients/web_push.js")) {
            Files.write(script, source.readAllBytes());
        }
        ProcessBuilder builder = new ProcessBuilder("node", script.toString()).redirectErrorStream(true);
        builder.environment().put("NODE_PATH", modules.toString());
        try {
            node = builder.start();
        } catch (IOException missing) {
            Assumptions.abort("no program node");
        }
        questions = node.outputWriter(StandardCharsets.UTF_8);
        answers = node.inputReader(StandardCharsets.UTF_8);
    }

    @AfterEach
    void stop() {
        if (node != null) {
            node.destroyForcibly();
        }
    }

    private String ask(String... words) throws IOException {
        questions.write(String.join(" ", words) + "\n");
        questions.flush();
        return answers.readLine();
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Test
    void shouldHaveTheSamePublicKeyWhenItReadsAPrivateKeyOfWebPush() throws IOException {
        String[] made = ask("keys").split(" ");
        assertEquals("keys", made[0]);
        assertEquals(
                made[1], VapidKeys.read(Secrets.in(directory, made[2]), "key").publicKey());
    }

    @Test
    void shouldBeUnderstoodByWebPushWhenAMessageIsSent() throws Exception {
        String[] made = ask("keys").split(" ");
        Browser browser = Browser.random();
        try (PushService service = new PushService(null);
                WebPushCourier courier = new WebPushCourier(
                        WebPushConfig.defaults(Secrets.in(directory, made[2]), "mailto:operator@example.org")
                                .withLoopback(),
                        HttpLimits.defaults(),
                        new ContactBook()
                                .with(
                                        service.endpoint("/a"),
                                        browser.contact(service.endpoint("/a")).secret()),
                        () -> NOW_MS)) {
            Notification notification = new Notification(
                    "rf-5.1", ACCOUNT, "OWN", DeliveryPriority.NORMAL, NOW_MS * 1_000_000, "Grüße", "été €", "");
            assertEquals(
                    Attempt.delivered("HTTP 201"),
                    courier.send(notification).toCompletableFuture().get());
            PushService.Push push = service.pushes.take();

            String[] text = ask(
                            "decrypt", base64(push.body()), base64(browser.privateKey()), base64(browser.authSecret()))
                    .split(" ");
            assertEquals("text", text[0], String.join(" ", text));
            assertEquals(
                    browser.text(push.body()),
                    new String(Base64.getUrlDecoder().decode(text[1]), StandardCharsets.UTF_8));
            assertTrue(browser.text(push.body()).contains("\"title\":\"Grüße\",\"text\":\"été €\""));

            String[] parts = push.header("Authorization").split("(vapid t=)|(, k=)");
            assertEquals(made[1], parts[2]);
            assertEquals(
                    "claims {\"aud\":\"" + service.endpoint("") + "\",\"exp\":" + (NOW_MS / 1_000 + 43_200)
                            + ",\"sub\":\"mailto:operator@example.org\"}",
                    ask("verify", parts[1], parts[2]));
            String forged = parts[1].substring(0, parts[1].length() - 4) + "AAAA";
            assertTrue(ask("verify", forged, parts[2]).startsWith("failed"));
        }
    }
}
