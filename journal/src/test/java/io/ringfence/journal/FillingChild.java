package io.ringfence.journal;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;

/** Appends until it cannot, and says what happened. Arguments: directory, low and reserve bytes. */
final class FillingChild {
    static final int SEGMENT_BYTES = 4 << 20;

    private FillingChild() {}

    static JournalConfig config(Path directory, long lowBytes, long reserveBytes) {
        return new JournalConfig(
                directory, Durability.POWER, 16_384, SEGMENT_BYTES, 1 << 20, lowBytes, reserveBytes, 20);
    }

    public static void main(String[] arguments) throws IOException {
        PrintStream out = System.out;
        JournalConfig config =
                config(Path.of(arguments[0]), Long.parseLong(arguments[1]), Long.parseLong(arguments[2]));
        byte[] message = Messages.timeAdvanced();
        try (Host host = new Host(config, (level, freeBytes) -> out.println("level " + level))) {
            out.println("recovered " + host.report.lastSequence());
            try {
                while (true) {
                    host.append(1_000, message, host.stage.committedSequence() % 7 != 0);
                }
            } catch (IllegalStateException | java.io.UncheckedIOException e) {
                out.println("halted " + e.getMessage());
            }
            out.println("committed " + host.stage.committedSequence());
        }
        out.println("closed");
    }
}
