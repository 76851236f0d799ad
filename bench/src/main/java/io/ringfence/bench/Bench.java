package io.ringfence.bench;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;

/** Runs a scenario by its name, and JMH with any other arguments. */
public final class Bench {
    static final String USAGE = """
            java -jar ringfence-bench.jar timer [COUNT [INTERVAL_MS]]
                How late timers fire in an idle host, for the wait profiles quiet and balanced.
            java -jar ringfence-bench.jar durability [RATE [SECONDS]]
                How long an event takes to pass the gate, for each durability of the journal: 10,000 a second, 10 s.
            java -jar ringfence-bench.jar replay [EVENTS [STOPS]]
                How fast a journal is replayed, beside Chronicle's tailer over the same files: 10,000,000 events.
            java -jar ringfence-bench.jar recovery [TICKS]
                How long a host takes to come back at the end of a day of 100,000,000 ticks (13 GB of disk).
            java -jar ringfence-bench.jar [JMH ARGUMENTS]
                Microbenchmarks: all of them, or those that a pattern names.
                -l lists them, -prof gc shows what they allocate, -h has the rest. For example
                StopBook -p stops=1000000    a stop's life beside a TreeMap's
                StopCheck                    a tick that fires nothing
                Stat                         what the live figures cost it
            java -jar ringfence-bench.jar --help
                This.
            """;

    private static final int USAGE_CODE = 2;

    private Bench() {}

    /** Takes the name of a scenario and its arguments, or JMH's arguments. */
    public static void main(String[] args) throws Exception {
        String first = args.length == 0 ? "" : args[0];
        switch (first) {
            case "--help", "help" -> System.out.print(USAGE);
            case "timer" -> run(args, rest -> TimerScenario.of(rest).run(System.out, System.err));
            case "replay" -> run(args, rest -> ReplayScenario.of(rest).run(System.out, System.err));
            case "durability" -> run(args, rest -> DurabilityScenario.of(rest).run(System.out, System.err));
            case "recovery" -> run(args, rest -> RecoveryScenario.of(rest).run(System.out, System.err));
            default -> jmh(args);
        }
    }

    private interface Scenario {
        void run(List<String> args) throws Exception;
    }

    /** What is wrong with the arguments is said in one line, before the usage. */
    private static void run(String[] args, Scenario scenario) throws Exception {
        try {
            scenario.run(Arrays.asList(args).subList(1, args.length));
        } catch (IllegalArgumentException invalid) {
            System.err.println("ringfence-bench: " + invalid.getMessage());
            System.err.print(USAGE);
            System.exit(USAGE_CODE);
        }
    }

    /** The forked JVMs get the access flags that the runnable jar's manifest gives this one. */
    private static void jmh(String[] args) throws IOException {
        List<String> all = new ArrayList<>(List.of(args));
        all.add("-jvmArgsAppend");
        all.add(String.join(" ", accessFlags()));
        org.openjdk.jmh.Main.main(all.toArray(new String[0]));
    }

    /** Flags by which a JVM gets the access that the runnable jar's manifest gives. */
    static List<String> accessFlags() throws IOException {
        File jar = new File(
                Bench.class.getProtectionDomain().getCodeSource().getLocation().getPath());
        List<String> flags = new ArrayList<>();
        try (JarFile file = new JarFile(jar)) {
            Attributes manifest = file.getManifest().getMainAttributes();
            for (String packageName : manifest.getValue("Add-Opens").split(" ")) {
                flags.add("--add-opens=" + packageName + "=ALL-UNNAMED");
            }
            for (String packageName : manifest.getValue("Add-Exports").split(" ")) {
                flags.add("--add-exports=" + packageName + "=ALL-UNNAMED");
            }
        }
        return flags;
    }
}
