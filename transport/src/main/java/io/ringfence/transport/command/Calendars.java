package io.ringfence.transport.command;

import java.time.LocalTime;
import java.util.List;
import java.util.Optional;

/** The trading calendars of the host, by name and by number. May be asked by any thread. */
public interface Calendars {
    /** A host without calendars. */
    Calendars NONE = new Calendars() {
        @Override
        public List<String> names() {
            return List.of("");
        }

        @Override
        public Optional<String> fault(int calendarId, LocalTime entry, LocalTime exit) {
            return Optional.empty();
        }
    };

    /** All names, each at the place of its number; that at place 0 is none. */
    List<String> names();

    /** Why a strategy cannot trade from one time of day to the other; empty where it can. */
    Optional<String> fault(int calendarId, LocalTime entry, LocalTime exit);
}
