package io.ringfence.config.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringfence.config.RunningNode;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A host whose section {@code zeromq} is on, and a producer that repeats itself. */
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ZeroMqProducerTest {
    private static final String[] SETTINGS = {"zeromq.enabled=true", "zeromq.port=0"};

    @TempDir
    private Path directory;

    private static DealerProducer producer(RunningNode node) {
        return new DealerProducer(node.notice("producers of events: "));
    }

    @Test
    void shouldDeliverOnceAndAckTheRepeatWhenAnEventComesAgainAlsoAfterARestart() throws Exception {
        Members members = Members.of(directory, "alice");
        try (RunningNode node = members.start(SETTINGS);
                DealerProducer producer = producer(node);
                EventSession session = members.at(node, "alice").watch()) {
            assertEquals("QUEUED e-1", producer.send("alice", "e-1"));
            assertEquals("e-1", session.nextEvent());
            session.acknowledge("e-1");
            members.at(node, Members.OPERATOR).awaitDelivery("e-1", "delivered");
            assertEquals("DELIVERED e-1", producer.send("alice", "e-1"));
            assertEquals("QUEUED e-2", producer.send("alice", "e-2"));
            // Offers to a session are in the order in which they are made, so a second e-1 would have come before.
            assertEquals("e-2", session.nextEvent());
            session.acknowledge("e-2");
            members.at(node, Members.OPERATOR).awaitDelivery("e-2", "delivered");
        }
        try (RunningNode node = members.start(SETTINGS);
                DealerProducer producer = producer(node);
                EventSession session = members.at(node, "alice").watch()) {
            assertEquals("DELIVERED e-1", producer.send("alice", "e-1"));
            assertEquals("DELIVERED e-2", producer.send("alice", "e-2"));
            assertEquals("QUEUED e-3", producer.send("alice", "e-3"));
            assertEquals("e-3", session.nextEvent());
        }
    }

    @Test
    void shouldOfferFromTheNextHostWhatWasAckedWhileNobodyWatched() throws Exception {
        Members members = Members.of(directory, "alice");
        try (RunningNode node = members.start(SETTINGS);
                DealerProducer producer = producer(node)) {
            assertEquals("QUEUED e-1", producer.send("alice", "e-1"));
            assertEquals("ERROR e-2 refused: unknown target", producer.send("nobody", "e-2"));
        }
        try (RunningNode node = members.start(SETTINGS);
                DealerProducer producer = producer(node)) {
            assertEquals("DELIVERED e-1", producer.send("alice", "e-1"));
            try (EventSession session = members.at(node, "alice").watch()) {
                assertEquals("e-1", session.nextEvent());
                assertEquals("QUEUED e-3", producer.send("alice", "e-3"));
                assertEquals("e-3", session.nextEvent());
            }
        }
    }
}
