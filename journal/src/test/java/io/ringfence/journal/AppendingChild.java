package io.ringfence.journal;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Random;

/** Appends until it is killed and writes each committed sequence to standard output. Arguments: directory, seed; seed 0 only holds. */
final class AppendingChild {
    private AppendingChild() {}

    public static void main(String[] arguments) throws IOException {
        PrintStream out = System.out;
        long seed = Long.parseLong(arguments[1]);
        try (Host host = new Host(Host.config(Path.of(arguments[0]), 16_384, 1 << 18))) {
            out.println(host.report.lastSequence());
            Random random = new Random(seed);
            while (seed != 0 || System.in.read() >= 0) {
                byte[] message = message(host.stage.committedSequence(), random.nextInt(2_000));
                host.append(1_000, message, true);
                out.println(host.stage.committedSequence());
            }
        } catch (JournalLockedException e) {
            out.println(e.getMessage());
            out.flush();
            Runtime.getRuntime().exit(3);
        }
    }

    /** Bytes that follow from the sequence before it, so that a reader can tell them. */
    static byte[] message(long previousSequence, int bytes) {
        byte[] message = new byte[1 + bytes];
        for (int i = 0; i < message.length; i++) {
            message[i] = (byte) (previousSequence * 31 + i);
        }
        return message;
    }
}
