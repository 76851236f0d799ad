package io.ringfence.journal.dump;

import io.ringfence.core.event.EventType;
import io.ringfence.journal.JournalReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.agrona.DirectBuffer;

/** Writes a journal's events as text, those of some types and sequences. */
public final class EventDump {
    /** How an event looks. */
    public enum Format {
        /** One JSON object a line: sequence, timestamp, type, then the fields; decimals are exact and quoted. */
        JSON,
        /** A row an event, under a heading. */
        TABLE
    }

    private final Format format;
    private final long from;
    private final long to;
    private final Set<EventType> types;

    /**
     * What to write.
     *
     * @param from first sequence
     * @param to last sequence; {@code Long.MAX_VALUE} for the journal's end
     * @param types from {@link #types(Collection)}
     */
    public EventDump(Format format, long from, long to, Set<EventType> types) {
        this.format = format;
        this.from = from;
        this.to = to;
        this.types = EnumSet.copyOf(types);
    }

    /**
     * Inputs with these names; all of them for no name. Case and {@code -} for {@code _} do not matter.
     *
     * @throws IllegalArgumentException naming the one that is unknown, and those that are possible
     */
    public static Set<EventType> types(Collection<String> names) {
        Set<EventType> inputs = EnumSet.allOf(EventType.class);
        inputs.removeIf(type -> type.category() != EventType.Category.INPUT);
        if (names.isEmpty()) {
            return inputs;
        }
        Set<EventType> chosen = EnumSet.noneOf(EventType.class);
        for (String name : names) {
            String wanted = name.strip().replace('-', '_');
            chosen.add(inputs.stream()
                    .filter(type -> type.name().equalsIgnoreCase(wanted))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("type = " + name + ": expected one of "
                            + inputs.stream().map(Enum::name).collect(Collectors.joining(", ")))));
        }
        return chosen;
    }

    /**
     * Writes, and flushes nothing. Of an event of a newer build it writes the version, and what this build knows of it. Reads from the journal's first event on, because symbols are defined before they are
     * used.
     *
     * @return how many events were written
     */
    public long write(JournalReader journal, Appendable out) throws IOException {
        Writer writer = new Writer(format == Format.JSON ? new JsonLines(out) : new TableRows(out));
        try {
            journal.forEachOfAnyVersion(1, to, writer::onEvent);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return writer.written;
    }

    private final class Writer {
        private final InputFields fields = new InputFields();
        private final EventText text;
        private long written;

        Writer(EventText text) {
            this.text = text;
        }

        void onEvent(long sequence, long timestampNs, DirectBuffer buffer, int offset, int length) {
            EventType type = fields.type(buffer, offset);
            if (type == EventType.INSTRUMENT_DEFINED) {
                fields.onInstrumentDefined(buffer, offset);
            }
            if (sequence < from || type != null && !types.contains(type)) {
                return;
            }
            try {
                write(sequence, timestampNs, type, buffer, offset);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            written++;
        }

        private void write(long sequence, long timestampNs, EventType type, DirectBuffer buffer, int offset)
                throws IOException {
            text.begin(sequence, timestampNs, type == null ? "UNKNOWN" : type.name());
            if (fields.isNewer(buffer, offset)) {
                text.integer("schemaVersion", fields.version(buffer, offset));
            }
            if (type == null) {
                text.integer("templateId", fields.templateId(buffer, offset));
            } else {
                try {
                    fields.write(type, buffer, offset, text);
                } catch (IllegalArgumentException valueOfNewerSchema) {
                    text.text("unreadable", valueOfNewerSchema.getMessage());
                }
            }
            text.end();
        }
    }
}
