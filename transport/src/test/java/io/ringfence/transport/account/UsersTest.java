package io.ringfence.transport.account;

import static io.ringfence.transport.account.Fixtures.PASSWORD;
import static io.ringfence.transport.account.Fixtures.QUICK;
import static io.ringfence.transport.account.Fixtures.await;
import static io.ringfence.transport.account.Fixtures.chars;
import static io.ringfence.transport.account.Fixtures.config;
import static io.ringfence.transport.account.Fixtures.refusal;
import static io.ringfence.transport.account.Fixtures.users;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 2, unit = TimeUnit.MINUTES)
class UsersTest {
    @TempDir
    private Path directory;

    @Test
    void shouldKnowAUserAgainWhenReopened() throws IOException {
        User added;
        try (Users users = users(config(directory))) {
            added = await(users.register("alice", chars(PASSWORD), 100, 42));
            assertEquals(new User("alice", 100, added.passwordHash(), 42, 1, true), added);
        }
        try (Users users = users(config(directory))) {
            assertEquals(List.of(added), users.list());
            assertEquals(Optional.of(added), await(users.verify("alice", chars(PASSWORD))));
            assertEquals(Optional.empty(), await(users.verify("alice", chars("correct house"))));
            assertEquals(Optional.empty(), await(users.verify("bob", chars(PASSWORD))));
            assertEquals(Optional.empty(), await(users.verify("no name at all", chars(PASSWORD))));
        }
    }

    @Test
    void shouldGiveNoAccountTwiceWhenAUserWasRemoved() throws IOException {
        try (Users users = users(config(directory))) {
            assertEquals(1, await(users.register("a", chars(PASSWORD), 0, 1)).accountId());
            assertEquals(7, await(users.add("b", chars(PASSWORD), 7, 1)).accountId());
            await(users.remove("b"));
            assertEquals(8, await(users.register("c", chars(PASSWORD), 3, 1)).accountId());
            assertTrue(
                    await(users.add("root", chars(PASSWORD), 0, 1)).identity().isOperator());
        }
    }

    @Test
    void shouldGiveNoGenerationTwiceWhenANameComesAgain() throws IOException {
        try (Users users = users(config(directory))) {
            long first = await(users.add("a", chars(PASSWORD), 1, 1)).tokenGeneration();
            long revoked = await(users.revoke("a")).tokenGeneration();
            await(users.remove("a"));
            long again = await(users.add("a", chars(PASSWORD), 1, 1)).tokenGeneration();
            assertEquals(List.of(1L, 2L, 3L), List.of(first, revoked, again));
        }
    }

    @Test
    void shouldSayFieldAndReasonWhenAUserIsRefused() throws IOException {
        try (Users users = users(config(directory).withMaxUsers(1))) {
            await(users.add("alice", chars(PASSWORD), 1, 1));
            assertEquals(
                    List.of(
                            "NAME_TAKEN name = \"ALICE\": somebody has it",
                            "TOO_MANY there are 1 users, as many as access.max-users allows",
                            "INVALID_FIELD name = \"a b\": expected 1 to 32 of A-Z a-z 0-9 - _ .",
                            "INVALID_FIELD password: expected 10 to 128 characters, found 5",
                            "UNKNOWN_USER user \"bob\": there is none",
                            "UNKNOWN_USER user \"bob\": there is none"),
                    List.of(
                            refusal(() -> await(users.register("ALICE", chars(PASSWORD), 1, 1))),
                            refusal(() -> await(users.register("bob", chars(PASSWORD), 1, 1))),
                            refusal(() -> await(users.register("a b", chars(PASSWORD), 1, 1))),
                            refusal(() -> await(users.register("bob", chars("short"), 1, 1))),
                            refusal(() -> await(users.revoke("bob"))),
                            refusal(() -> await(users.changePassword("bob", chars(PASSWORD))))));
        }
    }

    @Test
    void shouldNeedThePresentPasswordWhenAUserChangesIt() throws IOException {
        try (Users users = users(config(directory))) {
            User before = await(users.add("alice", chars(PASSWORD), 1, 1));
            assertEquals(
                    "BAD_CREDENTIALS name or password is wrong",
                    refusal(() -> await(users.changePassword("alice", chars("correct house"), chars("another one")))));
            User after = await(users.changePassword("alice", chars(PASSWORD), chars("another one")));
            assertEquals(before.tokenGeneration() + 1, after.tokenGeneration());
            assertEquals(Optional.empty(), await(users.verify("alice", chars(PASSWORD))));
            assertEquals(Optional.of(after), await(users.verify("alice", chars("another one"))));
        }
    }

