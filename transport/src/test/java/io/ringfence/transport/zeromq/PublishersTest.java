package io.ringfence.transport.zeromq;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringfence.core.testkit.TestEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Events that producers publish, for users that have a session. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PublishersTest {
    private static final int PATIENCE_MS = 30_000;

    private static UserEvent informational(String user, String id) {
        return Wire.event(user, id, "{}", Wire.INFORMATIONAL);
    }

    private static void awaitOffers(GatewayHost host, String... offers) {
        GatewayHost.await("offers, not " + host.offers, () -> host.offers.equals(List.of(offers)));
    }

    @Test
    void shouldAskForAUsersTopicWhileTheUserHasASession() throws IOException {
        try (Publisher publisher = new Publisher(0);
                GatewayHost host = new GatewayHost(Gateways.listeningTo(publisher.address()))) {
            host.apply(new TestEvent.OpenSession(GatewayHost.ANN, 1));
            assertEquals("+ann", publisher.nextSubscription());
            host.apply(new TestEvent.OpenSession(GatewayHost.ANN, 2));
            host.apply(new TestEvent.OpenSession(GatewayHost.BOB, 3));
            assertEquals("+bob", publisher.nextSubscription());
            host.apply(new TestEvent.CloseSession(GatewayHost.ANN, 1));
            host.apply(new TestEvent.CloseSession(GatewayHost.BOB, 3));
            assertEquals("-bob", publisher.nextSubscription());
            host.apply(new TestEvent.CloseSession(GatewayHost.ANN, 2));
            assertEquals("-ann", publisher.nextSubscription());
            host.awaitCount(ZeroMqCounter.USERS_WATCHED, 0);
        }
    }

    @Test
    void shouldForgetAllSessionsWhenTheHostStarts() throws IOException {
        try (Publisher publisher = new Publisher(0);
                GatewayHost host = new GatewayHost(Gateways.listeningTo(publisher.address()))) {
            host.apply(new TestEvent.OpenSession(GatewayHost.ANN, 1));
            assertEquals("+ann", publisher.nextSubscription());
            host.apply(TestEvent.Node.defaults());
            assertEquals("-ann", publisher.nextSubscription());
        }
    }

    @Test
    void shouldOfferWhatIsPublishedWhenItIsInEitherForm() throws IOException {
        try (Publisher publisher = new Publisher(0);
                GatewayHost host = new GatewayHost(Gateways.listeningTo(publisher.address()))) {
            host.apply(new TestEvent.OpenSession(GatewayHost.ANN, 1));
            publisher.nextSubscription();
            publisher.publish("ann", informational("ann", "e-1"));
            publisher.publish("ann".getBytes(), new byte[] {0x20}, Wire.encode(informational("ann", "e-2")));
            byte[] joined = Wire.prefixed('n', Wire.message(informational("ann", "e-3")));
            publisher.publish(Wire.prefixed('a', Wire.prefixed('n', joined)));
            awaitOffers(host, "ann e-1", "ann e-2", "ann e-3");
            host.awaitCount(ZeroMqCounter.EVENTS_QUEUED, 3);
            // Nobody is told.
            assertEquals(0, host.count(ZeroMqCounter.ACKS_SENT) + host.count(ZeroMqCounter.ACKS_LOST));
        }
    }

    @Test
    void shouldTakeNoEventWhenItsTopicIsAnothers() throws IOException {
        try (Publisher publisher = new Publisher(0);
                GatewayHost host = new GatewayHost(Gateways.listeningTo(publisher.address()))) {
            host.apply(new TestEvent.OpenSession(GatewayHost.ANN, 1));
            publisher.nextSubscription();
            // ZeroMQ lets both through, since they begin with what is asked for.
            publisher.publish("anna", informational("anna", "e-1"));
            publisher.publish("ann", informational("bob", "e-2"));
            publisher.publish("ann".getBytes(), "junk".getBytes());
            publisher.publish("ann".getBytes());
            publisher.publish("ann", informational("ann", "rf-1"));
            publisher.publish("ann", informational("ann", "e-3"));
            awaitOffers(host, "ann e-3");
            assertEquals(2, host.count(ZeroMqCounter.EVENTS_OF_OTHERS));
            assertEquals(2, host.count(ZeroMqCounter.MESSAGES_BAD));
            assertEquals(1, host.count(ZeroMqCounter.EVENTS_REFUSED));
        }
    }

    @Test
    void shouldAskAgainWhenAProducerComesBack() throws IOException {
        Publisher first = new Publisher(0);
        try (GatewayHost host = new GatewayHost(Gateways.listeningTo(first.address()))) {
            host.apply(new TestEvent.OpenSession(GatewayHost.ANN, 1));
            assertEquals("+ann", first.nextSubscription());
            first.close();
            host.awaitCount(ZeroMqCounter.PRODUCERS_LOST, 1);
            // What changes meanwhile is known to the next.
            host.apply(new TestEvent.OpenSession(GatewayHost.BOB, 2));
            host.apply(new TestEvent.CloseSession(GatewayHost.ANN, 1));
            host.apply(new TestEvent.OpenSession(GatewayHost.ANN, 3));
            host.awaitCount(ZeroMqCounter.USERS_WATCHED, 2);
            try (Publisher second = new Publisher(first.port)) {
                assertEquals(Set.of("+ann", "+bob"), Set.of(second.nextSubscription(), second.nextSubscription()));
                second.publish("bob", informational("bob", "e-1"));
                awaitOffers(host, "bob e-1");
            }
        }
    }

    @Test
    void shouldAskWhenAProducerStartsAfterTheHost() throws IOException {
        int port;
        try (Publisher probe = new Publisher(0)) {
            port = probe.port;
        }
        try (GatewayHost host = new GatewayHost(Gateways.listeningTo("127.0.0.1:" + port))) {
            host.apply(new TestEvent.OpenSession(GatewayHost.ANN, 1));
            host.awaitCount(ZeroMqCounter.USERS_WATCHED, 1);
            try (Publisher publisher = new Publisher(port)) {
                assertEquals("+ann", publisher.nextSubscription());
            }
        }
    }

    /** The library itself would never listen to it again. */
    @Test
    void shouldListenAgainWhenAProducerHasSentMoreThanItMay() throws IOException {
        try (Publisher bad = new Publisher(0);
                Publisher good = new Publisher(0);
                GatewayHost host = new GatewayHost(Gateways.listeningTo(bad.address(), good.address()))) {
            host.apply(new TestEvent.OpenSession(GatewayHost.ANN, 1));
            assertEquals("+ann", bad.nextSubscription());
            assertEquals("+ann", good.nextSubscription());
            bad.publish("ann", informational("ann", "e-1"));
            awaitOffers(host, "ann e-1");
            bad.publish("ann", Wire.event("ann", "e-2", "x".repeat(5_000), Wire.INFORMATIONAL));
            host.awaitCount(ZeroMqCounter.PRODUCERS_LOST, 1);
            good.publish("ann", informational("ann", "e-3"));
            awaitOffers(host, "ann e-1", "ann e-3");
            // It need not be told, as to it the topic may have been asked for all the time.
            GatewayHost.await("offer", () -> {
                bad.publish("ann", informational("ann", "e-4"));
                return host.offers.contains("ann e-4");
            });
            awaitOffers(host, "ann e-1", "ann e-3", "ann e-4");
        }
    }

    @Test
    void shouldListenLaterWhenAtFirstSomethingElseIsThere() throws IOException {
        int port;
        List<byte[]> talks = List.of(
                "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(),
                new byte[100],
                join(RawPeer.greeting(), RawPeer.ready("PULL")),
                join(RawPeer.greeting(), RawPeer.ready("XPUB"), RawPeer.largeHead(-1), new byte[100]));
        try (ServerSocket other = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
            other.setReuseAddress(true);
            other.setSoTimeout(PATIENCE_MS);
            port = other.getLocalPort();
            try (GatewayHost host = new GatewayHost(Gateways.listeningTo("127.0.0.1:" + port))) {
                host.apply(new TestEvent.OpenSession(GatewayHost.ANN, 1));
                for (byte[] talk : talks) {
                    try (Socket connection = accept(other, host)) {
                        connection.getOutputStream().write(talk);
                    }
                }
                endListening(other);
                try (Publisher publisher = new Publisher(port)) {
                    assertEquals("+ann", publisher.nextSubscription());
                    publisher.publish("ann", informational("ann", "e-1"));
                    awaitOffers(host, "ann e-1");
                }
            }
        }
    }

    private static Socket accept(ServerSocket socket, GatewayHost host) throws IOException {
        try {
            return socket.accept();
        } catch (SocketTimeoutException nobody) {
            throw new AssertionError(
                    "nobody came, having lost " + host.count(ZeroMqCounter.PRODUCERS_LOST) + ", " + host.notices,
                    nobody);
        }
    }

    /** Before its end, which would be too late. */
    private static void endListening(ServerSocket socket) throws IOException {
        socket.close();
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
