package io.ringfence.transport.zeromq;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.testkit.TestEvent;
import io.ringfence.transport.zeromq.UserEvent.Preference;
import io.ringfence.transport.zeromq.Wire.Ack;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.zeromq.SocketType;

/** Events at the ROUTER of a host with its real core, from peers with JeroMQ. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GatewayTest {
    private static final byte[] EMPTY = {};

    @Test
    void shouldAckAndOfferWhenACriticalEventComes() throws IOException {
        try (GatewayHost host = new GatewayHost(Gateways.plain());
                Producer producer = new Producer(host.port)) {
            host.apply(new TestEvent.OpenSession(GatewayHost.ANN, 7));
            assertEquals(
                    Ack.queued("e-1"),
                    producer.send(Wire.critical("ann", "e-1", "{\"price\": 1.10}"))
                            .ack());
            GatewayHost.await("offer", () -> host.offers.equals(List.of("ann e-1")));
            host.awaitCount(ZeroMqCounter.ACKS_SENT, 1);
            assertEquals(1, host.count(ZeroMqCounter.EVENTS_QUEUED));
        }
    }

    @Test
    void shouldKnowUsersByTheirAccountsNameAndTheirLoginsWhenTheyRegisterWhileTheHostRuns() throws IOException {
        try (GatewayHost host = new GatewayHost(Gateways.plain());
                Producer producer = new Producer(host.port)) {
            assertEquals(
                    "refused: unknown target",
                    producer.send(Wire.critical("user-9", "e-1", "{}")).ack().errorMessage());
            assertEquals(
                    "refused: unknown target",
                    producer.send(Wire.critical("eve", "e-2", "{}")).ack().errorMessage());

            host.apply(new TestEvent.Register(9, "user-9", 0));
            host.logins.put("eve", "user-9");
            host.apply(new TestEvent.OpenSession(9, 7));
            assertEquals(
                    Ack.queued("e-3"),
                    producer.send(Wire.critical("user-9", "e-3", "{}")).ack());
            assertEquals(
                    Ack.queued("e-4"),
                    producer.send(Wire.critical("eve", "e-4", "{}")).ack());
            GatewayHost.await("offers", () -> host.offers.equals(List.of("account 9 e-3", "account 9 e-4")));
        }
    }

    @Test
    void shouldAckDeliveredAndOfferOnceWhenAnEventComesAgain() throws IOException {
        try (GatewayHost host = new GatewayHost(Gateways.plain());
                Producer producer = new Producer(host.port);
                Producer other = new Producer(host.port)) {
            host.apply(new TestEvent.OpenSession(GatewayHost.ANN, 7));
            UserEvent event = Wire.critical("ann", "e-1", "{}");
            assertEquals(Ack.queued("e-1"), producer.send(event).ack());
            assertEquals(Ack.delivered("e-1"), producer.send(event).ack());
            assertEquals(Ack.delivered("e-1"), other.send(event).ack());
            host.apply(new TestEvent.Acknowledge("e-1", GatewayHost.ANN));
            assertEquals(Ack.delivered("e-1"), producer.send(event).ack());
            assertEquals(List.of("ann e-1"), host.offers);
            host.awaitCount(ZeroMqCounter.EVENTS_REPEATED, 3);
        }
    }

    @Test
    void shouldAckDeliveredWhenAnEventComesAgainAfterTheHostsNextStart() throws IOException {
        Path journal = InputFile.temporary();
        UserEvent event = Wire.critical("ann", "e-1", "{}");
        try (GatewayHost host = new GatewayHost(Gateways.plain(), journal);
                Producer producer = new Producer(host.port)) {
            assertEquals(Ack.queued("e-1"), producer.send(event).ack());
        }
        try (GatewayHost host = new GatewayHost(Gateways.plain(), journal);
                Producer producer = new Producer(host.port)) {
            assertEquals(Ack.delivered("e-1"), producer.send(event).ack());
            host.apply(new TestEvent.OpenSession(GatewayHost.ANN, 7));
            GatewayHost.await("offer", () -> host.offers.equals(List.of("ann e-1")));
        }
        assertEquals(List.of("e-1"), GatewayHost.acceptedEvents(journal));
    }

    @Test
    void shouldNotAckBeforeTheJournalHasTheEventWhenItIsSlow() throws IOException {
        try (GatewayHost host = new GatewayHost(Gateways.plain());
                Producer producer = new Producer(host.port)) {
            host.stallJournal(true);
            producer.send(Wire.critical("ann", "e-1", "{}"));
            host.awaitCount(ZeroMqCounter.EVENTS_PENDING, 1);
            producer.assertNoAck();
            host.stallJournal(false);
            assertEquals(Ack.queued("e-1"), producer.ack());
            host.awaitCount(ZeroMqCounter.EVENTS_PENDING, 0);
        }
    }

    @Test
    void shouldSayWhatIsWrongWhenAnEventIsRefused() throws IOException {
        try (GatewayHost host = new GatewayHost(Gateways.plain());
                Producer producer = new Producer(host.port)) {
            assertEquals(
                    Ack.error("e-1", "refused: unknown target"),
                    producer.send(Wire.critical("nobody", "e-1", "{}")).ack());
            assertEquals(
                    Ack.error("e-2", "payload 2049 bytes: expected at most 2048"),
                    producer.send(Wire.critical("ann", "e-2", "x".repeat(2_049)))
                            .ack());
            assertEquals(
                    Ack.error("rf-2", "event_id rf-2: expected one that does not begin with rf-"),
                    producer.send(Wire.critical("ann", "rf-2", "{}")).ack());
            String longId = "i".repeat(65);
            assertEquals(
                    Ack.error(
                            longId,
                            "event_id " + longId + ": expected 1 to 64 printable ASCII characters without a space"),
                    producer.send(Wire.critical("ann", longId, "{}")).ack());
            assertEquals(
                    Ack.error("e-3", "user_id a?b: expected 1 to 32 printable ASCII characters without a space"),
                    producer.send(Wire.critical("a\nb", "e-3", "{}")).ack());
            assertEquals(
                    Ack.error("e-4", "event_type 7: expected 0 to 6"),
                    producer.send(new UserEvent("ann", "e-4", 0, 7, EMPTY, 0, List.of()))
                            .ack());
            assertEquals(
                    Ack.error("e-5", "delivery.priority 3: expected 0 to 2"),
                    producer.send(new UserEvent("ann", "e-5", 0, 6, EMPTY, 3, List.of()))
                            .ack());
            assertEquals(
                    Ack.error("e-6", "delivery.channels.channel 5: expected 0 to 4"),
                    producer.send(new UserEvent("ann", "e-6", 0, 6, EMPTY, 2, List.of(new Preference(5, false))))
                            .ack());
            assertEquals(
                    Ack.error("e-7", "timestamp -1: expected milliseconds since 1970"),
                    producer.send(new UserEvent("ann", "e-7", -1, 6, EMPTY, 2, List.of()))
                            .ack());
            byte[] broken = Wire.message(Wire.critical("ann", "e-8", "{}"));
            broken[broken.length - 1] = (byte) 0xFF;
            assertEquals(
                    Ack.error("e-8", "message: expected a UserEvent in protobuf"),
                    producer.sendFrames(broken).ack());
            // What was refused may come again, set right.
            assertEquals(
                    Ack.queued("e-1"),
                    producer.send(Wire.critical("ann", "e-1", "")).ack());
            assertEquals(10, host.count(ZeroMqCounter.EVENTS_REFUSED));
        }
    }

    @Test
    void shouldTakeEverythingThatIsLeftOutAsTheProtocolHasItWhenAnEventIsTheLeast() throws IOException {
        try (GatewayHost host = new GatewayHost(Gateways.plain());
                Producer producer = new Producer(host.port)) {
            host.apply(new TestEvent.OpenSession(GatewayHost.BOB, 1));
            UserEvent least = new UserEvent("bob", "e-1", 0, 0, EMPTY, 0, List.of());
            assertEquals(Ack.queued("e-1"), producer.send(least).ack());
            GatewayHost.await("offer", () -> host.offers.equals(List.of("bob e-1")));
        }
    }

    @Test
    void shouldCountAndServeTheNextWhenNobodyCanBeTold() throws IOException {
        try (GatewayHost host = new GatewayHost(Gateways.plain());
                Producer producer = new Producer(host.port)) {
            byte[] event = Wire.encode(Wire.critical("ann", "e-1", "{}"));
            producer.sendFrames(EMPTY);
            producer.sendFrames(Wire.prefixed(0x21, event));
            producer.sendFrames(Wire.prefixed(0x00, event));
            producer.sendFrames(Wire.prefixed(0x20, EMPTY));
            producer.sendFrames(Wire.prefixed(0x20, new byte[] {(byte) 0xFF}));
            producer.sendFrames("junk".getBytes(), Wire.prefixed(0x20, event));
            producer.sendFrames(EMPTY, EMPTY, EMPTY, EMPTY, EMPTY, EMPTY, EMPTY, EMPTY, EMPTY, EMPTY, EMPTY);
            assertEquals(
                    Ack.queued("e-2"),
                    producer.send(Wire.critical("ann", "e-2", "{}")).ack());
            // The empty UserEvent is one, without an id.
            assertEquals(7, host.count(ZeroMqCounter.MESSAGES_BAD));
        }
    }

    @Test
    void shouldAckInTheFramesOfItsKindWhenAProducerIsAReqOrSplitsItsMessages() throws IOException {
        UserEvent event = Wire.critical("ann", "e-1", "{}");
        try (GatewayHost host = new GatewayHost(Gateways.plain());
                Producer req = new Producer(host.port, null, SocketType.REQ);
                Producer splitting = new Producer(host.port)) {
            assertEquals(Ack.queued("e-1"), req.send(event).ack());
            assertEquals(Ack.delivered("e-1"), req.send(event).ack());
            splitting.sendFrames(new byte[] {1}, new byte[] {0x20}, Wire.encode(event));
            List<byte[]> frames = splitting.frames();
            assertEquals(3, frames.size());
            assertEquals(1, frames.get(0)[0]);
            assertEquals(0x21, frames.get(1)[0]);
            assertEquals(Ack.delivered("e-1"), Wire.ackBody(frames.get(2)));
        }
    }

    @Test
    void shouldAckToTheNewConnectionWhenAProducerComesBackUnderItsName() throws IOException {
        try (GatewayHost host = new GatewayHost(Gateways.plain());
                Producer first = new Producer(host.port, "strategy-1", SocketType.DEALER)) {
            UserEvent event = Wire.critical("ann", "e-1", "{}");
            assertEquals(Ack.queued("e-1"), first.send(event).ack());
            // The first is not told that it is gone, as one that was killed would not be.
            try (Producer second = new Producer(host.port, "strategy-1", SocketType.DEALER)) {
                assertEquals(Ack.delivered("e-1"), second.send(event).ack());
            }
        }
    }

    @Test
    void shouldCountTheAckWhenItsProducerHasGone() throws IOException {
        try (GatewayHost host = new GatewayHost(Gateways.plain());
                Producer other = new Producer(host.port)) {
            host.stallJournal(true);
            try (Producer producer = new Producer(host.port)) {
                producer.send(Wire.critical("ann", "e-1", "{}"));
                host.awaitCount(ZeroMqCounter.EVENTS_PENDING, 1);
            }
            other.send(Wire.critical("ann", "e-2", "{}"));
            host.awaitCount(ZeroMqCounter.EVENTS_PENDING, 2);
            host.stallJournal(false);
            assertEquals(Ack.queued("e-2"), other.ack());
            host.awaitCount(ZeroMqCounter.EVENTS_PENDING, 0);
            assertEquals(2, host.count(ZeroMqCounter.ACKS_SENT) + host.count(ZeroMqCounter.ACKS_LOST));
        }
    }

    @Test
    void shouldTakeAllWhenFewerMayBeOnTheirWayThanCome() throws IOException {
        int count = 500;
        try (GatewayHost host = new GatewayHost(Gateways.with(Gateways.bounds(16, 60_000, 3)));
                Producer producer = new Producer(host.port)) {
            Set<String> expected = new HashSet<>();
            Set<String> acked = new HashSet<>();
            for (int i = 0; i < count; i++) {
                producer.send(Wire.critical(i % 2 == 0 ? "ann" : "bob", "e-" + i, "{}"));
                expected.add("e-" + i);
            }
            for (int i = 0; i < count; i++) {
                Ack ack = producer.ack();
                assertEquals("QUEUED", ack.status(), ack.errorMessage());
                acked.add(ack.eventId());
            }
            assertEquals(expected, acked);
        }
    }

    @Test
    void shouldHoldAnEventUntilThereIsRoomWhenTheRingIsFull() throws IOException {
        try (GatewayHost host = new GatewayHost(Gateways.with(Gateways.bounds(16, 60_000, 1_024)));
                Producer producer = new Producer(host.port)) {
            fillHalf(host);
            producer.send(Wire.critical("ann", "e-1", "{}"));
            host.awaitCount(ZeroMqCounter.EVENTS_RECEIVED, 1);
            producer.assertNoAck();
            host.stallTrade(false);
            assertEquals(Ack.queued("e-1"), producer.ack());
            assertEquals(0, host.count(ZeroMqCounter.EVENTS_BUSY));
        }
    }

    @Test
    void shouldSayThatItIsBusyWhenTheRingStaysFull() throws IOException {
        try (GatewayHost host = new GatewayHost(Gateways.with(Gateways.bounds(16, 50, 1_024)));
                Producer producer = new Producer(host.port)) {
            fillHalf(host);
            UserEvent event = Wire.critical("ann", "e-1", "{}");
            Ack busy = Ack.error("e-1", "the host has more to do than it can now: send the event again");
            assertEquals(busy, producer.send(event).ack());
            assertEquals(busy, producer.send(event).ack());
            host.stallTrade(false);
            Ack ack = producer.send(event).ack();
            while (ack.equals(busy)) {
                ack = producer.send(event).ack();
            }
            assertEquals(Ack.queued("e-1"), ack);
        }
    }

    private static void fillHalf(GatewayHost host) {
        host.stallTrade(true);
        for (int i = 0; i <= GatewayHost.SLOTS / 2; i++) {
            host.apply(new TestEvent.Time());
        }
    }

    @Test
    void shouldSayThatTheHostTakesNoneWhenTheCoreHasHalted() throws IOException {
        try (GatewayHost host = new GatewayHost(Gateways.plain());
                Producer producer = new Producer(host.port)) {
            assertEquals(
                    Ack.queued("e-1"),
                    producer.send(Wire.critical("ann", "e-1", "")).ack());
            host.halt();
            assertEquals(
                    Ack.error("e-2", "the host takes no events before its next start: send the event again then"),
                    producer.send(Wire.critical("ann", "e-2", "")).ack());
        }
    }

    @Test
    void shouldSendTheLastAcksWhenTheCoreIsClosedBeforeTheGateway() throws IOException {
        int count = 50;
        GatewayHost host = new GatewayHost(Gateways.plain());
        try (Producer producer = new Producer(host.port)) {
            host.stallJournal(true);
            for (int i = 0; i < count; i++) {
                producer.send(Wire.critical("ann", "e-" + i, ""));
            }
            host.awaitCount(ZeroMqCounter.EVENTS_PENDING, count);
            host.close();
            for (int i = 0; i < count; i++) {
                assertEquals(Ack.queued("e-" + i), producer.ack());
            }
        }
    }

    @Test
    void shouldSayWhichPortWhenItIsTaken() throws IOException {
        try (GatewayHost host = new GatewayHost(Gateways.plain())) {
            ZeroMqConfig same = new ZeroMqConfig("127.0.0.1", host.port, false, List.of(), "", ZeroMqBounds.defaults());
            IOException failure = assertThrows(IOException.class, () -> new GatewayHost(same));
            assertTrue(
                    failure.getMessage().startsWith("cannot listen on tcp://127.0.0.1:" + host.port + ": "),
                    failure.getMessage());
        }
    }
}
