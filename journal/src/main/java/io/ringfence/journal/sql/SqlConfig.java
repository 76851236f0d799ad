package io.ringfence.journal.sql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.postgresql.Driver;

/**
 * Where the projection goes and how.
 *
 * @param url of the database, {@code jdbc:postgresql://HOST:PORT/NAME?…}
 * @param user of the database
 * @param passwordFile file whose first line is the password, read with each connection; absent: see the next
 * @param passwordEnv environment variable with the password; both absent: none, or as the url says
 * @param schema of the tables, made when it is not there
 * @param batchEvents most events of one transaction
 * @param batchBytes bytes of text from which on a transaction takes no more events
 * @param pollMs from finding nothing new to looking again
 * @param retryMs from the first failure to the next attempt, doubled with each further one and drawn between half and all
 * @param retryMaxMs but never longer than this
 * @param timeoutMs for which the database may be silent before its connection is given up
 * @param closeTimeoutMs longest time to write what is left when the host stops
 */
public record SqlConfig(
        String url,
        String user,
        Optional<Path> passwordFile,
        Optional<String> passwordEnv,
        String schema,
        int batchEvents,
        int batchBytes,
        int pollMs,
        int retryMs,
        int retryMaxMs,
        int timeoutMs,
        int closeTimeoutMs) {
    private static final Pattern SCHEMA = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

    /** Validates. */
    public SqlConfig {
        check(Driver.parseURL(url, null) != null, "url", shown(url), "jdbc:postgresql://HOST:PORT/NAME");
        check(!user.isBlank(), "user", user, "a user of the database");
        check(
                passwordFile.isEmpty() || passwordEnv.isEmpty(),
                "password-file",
                passwordFile.orElse(null),
                "this or password-env, not both");
        check(SCHEMA.matcher(schema).matches(), "schema", schema, "1 to 63 of a-z 0-9 _, no digit first");
        check(batchEvents >= 1 && batchEvents <= 1_000_000, "batch-events", batchEvents, "1 to 1000000");
        check(batchBytes >= 1024 && batchBytes <= 1 << 28, "batch-bytes", batchBytes, "1024 to 268435456");
        check(pollMs >= 1 && pollMs <= 60_000, "poll", pollMs + " ms", "1 ms to 1 minute");
        check(retryMs >= 1 && retryMs <= retryMaxMs, "retry", retryMs + " ms", "1 ms to retry-max");
        check(retryMaxMs <= 3_600_000, "retry-max", retryMaxMs + " ms", "at most 1 hour");
        check(timeoutMs >= 1_000 && timeoutMs <= 3_600_000, "timeout", timeoutMs + " ms", "1 s to 1 hour");
        check(closeTimeoutMs >= 0 && closeTimeoutMs <= 600_000, "close-timeout", closeTimeoutMs + " ms", "0 to 10 min");
    }

    /** A projection with the defaults of {@code reference.conf}, and no password. */
    public static SqlConfig defaults(String url, String user) {
        return new SqlConfig(
                url,
                user,
                Optional.empty(),
                Optional.empty(),
                "ringfence",
                10_000,
                8 << 20,
                200,
                500,
                30_000,
                30_000,
                5_000);
    }

    /** The same with another place to find the password. */
    public SqlConfig withPassword(Optional<Path> file, Optional<String> env) {
        return new SqlConfig(
                url,
                user,
                file,
                env,
                schema,
                batchEvents,
                batchBytes,
                pollMs,
                retryMs,
                retryMaxMs,
                timeoutMs,
                closeTimeoutMs);
    }

    /** The same with another schema. */
    public SqlConfig withSchema(String name) {
        return new SqlConfig(
                url,
                user,
                passwordFile,
                passwordEnv,
                name,
                batchEvents,
                batchBytes,
                pollMs,
                retryMs,
                retryMaxMs,
                timeoutMs,
                closeTimeoutMs);
    }

    /** The url without its parameters, among which a password may be. */
    public String place() {
        return shown(url);
    }

    /** Null for none. */
    String password() throws IOException {
        if (passwordFile.isPresent()) {
            try {
                return Files.readString(passwordFile.get()).lines().findFirst().orElse("");
            } catch (IOException e) {
                throw new IOException("sql.password-file = " + passwordFile.get() + ": cannot be read", e);
            }
        }
        if (passwordEnv.isEmpty()) {
            return null;
        }
        String password = System.getenv(passwordEnv.get());
        if (password == null) {
            throw new IOException(
                    "sql.password-env = " + passwordEnv.get() + ": there is no such environment variable");
        }
        return password;
    }

    private static String shown(String url) {
        int parameters = url.indexOf('?');
        return parameters < 0 ? url : url.substring(0, parameters);
    }

    private static void check(boolean holds, String field, Object value, String expected) {
        if (!holds) {
            throw new IllegalArgumentException("sql." + field + " = " + value + ": expected " + expected);
        }
    }
}
