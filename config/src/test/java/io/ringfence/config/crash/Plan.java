package io.ringfence.config.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The file of a host that is killed again and again, and its feeds. Each start finds more strategies and more commands in it,
 * whose times are those of the life that begins; what was there before stays as it was.
 */
final class Plan {
    private static final int STRATEGIES_PER_START = 12;
    private static final int COMMANDS_PER_START = 6;
    /** A position may outlast several lives. */
    private static final long HOLDING_MS = 10_000;

    private static final List<String> SYMBOLS = List.of("AAA", "BBB");
    private static final List<String> ACCOUNTS = List.of("host", "alice", "bob", "host", "host");

    private final Path directory;
    private final Random random;
    private final List<String> settings;
    private final List<String> strategies = new ArrayList<>();
    private final List<String> commands = new ArrayList<>();
    private long lastMs;

    /** A plan without strategies; {@code settings} are lines of the node's file. */
    Plan(Path directory, Random random, List<String> settings) {
        this.directory = directory;
        this.random = random;
        this.settings = settings;
    }

    Path file() {
        return directory.resolve("node.conf");
    }

    Path journal() {
        return directory.resolve("journal");
    }

    Path brokerLog() {
        return directory.resolve("broker.log");
    }

    /** When the last thing that the file asks for is due, in milliseconds since the epoch. */
    long lastMs() {
        return lastMs;
    }

    int commandCount() {
        return commands.size();
    }

    /** Random walks, a tick a millisecond. */
    void writeFeeds(int rows) throws IOException {
        for (String symbol : SYMBOLS) {
            StringBuilder text = new StringBuilder();
            double price = 100;
            for (int row = 1; row <= rows; row++) {
                price *= 1 + random.nextGaussian() * 0.0006;
                text.append(row)
                        .append(',')
                        .append(String.format("%.4f", price))
                        .append(",1\n");
            }
            Files.writeString(directory.resolve(symbol + ".csv"), text);
        }
    }

    /** Adds what the life that begins will live on, from {@code fromMs} on for {@code lifeMs}, and writes the file. */
    void nextLife(long fromMs, long lifeMs) throws IOException {
        for (int i = 0; i < STRATEGIES_PER_START; i++) {
            addStrategy(fromMs, lifeMs);
        }
        for (int i = 0; i < COMMANDS_PER_START; i++) {
            addCommand(fromMs, lifeMs);
        }
        write();
    }

    /** Takes back what would keep strategies from coming to rest. */
    void lastLife(long fromMs) throws IOException {
        commands.add(at(fromMs) + ", kill-switch = none, account = alice }");
        write();
    }

    private void addStrategy(long fromMs, long lifeMs) {
        String name = "s" + strategies.size();
        boolean isLong = random.nextBoolean();
        strategies.add("{ name = " + name + ", symbol = " + symbol(strategies.size())
                + ", account = " + ACCOUNTS.get(random.nextInt(ACCOUNTS.size()))
                + ", side = " + (isLong ? "long" : "short")
                + (random.nextInt(12) == 0 ? ", start = false" : "")
                + ", " + terms(isLong, fromMs, lifeMs) + " }");
    }

    private static String symbol(int strategy) {
        return SYMBOLS.get(strategy % SYMBOLS.size());
    }

    private String terms(boolean isLong, long fromMs, long lifeMs) {
        long entryMs = within(fromMs, lifeMs);
        long exitMs = within(entryMs + 300, HOLDING_MS);
        boolean isLimited = random.nextInt(4) == 0;
        String terms = "quantity = " + (1 + random.nextInt(4)) * 0.5
                + ", " + (isLong ? "buy-at" : "sell-at") + " = \"" + Instant.ofEpochMilli(entryMs) + "\""
                + ", " + (isLong ? "sell-at" : "buy-at") + " = \"" + Instant.ofEpochMilli(exitMs) + "\""
                + ", stop { percent = " + tenths(12)
                + (random.nextInt(3) == 0 ? ", trailing = true" : "")
                + (isLimited ? ", limit-offset = 0.05" : "") + " }";
        if (random.nextBoolean()) {
            terms += ", target { percent = " + tenths(12) + (isLimited ? ", limit = true" : "") + " }";
        }
        return terms + (isLimited ? ", fill-deadline = 100 ms" : "");
    }

    /** From 0.1 to so many tenths. */
    private String tenths(int most) {
        int tenths = 1 + random.nextInt(most);
        return tenths / 10 + "." + tenths % 10;
    }

    private void addCommand(long fromMs, long lifeMs) {
        int number = strategies.size() - 1 - random.nextInt(Math.min(strategies.size(), 2 * STRATEGIES_PER_START));
        boolean isLong = strategies.get(number).contains("side = long");
        String strategy = "s" + number;
        String command = at(within(fromMs, lifeMs));
        commands.add(
                switch (random.nextInt(8)) {
                    case 0, 1, 2 -> command + ", exit = " + strategy + " }";
                    case 3 -> command + ", stop = " + strategy + ", mode = flatten }";
                    case 4 -> command + ", start = " + strategy + " }";
                    case 5, 6 -> command + ", update = " + strategy + ", " + terms(isLong, fromMs, lifeMs) + " }";
                    default ->
                        command + ", kill-switch = " + (random.nextBoolean() ? "no-entries" : "none")
                                + ", account = alice }";
                });
    }

    private static String at(long ms) {
        return "{ at = \"" + Instant.ofEpochMilli(ms) + "\"";
    }

    private long within(long fromMs, long lifeMs) {
        long ms = fromMs + random.nextInt((int) lifeMs);
        lastMs = Math.max(lastMs, ms);
        return ms;
    }

    private void write() throws IOException {
        List<String> lines = new ArrayList<>(settings);
        lines.add("clock = wall");
        lines.add("journal.directory = \"" + journal() + "\"");
        lines.add("broker.log = \"" + brokerLog() + "\"");
        lines.add("edge.port = 0");
        lines.add("edge.access = open");
        lines.add("stat.file = \"" + directory.resolve("host.stat") + "\"");
        lines.add("instruments = [" + String.join(", ", SYMBOLS) + "]");
        lines.add("accounts = [{ id = 1, name = alice, start-cash = 100000, broker-key = sim-alice },");
        lines.add("  { id = 2, name = bob, start-cash = 100000, broker-key = sim-bob }]");
        lines.add("feeds = [");
        for (String symbol : SYMBOLS) {
            lines.add("  { name = feed-" + symbol.toLowerCase() + ", id = " + SYMBOLS.indexOf(symbol) + ", symbol = "
                    + symbol + ", source = \"" + directory.resolve(symbol + ".csv")
                    + "\", columns = [time, last, quantity], time-unit = millis }");
        }
        lines.add("]");
        lines.add("strategies = [\n  " + String.join("\n  ", strategies) + "\n]");
        lines.add("commands = [\n  " + String.join("\n  ", commands) + "\n]");
        Files.write(file(), lines);
    }
}