    @Test
    void shouldLetNobodyInWhenDisabled() throws IOException {
        try (Users users = users(config(directory))) {
            await(users.add("alice", chars(PASSWORD), 1, 1));
            await(users.enable("alice", false));
            assertEquals(Optional.empty(), await(users.verify("alice", chars(PASSWORD))));
            await(users.enable("alice", true));
            assertTrue(await(users.verify("alice", chars(PASSWORD))).isPresent());
        }
    }

    @Test
    void shouldRaiseTheHashWhenTheConfigurationAsksForMore() throws IOException {
        User before;
        try (Users users = users(config(directory))) {
            before = await(users.add("alice", chars(PASSWORD), 1, 1));
        }
        AccountsConfig raised = config(directory).withPasswords(new PasswordConfig(128, 2, 1, 1, 64));
        try (Users users = users(raised)) {
            User after = await(users.verify("alice", chars(PASSWORD))).orElseThrow();
            assertTrue(after.passwordHash().startsWith("$argon2id$v=19$m=128,t=2,p=1$"), after.passwordHash());
            assertEquals(before.withPassword(after.passwordHash()), after);
            assertEquals(Optional.of(after), await(users.verify("alice", chars(PASSWORD))));
        }
    }

    @Test
    void shouldSeeChangesOfAnotherProcessWhenVerifyingOrRefreshing() throws IOException {
        List<String> revoked = new ArrayList<>();
        try (Users host = new Users(config(directory), recording(revoked, new ArrayList<>()));
                Users other = users(config(directory))) {
            host.start();
            await(other.add("alice", chars(PASSWORD), 1, 1));
            assertTrue(await(host.verify("alice", chars(PASSWORD))).isPresent());
            assertFalse(host.refresh());
            await(other.revoke("alice"));
            assertTrue(host.refresh());
            assertEquals(other.list(), host.list());
            await(host.add("bob", chars(PASSWORD), 2, 1));
            await(other.remove("alice"));
            assertTrue(host.refresh());
            assertEquals(List.of("bob"), host.list().stream().map(User::name).toList());
            assertEquals(List.of("alice", "alice"), revoked);
        }
    }

    private static UsersListener recording(List<String> revoked, List<String> faults) {
        return new UsersListener() {
            @Override
            public void onRevoked(String userName) {
                revoked.add(userName);
            }

            @Override
            public void onFault(IOException fault) {
                faults.add(fault.getMessage());
            }
        };
    }

