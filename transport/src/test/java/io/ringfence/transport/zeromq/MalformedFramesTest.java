package io.ringfence.transport.zeromq;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.transport.zeromq.Wire.Ack;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Peers that break the rules of the wire, and others that must not notice. */
@Timeout(value = 180, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MalformedFramesTest {
    private int eventCount;

    private void assertServed(Producer producer) {
        String id = "served-" + eventCount++;
        assertEquals(
                Ack.queued(id), producer.send(Wire.critical("ann", id, "{}")).ack());
    }

    @Test
    void shouldCutAProducerOffAndNoOtherWhenItsFrameIsOverTheBound() throws IOException {
        try (GatewayHost host = new GatewayHost(Gateways.plain());
                Producer good = new Producer(host.port);
                RawPeer bad = new RawPeer(host.port)) {
            assertServed(good);
            bad.shakeHands().write(RawPeer.largeHead(4_097));
            bad.awaitEnd();
            assertServed(good);
        }
    }

    @Test
    void shouldServeAProducerAgainWhenItsFrameWasOverTheBound() throws IOException {
        try (GatewayHost host = new GatewayHost(Gateways.plain());
                Producer producer = new Producer(host.port)) {
            assertServed(producer);
            producer.send(Wire.critical("ann", "too-large", "x".repeat(5_000)));
            // It connects again by itself. What it had sent meanwhile was lost with the connection, so it sends until
            // it is acked.
            UserEvent event = Wire.critical("ann", "e-1", "{}");
            producer.send(event);
            GatewayHost.await("event", () -> {
                producer.send(event);
                return host.count(ZeroMqCounter.EVENTS_QUEUED) == 2;
            });
            assertEquals("e-1", producer.ack().eventId());
        }
    }

    /** The library reads the length as a signed number, and then 32 bits of it. */
    @Test
    void shouldMakeNoRoomWhenALengthIsNegativeOrCutsToAHugeOne() throws IOException {
        try (GatewayHost host = new GatewayHost(Gateways.plain());
                Producer good = new Producer(host.port)) {
            assertServed(good);
            List<RawPeer> peers = new ArrayList<>();
            for (long length : new long[] {-1, Long.MIN_VALUE, Long.MIN_VALUE + Integer.MAX_VALUE, -5_000_000_000L}) {
                RawPeer peer = new RawPeer(host.port);
                peers.add(peer);
                peer.shakeHands().write(RawPeer.largeHead(length)).write(new byte[64]);
            }
            GatewayHost.await("frames refused", () -> host.count(ZeroMqCounter.FRAMES_REFUSED) >= 3);
            assertServed(good);
            for (RawPeer peer : peers) {
                peer.close();
            }
            assertServed(good);
            assertQuiet(host);
        }
    }

    /** An exception that comes again with every look at a connection would take a processor for ever. */
    private static void assertQuiet(GatewayHost host) {
        GatewayHost.await("quiet", () -> {
            long before = host.count(ZeroMqCounter.FAULTS) + host.count(ZeroMqCounter.FRAMES_REFUSED);
            // That it does not happen again shows only in time that goes by.
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            return before == host.count(ZeroMqCounter.FAULTS) + host.count(ZeroMqCounter.FRAMES_REFUSED);
        });
        assertEquals(List.of(), host.notices);
    }

    @Test
    void shouldServeOthersWhenPeersSendWhatComesToMind() throws IOException {
        long seed = Long.getLong("ringfence.test.seed", System.nanoTime());
        Random random = new Random(seed);
        try (GatewayHost host = new GatewayHost(Gateways.plain());
                Producer good = new Producer(host.port)) {
            assertServed(good);
            for (int i = 0; i < 300; i++) {
                try (RawPeer peer = new RawPeer(host.port)) {
                    peer.write(conversation(random));
                } catch (IOException cutOff) {
                    // As it should be.
                    continue;
                }
                if (i % 50 == 0) {
                    assertServed(good);
                }
            }
            assertServed(good);
            assertQuiet(host);
        } catch (Throwable failure) {
            throw new AssertionError("-Dringfence.test.seed=" + seed, failure);
        }
    }

    /** A handshake and frames, of which something is spoilt. */
    private static byte[] conversation(Random random) {
        List<byte[]> parts = new ArrayList<>();
        parts.add(RawPeer.greeting());
        parts.add(RawPeer.ready(random.nextInt(4) == 0 ? "SUB" : "DEALER"));
        for (int i = random.nextInt(4); i >= 0; i--) {
            byte[] body = random.nextBoolean() ? Wire.message(Wire.critical("ann", "x", "{}")) : noise(random);
            parts.add(RawPeer.frame(random.nextInt(8), body));
        }
        if (random.nextInt(3) == 0) {
            parts.add(RawPeer.frame(4, new byte[] {4, 'P', 'I', 'N', 'G'}));
        }
        byte[] all = join(parts);
        for (int i = random.nextInt(4); i > 0; i--) {
            // The first half of a greeting, spoilt, is an older version's.
            all[random.nextInt(all.length)] = (byte) random.nextInt();
        }
        return all;
    }

    private static byte[] noise(Random random) {
        byte[] noise = new byte[random.nextInt(100)];
        random.nextBytes(noise);
        return noise;
    }

    private static byte[] join(List<byte[]> parts) {
        byte[] all = new byte[parts.stream().mapToInt(part -> part.length).sum()];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    @Test
    void shouldRefuseAConnectionWhenThereAreAsManyAsMayBe() throws IOException {
        try (GatewayHost host = new GatewayHost(Gateways.with(Gateways.bounds(2, 5_000, 16)));
                Producer good = new Producer(host.port)) {
            assertServed(good);
            try (RawPeer second = new RawPeer(host.port).shakeHands();
                    RawPeer third = new RawPeer(host.port)) {
                third.awaitEnd();
                host.awaitCount(ZeroMqCounter.CONNECTIONS_REFUSED, 1);
                assertTrue(second.isOpen());
            }
            assertServed(good);
            // There is room again.
            try (Producer another = new Producer(host.port)) {
                assertServed(another);
            }
        }
    }
}
