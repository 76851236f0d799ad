package io.ringfence.bench.fanout;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What this process holds at a moment, in bytes; 0 where the system does not tell.
 *
 * @param liveHeapBytes in use after a full collection
 * @param directBytes of Netty's allocator, in use or kept for use; inside of {@code anonBytes} as far as they were touched
 * @param anonBytes resident memory behind which there is no file: but for the heap, if the rounds' flags touch all of it before
 * @param kernelBytes of all TCP sockets of the machine, at both ends
 */
record Memory(long liveHeapBytes, long directBytes, long anonBytes, long kernelBytes) {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Path SOCKETS = Path.of("/proc/net/sockstat");
    private static final int KIB = 1_024;
    private static final int PAGE_BYTES = 4_096;

    /** Now; asks for a full collection, twice, because the first leaves what had to be finalized. */
    static Memory now() {
        System.gc();
        System.gc();
        return new Memory(
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
                directBytesNow(),
                field(lines(STATUS), "RssAnon:", "") * KIB,
                field(lines(SOCKETS), "TCP:", "mem") * PAGE_BYTES);
    }

    /** Of Netty's allocator. */
    static long directBytesNow() {
        return ByteBufAllocator.DEFAULT instanceof ByteBufAllocatorMetricProvider allocator
                ? allocator.metric().usedDirectMemory()
                : 0;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException elsewhere) {
            return List.of();
        }
    }

    /** In a line such as {@code TCP: inuse 5 mem 3}: the number behind a word; behind the line's head where that is empty. */
    static long field(List<String> lines, String head, String word) {
        for (String line : lines) {
            if (line.startsWith(head)) {
                String rest = line.substring(head.length()) + " ";
                int at = word.isEmpty() ? 0 : rest.indexOf(" " + word + " ") + word.length() + 2;
                return Long.parseLong(rest.substring(at).strip().split("\\s+")[0]);
            }
        }
        return 0;
    }

    /** What was added since then, for each of so many. */
    Memory each(Memory before, int count) {
        return new Memory(
                (liveHeapBytes - before.liveHeapBytes) / count,
                (directBytes - before.directBytes) / count,
                (anonBytes - before.anonBytes) / count,
                (kernelBytes - before.kernelBytes) / count);
    }
}
