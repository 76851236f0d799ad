package io.ringfence.config.node;

import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.event.MessageHeaderEncoder;
import io.ringfence.core.event.OrderRequestedEncoder;
import io.ringfence.core.event.TradeDecisionDueDecoder;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.agrona.MutableDirectBuffer;

/**
 * Answers TRADE_DECISION_DUE with the order that it carries, as an input of its own: so it passes the stop-loss stage and the
 * risk chain as a person's order does. Its command id is made of the event's id, by which the core knows the answer, and knows
 * one that comes twice. On the thread of the stage that hands them over.
 */
final class Decisions {
    private static final String COMMAND_ID_PREFIX = "event-";

    private final InputPump pump;
    private final Consumer<String> notices;

    Decisions(InputPump pump, Consumer<String> notices) {
        this.pump = pump;
        this.notices = notices;
    }

    void take(TradeDecisionDueDecoder due) {
        long eventId = due.eventId();
        byte[] order = new byte[due.orderLength()];
        due.getOrder(order, 0, order.length);
        if (!pump.offer(() -> answer(eventId, order))) {
            notices.accept(
                    "event " + eventId + ": its decision waits for the next start, as too many wait to become orders");
        }
    }

    private static ToIntFunction<MutableDirectBuffer> answer(long eventId, byte[] order) {
        return buffer -> {
            buffer.putBytes(0, order);
            new OrderRequestedEncoder()
                    .wrap(buffer, MessageHeaderEncoder.ENCODED_LENGTH)
                    .commandId(COMMAND_ID_PREFIX + eventId);
            return order.length - MessageHeaderDecoder.ENCODED_LENGTH;
        };
    }
}
