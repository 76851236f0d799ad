package io.ringfence.transport.account;

import static io.ringfence.transport.account.Fixtures.await;
import static io.ringfence.transport.account.Fixtures.chars;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** Users against a map, opened anew after each step; now and then over what a killed writer left. */
class UsersPropertyTest {
    private static final List<String> NAMES = List.of("a", "A", "bob", "carol");
    private static final List<String> PASSWORDS = List.of("first password", "second password");
    private static final int MAX_USERS = 2;

    enum Kind {
        REGISTER,
        ADD,
        VERIFY,
        CHANGE,
        REVOKE,
        DISABLE,
        ENABLE,
        REMOVE,
        TORN_FILE_ASIDE
    }

    record Step(Kind kind, String name, String password, int account) {}

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.of(Kind.class),
                        Arbitraries.of(NAMES),
                        Arbitraries.of(PASSWORDS),
                        Arbitraries.integers().between(0, 5))
                .as(Step::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(16);
    }

    @Property(tries = 25, shrinking = ShrinkingMode.BOUNDED)
    void shouldDoWhatAMapDoesWhenReopenedAfterEachStep(@ForAll("steps") List<Step> steps) throws Exception {
        Path directory = Fixtures.newDirectory();
        try {
            NaiveUsers naive = new NaiveUsers();
            for (Step step : steps) {
                AccountsConfig config = Fixtures.config(directory).withMaxUsers(MAX_USERS);
                try (Users users = Fixtures.users(config)) {
                    assertEquals(outcome(() -> naive.make(step)), outcome(() -> make(users, directory, step)));
                    assertEquals(naive.list(), shown(users.list()));
                }
                try (Users users = Fixtures.users(config)) {
                    assertEquals(naive.list(), shown(users.list()));
                }
            }
        } finally {
            Fixtures.delete(directory);
        }
    }

    private static String outcome(Callable<String> work) throws Exception {
        try {
            return work.call();
        } catch (AccountException e) {
            return e.error().name();
        }
    }

    private static String make(Users users, Path directory, Step step) throws IOException {
        char[] password = chars(step.password());
        CompletableFuture<?> result = switch (step.kind()) {
            case REGISTER -> users.register(step.name(), password, step.account(), 1);
            case ADD -> users.add(step.name(), password, step.account(), 1);
            case VERIFY -> users.verify(step.name(), password).thenApply(user -> user.isPresent());
            case CHANGE -> users.changePassword(step.name(), password);
            case REVOKE -> users.revoke(step.name());
            case DISABLE -> users.enable(step.name(), false);
            case ENABLE -> users.enable(step.name(), true);
            case REMOVE -> users.remove(step.name());
            case TORN_FILE_ASIDE -> {
                tear(directory);
                yield CompletableFuture.completedFuture(null);
            }
        };
        Arrays.fill(password, 'x');
        return step.kind() == Kind.VERIFY ? String.valueOf(await(result)) : done(await(result));
    }

    private static String done(Object ignored) {
        return "done";
    }

    /** What a writer leaves that is killed half way. */
    private static void tear(Path directory) throws IOException {
        Path file = directory.resolve("users.json");
        byte[] whole = Files.exists(file) ? Files.readAllBytes(file) : new byte[] {'{'};
        Files.write(directory.resolve("users.json.new"), Arrays.copyOf(whole, whole.length / 2));
    }

    private static List<String> shown(List<User> users) {
        return users.stream().map(User::toString).toList();
    }

    private static final class NaiveUsers {
        private final Map<String, User> users = new LinkedHashMap<>();
        private final Map<String, String> passwords = new LinkedHashMap<>();
        private int highestAccount;
        private long generation;

        String make(Step step) {
            User user = users.get(step.name());
            switch (step.kind()) {
                case TORN_FILE_ASIDE -> {
                    return "done";
                }
                case VERIFY -> {
                    return String.valueOf(user != null
                            && user.isEnabled()
                            && passwords.get(step.name()).equals(step.password()));
                }
                case REGISTER -> add(step, Math.max(Math.max(1, step.account()), highestAccount + 1));
                case ADD -> add(step, step.account());
                default -> {
                    if (user == null) {
                        throw new AccountException(AccountError.UNKNOWN_USER, "");
                    }
                    if (step.kind() == Kind.REMOVE) {
                        users.remove(step.name());
                        return "done";
                    }
                    if (step.kind() == Kind.CHANGE) {
                        passwords.put(step.name(), step.password());
                    }
                    boolean isEnabled = step.kind() == Kind.ENABLE || step.kind() != Kind.DISABLE && user.isEnabled();
                    users.put(step.name(), user.withGeneration(++generation).enabled(isEnabled));
                }
            }
            return "done";
        }

        private void add(Step step, int account) {
            if (users.keySet().stream().anyMatch(step.name()::equalsIgnoreCase)) {
                throw new AccountException(AccountError.NAME_TAKEN, "");
            }
            if (users.size() == MAX_USERS) {
                throw new AccountException(AccountError.TOO_MANY, "");
            }
            users.put(step.name(), new User(step.name(), account, "", 1, ++generation, true));
            passwords.put(step.name(), step.password());
            highestAccount = Math.max(highestAccount, account);
        }

        List<String> list() {
            return shown(List.copyOf(users.values()));
        }
    }
}
