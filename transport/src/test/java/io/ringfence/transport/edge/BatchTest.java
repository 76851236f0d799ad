package io.ringfence.transport.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.event.MessageHeaderEncoder;
import io.ringfence.core.event.OrderAcceptedEncoder;
import io.ringfence.core.ring.OutputBuffer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.agrona.MutableDirectBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What waits in a batch: not told of before it is sent, and given up with its client. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BatchTest {
    private static final int MOST_EVENTS = 20_000;

    /** An event that may wait. */
    private static void accepted(OutputBuffer out, long position) {
        int length = MessageHeaderEncoder.ENCODED_LENGTH + OrderAcceptedEncoder.BLOCK_LENGTH;
        MutableDirectBuffer buffer = out.claim(length);
        new OrderAcceptedEncoder()
                .wrapAndApplyHeader(buffer, out.claimedOffset(), new MessageHeaderEncoder())
                .clientOrderId(7)
                .strategyId(3)
                .instrumentId(0);
        out.commit(length, 0, position);
    }

    private static String subscribe(int batchMs) {
        return "{\"type\":\"subscribe\",\"channel\":\"orders\",\"snapshot\":false,\"batch_ms\":" + batchMs + "}";
    }

    @Test
    void shouldSayUpToWhereOnlyWhenTheBatchIsSent() {
        try (EdgeFixture edge = new EdgeFixture(Configs.heartbeatMs(20))) {
            JdkClient client = JdkClient.connect(edge.uri());
            client.ask(subscribe(500));
            edge.event(BatchTest::accepted);
            edge.event(BatchTest::accepted);
            edge.filled();
            edge.event(BatchTest::accepted);

            assertEquals(List.of(1, 2, 3), places(nextBatch(client, 0)));
            assertEquals(List.of(4), places(nextBatch(client, 3)));
            while (!client.next().contains("{\"orders\":4}")) {
                continue;
            }
        }
    }

    /** The next batch, before which nobody says more than that all up to {@code place} is sent. */
    private static String nextBatch(JdkClient client, long place) {
        String message = client.next();
        while (message.startsWith("{\"type\":\"heartbeat\"")) {
            assertTrue(message.contains("{\"orders\":" + place + "}"), message);
            message = client.next();
        }
        return message;
    }

    private static List<Integer> places(String batch) {
        return List.of(batch.split("\"seq\":")).stream()
                .skip(1)
                .map(rest -> Integer.valueOf(rest.substring(0, rest.indexOf(','))))
                .toList();
    }

    /** The fixture fails where anything is still held at the end. */
    @Test
    void shouldHoldNothingOfAClientThatWasClosedWhenItsBatchWasFull() throws Exception {
        try (EdgeFixture edge = new EdgeFixture(Configs.small());
                RawClient client = RawClient.upgraded(edge.port())) {
            client.text(subscribe(10_000));
            assertTrue(client.next().text().startsWith("{\"type\":\"subscribed\""));
            for (int i = 0; i < MOST_EVENTS && edge.count(EdgeCounter.CLIENTS_CLOSED_SLOW) == 0; i++) {
                edge.event(BatchTest::accepted);
            }
            EdgeFixture.await("the client is closed", () -> edge.count(EdgeCounter.CLIENTS_CLOSED_SLOW) == 1);

            List<RawClient.Frame> frames = client.untilClose();

            assertEquals(3000, frames.get(frames.size() - 1).closeCode());
        }
    }
}
