package io.ringfence.transport.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.sun.management.ThreadMXBean;
import io.ringfence.core.command.Rules;
import io.ringfence.core.event.MessageHeaderEncoder;
import io.ringfence.core.event.NodeStartedEncoder;
import io.ringfence.core.event.PriceTickEncoder;
import io.ringfence.core.ring.Admission;
import io.ringfence.core.ring.EventCore;
import io.ringfence.core.ring.EventPublisher;
import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.RingConfig;
import io.ringfence.core.ring.StageThreads;
import io.ringfence.core.ring.Stages;
import io.ringfence.core.ring.Stages.NamedStage;
import io.ringfence.core.ring.ThreadingMode;
import io.ringfence.core.stoploss.StopLossStage;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EdgeStageTest {
    @Test
    void shouldBringAcceptedPricesAndOutputsToClientsWhenTheCoreRunsInline() {
        try (EdgeServer server = new EdgeServer(Configs.small())) {
            EdgeStage stage = new EdgeStage(server, List.of());
            server.start();
            try (EventCore core = core(stage)) {
                core.start();
                JdkClient client = JdkClient.subscribed(
                        java.net.URI.create(
                                "ws://127.0.0.1:" + server.boundAddress().getPort() + "/ws"),
                        "prices",
                        "orders");

                publish(core, EdgeStageTest::started);
                publish(core, slot -> Events.define(slot, 0, "SOL"));
                publish(core, slot -> Events.define(slot, 7, "OUT_OF_ORDER"));
                publish(core, slot -> Events.tick(slot, 0, "231.45", null, null));
                publish(core, slot -> Events.tick(slot, 0, "231.45", "232", "231"));
                publish(core, slot -> Events.tick(slot, 7, "1", null, null));
                publish(core, slot -> Events.tick(slot, 0, null, "231", "231.00000001"));
                publish(core, Events::nothing);

                assertNull(core.halt());
                assertEquals(Events.priceJson("SOL", "231.45", 4), client.next());
                // Crossed, and an instrument that the core refused: nothing. A quote: the middle, cut.
                assertEquals(Events.priceJson("SOL", "231", 7), client.next());
                assertEquals(Events.filledJson(8, 1), client.next());
                assertEquals(0, server.counters().value(EdgeCounter.PRICES_WITHOUT_SYMBOL));
            }
        }
    }

    @Test
    void shouldTakeMiddleWithoutOverflowWhenThereIsNoLastTrade() {
        long none = PriceTickEncoder.lastNullValue();
        assertEquals(5, EdgeStage.price(5, 1, 2));
        assertEquals(3, EdgeStage.price(none, 3, 3));
        assertEquals(3, EdgeStage.price(none, 3, 4));
        assertEquals(Long.MAX_VALUE - 1, EdgeStage.price(none, Long.MAX_VALUE - 2, Long.MAX_VALUE));
        assertEquals(none, EdgeStage.price(none, none, 4));
        assertEquals(none, EdgeStage.price(none, 4, none));
    }

    @Test
    void shouldAllocateNothingWhenNobodyListens() {
        try (EdgeFixture edge = new EdgeFixture(Configs.small())) {
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            EventSlot slot = new EventSlot(RingConfig.defaults());
            slot.claim(1, Events.TIME_NS);
            Events.tick(slot, 0, "231.45", null, null);
            Events.filled(slot.out(), 1);
            long id = Thread.currentThread().getId();
            int events = 1_000_000;

            long before = threads.getThreadAllocatedBytes(id);
            for (int i = 0; i < events; i++) {
                edge.stage.onEvent(slot, true);
            }
            long allocated = threads.getThreadAllocatedBytes(id) - before;

            // The smallest object is 16 bytes; less than one byte an event is what loading and measuring cost.
            assertEquals(0, allocated / events);
            assertEquals(0, edge.count(EdgeCounter.PRICES_ENCODED));
        }
    }

    private static EventCore core(EdgeStage edge) {
        return new EventCore(
                RingConfig.defaults().with(ThreadingMode.INLINE),
                () -> Events.TIME_NS,
                0,
                new Stages(
                        (slot, endOfBatch) -> {},
                        new StopLossStage(),
                        EdgeStageTest::trade,
                        List.of(new NamedStage("edge", edge))),
                StageThreads.unpinned());
    }

    /** Stands for the trade stage: the eighth event fills an order. */
    private static void trade(EventSlot slot, boolean endOfBatch) {
        if (slot.sequence() == 8) {
            Events.filled(slot.out(), 1);
        }
    }

    private static void started(EventSlot slot) {
        MessageHeaderEncoder header = new MessageHeaderEncoder();
        int bytes = MessageHeaderEncoder.ENCODED_LENGTH + NodeStartedEncoder.BLOCK_LENGTH;
        new NodeStartedEncoder()
                .wrapAndApplyHeader(slot.in().reserve(bytes), 0, header)
                .maxInstruments(10)
                .maxStrategies(10)
                .maxOpenOrders(10)
                .maxExitAttempts(3)
                .exitRetryDelayNs(1)
                .exitRetryMaxDelayNs(1)
                .ruleVersion(Rules.VERSION)
                .build("");
        slot.in().commit(bytes);
    }

    private static void publish(EventCore core, Consumer<EventSlot> event) {
        EventPublisher publisher = core.publisher();
        long claim = publisher.tryClaim(Admission.VITAL);
        event.accept(publisher.slot(claim));
        publisher.publish(claim);
    }
}
