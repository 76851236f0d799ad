package io.ringfence.transport.zeromq;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import org.zeromq.ZMQ.Context;
import org.zeromq.ZMQ.Poller;

/** One producer's connection, without the gateway around it. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ProducerLinkTest {
    private final ZeroMqCounters counters = new ZeroMqCounters();

    @Test
    void shouldConnectLaterWhenAtFirstTheLibraryHasNoPlaceForIt() {
        Context context = ZMQ.context(1);
        context.setMaxSockets(2);
        ZMQ.Socket router = context.socket(SocketType.ROUTER);
        ZMQ.Socket other = context.socket(SocketType.DEALER);
        try (Publisher publisher = new Publisher(0);
                Wake wake = new Wake();
                Poller poller = context.poller(1)) {
            Visitor visitor = new Visitor("127.0.0.1", router.bindToRandomPort("tcp://127.0.0.1"));
            ProducerLink link = new ProducerLink(
                    context, publisher.address(), Gateways.plain().bounds(), counters, wake);
            try {
                link.open(poller, System.nanoTime());
                assertNull(link.socket());
                assertTrue(link.heal(List.of("ann"), poller, System.nanoTime()) > 0);
                other.close();
                GatewayHost.await("a connection", () -> {
                    link.heal(List.of("ann"), poller, System.nanoTime());
                    visitor.look(link.isUngreeted(), System.nanoTime(), 0);
                    return publisher.hasSubscription();
                });
                assertEquals("+ann", publisher.nextSubscription());
                assertEquals(0, counters.value(ZeroMqCounter.PRODUCERS_LOST));
            } finally {
                link.close();
            }
        } finally {
            other.close();
            router.close();
            context.close();
        }
    }
}
