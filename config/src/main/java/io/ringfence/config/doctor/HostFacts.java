package io.ringfence.config.doctor;

import io.ringfence.config.doctor.Mounts.Mount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The host and the JVM that figures were taken on: stored beside results, so that nobody compares what cannot be compared.
 * Holds no names of hosts, users or directories. What could not be found out is {@value #UNKNOWN}.
 *
 * @param cpuModel the CPU's name
 * @param cpus that this process may use
 * @param onlineCpus that the host has, such as 0-7
 * @param isolatedCpus that the scheduler leaves alone, such as 2-3, or none
 * @param smt whether a core runs two threads at once: on or off
 * @param cpuQuota CPUs' worth of time that the process may use, or none
 * @param governor of the CPUs' clocks
 * @param turbo whether clocks go beyond their nominal rate: on or off
 * @param clockSource behind the JVM's clocks
 * @param hypervisor its name, or none
 * @param numaNodes number of nodes of memory
 * @param kernel name and release
 * @param transparentHugePages always, madvise or never
 * @param memory of the host
 * @param swap of the host, or none
 * @param journalFileSystem type and mount options where the journal is
 * @param jvm name and version
 * @param gc the JVM's collector
 * @param heap its bounds
 * @param jvmFlags those that change how it runs
 */
public record HostFacts(
        String cpuModel,
        int cpus,
        String onlineCpus,
        String isolatedCpus,
        String smt,
        String cpuQuota,
        String governor,
        String turbo,
        String clockSource,
        String hypervisor,
        String numaNodes,
        String kernel,
        String transparentHugePages,
        String memory,
        String swap,
        String journalFileSystem,
        String jvm,
        String gc,
        String heap,
        List<String> jvmFlags) {

    /** In the place of what could not be found out. */
    public static final String UNKNOWN = "unknown";

    private static final String NONE = "none";

    /** Copies the list. */
    public HostFacts {
        jvmFlags = List.copyOf(jvmFlags);
    }

    /**
     * Reads them; takes some milliseconds and measures nothing.
     *
     * @param journalDirectory which need not be there yet
     */
    public static HostFacts read(HostFiles files, Path journalDirectory) {
        return read(files, journalDirectory, JvmFacts.ofThisProcess());
    }

    static HostFacts read(HostFiles files, Path journalDirectory, JvmFacts jvm) {
        CpuFiles cpus = new CpuFiles(files);
        MemoryFiles memory = new MemoryFiles(files);
        return new HostFacts(
                cpus.model().orElse(UNKNOWN),
                jvm.cpus(),
                cpus.online().map(CpuList::describe).orElse(UNKNOWN),
                list(cpus.isolated()),
                onOrOff(cpus.isSmtActive()),
                new CgroupFiles(files)
                        .cpuQuota()
                        .map(quota -> Quantity.oneDecimal(quota.cpus()))
                        .orElse(NONE),
                cpus.governor().orElse(UNKNOWN),
                onOrOff(cpus.isTurboOn()),
                cpus.clockSource().orElse(UNKNOWN),
                Hypervisor.read(files).orElse(UNKNOWN),
                cpus.nodes().map(nodes -> Integer.toString(nodes.cardinality())).orElse(UNKNOWN),
                kernel(files),
                memory.transparentHugePages().orElse(UNKNOWN),
                bytes(memory.totalBytes()),
                memory.swapBytes().orElse(-1) == 0 ? NONE : bytes(memory.swapBytes()),
                fileSystem(files, journalDirectory).map(Mount::describe).orElse(UNKNOWN),
                jvm.name() + " " + jvm.version(),
                jvm.collector(),
                heap(jvm),
                jvm.flags());
    }

    /** By name, in the order above, each name in lower case with underscores. */
    public Map<String, String> asMap() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("cpu_model", cpuModel);
        facts.put("cpus", Integer.toString(cpus));
        facts.put("online_cpus", onlineCpus);
        facts.put("isolated_cpus", isolatedCpus);
        facts.put("smt", smt);
        facts.put("cpu_quota", cpuQuota);
        facts.put("governor", governor);
        facts.put("turbo", turbo);
        facts.put("clock_source", clockSource);
        facts.put("hypervisor", hypervisor);
        facts.put("numa_nodes", numaNodes);
        facts.put("kernel", kernel);
        facts.put("transparent_huge_pages", transparentHugePages);
        facts.put("memory", memory);
        facts.put("swap", swap);
        facts.put("journal_file_system", journalFileSystem);
        facts.put("jvm", jvm);
        facts.put("gc", gc);
        facts.put("heap", heap);
        facts.put("jvm_flags", jvmFlags.isEmpty() ? NONE : String.join(" ", jvmFlags));
        return facts;
    }

    /** The mount that a directory is on, or will be on once it is made. */
    static Optional<Mount> fileSystem(HostFiles files, Path directory) {
        try {
            return Mounts.read(files).holding(existing(directory).toRealPath());
        } catch (IOException hidden) {
            return Optional.empty();
        }
    }

    /** The directory, or the nearest one above it that is there. */
    static Path existing(Path directory) {
        Path path = directory.toAbsolutePath().normalize();
        while (!Files.isDirectory(path) && path.getParent() != null) {
            path = path.getParent();
        }
        return path;
    }

    private static String kernel(HostFiles files) {
        return files.text("/proc/sys/kernel/osrelease")
                .map(release -> "Linux " + release)
                .orElseGet(() -> System.getProperty("os.name") + " " + System.getProperty("os.version"));
    }

    private static String heap(JvmFacts jvm) {
        String initial = jvm.number("InitialHeapSize").map(Quantity::bytes).orElse(UNKNOWN);
        return initial + " to " + Quantity.bytes(jvm.maxHeapBytes());
    }

    private static String list(Optional<BitSet> cpus) {
        return cpus.map(set -> set.isEmpty() ? NONE : CpuList.describe(set)).orElse(UNKNOWN);
    }

    private static String onOrOff(Optional<Boolean> isOn) {
        return isOn.map(on -> on ? "on" : "off").orElse(UNKNOWN);
    }

    private static String bytes(OptionalLong bytes) {
        return bytes.isPresent() ? Quantity.bytes(bytes.getAsLong()) : UNKNOWN;
    }
}
