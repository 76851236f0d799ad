package io.ringfence.transport.edge;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.ringfence.core.event.EventType;
import io.ringfence.core.event.Severity;
import java.io.IOException;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** The fields of a subscribe or unsubscribe. */
final class SubscriptionFields {
    private static final int MAX_SYMBOL_LENGTH = 16;
    private static final int MAX_ID_LENGTH = 19;
    private static final int MAX_TYPE_LENGTH = 32;
    private static final int MAX_EPOCH_LENGTH = 64;
    private static final int MAX_HISTORY = 1 << 20;
    private static final Map<String, Integer> TEMPLATES = templates();
    private static final Map<String, Integer> TAGS =
            Map.of("critical", Filter.CRITICAL, "high_frequency", Filter.HIGH_FREQUENCY, "normal", Filter.NORMAL);

    private final int maxItems;
    private final JsonFields fields = new JsonFields();
    private String channel;
    private OptionalInt account = OptionalInt.empty();
    private Request.Recover recover;
    private int history;
    private boolean wantsSnapshot = true;
    private Set<String> symbols;
    private long[] runnerIds;
    private BitSet templateIds;
    private int minSeverity;
    private int tags;
    private int conflateMs;
    private int maxHz;
    private int batchMs;

    /** Lists may have so many items. */
    SubscriptionFields(int maxItems) {
        this.maxItems = maxItems;
    }

    private static Map<String, Integer> templates() {
        Map<String, Integer> templates = new HashMap<>();
        for (EventType type : EventType.values()) {
            if (EventJson.isPublished(type.templateId())) {
                templates.put(EventTraits.wireName(type), type.templateId());
            }
        }
        return templates;
    }

    /** Reads the field that the parser is at. */
    void read(JsonParser parser) throws IOException {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        switch (name) {
            case "channel" -> channel = fields.text(name, parser, value);
            case "account" -> account = OptionalInt.of((int) fields.number(name, parser, value, 0, Integer.MAX_VALUE));
            case "recover" -> readRecover(parser, value);
            case "history" -> history = (int) fields.number(name, parser, value, 0, MAX_HISTORY);
            case "snapshot" -> wantsSnapshot = fields.flag(name, parser, value);
            case "symbols" -> symbols = fields.texts(name, parser, value, maxItems, MAX_SYMBOL_LENGTH, "symbols");
            case "runner_ids" -> readRunnerIds(fields.texts(name, parser, value, maxItems, MAX_ID_LENGTH, "ids"));
            case "event_types" -> readTypes(fields.texts(name, parser, value, maxItems, MAX_TYPE_LENGTH, "types"));
            case "min_severity" -> readSeverity(fields.text(name, parser, value));
            case "tags" -> readTags(fields.texts(name, parser, value, maxItems, MAX_TYPE_LENGTH, "tags"));
            case "conflate_ms" -> conflateMs = (int) fields.number(name, parser, value, 0, Pacing.MAX_CONFLATE_MS);
            case "max_hz" -> maxHz = (int) fields.number(name, parser, value, 1, Pacing.MAX_HZ);
            case "batch_ms" -> batchMs = (int) fields.number(name, parser, value, 0, Pacing.MAX_BATCH_MS);
            default -> parser.skipChildren();
        }
    }

    private void readRecover(JsonParser parser, JsonToken value) throws IOException {
        if (value != JsonToken.START_OBJECT) {
            fields.wrong("recover", JsonFields.describe(parser, value), "an object with epoch and seq");
            return;
        }
        String epoch = null;
        long seq = -1;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            JsonToken item = parser.nextToken();
            switch (name) {
                case "epoch" -> epoch = fields.text("recover.epoch", parser, item);
                case "seq" -> seq = fields.number("recover.seq", parser, item, 0, Long.MAX_VALUE);
                default -> parser.skipChildren();
            }
        }
        if (epoch == null || seq < 0 || epoch.length() > MAX_EPOCH_LENGTH) {
            fields.wrong("recover", "{…}", "an object with epoch and seq");
        }
        recover = new Request.Recover(epoch, seq);
    }

    private void readRunnerIds(Set<String> texts) {
        for (String text : texts) {
            if (!text.matches("[1-9][0-9]{0,17}")) {
                fields.wrong("runner_ids", '"' + JsonFields.shown(text) + '"', "ids of strategies, as text");
                return;
            }
        }
        runnerIds = texts.stream().mapToLong(Long::parseLong).sorted().toArray();
    }

    private void readTypes(Set<String> texts) {
        templateIds = new BitSet();
        for (String text : texts) {
            Integer templateId = TEMPLATES.get(text);
            if (templateId == null) {
                fields.wrong(
                        "event_types",
                        '"' + JsonFields.shown(text) + '"',
                        "types of events, such as order_filled or PositionOpened");
            } else {
                templateIds.set(templateId);
            }
        }
    }

    private void readSeverity(String text) {
        for (Severity severity : Severity.values()) {
            if (severity != Severity.NULL_VAL
                    && severity.name().toLowerCase(Locale.ROOT).equals(text)) {
                minSeverity = severity.value();
            }
        }
        if (minSeverity == 0 && text != null) {
            fields.wrong("min_severity", '"' + JsonFields.shown(text) + '"', "warning, error or critical");
        }
    }

    private void readTags(Set<String> texts) {
        for (String text : texts) {
            Integer tag = TAGS.get(text);
            if (tag == null) {
                fields.wrong("tags", '"' + JsonFields.shown(text) + '"', "critical, high_frequency or normal");
            } else {
                tags |= tag;
            }
        }
    }

    /** What was read, or what is wrong with it. */
    Request toRequest(String id, boolean isSubscribe) {
        if (fields.wrong() != null) {
            return new Request.Refused(id, ErrorCode.INVALID_FIELD, fields.wrong());
        }
        if (channel == null) {
            return new Request.Refused(id, ErrorCode.MISSING_FIELD, "channel is missing: expected a string");
        }
        Channel known = Channel.of(channel);
        if (known == null) {
            return new Request.Refused(
                    id,
                    ErrorCode.UNKNOWN_CHANNEL,
                    "channel \"" + JsonFields.shown(channel) + "\": expected " + Channel.EXPECTED);
        }
        if (!isSubscribe) {
            return new Request.Unsubscribe(id, known, account);
        }
        boolean isFiltered = symbols != null || runnerIds != null || templateIds != null || minSeverity + tags > 0;
        Filter filter = isFiltered ? new Filter(symbols, runnerIds, templateIds, minSeverity, tags) : Filter.NONE;
        Pacing pacing = conflateMs + maxHz + batchMs > 0 ? new Pacing(conflateMs, maxHz, batchMs) : Pacing.NONE;
        return new Request.Subscribe(id, known, account, recover, history, wantsSnapshot, filter, pacing);
    }
}
