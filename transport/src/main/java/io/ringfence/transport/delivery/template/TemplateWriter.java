package io.ringfence.transport.delivery.template;

import io.ringfence.core.event.EventSubmittedDecoder;
import io.ringfence.core.event.EventType;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.event.PayloadForm;
import io.ringfence.core.event.UserEventType;
import io.ringfence.transport.delivery.DeliveryRequest;
import io.ringfence.transport.delivery.Notification;
import io.ringfence.transport.delivery.NotificationWriter;
import io.ringfence.transport.delivery.net.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.agrona.concurrent.UnsafeBuffer;

/** Writes notifications by templates. One thread. */
public final class TemplateWriter implements NotificationWriter {
    private final Templates templates;
    private final int maxTitleCharacters;
    private final int maxTextCharacters;
    private final MessageValues messageValues;
    private final EventJson json;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final EventSubmittedDecoder event = new EventSubmittedDecoder();
    private final UnsafeBuffer bytes = new UnsafeBuffer(new byte[0]);
    private final UnsafeBuffer message = new UnsafeBuffer(new byte[0]);

    private TemplateWriter(Templates templates, TemplateConfig config, IntFunction<String> symbols, EventJson json) {
        this.templates = templates;
        this.maxTitleCharacters = config.maxTitleCharacters();
        this.maxTextCharacters = config.maxTextCharacters();
        this.messageValues = new MessageValues(symbols);
        this.json = json;
    }

    /**
     * Makes writers, one for each channel, with the event's JSON as {@link EventObject} has it.
     *
     * @param symbols by instrument, null for one that is not known; asked on each channel's thread
     */
    public static Supplier<TemplateWriter> supplier(TemplateConfig config, IntFunction<String> symbols) {
        return supplier(config, symbols, () -> new EventObject(symbols));
    }

    /** The same with another JSON. */
    public static Supplier<TemplateWriter> supplier(
            TemplateConfig config, IntFunction<String> symbols, Supplier<? extends EventJson> json) {
        Templates templates = new Templates(config);
        return () -> new TemplateWriter(templates, config, symbols, json.get());
    }

    @Override
    public Notification write(DeliveryRequest request) {
        bytes.wrap(request.event());
        event.wrapAndApplyHeader(bytes, 0, header);
        UserEventType type = event.eventType();
        String typeName = type == UserEventType.OWN && !event.typeName().isEmpty() ? event.typeName() : type.name();
        EventValues values = new EventValues();
        values.put("type", typeName);
        values.put("source", event.sourceId());
        values.put("priority", event.priority().name().toLowerCase(Locale.ROOT));
        values.put("urgency", Integer.toString(event.urgency()));
        values.put("created", MessageValues.utc(event.createdTimeNs()));
        values.put("id", event.eventKey());
        values.put("tags", tags());
        String title = line(event.title());
        values.put("title", title.isEmpty() ? heading(typeName) : title);
        EventType told = payload(values);

        Template template = templates.of(told, type, typeName);
        String shownTitle = Text.cut(line(template.title(values)), maxTitleCharacters);
        String shownText = Text.cut(lines(template.text(values)), maxTextCharacters);
        return new Notification(
                event.eventKey(),
                request.accountId(),
                typeName,
                event.priority(),
                event.createdTimeNs(),
                shownTitle,
                shownText.isEmpty() ? shownTitle : shownText,
                json.of(bytes));
    }

    /** Groups stand before the title, and are read in order. */
    private String tags() {
        for (EventSubmittedDecoder.ChannelsDecoder channel : event.channels()) {
            channel.channel();
        }
        for (EventSubmittedDecoder.TargetsDecoder target : event.targets()) {
            target.target();
        }
        List<String> tags = new ArrayList<>();
        for (EventSubmittedDecoder.TagsDecoder tag : event.tags()) {
            tags.add(tag.tag());
        }
        return String.join(", ", tags);
    }

    /** Adds the payload's values; returns what it is where the trade stage put it out, else null. */
    private EventType payload(EventValues values) {
        PayloadForm form = event.payloadForm();
        byte[] payload = new byte[event.payloadLength()];
        event.getPayload(payload, 0, payload.length);
        if (form == PayloadForm.NONE || payload.length == 0) {
            return null;
        }
        if (form == PayloadForm.MESSAGE) {
            message.wrap(payload);
            return messageValues.read(message, values);
        }
        Optional<String> text = Utf8.decode(payload);
        boolean isObject = form == PayloadForm.JSON && text.isPresent() && PayloadValues.read(text.get(), values);
        if (!isObject) {
            values.details(text.orElse(payload.length + " bytes"));
        }
        return null;
    }

    /** {@code ORDER_FILLED} as {@code Order filled}. */
    private static String heading(String typeName) {
        String words = typeName.replace('_', ' ').toLowerCase(Locale.ROOT);
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    /** One line, without what is no text. */
    private static String line(String text) {
        return text.replaceAll("[\\p{Cntrl}\\p{Z}]+", " ").strip();
    }

    /** Lines, without what is no text. */
    private static String lines(String text) {
        return text.replaceAll("[\\p{Cntrl}&&[^\\n\\t]]+", " ").strip();
    }
}
