package io.ringfence.transport.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A client that says who it is, and acknowledges nothing by itself. Single quotes stand for double ones. */
final class GatewayClient implements WebSocket.Listener {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonFactory JSON = new JsonFactory();

    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    /** What came before an answer that was waited for; older than all in the queue. */
    private final Deque<String> passed = new ArrayDeque<>();

    private final StringBuilder part = new StringBuilder();
    private final WebSocket socket;
    private int nextId;

    GatewayClient(Gateway gateway, int account) {
        socket = HTTP.newWebSocketBuilder().buildAsync(gateway.uri(), this).join();
        if (account >= 0) {
            ask("'type':'auth','token':'" + account + "'");
        }
    }

    /** One that takes the account's events. */
    static GatewayClient session(Gateway gateway, int account) {
        GatewayClient client = new GatewayClient(gateway, account);
        client.ask("'type':'subscribe','channel':'events','event_types':['event_triggered']");
        gateway.settle();
        return client;
    }

    GatewayClient send(String json) {
        socket.sendText(json.replace('\'', '"'), true).join();
        return this;
    }

    /** Sends fields as a message, and returns its answer. An event may come before it, even the one that is asked for, and stays. */
    String ask(String fields) {
        String id = "q" + nextId++;
        send("{" + fields + ",'id':'" + id + "'}");
        String answer = received();
        while (!answer.contains("\"id\":\"" + id + "\"")) {
            if (answer.contains("\"type\":\"event\"")) {
                passed.add(answer);
            }
            answer = received();
        }
        return answer;
    }

    String next() {
        return passed.isEmpty() ? received() : passed.remove();
    }

    private String received() {
        try {
            String message = messages.poll(30, TimeUnit.SECONDS);
            assertNotNull(message, "waited in vain for a message");
            return message;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** The next event with a promise: its id and which offer it is. */
    String offered() {
        Map<String, String> fields = scalars(next());
        assertEquals("event", fields.get("type"));
        return fields.get("title") + " " + fields.get("offer");
    }

    /** Takes the next event with a promise and acknowledges it. */
    String process() {
        Map<String, String> fields = scalars(next());
        assertEquals("event", fields.get("type"));
        ack(fields.get("event_id"));
        return fields.get("title") + " " + fields.get("offer");
    }

    /** Acknowledges, which has no answer, and waits until the edge has read it. */
    void ack(String eventId) {
        send("{'type':'event_ack','event_id':'" + eventId + "'}");
        passed.addAll(all());
    }

    /** Everything that has come, when an answer to a ping has. */
    List<String> all() {
        send("{'type':'ping','id':'end'}");
        List<String> all = new ArrayList<>();
        for (String message = next(); !message.contains("\"id\":\"end\""); message = next()) {
            all.add(message);
        }
        return all;
    }

    void assertUndisturbed() {
        assertEquals(List.of(), all());
    }

    /** Cuts the connection. */
    void cut() {
        socket.abort();
    }

    /** The scalar fields of an object; of those within it by their own names, where the object has no such. */
    static Map<String, String> scalars(String json) {
        Map<String, String> fields = new HashMap<>();
        try (JsonParser parser = JSON.createParser(json)) {
            int depth = 0;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                if (token.isScalarValue() && parser.currentName() != null && depth == 1) {
                    fields.put(parser.currentName(), parser.getText());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(json, e);
        }
        return fields;
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        part.append(data);
        if (last) {
            messages.add(part.toString());
            part.setLength(0);
        }
        webSocket.request(1);
        return null;
    }
}
