package io.ringfence.core.trade;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringfence.core.event.EventType;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.event.TradeDecisionDueDecoder;
import io.ringfence.core.ring.OutputBuffer;
import io.ringfence.core.testkit.EventBuilder;
import io.ringfence.core.testkit.TestEvent;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** Steps that tests of events share: the host, and ann and bob, whose accounts are 1 and 2. */
abstract class EventScenario extends TradeScenario {
    static final int ANN = 1;
    static final int BOB = 2;

    /** Node started, instrument defined, ann and bob registered: four events. */
    final void begin() {
        open();
        register();
    }

    final void register() {
        assertEquals(List.of(), core.apply(new TestEvent.Register(ANN, "ann", 0)));
        assertEquals(List.of(), core.apply(new TestEvent.Register(BOB, "bob", 0)));
    }

    /** An event by ann to ann. */
    static EventBuilder ann(String key) {
        return new EventBuilder(key).by(ANN).to("ann");
    }

    /** The order of the decision that the last event has put out, as an input. */
    final TestEvent decision() {
        OutputBuffer out = core.slot().out();
        MessageHeaderDecoder header = new MessageHeaderDecoder();
        for (int frame = 0; frame < out.length(); frame = out.next(frame)) {
            int offset = out.messageOffset(frame);
            if (header.wrap(out.buffer(), offset).templateId() == EventType.TRADE_DECISION_DUE.templateId()) {
                UnsafeBuffer order = new UnsafeBuffer(0, 0);
                new TradeDecisionDueDecoder()
                        .wrapAndApplyHeader(out.buffer(), offset, header)
                        .wrapOrder(order);
                byte[] bytes = new byte[order.capacity()];
                order.getBytes(0, bytes);
                return new TestEvent.Raw(bytes);
            }
        }
        throw new AssertionError("no decision is due");
    }
}
