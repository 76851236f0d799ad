package io.ringfence.transport.delivery.template;

import io.ringfence.core.event.EventFields;
import io.ringfence.core.event.EventSubmittedDecoder;
import io.ringfence.core.event.EventType;
import io.ringfence.core.event.FieldVisitor;
import io.ringfence.core.event.Flag;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.event.PayloadForm;
import io.ringfence.core.event.UserEventType;
import io.ringfence.transport.json.JsonText;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The same object as the edge's {@code event} message in PROTOCOL.md, without what belongs to an offer. What the trade stage put out
 * is an object of the dictionary's own names. One thread.
 */
public final class EventObject implements EventJson {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final EventSubmittedDecoder event = new EventSubmittedDecoder();
    private final EventFields fields = new EventFields();
    private final IntFunction<String> symbols;

    /** With symbols by instrument, null for one that is not known. */
    public EventObject(IntFunction<String> symbols) {
        this.symbols = symbols;
    }

    @Override
    public String of(DirectBuffer message) {
        event.wrapAndApplyHeader(message, 0, header);
        JsonText json = new JsonText(message.capacity() + 512)
                .object()
                .text("type", "event")
                .word("kind", event.kind());
        if (event.eventType() == UserEventType.OWN) {
            json.text("event_type", event.typeName());
        } else {
            json.word("event_type", event.eventType());
        }
        json.number("priority", event.urgency()).number("sender", event.accountId());
        json.text("source_id", event.sourceId().isEmpty() ? null : event.sourceId());
        json.time("created_at", event.createdTimeNs())
                .time("trigger_at", event.triggerTimeNs())
                .time("expires_at", event.expireTimeNs());
        lists(json);
        json.text("title", event.title());
        byte[] payload = new byte[event.payloadLength()];
        event.getPayload(payload, 0, payload.length);
        payload(json, payload);
        return json.text("event_id", event.eventKey()).endObject().toString();
    }

    private void lists(JsonText json) {
        json.object("delivery").word("priority", event.priority()).array("channels");
        for (EventSubmittedDecoder.ChannelsDecoder channel : event.channels()) {
            json.object()
                    .word("channel", channel.channel())
                    .flag("only_if_active", channel.onlyIfActive() == Flag.YES)
                    .endObject();
        }
        json.endArray().endObject();
        // Its receivers are not told of each other, but what stands behind them is read in order.
        for (EventSubmittedDecoder.TargetsDecoder target : event.targets()) {
            target.target();
        }
        json.array("tags");
        for (EventSubmittedDecoder.TagsDecoder tag : event.tags()) {
            json.text(tag.tag());
        }
        json.endArray();
    }

    private void payload(JsonText json, byte[] payload) {
        PayloadForm form = event.payloadForm();
        Optional<String> text = form == PayloadForm.JSON ? Utf8.decode(payload) : Optional.empty();
        if (payload.length == 0 || form == PayloadForm.NONE) {
            json.none("payload");
        } else if (form == PayloadForm.MESSAGE) {
            json.json("payload", message(new UnsafeBuffer(payload)));
        } else if (text.isPresent() && PayloadValues.read(text.get(), new EventValues())) {
            json.json("payload", text.get());
        } else {
            json.text("payload_base64", Base64.getEncoder().encodeToString(payload));
        }
    }

    private String message(DirectBuffer message) {
        EventType type = EventType.of(header(message));
        JsonText json = new JsonText().object();
        json.text("type", type == null ? "unknown" : type.name().toLowerCase(Locale.ROOT));
        fields.visit(message, 0, new Fields(json));
        return json.endObject().toString();
    }

    private static int header(DirectBuffer message) {
        return new MessageHeaderDecoder().wrap(message, 0).templateId();
    }

    /** As the edge has them: decimals and ids as text, constants in lower case. */
    private final class Fields implements FieldVisitor {
        private final JsonText json;

        Fields(JsonText json) {
            this.json = json;
        }

        @Override
        public void absent(String name) {
            json.none(name);
        }

        @Override
        public void integer(String name, long value) {
            json.id(name, value);
        }

        @Override
        public void decimal(String name, long scaled) {
            json.decimal(name, scaled);
        }

        @Override
        public void time(String name, long timeNs) {
            json.time(name, timeNs);
        }

        @Override
        public void timeOfDay(String name, long sinceMidnightNs) {
            json.timeOfDay(name, sinceMidnightNs);
        }

        @Override
        public void duration(String name, long durationNs) {
            json.id(name, durationNs);
        }

        @Override
        public void text(String name, String value) {
            json.text(name, value);
        }

        @Override
        public void named(String name, Enum<?> value) {
            json.word(name, value);
        }

        @Override
        public void instrument(String name, int instrumentId) {
            json.text("symbol", symbols.apply(instrumentId));
        }

        @Override
        public void account(String name, int accountId) {
            json.number(name, accountId);
        }

        @Override
        public void strategy(String name, long strategyId) {
            json.id(name, strategyId);
        }

        @Override
        public void condition(String name, long conditionId) {
            json.id(name, conditionId);
        }

        @Override
        public void order(String name, long clientOrderId) {
            json.id(name, clientOrderId);
        }
    }
}
