package io.ringfence.transport.account;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What the tests of this package share. */
final class Fixtures {
    /** Weak on purpose: tests hash a thousand times. */
    static final PasswordConfig QUICK = new PasswordConfig(64, 1, 1, 1, 64);

    static final String PASSWORD = "correct horse";

    private static final long TIMEOUT_S = 30;

    private Fixtures() {}

    static AccountsConfig config(Path directory) {
        return AccountsConfig.defaults(directory).withPasswords(QUICK);
    }

    static Users users(AccountsConfig config) throws IOException {
        Users users = new Users(config, UsersListener.NONE);
        users.start();
        return users;
    }

    static char[] chars(String text) {
        return text.toCharArray();
    }

    /** The value, or the {@link AccountException} that it failed with. */
    static <T> T await(CompletableFuture<T> future) {
        try {
            return future.get(TIMEOUT_S, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AccountException refusal) {
                throw refusal;
            }
            throw new AssertionError(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    /** The refusal as "CODE message"; empty where there is none. */
    static String refusal(Supplier<?> work) {
        try {
            work.get();
            return "";
        } catch (AccountException e) {
            return e.error() + " " + e.getMessage();
        }
    }

    /** A directory of a property's try, which has no extension that would remove it. */
    static Path newDirectory() {
        try {
            return Files.createTempDirectory("ringfence-account-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void delete(Path directory) {
        try (Stream<Path> found = Files.walk(directory)) {
            List<Path> paths = found.sorted(Comparator.reverseOrder()).toList();
            for (Path path : paths) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
