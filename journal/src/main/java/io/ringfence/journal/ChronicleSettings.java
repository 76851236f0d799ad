package io.ringfence.journal;

/**
 * What Chronicle reads from system properties, and only while its classes initialize: no usage statistics over the
 * network, no background thread that watches the disk, no banner.
 */
final class ChronicleSettings {
    private ChronicleSettings() {}

    /** Called before the first Chronicle class initializes. */
    static void apply() {
        System.setProperty("chronicle.analytics.disable", "true");
        System.setProperty("chronicle.disk.monitor.disable", "true");
        System.setProperty("chronicle.announcer.disable", "true");
    }
}
