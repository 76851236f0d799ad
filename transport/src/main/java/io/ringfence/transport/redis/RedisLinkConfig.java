package io.ringfence.transport.redis;

import io.ringfence.transport.account.SecretSource;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * Where Redis is and how long the bridge waits for it.
 *
 * @param uri {@code redis://HOST[:PORT]}, or {@code rediss://HOST[:PORT]} for TLS with a certificate that is checked. Without
 *     user, password or database: the first two stand below, and channels belong to none of the databases
 * @param user of an access list; without one the server's default user
 * @param password where it is found; read at each connect, so that it may be changed
 * @param caFile certificates in PEM that a server's has to be signed by, with {@code rediss}; without one those of the JDK
 * @param timeoutMs for a connection to stand, and for each answer, 10 to 60,000
 * @param pingMs how often the server is asked whether it is there, 10 to 600,000
 * @param reconnectMinMs shortest wait before another attempt, 10 to 60,000; doubled with each that fails, with a random part
 * @param reconnectMaxMs longest, more than the shortest and at most 600,000
 */
public record RedisLinkConfig(
        String uri,
        Optional<String> user,
        Optional<SecretSource> password,
        Optional<Path> caFile,
        int timeoutMs,
        int pingMs,
        int reconnectMinMs,
        int reconnectMaxMs) {

    /** Milliseconds for a connection and for an answer unless configured otherwise. */
    public static final int DEFAULT_TIMEOUT_MS = 5_000;

    /** Milliseconds between questions whether the server is there unless configured otherwise. */
    public static final int DEFAULT_PING_MS = 5_000;

    /** Milliseconds before the first further attempt unless configured otherwise. */
    public static final int DEFAULT_RECONNECT_MIN_MS = 100;

    /** Longest wait in milliseconds unless configured otherwise. */
    public static final int DEFAULT_RECONNECT_MAX_MS = 10_000;

    private static final int DEFAULT_PORT = 6_379;
    private static final int MAX_PORT = 65_535;
    private static final String FORM = "redis://HOST:PORT, or rediss://HOST:PORT for TLS";

    /** Validates. */
    public RedisLinkConfig {
        Objects.requireNonNull(uri, "uri");
        checkUri(uri);
        user.ifPresent(name -> Bounds.check(
                name.matches("[!-~]{1,128}"), "user", name, "1 to 128 printable ASCII characters, no space"));
        Bounds.check(user.isEmpty() || password.isPresent(), "user", user.orElse(""), "a password beside it");
        caFile.ifPresent(file -> Bounds.check(
                scheme(uri).equals("rediss"), "ca-file", file, "a uri that begins with rediss:// beside it"));
        Bounds.check("timeout-ms", timeoutMs, 10, 60_000);
        Bounds.check("ping-ms", pingMs, 10, 600_000);
        Bounds.check("reconnect-min-ms", reconnectMinMs, 10, 60_000);
        Bounds.check("reconnect-max-ms", reconnectMaxMs, reconnectMinMs + 1L, 600_000);
    }

    /** The default waits, without user and password. */
    public static RedisLinkConfig of(String uri) {
        return new RedisLinkConfig(
                uri,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                DEFAULT_TIMEOUT_MS,
                DEFAULT_PING_MS,
                DEFAULT_RECONNECT_MIN_MS,
                DEFAULT_RECONNECT_MAX_MS);
    }

    private static void checkUri(String uri) {
        if (uri.indexOf('@') >= 0) {
            // It is not shown, since a password may stand there.
            throw Bounds.refusal(
                    "uri", "(with an @)", FORM + "; the user in redis.user, the password in a file or variable");
        }
        URI parsed;
        try {
            parsed = new URI(uri);
        } catch (URISyntaxException malformed) {
            throw Bounds.refusal("uri", uri, FORM);
        }
        boolean isPlain = parsed.getRawQuery() == null
                && parsed.getRawFragment() == null
                && (parsed.getRawPath() == null || parsed.getRawPath().matches("/?"));
        boolean isPort = parsed.getPort() == -1 || parsed.getPort() >= 1 && parsed.getPort() <= MAX_PORT;
        String scheme = String.valueOf(parsed.getScheme());
        Bounds.check(isPlain && isPort && parsed.getHost() != null && scheme.matches("(?i)rediss?"), "uri", uri, FORM);
    }

    private static String scheme(String uri) {
        return URI.create(uri).getScheme().toLowerCase(Locale.ROOT);
    }

    String host() {
        String host = URI.create(uri).getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    int port() {
        int port = URI.create(uri).getPort();
        return port == -1 ? DEFAULT_PORT : port;
    }

    boolean isTls() {
        return scheme(uri).equals("rediss");
    }
}
