package io.ringfence.config.doctor;

/** What a finding is about; in the order in which they are told. */
public enum Topic {
    /** CPUs, and how fast they run. */
    PROCESSOR("processor"),
    /** What takes a CPU away from a thread. */
    INTERRUPTIONS("interruptions"),
    /** Reading the clock, and waking up by it. */
    TIME("time"),
    /** The host's memory. */
    MEMORY("memory"),
    /** Where the journal is. */
    DISK("disk"),
    /** The JVM that the findings were made in. */
    JVM("JVM"),
    /** What the process may have. */
    LIMITS("limits");

    private final String title;

    Topic(String title) {
        this.title = title;
    }

    /** As people read it. */
    public String title() {
        return title;
    }
}
