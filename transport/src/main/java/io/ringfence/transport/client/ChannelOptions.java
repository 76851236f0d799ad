package io.ringfence.transport.client;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a subscription asks for beside its channel. Immutable: each method gives another one. */
public final class ChannelOptions {
    private static final Set<String> FILTERS = Set.of("symbols", "runner_ids", "event_types", "min_severity", "tags");

    private static final ChannelOptions NONE = new ChannelOptions(Map.of());

    private final Map<String, Object> fields;

    private ChannelOptions(Map<String, Object> fields) {
        this.fields = fields;
    }

    /** Everything, as it comes. */
    public static ChannelOptions none() {
        return NONE;
    }

    /** At most so many of the newest events when it subscribes for the first time. */
    public ChannelOptions history(int count) {
        return with("history", count);
    }

    /** No snapshot. */
    public ChannelOptions withoutSnapshot() {
        return with("snapshot", false);
    }

    /** Only these symbols. */
    public ChannelOptions symbols(String... symbols) {
        return with("symbols", List.of(symbols));
    }

    /** Only these strategies. */
    public ChannelOptions runners(String... ids) {
        return with("runner_ids", List.of(ids));
    }

    /** Only these types. */
    public ChannelOptions types(String... types) {
        return with("event_types", List.of(types));
    }

    /** {@code warning}, {@code error} or {@code critical}. */
    public ChannelOptions minSeverity(String severity) {
        return with("min_severity", severity);
    }

    /** Only what has one of these tags. */
    public ChannelOptions tags(String... tags) {
        return with("tags", List.of(tags));
    }

    /** At most one price a symbol in that time. */
    public ChannelOptions conflateMs(int ms) {
        return with("conflate_ms", ms);
    }

    /** At most so many high-frequency events a second. */
    public ChannelOptions maxHz(int hz) {
        return with("max_hz", hz);
    }

    /** Events of that time in one frame. */
    public ChannelOptions batchMs(int ms) {
        return with("batch_ms", ms);
    }

    private ChannelOptions with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(fields);
        more.put(name, value);
        return new ChannelOptions(Collections.unmodifiableMap(more));
    }

    Map<String, Object> fields() {
        return fields;
    }

    boolean wantsSnapshot() {
        return !Boolean.FALSE.equals(fields.get("snapshot"));
    }

    /** Whether some numbers of the stream are not to come. */
    boolean isFiltered() {
        return fields.keySet().stream().anyMatch(FILTERS::contains);
    }
}
