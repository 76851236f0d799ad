package io.ringfence.config.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the process may have of files and locked memory. */
final class LimitsCheck implements Check {
    private static final Subject FILES = new Subject(Topic.LIMITS, "open files");
    private static final Subject LOCKED = new Subject(Topic.LIMITS, "locked memory");
    /** The jar, segments of journal and event log, and the JVM's own. */
    private static final int OWN_FILES = 256;

    private static final String UNLIMITED = "unlimited";

    @Override
    public List<Finding> look(Host host) {
        List<Finding> findings = new ArrayList<>();
        findings.add(limit(host, "Max open files")
                .map(soft -> files(host, soft))
                .orElseGet(() -> FILES.unknown("the kernel does not tell", "ulimit -n")));
        findings.add(limit(host, "Max locked memory")
                .map(soft -> locked(host, soft))
                .orElseGet(() -> LOCKED.unknown("the kernel does not tell", "ulimit -l")));
        return findings;
    }

    /** The limit in force, of a table of names, soft limits, hard limits and units. */
    private static Optional<String> limit(Host host, String name) {
        return host.files().lines("/proc/self/limits").stream()
                .filter(line -> line.startsWith(name + " "))
                .map(line -> line.substring(name.length()).strip().split("\\s+")[0])
                .findFirst();
    }

    private static Finding files(Host host, String soft) {
        int clients = host.config()
                .edge()
                .map(edge -> edge.connections().maxConnections())
                .orElse(0);
        int wanted = clients + OWN_FILES;
        String found = soft + "; " + clients + " clients and the host's own take up to " + wanted;
        boolean isEnough = soft.equals(UNLIMITED) || HostFiles.wholeNumber(soft).orElse(0) >= wanted;
        return isEnough
                ? FILES.good(found)
                : FILES.lot(
                        found,
                        "clients are refused, and the journal's next segment may not open, which halts the host",
                        "ulimit -n " + Integer.highestOneBit(wanted) * 2 + ", or LimitNOFILE= of systemd");
    }

    private static Finding locked(Host host, String soft) {
        String found = soft.equals(UNLIMITED)
                ? soft
                : HostFiles.wholeNumber(soft).stream()
                        .mapToObj(Quantity::bytes)
                        .findFirst()
                        .orElse(soft);
        boolean isReserved = host.jvm().isOn("UseLargePages") && host.jvm().isOff("UseTransparentHugePages");
        long bytes = HostFiles.wholeNumber(soft).orElse(0);
        if (isReserved && !soft.equals(UNLIMITED) && bytes < host.jvm().maxHeapBytes()) {
            return LOCKED.little(
                    found,
                    "less than the heap: UseLargePages may fall back to small pages without a word",
                    "ulimit -l unlimited, or LimitMEMLOCK=infinity of systemd");
        }
        return LOCKED.good(found + "; nothing of the host locks memory");
    }
}
