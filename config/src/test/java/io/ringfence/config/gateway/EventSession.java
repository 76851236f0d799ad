package io.ringfence.config.gateway;

import io.ringfence.config.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A session of an account at the WebSocket: it is offered events, and acknowledges those that it is told to. */
final class EventSession implements WebSocket.Listener, AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final long PATIENCE_S = 60;

    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private final StringBuilder part = new StringBuilder();
    private WebSocket socket;

    private EventSession() {}

    static EventSession open(String address, String token) throws Exception {
        EventSession session = new EventSession();
        session.socket = HTTP.newWebSocketBuilder()
                .buildAsync(URI.create(address), session)
                .get(PATIENCE_S, TimeUnit.SECONDS);
        session.send("{'type':'auth','token':'" + token + "'}");
        session.next("authenticated");
        session.subscribe("events");
        return session;
    }

    void subscribe(String channel) throws Exception {
        send("{'type':'subscribe','channel':'" + channel + "','snapshot':false}");
        next("subscribed");
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

    private void send(String message) throws Exception {
        socket.sendText(message.replace('\'', '"'), true).get(PATIENCE_S, TimeUnit.SECONDS);
    }

    /** The next message of a type, whatever others come before it. */
    Map<?, ?> next(String type) throws InterruptedException, IOException {
        while (true) {
            String message = messages.poll(PATIENCE_S, TimeUnit.SECONDS);
            if (message == null) {
                throw new AssertionError("no " + type + " came");
            }
            if (message.startsWith("{\"type\":\"error\"")) {
                throw new AssertionError(message);
            }
            if (message.startsWith("{\"type\":\"" + type + "\"")) {
                return (Map<?, ?>) Json.parse(message);
            }
        }
    }

    /** The id of the event that is offered next. */
    String nextEvent() throws InterruptedException, IOException {
        return (String) next("event").get("event_id");
    }

    void acknowledge(String eventId) throws Exception {
        send("{'type':'event_ack','event_id':'" + eventId + "'}");
    }

    @Override
    public void close() {
        socket.abort();
    }
}
