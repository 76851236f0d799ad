package io.ringfence.config.node;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The CPU time of the JVM's compiler threads, of which the JVM itself tells nothing: from Linux's /proc. */
final class JitThreads {
    private static final Path TASKS = Path.of("/proc/self/task");
    /** Fields of a task's stat behind its name: the twelfth and the next are its CPU time. */
    private static final int USER_TICKS = 11;

    private JitThreads() {}

    /**
     * Clock ticks that all compiler threads there are have used; one that ends takes its time with it. Always 0 on a system
     * that does not tell.
     */
    static long cpuTicks() {
        long ticks = 0;
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(TASKS)) {
            for (Path task : tasks) {
                ticks += cpuTicks(task);
            }
        } catch (IOException notLinux) {
            return 0;
        }
        return ticks;
    }

    private static long cpuTicks(Path task) throws IOException {
        String stat;
        try {
            stat = Files.readString(task.resolve("stat"));
        } catch (NoSuchFileException ended) {
            return 0;
        }
        if (!stat.contains("(C1 Compiler") && !stat.contains("(C2 Compiler")) {
            return 0;
        }
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[USER_TICKS + 1]);
    }
}
