package io.ringfence.transport.edge;

import java.net.URI;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;

/** OkHttp, as Android's applications use it. */
final class OkHttpPeer extends Peer {
    private final OkHttpClient http;
    private final WebSocket socket;

    /** Pings by itself, and fails when a ping is not answered before the next; 0 for no pings. */
    OkHttpPeer(URI uri, int pingIntervalMs) {
        http = new OkHttpClient.Builder()
                .pingInterval(pingIntervalMs, TimeUnit.MILLISECONDS)
                .build();
        socket = http.newWebSocket(new Request.Builder().url(uri.toString()).build(), new Lines());
    }

    @Override
    void send(String text) {
        socket.send(text);
    }

    @Override
    boolean ping(String payload) {
        return false;
    }

    @Override
    public void close() {
        socket.cancel();
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }

    private final class Lines extends WebSocketListener {
        @Override
        public void onOpen(WebSocket webSocket, Response response) {
            noticed("open");
        }

        @Override
        public void onMessage(WebSocket webSocket, String text) {
            noticed("message " + text);
        }

        @Override
        public void onClosing(WebSocket webSocket, int code, String reason) {
            webSocket.close(code, null);
        }

        @Override
        public void onClosed(WebSocket webSocket, int code, String reason) {
            noticed("closed " + code);
        }

        @Override
        public void onFailure(WebSocket webSocket, Throwable failure, Response response) {
            noticed("failed " + failure);
        }
    }
}
