package io.ringfence.config.stat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * What does not change while a host runs.
 *
 * @param pid of its process
 * @param processStartMs when that was started, by the operating system, since the epoch; 0 where it does not say
 * @param startedMs when the host was started, since the epoch
 * @param build version of the program
 * @param journal the journal's directory, real and absolute
 * @param threading the ring's layout
 * @param waitProfile the ring's wait profile
 * @param durability the journal's
 * @param clock where time comes from
 * @param sampleEvery each so manieth event is timed
 * @param periodMs from one copy of the counters to the next
 */
public record HostFacts(
        long pid,
        long processStartMs,
        long startedMs,
        String build,
        Path journal,
        String threading,
        String waitProfile,
        String durability,
        String clock,
        int sampleEvery,
        int periodMs) {

    /** Facts of this process. */
    public static HostFacts ofThisProcess(
            String build,
            Path journal,
            String threading,
            String waitProfile,
            String durability,
            String clock,
            StatConfig config) {
        ProcessHandle self = ProcessHandle.current();
        return new HostFacts(
                self.pid(),
                startMs(self),
                System.currentTimeMillis(),
                build,
                journal,
                threading,
                waitProfile,
                durability,
                clock,
                config.sampleEvery(),
                config.periodMs());
    }

    private static long startMs(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    /** Whether the process is there. Another one that was given its number later is another one. */
    boolean isAlive() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process -> processStartMs == 0 || startMs(process) == processStartMs)
                .isPresent();
    }

    /** Key=value lines. */
    String text() {
        return "build=" + build
                + "\npid=" + pid
                + "\nprocess-start-ms=" + processStartMs
                + "\nstarted-ms=" + startedMs
                + "\njournal=" + journal
                + "\nthreading=" + threading
                + "\nwait=" + waitProfile
                + "\ndurability=" + durability
                + "\nclock=" + clock
                + "\nsample-every=" + sampleEvery
                + "\nperiod-ms=" + periodMs + "\n";
    }

    /**
     * Reads back what {@link #text()} wrote.
     *
     * @throws IllegalArgumentException when it is something else
     */
    static HostFacts parse(String text) {
        Map<String, String> facts = lines(text);
        return new HostFacts(
                Long.parseLong(fact(facts, "pid")),
                Long.parseLong(fact(facts, "process-start-ms")),
                Long.parseLong(fact(facts, "started-ms")),
                fact(facts, "build"),
                Path.of(fact(facts, "journal")),
                fact(facts, "threading"),
                fact(facts, "wait"),
                fact(facts, "durability"),
                fact(facts, "clock"),
                Integer.parseInt(fact(facts, "sample-every")),
                Integer.parseInt(fact(facts, "period-ms")));
    }

    /** The build that wrote these lines, whatever else they hold. */
    static String build(String text) {
        return lines(text).getOrDefault("build", "unknown");
    }

    private static Map<String, String> lines(String text) {
        Map<String, String> facts = new HashMap<>();
        text.lines().forEach(line -> {
            int equals = line.indexOf('=');
            if (equals > 0) {
                facts.put(line.substring(0, equals), line.substring(equals + 1));
            }
        });
        return facts;
    }

    private static String fact(Map<String, String> facts, String key) {
        String value = facts.get(key);
        if (value == null) {
            throw new IllegalArgumentException("no fact " + key);
        }
        return value;
    }
}
