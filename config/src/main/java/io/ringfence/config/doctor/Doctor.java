package io.ringfence.config.doctor;

import io.ringfence.config.node.NodeConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Looks at a host, for a node that is to run on it, and says what costs latency. */
public final class Doctor {
    /** In the order of their findings; those that measure go through the probes. */
    private static final List<Check> CHECKS = List.of(
            new CpusCheck(),
            new PinningCheck(),
            new SmtCheck(),
            new GovernorCheck(),
            new TurboCheck(),
            new IdleStatesCheck(),
            new NumaCheck(),
            new IsolationCheck(),
            new TickCheck(),
            new InterruptsCheck(),
            new QuotaCheck(),
            new HypervisorCheck(),
            new NoiseCheck(),
            new ClockSourceCheck(),
            new NanoTimeCheck(),
            new TimersCheck(),
            new HugePagesCheck(),
            new SwapCheck(),
            new MemoryRoomCheck(),
            new FileSystemCheck(),
            new DiskRoomCheck(),
            new SyncCheck(),
            new CodeCheck(),
            new CollectorCheck(),
            new HeapCheck(),
            new PageSizeCheck(),
            new PerfDataCheck(),
            new SafepointsCheck(),
            new JvmLogCheck(),
            new LimitsCheck());

    private Doctor() {}

    /**
     * Looks at the host and at the JVM it is called in. Takes about three seconds, in which it keeps a CPU, and the journal's
     * disk, busy.
     *
     * @param journalDirectory where the node's journal is, or will be
     * @return what was found, by topic
     */
    public static List<Finding> examine(NodeConfig config, Path journalDirectory, DoctorProgress progress) {
        return examine(new Host(
                HostFiles.ofThisHost(), JvmFacts.ofThisProcess(), config, journalDirectory, new LiveProbes(progress)));
    }

    static List<Finding> examine(Host host) {
        List<Finding> findings = new ArrayList<>();
        CHECKS.forEach(check -> findings.addAll(check.look(host)));
        findings.sort(Comparator.comparing(Finding::topic));
        return findings;
    }
}
