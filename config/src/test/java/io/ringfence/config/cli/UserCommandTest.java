package io.ringfence.config.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.transport.account.AccountsConfig;
import io.ringfence.transport.account.Users;
import io.ringfence.transport.account.UsersListener;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

@Timeout(value = 2, unit = TimeUnit.MINUTES)
class UserCommandTest {
    private static final String PASSWORD = "correct horse";

    @TempDir
    private Path directory;

    private Path passwordFile;
    private String out;
    private String err;

    @BeforeEach
    void writePassword() throws IOException {
        passwordFile = directory.resolve("password");
        Files.writeString(passwordFile, PASSWORD + "\r\nanother line\n");
    }

    private int call(String... args) {
        List<String> line = new ArrayList<>(List.of("user"));
        line.addAll(List.of(args));
        line.addAll(List.of("--set", "access.directory=" + accounts()));
        return bare(line);
    }

    private int bare(List<String> line) {
        StringWriter written = new StringWriter();
        StringWriter errors = new StringWriter();
        CommandLine commandLine = Ringfence.commandLine();
        commandLine.setOut(new PrintWriter(written, true));
        commandLine.setErr(new PrintWriter(errors, true));
        int code = commandLine.execute(line.toArray(String[]::new));
        out = written.toString();
        err = errors.toString();
        return code;
    }

    private Path accounts() {
        return directory.resolve("accounts");
    }

    private int withPassword(String... args) {
        List<String> line = new ArrayList<>(List.of(args));
        line.addAll(List.of("--password-file", passwordFile.toString()));
        return call(line.toArray(String[]::new));
    }

    private boolean letsIn(String name, String password) throws IOException {
        try (Users users = new Users(AccountsConfig.defaults(accounts()), UsersListener.NONE)) {
            users.start();
            return users.verify(name, password.toCharArray()).join().isPresent();
        }
    }

    @Test
    void shouldLetAUserInWhenAddedAndNotWhenRemoved() throws IOException {
        assertEquals(ExitCode.GOOD, withPassword("add", "alice"), () -> err);
        assertEquals("user=alice\naccount=1000000\n", out);
        assertEquals("", err);
        assertTrue(letsIn("alice", PASSWORD));
        Files.writeString(passwordFile, "another one");
        assertEquals(ExitCode.GOOD, withPassword("password", "alice"));
        assertEquals("user=alice\npassword=changed\n", out);
        assertFalse(letsIn("alice", PASSWORD));
        assertTrue(letsIn("alice", "another one"));
        assertEquals(ExitCode.GOOD, call("disable", "alice"));
        assertFalse(letsIn("alice", "another one"));
        assertEquals(ExitCode.GOOD, call("enable", "alice"));
        assertTrue(letsIn("alice", "another one"));
        assertEquals(ExitCode.GOOD, call("revoke", "alice"));
        assertEquals("user=alice\ntokens=revoked\n", out);
        assertEquals(ExitCode.GOOD, call("remove", "alice"));
        assertFalse(letsIn("alice", "another one"));
    }

    @Test
    void shouldGiveAccountsApartFromTheConfigurationsWhenNoneIsNamed() {
        assertEquals(ExitCode.GOOD, withPassword("add", "root", "--operator"));
        assertEquals("user=root\naccount=0\n", out);
        assertEquals(ExitCode.GOOD, withPassword("add", "desk", "--account", "3"));
        assertEquals(ExitCode.GOOD, withPassword("add", "alice", "--set", "accounts=[{id = 9, name = eve}]"));
        assertEquals("user=alice\naccount=1000000\n", out);
        // Whatever is declared in another file, which the command line has not been given.
        assertEquals(ExitCode.GOOD, withPassword("add", "bob"));
        assertEquals("user=bob\naccount=1000001\n", out);
        assertEquals(ExitCode.GOOD, call("disable", "desk"));
        assertEquals(ExitCode.GOOD, call("list"));
        assertEquals(
                List.of(
                        "name                                 account  role      state     added at (UTC)",
                        "root                                       0  operator  enabled   ",
                        "desk                                       3  user      disabled  ",
                        "alice                                1000000  user      enabled   ",
                        "bob                                  1000001  user      enabled   "),
                out.lines().map(line -> line.replaceFirst("20\\d\\d-.*Z$", "")).toList());
    }

