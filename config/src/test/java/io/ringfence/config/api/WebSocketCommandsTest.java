package io.ringfence.config.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.config.RunningNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Commands and queries as messages, and what a subscription shows of them. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
final class WebSocketCommandsTest {
    private static final String STRATEGY = "'name':'far','symbol':'BTCUSD','quantity':'0.5','stop':{'percent':'5'},"
            + "'entryTime':'2100-01-02T03:04:05Z'";

    @TempDir
    private Path directory;

    /** Sends and awaits messages. */
    private static final class Client implements WebSocket.Listener {
        private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
        private final StringBuilder part = new StringBuilder();
        private final WebSocket socket;

        Client(String address) throws Exception {
            socket = HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .buildAsync(URI.create(address), this)
                    .get(10, TimeUnit.SECONDS);
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            part.append(data);
            if (last) {
                messages.add(part.toString());
                part.setLength(0);
            }
            from.request(1);
            return null;
        }

        /** Sends a message; the next one that has this text, whatever comes before it. */
        String ask(String message, String text) throws Exception {
            socket.sendText(message.replace('\'', '"'), true).get(10, TimeUnit.SECONDS);
            return await(text.replace('\'', '"'));
        }

        private String await(String text) throws InterruptedException {
            while (true) {
                String message = messages.poll(20, TimeUnit.SECONDS);
                if (message == null) {
                    throw new AssertionError("no message with " + text);
                }
                if (message.contains(text)) {
                    return message;
                }
            }
        }
    }

    @Test
    void shouldAnswerACommandAndShowWhatCameOfItWhenTheClientListens() throws Exception {
        try (RunningNode node = RunningNode.open(directory)) {
            Client client = new Client(node.address());
            String created = client.ask(
                    "{'type':'strategy_create','id':7,'commandId':'c'," + STRATEGY + "}", "'type':'accepted'");
            assertTrue(created.startsWith("{\"type\":\"accepted\",\"id\":7,\"command\":\"strategy_create\""), created);
            String snapshot = client.ask("{'type':'subscribe','channel':'strategies'}", "'type':'snapshot'");
            assertTrue(snapshot.contains("\"name\":\"far\",\"symbol\":\"BTCUSD\""), snapshot);
            String id = created.replaceAll(".*\"subjectId\":\"(\\d+)\".*", "$1");
            client.ask("{'type':'subscribe','channel':'commands'}", "'type':'subscribed'");
            String started = client.ask(
                    "{'type':'strategy_start','id':'x','strategyId':'" + id + "','commandId':'s'}",
                    "'type':'command_answered'");
            assertTrue(started.contains("\"commandId\":\"s\""), started);
            String listed = client.ask("{'type':'strategies','id':8}", "'type':'strategies'");
            assertTrue(listed.startsWith("{\"type\":\"strategies\",\"id\":8,\"strategies\":[{"), listed);
            assertTrue(listed.contains("\"state\":\"ready\""), listed);
            String portfolio = client.ask("{'type':'subscribe','channel':'portfolio'}", "'type':'portfolio'");
            assertTrue(
                    portfolio.contains("\"balances\":[{\"asset\":\"USD\",\"available\":\"0\",\"locked\":\"0\"}]"),
                    portfolio);
        }
    }

    @Test
    void shouldTakeCommandsOfNobodyWhenUsersAreKnownAndNoTokenWasShown() throws Exception {
        try (RunningNode node = RunningNode.forUsers(directory)) {
            ApiClient http = ApiClient.to(node.address());
            String alice = "{'username':'alice','password':'correct horse battery'}";
            assertEquals(201, http.post("/auth/register", alice).status());
            String token = http.post("/auth/login", alice).field("token");
            Client client = new Client(node.address());
            String refused = client.ask("{'type':'strategies','id':1}", "'id':1");
            assertTrue(refused.contains("\"code\":\"UNAUTHORIZED\""), refused);
            client.ask("{'type':'auth','id':2,'token':'" + token + "'}", "'type':'authenticated'");
            client.ask("{'type':'strategy_create','id':3," + STRATEGY + "}", "'type':'accepted'");
            assertEquals(1, http.as(token).get("/strategies").list("strategies").size());
        }
    }
}
