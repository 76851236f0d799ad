package io.ringfence.config.alloc;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Bytes that threads of the host have allocated since they started, by thread, at one moment. Only the thread that reads them
 * allocates by it.
 */
record ThreadAllocations(Map<String, Long> bytesByThread) {
    static ThreadAllocations now() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Map<String, Long> bytes = new TreeMap<>();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("ringfence-")) {
                bytes.merge(thread.getName(), threads.getThreadAllocatedBytes(thread.getId()), Long::sum);
            }
        }
        return new ThreadAllocations(bytes);
    }

    /**
     * A line for each of these threads that has allocated since.
     *
     * @param events that the host has handled since
     */
    List<String> since(ThreadAllocations before, List<String> threads, long events) {
        List<String> findings = new ArrayList<>();
        for (String thread : threads) {
            if (!bytesByThread.containsKey(thread) || !before.bytesByThread.containsKey(thread)) {
                findings.add(thread + " does not run");
                continue;
            }
            long bytes = bytesByThread.get(thread) - before.bytesByThread.get(thread);
            if (bytes != 0) {
                findings.add(String.format(
                        Locale.ROOT,
                        "%s allocated %d bytes in %d events, %.3f an event",
                        thread,
                        bytes,
                        events,
                        (double) bytes / events));
            }
        }
        return findings;
    }
}
