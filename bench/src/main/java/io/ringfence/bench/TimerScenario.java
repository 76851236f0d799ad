package io.ringfence.bench;

import io.ringfence.core.ring.WaitProfile;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** How late timers fire in a host to which nothing else happens, for each wait profile that leaves a CPU idle. */
final class TimerScenario {
    private static final List<WaitProfile> PROFILES = List.of(WaitProfile.QUIET, WaitProfile.BALANCED);
    private static final int DEFAULT_COUNT = 200;
    private static final int MAX_COUNT = 100_000;
    private static final int DEFAULT_INTERVAL_MS = 10;
    private static final int MAX_INTERVAL_MS = 60_000;

    private final int count;
    private final int intervalMs;

    private TimerScenario(int count, int intervalMs) {
        this.count = count;
        this.intervalMs = intervalMs;
    }

    /**
     * Takes the command line's arguments: how many timers, how many milliseconds apart; both may be left out.
     *
     * @throws IllegalArgumentException in one line, naming the argument, its value and what is expected
     */
    static TimerScenario of(List<String> args) {
        if (args.size() > 2) {
            throw new IllegalArgumentException("timer " + String.join(" ", args) + ": expected at most two arguments");
        }
        int count = args.isEmpty() ? DEFAULT_COUNT : number("COUNT", args.get(0), MAX_COUNT);
        int intervalMs = args.size() < 2 ? DEFAULT_INTERVAL_MS : number("INTERVAL_MS", args.get(1), MAX_INTERVAL_MS);
        return new TimerScenario(count, intervalMs);
    }

    private static int number(String name, String text, int max) {
        boolean isNumber = text.matches("[0-9]{1,9}");
        if (!isNumber || Integer.parseInt(text) < 1 || Integer.parseInt(text) > max) {
            throw new IllegalArgumentException(name + " = " + text + ": expected 1 to " + max);
        }
        return Integer.parseInt(text);
    }

    void run(PrintStream out, PrintStream err) throws Exception {
        // Chronicle and Netty say little; what they say should not stand between the rows.
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
        out.printf(
                "%d timers, %d ms apart; microseconds from the time a timer was due to%n"
                        + "  event    the time of the event that fired it%n"
                        + "  client   its event, journaled, in the hands of a WebSocket client in the same process%n"
                        + "cpu: of one core, client included. Java %s, %d cores, %s %s%n%n",
                count,
                intervalMs,
                System.getProperty("java.version"),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name"),
                System.getProperty("os.arch"));
        out.printf("%-10s %-8s %9s %9s %9s %9s %6s%n", "wait", "until", "p50", "p90", "p99", "max", "cpu");
        for (WaitProfile profile : PROFILES) {
            String name = profile.name().toLowerCase(Locale.ROOT);
            TimerRun run = new TimerRun(name, count, intervalMs);
            err.printf("%s: about %d s%n", name, run.seconds());
            TimerRun.Result result = run.run();
            row(out, name, "event", result.event(), String.format("%.1f %%", result.cpuPercent()));
            row(out, name, "client", result.client(), "");
        }
    }

    private static void row(PrintStream out, String wait, String until, Lateness late, String cpu) {
        out.printf(
                Locale.ROOT,
                "%-10s %-8s %9.1f %9.1f %9.1f %9.1f %6s%n",
                wait,
                until,
                late.p50() / 1e3,
                late.p90() / 1e3,
                late.p99() / 1e3,
                late.max() / 1e3,
                cpu);
    }
}
