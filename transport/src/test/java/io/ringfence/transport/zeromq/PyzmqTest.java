package io.ringfence.transport.zeromq;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.testkit.TestEvent;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Producers with libzmq, killed as they are, and hosts that are killed. */
@Timeout(value = 300, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PyzmqTest {
    private static final int KILLS = 3;

    private static List<String> events(String user, int first, int count) {
        return IntStream.range(first, first + count)
                .mapToObj(i -> user + '-' + i)
                .toList();
    }

    /** Reads until the producer is done; status by event. */
    private static Map<String, String> acks(PythonProducer producer) {
        Map<String, String> acks = new HashMap<>();
        for (String line = producer.next(); !line.equals("done"); line = producer.next()) {
            add(acks, line);
        }
        return acks;
    }

    private static void add(Map<String, String> acks, String line) {
        String[] words = line.split(" ");
        assertTrue(words.length == 3 && words[0].equals("acked"), line);
        acks.put(words[1], words[2]);
    }

    private static void assertOnceEach(List<String> expected, Path journal) throws IOException {
        assertEquals(
                expected.stream().sorted().toList(),
                GatewayHost.acceptedEvents(journal).stream().sorted().toList());
    }

    @Test
    void shouldTakeAndAckAllWhenAProducerSends() throws IOException {
        Path journal = InputFile.temporary();
        try (GatewayHost host = new GatewayHost(Gateways.plain(), journal);
                PythonProducer producer = new PythonProducer("send", host.port, "strategy-1", "ann", 1, 200)) {
            Map<String, String> acks = acks(producer);
            assertEquals(events("ann", 1, 200).stream().collect(Collectors.toSet()), acks.keySet());
            try (PythonProducer again = new PythonProducer("send", host.port, "strategy-1", "ann", 191, 20)) {
                Map<String, String> second = acks(again);
                events("ann", 191, 10).forEach(id -> assertEquals("DELIVERED", second.get(id), id));
                events("ann", 201, 10).forEach(id -> assertTrue(second.containsKey(id), id));
            }
        }
        assertOnceEach(events("ann", 1, 210), journal);
    }

    @Test
    void shouldTakeWhatIsPublishedWhileTheUserHasASession() throws IOException {
        try (PythonProducer producer = new PythonProducer("publish", 0)) {
            String address = "127.0.0.1:" + producer.next().split(" ")[1];
            try (GatewayHost host = new GatewayHost(Gateways.listeningTo(address))) {
                host.apply(new TestEvent.OpenSession(GatewayHost.ANN, 1));
                producer.assertNext("+ann");
                producer.order("event ann p-1");
                // Nobody has asked for these.
                producer.order("event bob p-2");
                producer.order("event anna p-3");
                producer.order("event ann p-4");
                GatewayHost.await("offers", () -> host.offers.equals(List.of("ann p-1", "ann p-4")));
                host.apply(new TestEvent.CloseSession(GatewayHost.ANN, 1));
                producer.assertNext("-ann");
            }
        }
    }

    @Test
    void shouldServeOthersAndLaterItselfWhenAProducerMisbehaves() throws IOException {
        Path journal = InputFile.temporary();
        try (GatewayHost host = new GatewayHost(Gateways.plain(), journal);
                PythonProducer producer = new PythonProducer("misbehave", host.port)) {
            producer.assertNext("acked wrong-1 ERROR");
            producer.assertNext("acked wrong-2 ERROR");
            assertEquals(
                    events("ann", 1, 5).stream().collect(Collectors.toSet()),
                    acks(producer).keySet());
            assertEquals(
                    events("ann", 6, 5).stream().collect(Collectors.toSet()),
                    acks(producer).keySet());
            assertTrue(host.count(ZeroMqCounter.MESSAGES_BAD) >= 6, "bad " + host.count(ZeroMqCounter.MESSAGES_BAD));
        }
        assertOnceEach(events("ann", 1, 10), journal);
    }

    @Test
    void shouldTakeEachEventOnceWhenTheProducerIsKilledAndSendsAllAgain() throws IOException {
        Path journal = InputFile.temporary();
        int count = 300;
        try (GatewayHost host = new GatewayHost(Gateways.plain(), journal)) {
            for (int kill = 1; kill <= KILLS; kill++) {
                try (PythonProducer producer = new PythonProducer("send", host.port, "strategy-1", "ann", 1, count)) {
                    for (int i = 0; i < 60 * kill; i++) {
                        assertTrue(producer.next().startsWith("acked "));
                    }
                    producer.kill();
                }
            }
            try (PythonProducer producer = new PythonProducer("send", host.port, "strategy-1", "ann", 1, count)) {
                assertEquals(count, acks(producer).size());
            }
        }
        assertOnceEach(events("ann", 1, count), journal);
    }

    @Test
    void shouldTakeEachEventOnceWhenTheHostIsKilledAgainAndAgain() throws IOException {
        Path journal = InputFile.temporary();
        int count = 400;
        int port = freePort();
        HostProcess host = new HostProcess(journal, port);
        List<String> queued = new ArrayList<>();
        try (PythonProducer producer = new PythonProducer("send", port, "strategy-1", "ann", 1, count)) {
            Map<String, String> acks = new HashMap<>();
            for (int kill = 1; kill <= KILLS; kill++) {
                while (acks.size() < 90 * kill) {
                    add(acks, producer.next());
                }
                host.kill();
                // What was said to be queued is in the journal.
                List<String> journaled = GatewayHost.acceptedEvents(journal);
                acks.keySet().forEach(id -> assertTrue(journaled.contains(id), id));
                host = new HostProcess(journal, port);
            }
            for (String line = producer.next(); !line.equals("done"); line = producer.next()) {
                add(acks, line);
            }
            queued.addAll(acks.keySet());
        } finally {
            host.close();
        }
        assertEquals(count, queued.size());
        assertOnceEach(events("ann", 1, count), journal);
    }

    @Test
    void shouldListenAgainWhenEitherSideOfASubscriptionIsKilled() throws IOException {
        Path journal = InputFile.temporary();
        int port;
        try (PythonProducer producer = new PythonProducer("publish", 0)) {
            port = Integer.parseInt(producer.next().split(" ")[1]);
            try (HostProcess host = new HostProcess(journal, 0, "127.0.0.1:" + port)) {
                producer.assertNext("+ann");
                producer.order("event ann p-1");
                host.awaitOffer("ann p-1");
                host.kill();
            }
            producer.assertNext("-ann");
            try (HostProcess host = new HostProcess(journal, 0, "127.0.0.1:" + port)) {
                producer.assertNext("+ann");
                producer.order("event ann p-2");
                host.awaitOffer("ann p-2");
                producer.kill();
                try (PythonProducer second = new PythonProducer("publish", port)) {
                    second.assertNext("listening " + port);
                    second.assertNext("+ann");
                    second.order("event ann p-3");
                    host.awaitOffer("ann p-3");
                }
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
