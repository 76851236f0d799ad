package io.ringfence.bench.timer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Proxy;
import java.net.http.WebSocket;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimerClientTest {
    private static final String FIRST = message("1970-01-01T00:00:01.000Z");
    private static final String SECOND = message("1970-01-01T00:00:01.250Z");

    /** Two timers, a quarter of a second apart. */
    private final TimerClient client = new TimerClient(new TimerGrid(1_000, 0, 2, 250));

    private final WebSocket socket = (WebSocket) Proxy.newProxyInstance(
            WebSocket.class.getClassLoader(), new Class<?>[] {WebSocket.class}, (proxy, method, args) -> null);

    private static String message(String dueTime) {
        return "{\"type\":\"buy_triggered\",\"strategyId\":\"3\",\"symbol\":\"TIMED\",\"dueTime\":\"" + dueTime + "\"}";
    }

    private List<String> check(String... messages) {
        for (String message : messages) {
            client.onText(socket, message.substring(0, 50), false);
            client.onText(socket, message.substring(50), true);
        }
        return client.check();
    }

    @Test
    void shouldTakeEachTimerOnceInItsTurn() {
        assertEquals(List.of(), check(FIRST, SECOND));
        assertEquals(2, client.arrivedCount());
    }

    @Test
    void shouldSayHowManyAreMissingOrTooMany() {
        assertEquals(List.of("1 messages of timers came of 2"), check(FIRST));
        assertEquals(List.of("3 messages of timers came of 2"), check(SECOND, SECOND));
    }

    @Test
    void shouldSayWhichCameOutOfItsTurn() {
        assertEquals(
                List.of("message 1 was of the timer due at 1970-01-01T00:00:01.250Z, not at 1970-01-01T00:00:01Z"),
                check(SECOND, FIRST));
    }
}
