package io.ringfence.bench.timer;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A WebSocket client that notes when each timer's message comes. They come in the order of their due times. */
final class TimerClient implements WebSocket.Listener {
    private static final long CONNECT_TIMEOUT_S = 10;
    private static final String DUE_TIME = "\"dueTime\":\"";

    private final TimerGrid grid;
    private final CountDownLatch subscribed = new CountDownLatch(1);
    /** Open once all have come; what was written before that may then be read. */
    private final CountDownLatch complete;

    private final long[] arrivalsNs;
    private final String[] dueTimes;
    /** Written by the client's thread alone, after what it counts; as the one below. */
    private volatile int arrived;

    private volatile int tooMany;
    /** A message may come in parts, wherever the client's buffer happens to end. */
    private final StringBuilder message = new StringBuilder();

    TimerClient(TimerGrid grid) {
        this.grid = grid;
        arrivalsNs = new long[grid.size()];
        dueTimes = new String[grid.size()];
        complete = new CountDownLatch(grid.size());
    }

    /** Returns when the edge has taken the subscription. */
    void connect(String address) throws Exception {
        WebSocket socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create(address), this)
                .get(CONNECT_TIMEOUT_S, TimeUnit.SECONDS);
        socket.sendText("{\"type\":\"subscribe\",\"channel\":\"strategies\",\"snapshot\":false}", true);
        if (!subscribed.await(CONNECT_TIMEOUT_S, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the edge did not answer");
        }
    }

    /** Waits until all have come, but no longer than this. */
    void await(long timeoutMs) throws InterruptedException {
        complete.await(timeoutMs, TimeUnit.MILLISECONDS);
    }

    /** So many timers, the first ones, have come. */
    int arrivedCount() {
        return arrived;
    }

    /** Of one that has come. */
    long arrivalNs(int timer) {
        return arrivalsNs[timer];
    }

    /** Whether each timer came once, in its turn. */
    List<String> check() {
        List<String> wrong = new ArrayList<>();
        int count = arrived;
        if (count < arrivalsNs.length || tooMany > 0) {
            wrong.add(count + tooMany + " messages of timers came of " + arrivalsNs.length);
        }
        for (int timer = 0; timer < count; timer++) {
            Instant due = Instant.ofEpochSecond(0, grid.dueNs(timer));
            if (!Instant.parse(dueTimes[timer]).equals(due)) {
                wrong.add("message " + (timer + 1) + " was of the timer due at " + dueTimes[timer] + ", not at " + due);
                return wrong;
            }
        }
        return wrong;
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
        message.append(data);
        if (last) {
            onMessage(TimerRound.nowNs());
            message.setLength(0);
        }
        socket.request(1);
        return null;
    }

    private void onMessage(long nowNs) {
        if (message.indexOf("{\"type\":\"buy_triggered\"") == 0) {
            onTimer(nowNs);
        } else if (message.indexOf("{\"type\":\"subscribed\"") == 0) {
            subscribed.countDown();
        }
    }

    private void onTimer(long nowNs) {
        int timer = arrived;
        if (timer == arrivalsNs.length) {
            tooMany = tooMany + 1;
            return;
        }
        int from = message.indexOf(DUE_TIME) + DUE_TIME.length();
        arrivalsNs[timer] = nowNs;
        dueTimes[timer] = message.substring(from, message.indexOf("\"", from));
        arrived = timer + 1;
        complete.countDown();
    }
}
