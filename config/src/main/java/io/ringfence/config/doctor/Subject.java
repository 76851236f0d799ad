package io.ringfence.config.doctor;

import java.util.List;
import java.util.Map;

/**
 * What a check looks at, and makes its findings of.
 *
 * @param topic which it belongs to
 * @param name in a few words
 */
record Subject(Topic topic, String name) {
    Finding good(String found) {
        return of(Level.GOOD, found, "");
    }

    Finding little(String found, String cost, String... change) {
        return of(Level.COSTS_LITTLE, found, cost, change);
    }

    Finding lot(String found, String cost, String... change) {
        return of(Level.COSTS_A_LOT, found, cost, change);
    }

    /** @param look how to find out by other means */
    Finding unknown(String why, String... look) {
        return of(Level.UNKNOWN, why, "", look);
    }

    Finding of(Level level, String found, String cost, String... change) {
        return new Finding(topic, name, level, found, cost, List.of(change), Map.of());
    }
}
