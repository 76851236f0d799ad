package io.ringfence.bench.rig;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Reads the {@link Vitals} of this process and of a subject in it. One thread at a time. */
final class VitalsReader {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final int KIB = 1_024;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    private final Subject.Watched watched;
    private final long[] pathThreads;

    /**
     * Of a subject that has started.
     *
     * @throws IllegalStateException when none of its threads lives
     */
    VitalsReader(Subject.Watched watched) {
        this.watched = watched;
        pathThreads = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> watched.threads().contains(thread.getName()))
                .mapToLong(Thread::getId)
                .toArray();
        if (pathThreads.length == 0) {
            throw new IllegalStateException("none of the threads lives that are to be watched: " + watched.threads());
        }
    }

    Vitals read() {
        Map<String, Long> gc = GcPauses.now();
        List<String> status = status();
        long fileBytes = bytes(status, "RssFile:");
        long sharedBytes = bytes(status, "RssShmem:");
        return new Vitals(
                gc.get("count"),
                gc.get("ms"),
                pathBytes(),
                sum(threads.getThreadAllocatedBytes(threads.getAllThreadIds())),
                memory.getHeapMemoryUsage().getUsed(),
                bytes(status, "RssAnon:"),
                fileBytes == Vitals.UNKNOWN ? Vitals.UNKNOWN : fileBytes + Math.max(0, sharedBytes),
                watched.storedBytes().getAsLong());
    }

    /** What the threads of the path have allocated so far. */
    long pathBytes() {
        return sum(threads.getThreadAllocatedBytes(pathThreads));
    }

    /** In use after a full collection, which it asks for: what is reachable. */
    long liveHeapBytes() {
        System.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }

    /** Of those that live; the others are negative. */
    private static long sum(long[] bytesByThread) {
        long sum = 0;
        for (long bytes : bytesByThread) {
            sum += Math.max(0, bytes);
        }
        return sum;
    }

    private static List<String> status() {
        try {
            return Files.readAllLines(STATUS);
        } catch (IOException elsewhere) {
            return List.of();
        }
    }

    /** A line such as {@code RssAnon:    1234 kB}. */
    static long bytes(List<String> status, String field) {
        return status.stream()
                .filter(line -> line.startsWith(field))
                .mapToLong(line -> KIB
                        * Long.parseLong(line.substring(field.length()).strip().split(" ")[0]))
                .findFirst()
                .orElse(Vitals.UNKNOWN);
    }
}
