package io.ringfence.transport.account;

import static io.ringfence.transport.account.Fixtures.PASSWORD;
import static io.ringfence.transport.account.Fixtures.await;
import static io.ringfence.transport.account.Fixtures.chars;
import static io.ringfence.transport.account.Fixtures.config;
import static io.ringfence.transport.account.Fixtures.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.transport.account.LoginResult.LoggedIn;
import io.ringfence.transport.account.LoginResult.Refused;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 2, unit = TimeUnit.MINUTES)
class AccountsTest {
    private static final long NOW_MS = 1_790_000_000_000L;
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    @TempDir
    private Path directory;

    private Accounts accounts(AccountsConfig config) throws IOException {
        Accounts accounts = new Accounts(config, UsersListener.NONE);
        accounts.start();
        return accounts;
    }

    private static LoginResult login(Accounts accounts, String password, long nowMs) {
        return await(accounts.login("alice", chars(password), HERE, nowMs));
    }

    @Test
    void shouldKnowAClientByItsTokenWhenItLoggedIn() throws IOException {
        String token;
        try (Accounts accounts = accounts(config(directory).withRegistrationOpen(true))) {
            await(accounts.register("alice", chars(PASSWORD), 100, HERE, NOW_MS));
            token = assertInstanceOf(LoggedIn.class, login(accounts, PASSWORD, NOW_MS))
                    .token()
                    .text();
        }
        // Keys are kept, so a token outlives a restart.
        try (Accounts accounts = accounts(config(directory))) {
            assertEquals(
                    new TokenVerdict.Valid(new Identity("alice", 100), NOW_MS + 900_000),
                    accounts.authenticate(token, NOW_MS));
            assertInstanceOf(TokenRenewal.Renewed.class, accounts.renew(token, NOW_MS));
            await(accounts.users().revoke("alice"));
            assertEquals(
                    new TokenVerdict.Refused(TokenRefusal.REVOKED, "the token has been revoked, log in again"),
                    accounts.authenticate(token, NOW_MS));
        }
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
            }
        }
    }

    @Test
    void shouldRegisterNobodyWhenRegistrationIsClosed() throws IOException {
        try (Accounts accounts = accounts(config(directory))) {
            assertEquals(
                    "REGISTRATION_CLOSED registration is closed; ask who runs this host",
                    refusal(() -> await(accounts.register("alice", chars(PASSWORD), 1, HERE, NOW_MS))));
        }
    }

    @Test
    void shouldMakeGuessersWaitWhenTheyFailTooOften() throws IOException {
        try (Accounts accounts =
                accounts(config(directory).withThrottle(new ThrottleConfig(1, 100, 1_000, 60_000, 900_000, 10)))) {
            await(accounts.users().add("alice", chars(PASSWORD), 1, NOW_MS));
            Refused wrong = new Refused(AccountError.BAD_CREDENTIALS, "name or password is wrong", 0);
            Refused wait = new Refused(AccountError.THROTTLED, "too many failed logins, try again in 1 s", 1_000);
            assertEquals(wrong, login(accounts, "wrong password", NOW_MS));
            assertEquals(wrong, login(accounts, "wrong password", NOW_MS));
            assertEquals(wait, login(accounts, PASSWORD, NOW_MS));
            assertEquals(
                    "THROTTLED too many failed logins, try again in 1 s",
                    refusal(() -> await(
                            accounts.changePassword("alice", chars(PASSWORD), chars("another one"), HERE, NOW_MS))));
            assertInstanceOf(LoggedIn.class, login(accounts, PASSWORD, NOW_MS + 1_000));
            assertEquals(wrong, login(accounts, "wrong password", NOW_MS + 1_000));
        }
    }

    @Test
    void shouldSealABrokerKeyAndWipeWhatItWasGivenWhenPut() throws IOException {
        try (Accounts accounts = accounts(config(directory))) {
            BrokerKey key = new BrokerKey(1, "main", "sim", chars("key"), chars("secret"), chars(""));
            await(accounts.putKey(key, NOW_MS));
            assertEquals("\0\0\0\0\0\0", new String(key.secret()));
            try (BrokerKey opened = accounts.vault().open(1, "main")) {
                assertEquals("secret", new String(opened.secret()));
            }
            await(accounts.removeKey(1, "main"));
            assertEquals(List.of(), accounts.vault().list(1));
        }
    }

    @Test
    void shouldHearOfARevocationWhenAnotherProcessMadeIt() throws Exception {
        CountDownLatch revoked = new CountDownLatch(1);
        UsersListener listener = new UsersListener() {
            @Override
            public void onRevoked(String userName) {
                revoked.countDown();
            }

            @Override
            public void onFault(IOException fault) {}
        };
        try (Users commandLine = Fixtures.users(config(directory))) {
            await(commandLine.add("alice", chars(PASSWORD), 1, NOW_MS));
            try (Accounts accounts = new Accounts(config(directory), listener)) {
                accounts.start();
                LoginResult login = login(accounts, PASSWORD, NOW_MS);
                String token = assertInstanceOf(LoggedIn.class, login).token().text();
                await(commandLine.revoke("alice"));
                assertTrue(revoked.await(60, TimeUnit.SECONDS));
                assertInstanceOf(TokenVerdict.Refused.class, accounts.authenticate(token, NOW_MS));
            }
        }
    }
}
