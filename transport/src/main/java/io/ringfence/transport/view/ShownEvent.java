package io.ringfence.transport.view;

import io.ringfence.core.event.DeliveryChannel;
import io.ringfence.core.event.EventEnd;
import io.ringfence.core.event.Verdict;
import io.ringfence.transport.edge.EventText;
import io.ringfence.transport.json.JsonText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;

/** One event as it stood at a moment, for one who asks; written down later, without a lock. */
final class ShownEvent {
    private final EventView event;
    private final boolean isSenders;
    private final EventState state;
    private final EventEnd end;
    private final List<ShownDelivery> deliveries;
    private final int deliveryCount;
    private final Verdict decision;
    private final long decisionOrderId;

    /** A delivery as it stood. */
    private record ShownDelivery(int accountId, long nextNs, int omittedSteps, List<DeliveryStep> steps) {
        static ShownDelivery of(DeliveryView delivery) {
            return new ShownDelivery(delivery.accountId, delivery.nextNs, delivery.omittedSteps, delivery.steps());
        }
    }

    /** Without deliveries. */
    static ShownEvent of(EventView event, int askerId, boolean isSenders) {
        return new ShownEvent(event, askerId, isSenders, List.of());
    }

    /** With those deliveries that the asker may see, as far as a list goes. */
    static ShownEvent withDeliveries(EventView event, int askerId, boolean isSenders) {
        List<ShownDelivery> shown = new ArrayList<>();
        for (Map.Entry<Integer, DeliveryView> entry : event.deliveries.entrySet()) {
            if (shown.size() < Page.MAX_COUNT && (isSenders || entry.getKey() == askerId)) {
                shown.add(ShownDelivery.of(entry.getValue()));
            }
        }
        return new ShownEvent(event, askerId, isSenders, shown);
    }

    /** With the one delivery that is a dead letter. */
    static ShownEvent deadLetter(EventView event, DeliveryView delivery, int askerId, boolean isSenders) {
        return new ShownEvent(event, askerId, isSenders, List.of(ShownDelivery.of(delivery)));
    }

    private ShownEvent(EventView event, int askerId, boolean isSenders, List<ShownDelivery> deliveries) {
        this.event = event;
        this.isSenders = isSenders;
        this.state = event.state(askerId, isSenders);
        this.end = event.end();
        this.deliveries = deliveries;
        this.deliveryCount = isSenders ? event.deliveries.size() : deliveries.size();
        this.decision = event.decision;
        this.decisionOrderId = event.decisionOrderId;
    }

    /** As an entry of {@code events}. */
    void writeEntry(JsonText json, EventText text) {
        begin(json, text);
        json.endObject();
    }

    /** As {@code event_history} shows it. */
    void writeHistory(JsonText json, EventText text) {
        begin(json, text);
        json.array("deliveries");
        deliveries.forEach(delivery -> write(json, delivery));
        json.endArray().number("delivery_count", deliveryCount);
        if (decision == null || !isSenders) {
            json.none("decision");
        } else {
            json.object("decision").word("verdict", decision);
            if (decisionOrderId == 0) {
                json.none("order_id");
            } else {
                json.id("order_id", decisionOrderId);
            }
            json.endObject();
        }
        json.endObject();
    }

    /** As an entry of {@code dead_letters}. */
    void writeDeadLetter(JsonText json, EventText text) {
        ShownDelivery delivery = deliveries.get(0);
        DeliveryStep last = delivery.steps().get(delivery.steps().size() - 1);
        begin(json, text);
        json.number("account", delivery.accountId());
        write(json, last);
        json.time("died_at", last.timeNs()).endObject();
    }

    private void begin(JsonText json, EventText text) {
        json.object()
                .fields(text.fields(new UnsafeBuffer(event.message), 0, event.message.length, isSenders))
                .id("sequence", event.sequence())
                .word("state", state)
                .word("end", isSenders ? end : null);
    }

    private static void write(JsonText json, ShownDelivery delivery) {
        json.object().number("account", delivery.accountId());
        DeliveryStep last = delivery.steps().isEmpty()
                ? null
                : delivery.steps().get(delivery.steps().size() - 1);
        json.word("state", last == null ? null : last.state());
        if (last != null) {
            write(json, last);
        }
        json.time("next_at", delivery.nextNs()).number("omitted_steps", delivery.omittedSteps());
        json.array("history");
        for (DeliveryStep step : delivery.steps()) {
            json.object().time("at", step.timeNs()).word("state", step.state());
            write(json, step);
            json.endObject();
        }
        json.endArray().endObject();
    }

    private static void write(JsonText json, DeliveryStep step) {
        json.word("channel", step.channel() == DeliveryChannel.NULL_VAL ? null : step.channel())
                .word("reason", step.reason())
                .number("attempts", step.attempt())
                .text("detail", step.detail().isEmpty() ? null : step.detail());
    }
}
