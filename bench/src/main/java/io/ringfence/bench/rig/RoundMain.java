package io.ringfence.bench.rig;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A round in a JVM of its own: {@code RoundMain PLAN_FILE RESULT_FILE RUNNER_CLASS}. Prints nothing of its own; the result
 * is the file. Its standard input is a pipe from the process that asked for the round: when that ends, so does this.
 */
public final class RoundMain {
    /** Nobody waits for the result any more. */
    static final int PARENT_GONE = 3;

    private RoundMain() {}

    /** Runs the round and ends the process. */
    public static void main(String[] args) throws Exception {
        Thread watch = new Thread(RoundMain::endWithParent, "parent-watch");
        watch.setDaemon(true);
        watch.start();
        RoundPlan plan = RoundFile.readPlan(Path.of(args[0]));
        RoundRunner runner = Class.forName(args[2])
                .asSubclass(RoundRunner.class)
                .getDeclaredConstructor()
                .newInstance();
        RoundFile.write(Path.of(args[1]), runner.run(plan));
        // Threads that a subject left behind do not keep the result back.
        System.exit(0);
    }

    private static void endWithParent() {
        try {
            while (System.in.read() >= 0) {
                // Nothing is sent; the end is what is waited for.
            }
        } catch (IOException closed) {
            // The same.
        }
        System.exit(PARENT_GONE);
    }
}
