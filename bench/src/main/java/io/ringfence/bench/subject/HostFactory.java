package io.ringfence.bench.subject;

import io.ringfence.bench.rig.LoadPlan;
import io.ringfence.bench.rig.Recordings;
import io.ringfence.bench.rig.Subject;
import io.ringfence.bench.rig.SubjectFactory;
import java.util.Map;

/** Makes the host under the load that the option {@value #LOAD} names. */
public final class HostFactory implements SubjectFactory {
    /** Name of the option. */
    public static final String LOAD = "load";

    /**
     * Says before a run what a round would say of its options.
     *
     * @throws IllegalArgumentException in one line, naming the option, its value and what is expected
     */
    public static void check(Map<String, String> options) {
        new HostFactory().create(new LoadPlan(1, 0, 1), options, point -> (dueNs, nowNs) -> {});
    }

    @Override
    public Subject create(LoadPlan plan, Map<String, String> options, Recordings recordings) {
        HostOptions host = HostOptions.of(options);
        return switch (options.get(LOAD)) {
            case "ticks" -> new TickSubject(host, recordings);
            case "commands" -> new CommandSubject(host, recordings);
            case "burst" -> new BurstSubject(host, recordings);
            case "journal" -> new JournalSubject(host, recordings);
            case "feed" -> new FeedSubject(host, options, recordings);
            default ->
                throw new IllegalArgumentException(
                        LOAD + " = " + options.get(LOAD) + ": expected one of ticks, commands, burst, journal, feed");
        };
    }
}
