package io.ringfence.journal.dump;

import java.io.IOException;
import java.time.Instant;

/** Builds the line of one event at a time, field by field. */
abstract class EventText {
    final StringBuilder line = new StringBuilder();
    private int groupStart;

    /** What stands above the first event, empty for nothing. */
    abstract String heading();

    /** Begins an event. */
    abstract void begin(long sequence, long timestampNs, String type);

    /** A name, a symbol, a decimal: anything that JSON quotes. */
    abstract void text(String name, String value);

    /** A whole number. */
    abstract void integer(String name, long value);

    /** Entries follow. */
    void beginGroup(String name) {
        groupStart = line.length();
    }

    /** An entry's fields follow. */
    abstract void beginEntry();

    /** Ends the entry. */
    abstract void endEntry();

    /** Ends the group. */
    abstract void endGroup();

    /** A message in the message: its type, and then its fields. */
    abstract void beginMessage(String name);

    /** Ends the message in the message. */
    abstract void endMessage();

    /** Takes back the group that has not ended. */
    final void dropGroup() {
        line.setLength(groupStart);
    }

    /** Ends the event. */
    abstract void end();

    /** Hands the line on and begins anew. */
    final void writeTo(Appendable out) throws IOException {
        out.append(line).append('\n');
        line.setLength(0);
    }

    final void escape(char character) {
        line.append(String.format("\\u%04x", (int) character));
    }

    /** Whether the last character is this one. */
    final boolean endsWith(char character) {
        return line.charAt(line.length() - 1) == character;
    }

    static String iso(long timeNs) {
        return Instant.ofEpochSecond(0, timeNs).toString();
    }
}
