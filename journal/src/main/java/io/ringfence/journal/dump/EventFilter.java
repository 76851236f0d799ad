package io.ringfence.journal.dump;

import io.ringfence.core.event.EventType;
import io.ringfence.core.event.EventType.Category;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which events to print: those that pass everything here.
 *
 * @param sequences of the events
 * @param timesNs of the events, nanoseconds since the epoch
 * @param types none for any, also those that the dictionary does not have
 * @param subject whom an event has to be about
 */
public record EventFilter(Range sequences, Range timesNs, Set<EventType> types, Subject subject) {
    /** Every event. */
    public static final EventFilter ALL = new EventFilter(Range.ALL, Range.ALL, Set.of(), Subject.ANY);

    /** From the first to the last, both included. */
    public record Range(long first, long last) {
        /** Everything. */
        public static final Range ALL = new Range(Long.MIN_VALUE, Long.MAX_VALUE);

        boolean holds(long value) {
            return value >= first && value <= last;
        }
    }

    /**
     * Whom an event has to be about, by naming it or by naming a strategy or a condition of it.
     *
     * @param symbol of an instrument; null for any
     * @param account id or name; null for any
     * @param strategy id or name; null for any
     */
    public record Subject(String symbol, String account, String strategy) {
        /** Anybody. */
        public static final Subject ANY = new Subject(null, null, null);
    }

    /**
     * A part of a subject that nothing in a journal is.
     *
     * @param what {@code symbol}, {@code account} or {@code strategy}
     * @param value that was asked for
     * @param expected what there is
     */
    public record Unknown(String what, String value, String expected) {
        private static final int MAX_LISTED = 20;

        static Unknown of(String what, String value, Collection<String> known) {
            String listed = known.stream().limit(MAX_LISTED).collect(Collectors.joining(", "));
            String more = known.size() > MAX_LISTED ? " and " + (known.size() - MAX_LISTED) + " more" : "";
            return new Unknown(what, value, known.isEmpty() ? "none, there is no " + what : "one of " + listed + more);
        }
    }

    public EventFilter {
        types = Set.copyOf(types);
    }

    /** Whether the event passes, whomever it is about; {@code type} null for none of the dictionary. */
    boolean takes(long sequence, long timestampNs, EventType type) {
        return sequences.holds(sequence)
                && timesNs.holds(timestampNs)
                && (types.isEmpty() || type != null && types.contains(type));
    }

    /**
     * The types with these names. Case and {@code -} for {@code _} do not matter.
     *
     * @param among the categories that are possible
     * @throws IllegalArgumentException naming the one that is unknown, and those that are possible
     */
    public static Set<EventType> types(Collection<String> names, Set<Category> among) {
        List<EventType> possible = Arrays.stream(EventType.values())
                .filter(type -> among.contains(type.category()))
                .toList();
        Set<EventType> chosen = EnumSet.noneOf(EventType.class);
        for (String name : names) {
            String wanted = name.strip().replace('-', '_');
            chosen.add(possible.stream()
                    .filter(type -> type.name().equalsIgnoreCase(wanted)
                            || type.eventName().equalsIgnoreCase(wanted))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("type = " + name + ": expected one of "
                            + possible.stream().map(EventType::eventName).collect(Collectors.joining(", ")))));
        }
        return chosen;
    }
}