    @Test
    void shouldReadStandardInputWhenTheFileIsADash() throws IOException {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream("from a pipe\n".getBytes(StandardCharsets.UTF_8)));
        try {
            assertEquals(ExitCode.GOOD, call("add", "alice", "--password-file", "-"), () -> err);
        } finally {
            System.setIn(before);
        }
        assertTrue(letsIn("alice", "from a pipe"));
    }

    @Test
    void shouldListNobodyAndMakeNothingWhenThereAreNoUsers() {
        assertEquals(ExitCode.GOOD, call("list"));
        assertEquals(1, out.lines().count());
        assertFalse(Files.exists(accounts()));
    }

    @Test
    void shouldSayInOneLineWhatIsWrongWhenRefused() throws IOException {
        assertEquals(ExitCode.GOOD, withPassword("add", "alice"));
        assertRefused(ExitCode.FINDING, "name = \"Alice\": somebody has it", "add", "Alice");
        assertRefused(ExitCode.USAGE, "name = \"no name\": expected 1 to 32 of A-Z a-z 0-9 - _ .", "add", "no name");
        assertRefused(
                ExitCode.USAGE,
                "--account = 0: expected --operator beside it, since 0 runs the host",
                "add",
                "bob",
                "--account",
                "0");
        assertRefused(
                ExitCode.USAGE,
                "--account = 4: expected 0, or none, beside --operator",
                "add",
                "bob",
                "--account",
                "4",
                "--operator");
        assertRefused(ExitCode.FINDING, "user \"bob\": there is none", "password", "bob");
        assertRefused(
                ExitCode.USAGE,
                "access.enabled = false: this host has no users",
                "add",
                "bob",
                "--set",
                "access.enabled=false");
        Files.writeString(passwordFile, "short");
        assertRefused(ExitCode.USAGE, "password: expected 10 to 128 characters, found 5", "add", "bob");
        passwordFile = directory.resolve("absent");
        assertRefused(ExitCode.USAGE, "--password-file = " + passwordFile + ": expected a file", "add", "bob");
        Files.writeString(accounts().resolve("users.json"), "{");
        assertEquals(ExitCode.FINDING, call("list"));
        assertTrue(err.startsWith("ringfence: " + accounts().resolve("users.json") + ": not JSON at line 1"), err);
    }

    private void assertRefused(int code, String message, String... args) {
        assertEquals(code, withPassword(args), () -> err);
        assertEquals("ringfence: " + message + "\n", err);
        assertEquals("", out);
    }

    @Test
    void shouldDescribeItsCommandsWhenAskedForHelp() {
        for (String command : List.of("add", "list", "password", "revoke", "disable", "enable", "remove")) {
            assertEquals(ExitCode.GOOD, bare(List.of("user", command, "--help")));
            assertTrue(out.startsWith("Usage: ringfence user " + command), out);
        }
        assertEquals(ExitCode.USAGE, bare(List.of("user")));
        assertTrue(err.startsWith("a command is missing: add, list,"), err);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "access.max-users=0 | access.max-users = 0: expected 1 to 100000",
                "access.registration=maybe | access.registration = maybe (--set): expected one of open, closed",
                "access.passwords.memory-kib=64 | access.passwords.memory-kib = 64: expected 7168 or more, OWASP's minimum",
                "access.passwords.iterations=1 | access.passwords.iterations = 1: expected so many that memory-kib times iterations is 35840 or more, OWASP's minimum",
                "access.tokens.key-env=KEY | access.tokens.key-env = KEY (--set): expected this or key-file, not both; key-file = null takes the default away",
                "access.tokens.previous-key-env=a-b | access.tokens.previous-key-env = a-b (--set): expected the name of an environment variable, A-Z a-z 0-9 _",
                "access.tokens.lifetime=0 s | access.tokens.lifetime = 0 ms: expected 1000 to 86400000 ms",
                "access.tokens.issuer=a b | access.tokens.issuer = \"a b\": expected 1 to 64 printable ASCII characters, no space",
                "access.throttle.max-delay=1 ms | access.throttle.max-delay = 1 ms: expected 1000 to 3600000 ms",
                "access.vault.max-keys=0 | access.vault.max-keys = 0: expected 1 to 10000",
                "access.vault.max-keys-per-account=0 | access.vault.max-keys-per-account = 0: expected 1 to 10000",
                "access.vault.key=x | access.vault.key (--set): unknown key, expected one of key-env, key-file, max-keys, max-keys-per-account",
            })
    void shouldNameKeyValueAndReasonWhenASettingIsWrong(String setting, String expected) {
        assertEquals(ExitCode.USAGE, call("list", "--set", setting));
        assertEquals("ringfence: " + expected + "\n", err);
    }

    @Test
    void shouldRefuseMoreUsersThanTheCoreHasAccountsForWhenRegistrationIsOpen() {
        String accounts = "accounts=[{ id = 0, name = host }, { id = 1, name = eve }]";
        List<String> crowded =
                List.of("list", "--set", "limits.max-accounts=500", "--set", accounts, "--set", "access.max-users=500");
        assertEquals(ExitCode.GOOD, call(crowded.toArray(String[]::new)), () -> err);
        List<String> open = new ArrayList<>(crowded);
        open.addAll(List.of("--set", "access.registration=open"));
        assertEquals(ExitCode.USAGE, call(open.toArray(String[]::new)));
        assertEquals(
                "ringfence: access.max-users = 500: expected where access.registration = open, at most"
                        + " limits.max-accounts = 500 less 1 in accounts\n",
                err);
        open.addAll(List.of("--set", "access.max-users=499"));
        assertEquals(ExitCode.GOOD, call(open.toArray(String[]::new)), () -> err);
        assertEquals(ExitCode.GOOD, call("list", "--set", "access.registration=open"), () -> err);
    }

    @ParameterizedTest
    @ValueSource(strings = {"accounts/token.key", "accounts/vault.key"})
    void shouldKeepKeysBesideTheUsersWhenNothingElseIsSaid(String file) {
        AccountsConfig config = io.ringfence.config.file.ConfigFile.profile(
                        "demo", List.of("access.directory=" + accounts()))
                .access()
                .orElseThrow();
        Path expected = directory.resolve(file);
        assertTrue(List.of(
                        config.tokens().key().file().orElseThrow(),
                        config.vault().key().file().orElseThrow())
                .contains(expected));
        assertEquals(AccountsConfig.defaults(accounts()), config);
    }
}
