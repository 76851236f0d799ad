package io.ringfence.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A WebSocket client that notes when each timer's message comes. They come in the order of their due times. */
final class TimerClient implements WebSocket.Listener {
    private static final long CONNECT_TIMEOUT_S = 10;

    private final CountDownLatch subscribed = new CountDownLatch(1);
    /** Open once all have come; what was written before that may then be read. */
    private final CountDownLatch complete;

    private final long[] arrivalsNs;
    private int arrived;
    /** A message may come in parts, wherever the client's buffer happens to end. */
    private final StringBuilder message = new StringBuilder();

    TimerClient(int timerCount) {
        arrivalsNs = new long[timerCount];
        complete = new CountDownLatch(timerCount);
    }

    /** Returns when the edge has taken the subscription. */
    void connect(String address) throws Exception {
        WebSocket socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create(address), this)
                .get(CONNECT_TIMEOUT_S, TimeUnit.SECONDS);
        socket.sendText("{\"type\":\"subscribe\",\"channel\":\"orders\"}", true);
        if (!subscribed.await(CONNECT_TIMEOUT_S, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the edge did not answer");
        }
    }

    void await(long timeoutMs) throws InterruptedException {
        if (!complete.await(timeoutMs, TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException(complete.getCount() + " of " + arrivalsNs.length + " timers did not fire");
        }
    }

    /** After {@link #await}. */
    long[] arrivalsNs() {
        return arrivalsNs.clone();
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
        message.append(data);
        if (last) {
            onMessage(TimerRun.nowNs());
            message.setLength(0);
        }
        socket.request(1);
        return null;
    }

    private void onMessage(long nowNs) {
        if (message.indexOf("{\"type\":\"buy_triggered\"") == 0) {
            arrivalsNs[arrived++] = nowNs;
            complete.countDown();
        } else if (message.indexOf("{\"type\":\"subscribed\"") == 0) {
            subscribed.countDown();
        }
    }
}
