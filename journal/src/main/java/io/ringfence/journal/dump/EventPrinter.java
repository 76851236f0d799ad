package io.ringfence.journal.dump;

import io.ringfence.core.event.EventType;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.ring.OutputBuffer;
import io.ringfence.journal.dump.EventFilter.Unknown;
import io.ringfence.journal.log.EventLogEntry;
import java.io.IOException;
import java.util.Optional;
import org.agrona.DirectBuffer;

/**
 * Prints events one by one, inputs, commands or outputs, wherever they come from. It has to {@link #learn} every input from the
 * first on, since those say what the ids in an event stand for. Flushes nothing. One thread.
 */
public final class EventPrinter {
    /** How an event looks. */
    public enum Format {
        /** One JSON object a line: sequence, timestamp, type, then the fields; decimals are exact and quoted. */
        JSON,
        /** A row an event, under a heading. */
        TABLE
    }

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final Subjects subjects = new Subjects();
    private final EventFilter filter;
    private final Appendable out;
    private final EventText text;
    private final FieldText fields;
    private final Belonging belonging;
    private long printed;

    public EventPrinter(Format format, EventFilter filter, Appendable out) {
        this.filter = filter;
        this.out = out;
        text = format == Format.JSON ? new JsonLines() : new TableRows();
        fields = new FieldText(subjects, text);
        belonging = new Belonging(subjects, filter.subject());
    }

    /** Learns what an input defines; before it is printed itself. */
    public void learn(long sequence, DirectBuffer buffer, int offset) {
        subjects.learn(sequence, buffer, offset);
    }

    /**
     * Prints an event if the filter takes it.
     *
     * @param sequence of the input that it is, or that caused it
     * @param offset of the message's header
     */
    public void print(long sequence, long timestampNs, DirectBuffer buffer, int offset) throws IOException {
        if (takes(sequence, timestampNs, OutputBuffer.EVERYBODY, buffer, offset)) {
            begin(sequence, timestampNs, buffer, offset);
            end(buffer, offset);
        }
    }

    /** Prints a kept output if the filter takes it: where it stands in the log and in its account's stream, then its fields. */
    public void print(EventLogEntry entry) throws IOException {
        if (takes(entry.sequence(), entry.timestampNs(), entry.accountId(), entry.buffer(), entry.offset())) {
            begin(entry.sequence(), entry.timestampNs(), entry.buffer(), entry.offset());
            text.integer("position", entry.position());
            text.integer("index", entry.index());
            if (entry.accountId() != OutputBuffer.EVERYBODY) {
                text.integer("account", entry.accountId());
            }
            if (entry.streamPosition() > 0) {
                text.integer("streamPosition", entry.streamPosition());
            }
            end(entry.buffer(), entry.offset());
        }
    }

    private boolean takes(long sequence, long timestampNs, int accountId, DirectBuffer buffer, int offset) {
        EventType type = EventType.of(header.wrap(buffer, offset).templateId());
        return filter.takes(sequence, timestampNs, type) && belonging.test(sequence, accountId, buffer, offset);
    }

    private void begin(long sequence, long timestampNs, DirectBuffer buffer, int offset) throws IOException {
        EventType type = EventType.of(header.wrap(buffer, offset).templateId());
        if (printed == 0) {
            out.append(text.heading());
        }
        text.begin(sequence, timestampNs, type == null ? "UNKNOWN" : type.eventName());
        int version = header.version();
        if (version > MessageHeaderDecoder.SCHEMA_VERSION) {
            text.integer("schemaVersion", version);
        }
    }

    private void end(DirectBuffer buffer, int offset) throws IOException {
        fields.write(buffer, offset);
        text.end();
        text.writeTo(out);
        printed++;
    }

    /** How many events were printed. */
    public long printed() {
        return printed;
    }

    /** What the filter asks for and nothing is, when nothing was printed; after the last event. */
    public Optional<Unknown> unknown() {
        return printed > 0 ? Optional.empty() : subjects.unknown(filter.subject());
    }
}
