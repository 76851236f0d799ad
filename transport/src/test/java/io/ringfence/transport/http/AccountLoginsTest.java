package io.ringfence.transport.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringfence.transport.account.Accounts;
import io.ringfence.transport.account.AccountsConfig;
import io.ringfence.transport.account.Identity;
import io.ringfence.transport.account.PasswordConfig;
import io.ringfence.transport.account.UsersListener;
import io.ringfence.transport.edge.HttpAsk;
import io.ringfence.transport.edge.HttpReply;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class AccountLoginsTest {
    @TempDir
    private Path directory;

    private static HttpAsk ask(String path, String body) {
        return new HttpAsk(
                "POST",
                path,
                Map.of(),
                null,
                null,
                null,
                body.getBytes(StandardCharsets.UTF_8),
                InetAddress.getLoopbackAddress());
    }

    private static String text(HttpReply reply) {
        return reply.status() + " " + new String(reply.body(), StandardCharsets.UTF_8);
    }

    @Test
    void shouldNotEchoASecretWhenABodyIsMalformed() {
        AccountLogins logins = new AccountLogins(null, null, 100);
        CompletableFuture<HttpReply> login = new CompletableFuture<>();
        CompletableFuture<HttpReply> register = new CompletableFuture<>();
        CompletableFuture<HttpReply> key = new CompletableFuture<>();
        logins.login(ask("/auth/login", "{\"password\":\"hunter2\""), Runnable::run, login::complete);
        logins.register(
                ask("/auth/register", "{\"username\":\"alice\",\"password\":12345}"),
                Runnable::run,
                register::complete);
        logins.putKey(new Identity("alice", 100), ask("/broker/keys", "hunter2"), Runnable::run, key::complete);
        String noObject = "400 {\"type\":\"error\",\"code\":\"INVALID_JSON\",\"message\":"
                + "\"body: expected one JSON object\",\"temporary\":false}";
        assertEquals(
                List.of(
                        noObject,
                        "400 {\"type\":\"error\",\"code\":\"INVALID_FIELD\",\"message\":"
                                + "\"password: expected a string\",\"temporary\":false}",
                        noObject),
                List.of(text(login.join()), text(register.join()), text(key.join())));
    }

    @Test
    void shouldAnswerThatItFailedWhenTheCoreCannotBeAsked() throws Exception {
        AccountsConfig config = AccountsConfig.defaults(directory)
                .withPasswords(new PasswordConfig(64, 1, 1, 1, 64))
                .withRegistrationOpen(true);
        try (Accounts accounts = new Accounts(config, UsersListener.NONE)) {
            accounts.start();
            // Without a core what follows the user's entry throws.
            AccountLogins logins = new AccountLogins(accounts, new CoreAccounts(null, null, 0), 100);
            CompletableFuture<HttpReply> reply = new CompletableFuture<>();
            Consumer<HttpReply> answer = reply::complete;
            logins.register(
                    ask("/auth/register", "{\"username\":\"alice\",\"password\":\"correct horse\"}"),
                    Runnable::run,
                    answer);
            assertEquals(
                    "500 {\"type\":\"error\",\"code\":\"INTERNAL\",\"message\":"
                            + "\"the request failed for a reason of the host's own\",\"temporary\":true}",
                    text(reply.get(30, TimeUnit.SECONDS)));
        }
    }
}
