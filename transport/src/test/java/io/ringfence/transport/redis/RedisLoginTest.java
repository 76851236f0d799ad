package io.ringfence.transport.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.transport.edge.Certificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/** A real Redis that does not let in everybody. */
@Timeout(value = 180, threadMode = ThreadMode.SEPARATE_THREAD)
class RedisLoginTest {
    private static final String SECRET = "open sesame";
    private static final RedisOutConfig OUT = Configs.out(1_000, 16, 1, RedisChannel.PRICE_UPDATE);

    @TempDir
    Path directory;

    private final RedisCounters counters = new RedisCounters();
    private final List<String> notices = new CopyOnWriteArrayList<>();
    private final ToldCore core = new ToldCore("SOLUSD");

    @Test
    void shouldBeLetInWhenThePasswordInTheFileIsMadeRight() throws Exception {
        Path password = password("wrong");
        try (RedisProcess redis = RedisProcess.start(directory, "--requirepass", SECRET);
                RedisPublisher publisher =
                        publisher(Configs.login(redis.uri(), Optional.empty(), password, Optional.empty()))) {
            publisher.start();
            Await.until(() -> counters.value(RedisCounter.CONNECTS_FAILED) >= 2, () -> notices);
            assertEquals(1, notices.size(), notices::toString);
            assertTrue(notices.get(0).contains("WRONGPASS"), notices::toString);
            assertFalse(notices.get(0).contains("wrong;"), notices::toString);
            password(SECRET);
            Await.until(publisher::isUp, () -> notices);
        }
    }

    @Test
    void shouldDoWithTheRightsThatAreDocumentedWhenAUserHasNoOthers() throws Exception {
        Path password = password(SECRET);
        try (RedisProcess redis = RedisProcess.start(directory);
                RespClient operator = new RespClient(redis.port())) {
            assertEquals(
                    "OK",
                    operator.call(
                            "ACL",
                            "SETUSER",
                            "bridge",
                            "on",
                            ">" + SECRET,
                            "resetchannels",
                            "&" + Configs.PREFIX + "*",
                            "+ping",
                            "+hello",
                            "+publish",
                            "+subscribe"));
            operator.call("SUBSCRIBE", Configs.PRICES);
            RedisLinkConfig login = Configs.login(redis.uri(), Optional.of("bridge"), password, Optional.empty());
            try (FedCore fed = FedCore.running();
                    RedisPublisher publisher = publisher(login);
                    RedisFeed feed = new RedisFeed(
                            Configs.of(login, Configs.in()),
                            symbol -> 1,
                            id -> 0,
                            fed.publisher(),
                            counters,
                            notices::add)) {
                publisher.start();
                feed.start();
                Await.until(() -> publisher.isUp() && feed.isUp(), () -> notices);
                core.price(0, "1");
                assertEquals(
                        ToldCore.priceJson("SOLUSD", "1", "1", "1", core.sequence()),
                        operator.next().text());
                // Pings are answered, too.
                Await.until(() -> counters.value(RedisCounter.MESSAGES_OF_OTHERS) == 1, () -> notices);
                try (RespClient second = new RespClient(redis.port())) {
                    assertEquals(List.of(), second.call("ACL", "LOG"), "what the bridge was not allowed");
                }
            }
        }
    }

    @Test
    void shouldNotStartWhenThePasswordCannotBeRead() throws Exception {
        Path absent = directory.resolve("absent");
        try (RedisPublisher publisher =
                publisher(Configs.login("redis://127.0.0.1:1", Optional.empty(), absent, Optional.empty()))) {
            String message = assertThrows(IOException.class, publisher::start).getMessage();
            assertTrue(message.startsWith("redis.password-file = " + absent + ": cannot be read"), message);
        }
    }

    @Test
    void shouldSpeakTlsToAServerWhoseCertificateItTrustsAndToNoOther() throws Exception {
        Certificate certificate = new Certificate(directory, "redis", "EC");
        Certificate other = new Certificate(directory, "other", "EC");
        Path password = password(SECRET);
        try (RedisProcess redis = RedisProcess.start(directory, "--requirepass", SECRET);
                TlsProxy proxy = new TlsProxy(certificate.serving(), redis.port());
                RespClient listener = new RespClient(redis.port())) {
            String uri = "rediss://127.0.0.1:" + proxy.port();
            try (RedisPublisher publisher =
                    publisher(Configs.login(uri, Optional.empty(), password, Optional.of(other.chain())))) {
                publisher.start();
                Await.until(() -> counters.value(RedisCounter.CONNECTS_FAILED) >= 2, () -> notices);
                assertFalse(publisher.isUp());
            }
            assertEquals(0, counters.value(RedisCounter.CONNECTS));
            assertEquals("OK", listener.call("AUTH", SECRET));
            listener.call("SUBSCRIBE", Configs.PRICES);
            try (RedisPublisher publisher =
                    publisher(Configs.login(uri, Optional.empty(), password, Optional.of(certificate.chain())))) {
                publisher.start();
                Await.until(publisher::isUp, () -> notices);
                core.price(0, "1");
                assertEquals(
                        ToldCore.priceJson("SOLUSD", "1", "1", "1", core.sequence()),
                        listener.next().text());
            }
        }
        assertFalse(notices.toString().contains(SECRET), notices::toString);
    }

    private RedisPublisher publisher(RedisLinkConfig link) {
        RedisPublisher publisher = new RedisPublisher(Configs.of(link, OUT), core.logic, 0, counters, notices::add);
        core.tell(publisher.stage());
        return publisher;
    }

    private Path password(String text) throws IOException {
        Path file = directory.resolve("password");
        Path aside = directory.resolve("password.new");
        Files.writeString(aside, text + "\n");
        Files.setPosixFilePermissions(aside, PosixFilePermissions.fromString("rw-------"));
        return Files.move(
                aside,
                file,
                java.nio.file.StandardCopyOption.REPLACE_EXISTING,
                java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    }
}
