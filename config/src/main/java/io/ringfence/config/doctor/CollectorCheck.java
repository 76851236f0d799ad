package io.ringfence.config.doctor;

import java.util.List;

/** How long the collector stops all threads. */
final class CollectorCheck implements Check {
    private static final Subject ABOUT = new Subject(Topic.JVM, "collector");
    private static final String RARE = "; seldom, since the path of an event allocates nothing, but sockets do";

    @Override
    public List<Finding> look(Host host) {
        String collector = host.jvm().collector();
        String change =
                "-XX:+UseZGC from JDK 23 on, where CPUs are to spare for it (on 21 and 22 with -XX:+ZGenerational)";
        return List.of(
                switch (collector) {
                    case "generational ZGC", "ZGC", "Shenandoah" -> ABOUT.good(collector);
                    case "Epsilon" ->
                        ABOUT.little(
                                collector,
                                "no pauses, and an end: it frees nothing, and the host dies when the heap is full",
                                change);
                    case "Serial", "Parallel" ->
                        ABOUT.little(collector, "stops all threads, 1 to 100 ms by what is alive" + RARE, change);
                    case "G1" -> ABOUT.little(collector, "stops all threads, 1 to 50 ms" + RARE, change);
                    default -> ABOUT.unknown(collector);
                });
    }
}