    @Test
    void shouldLoseNoChangeWhenTwoProcessesWriteAtOnce() throws IOException {
        try (Users one = users(config(directory));
                Users two = users(config(directory))) {
            List<CompletableFuture<User>> added = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                added.add(one.register("one-" + i, chars(PASSWORD), 1, 1));
                added.add(two.register("two-" + i, chars(PASSWORD), 1, 1));
            }
            Set<Integer> accounts = new HashSet<>();
            added.forEach(user -> accounts.add(await(user).accountId()));
            one.refresh();
            two.refresh();
            assertEquals(40, accounts.size());
            assertEquals(40, one.list().size());
            assertEquals(one.list(), two.list());
        }
    }

    @Test
    void shouldKeepWhatItKnewAndChangeNothingWhenTheFileIsDamaged() throws IOException {
        List<String> faults = new ArrayList<>();
        Path file = directory.resolve("users.json");
        try (Users users = new Users(config(directory), recording(new ArrayList<>(), faults))) {
            users.start();
            await(users.add("alice", chars(PASSWORD), 1, 1));
            Files.writeString(file, "{\"version\":1,");
            assertTrue(await(users.verify("alice", chars(PASSWORD))).isPresent());
            assertEquals(1, faults.size());
            assertTrue(faults.get(0).startsWith(file + ": not JSON at line 1"), faults.get(0));
            assertTrue(refusal(() -> await(users.revoke("alice"))).startsWith("STORAGE " + file));
            assertEquals("{\"version\":1,", Files.readString(file));
            Files.delete(file);
            assertTrue(refusal(() -> await(users.revoke("alice"))).startsWith("STORAGE " + file + ": it is gone"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"version\":2}",
                "{\"version\":1,\"version\":1}",
                "{\"version\":1} {}",
                "{\"version\":1,\"highestAccountId\":0,\"highestGeneration\":0,\"users\":{}}",
                "{\"version\":1,\"highestAccountId\":0,\"highestGeneration\":0,\"users\":[1]}",
                "{\"version\":1,\"highestAccountId\":0,\"highestGeneration\":0,\"users\":[{\"name\":\"alice\"}]}",
                "{\"version\":1,\"highestAccountId\":-1,\"highestGeneration\":0,\"users\":[]}",
            })
    void shouldRefuseToStartWhenTheFileIsNoneOfOurs(String text) throws IOException {
        Path file = directory.resolve("users.json");
        Files.writeString(file, text);
        IOException refusal = assertThrows(IOException.class, () -> users(config(directory)));
        assertTrue(refusal.getMessage().startsWith(file + ": "), refusal.getMessage());
        assertEquals(text, Files.readString(file));
    }

    @Test
    void shouldLeaveFilesToTheirOwnerAloneWhenWritten() throws IOException {
        Path place = directory.resolve("deep/accounts");
        try (Users users = users(config(place))) {
            await(users.add("alice", chars(PASSWORD), 1, 1));
            await(users.revoke("alice"));
        }
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(place)));
        try (Stream<Path> files = Files.list(place)) {
            List<Path> found = files.sorted().toList();
            assertEquals(List.of(place.resolve("users.json"), place.resolve("users.json.lock")), found);
            for (Path file : found) {
                assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
            }
        }
    }

    @Test
    void shouldRefuseAsBusyWhenMorePasswordsWaitThanMay() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        AccountsConfig config = config(directory).withPasswords(new PasswordConfig(64, 1, 1, 1, 2));
        try (Users users = users(config)) {
            CountDownLatch running = new CountDownLatch(1);
            CompletableFuture<Boolean> held = users.worker()
                    .submit(
                            () -> {
                                running.countDown();
                                return release.await(30, TimeUnit.SECONDS);
                            },
                            () -> {});
            assertTrue(running.await(30, TimeUnit.SECONDS));
            CompletableFuture<Optional<User>> first = users.verify("alice", chars(PASSWORD));
            CompletableFuture<Optional<User>> second = users.verify("alice", chars(PASSWORD));
            assertEquals(
                    "BUSY too many passwords are being checked, try again",
                    refusal(() -> await(users.verify("alice", chars(PASSWORD)))));
            assertFalse(first.isDone());
            release.countDown();
            assertEquals(
                    List.of(true, Optional.empty(), Optional.empty()),
                    List.of(await(held), await(first), await(second)));
        } finally {
            release.countDown();
        }
    }

    @Test
    void shouldRefuseWhatWaitsAndEndWhatIsUnderWayWhenClosed() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Users users = users(config(directory));
        CompletableFuture<Boolean> held = users.worker()
                .submit(
                        () -> {
                            running.countDown();
                            return release.await(30, TimeUnit.SECONDS);
                        },
                        () -> {});
        assertTrue(running.await(30, TimeUnit.SECONDS));
        CompletableFuture<Optional<User>> waiting = users.verify("alice", chars(PASSWORD));
        CompletableFuture<Void> closed = CompletableFuture.runAsync(users::close);
        assertEquals("BUSY too many passwords are being checked, try again", refusal(() -> await(waiting)));
        assertFalse(held.isDone());
        release.countDown();
        await(closed);
        assertTrue(await(held));
    }

    @Test
    void shouldShowNoHashWhenPrinted() throws IOException {
        try (Users users = users(config(directory))) {
            User user = await(users.add("alice", chars(PASSWORD), 1, 5));
            assertEquals(
                    "User[name=alice, accountId=1, createdMs=5, tokenGeneration=1, isEnabled=true]", user.toString());
        }
    }

    /** Medians, since a test machine is noisy; a lookup without the dummy hash would be a hundred times faster. */
    @Test
    void shouldTakeAsLongWhenThereIsNoSuchUser() throws IOException {
        AccountsConfig config = config(directory).withPasswords(new PasswordConfig(4_096, 2, 1, 1, 64));
        try (Users users = users(config)) {
            await(users.add("alice", chars(PASSWORD), 1, 1));
            long[] knownNs = new long[15];
            long[] unknownNs = new long[15];
            for (int i = -5; i < knownNs.length; i++) {
                long startNs = System.nanoTime();
                await(users.verify("alice", chars("correct house")));
                long middleNs = System.nanoTime();
                await(users.verify("mallory", chars("correct house")));
                long endNs = System.nanoTime();
                if (i >= 0) {
                    knownNs[i] = middleNs - startNs;
                    unknownNs[i] = endNs - middleNs;
                }
            }
            java.util.Arrays.sort(knownNs);
            java.util.Arrays.sort(unknownNs);
            assertTrue(unknownNs[7] > knownNs[7] / 4, () -> knownNs[7] + " and " + unknownNs[7]);
        }
    }

    @Test
    void shouldBeWeakerThanAllowedWhenParametersAreThoseOfATest() {
        assertEquals(
                "access.passwords.memory-kib = 64: expected 7168 or more, OWASP's minimum",
                assertThrows(IllegalArgumentException.class, QUICK::checkStrength)
                        .getMessage());
        assertEquals(PasswordConfig.defaults(), PasswordConfig.defaults().checkStrength());
        assertNotEquals(QUICK, PasswordConfig.defaults());
    }
}
