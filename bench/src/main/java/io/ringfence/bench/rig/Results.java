package io.ringfence.bench.rig;

import java.util.List;
import java.util.Map;

/**
 * What a scenario's run came to: the rounds of all its subjects, on one machine.
 *
 * @param scenario its name on the command line
 * @param what is measured, and what is not inside, a sentence or two for a reader
 * @param subject the name of the subject that is ours; the others are peers, shown as ratios to it
 * @param besides where there are several subjects of ours: for each peer that is shown as a ratio to another one than {@code
 *     subject} the name of that one, and for each other subject of ours its own
 * @param options of the command line, defaults included
 * @param environment of the machine and the JVM, in the order to show: CPU, cores, governor, kernel, JVM, flags, layout,
 *     wait profile, durability, file system
 * @param startedAt ISO-8601, UTC
 * @param rounds in the order they were run; a subject's rounds with the same rate belong together
 */
public record Results(
        String scenario,
        String what,
        String subject,
        Map<String, String> besides,
        Map<String, String> options,
        Map<String, String> environment,
        String startedAt,
        List<RoundResult> rounds) {

    /** Of a run with one subject of ours. */
    public Results(
            String scenario,
            String what,
            String subject,
            Map<String, String> options,
            Map<String, String> environment,
            String startedAt,
            List<RoundResult> rounds) {
        this(scenario, what, subject, Map.of(), options, environment, startedAt, rounds);
    }

    /** Whether a subject is ours. */
    public boolean isOurs(String name) {
        return name.equals(oursBeside(name));
    }

    /** The subject of ours that one is shown beside; itself where it is ours. */
    public String oursBeside(String name) {
        return besides.getOrDefault(name, subject);
    }
}
