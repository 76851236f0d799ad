package io.ringfence.config.doctor;

import io.ringfence.config.node.NodeConfig;
import io.ringfence.core.ring.WaitProfile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is looked at.
 *
 * @param files of the host
 * @param jvm whose flags count
 * @param config of the node that is to run here
 * @param journalDirectory where its journal is or will be; it need not be there yet
 * @param probes by which the rest is measured
 */
record Host(HostFiles files, JvmFacts jvm, NodeConfig config, Path journalDirectory, Probes probes) {
    CpuFiles cpus() {
        return new CpuFiles(files);
    }

    /** Whether stage threads never sleep. */
    boolean isSpinning() {
        return config.ring().waitProfile() == WaitProfile.SPIN
                && !stageThreads().isEmpty();
    }

    /** Layout and wait profile, as they stand in a configuration. */
    String layout() {
        return name(config.ring().threading()) + " with wait "
                + name(config.ring().waitProfile());
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** Names of the threads that run the stages; none where the caller does it all. */
    List<String> stageThreads() {
        return switch (config.ring().threading()) {
            case INLINE -> List.of();
            case COMPACT -> List.of("core", "output");
            case PIPELINED -> {
                List<String> threads = new ArrayList<>(List.of("journal", "stop-loss", "trade", "broker", "scheduler"));
                config.edge().ifPresent(edge -> threads.add("edge"));
                config.eventLog().ifPresent(log -> threads.add("event-log"));
                yield threads;
            }
        };
    }

    /** CPUs of those stage threads that are pinned, by their names. */
    Map<String, Integer> pins() {
        Map<String, Integer> pins = new TreeMap<>(config.cpus());
        pins.keySet().retainAll(stageThreads());
        return pins;
    }

    BitSet pinnedCpus() {
        BitSet pinned = new BitSet();
        pins().values().forEach(pinned::set);
        return pinned;
    }

    /**
     * How many CPUs the node has: those that its threads start on, and those that they are pinned to, which isolation keeps
     * out of the former.
     */
    int usableCpus() {
        BitSet usable = pinnedCpus();
        usable.and(permittedCpus());
        Optional<BitSet> allowed = cpus().allowed();
        if (allowed.isEmpty()) {
            return jvm.cpus();
        }
        usable.or(allowed.get());
        return usable.cardinality();
    }

    /** CPUs that a thread can be pinned to. */
    BitSet permittedCpus() {
        BitSet permitted = new BitSet();
        permitted.or(cpus().online().or(() -> cpus().allowed()).orElseGet(BitSet::new));
        new CgroupFiles(files).cpuset().ifPresent(permitted::and);
        return permitted;
    }

    /** CPUs that could be kept for the stage threads, the highest ones; empty where none would be left for the rest. */
    BitSet suggestedCpus() {
        BitSet permitted = permittedCpus();
        BitSet suggested = new BitSet();
        int wanted = stageThreads().size();
        int last = permitted.length() - 1;
        for (int cpu = last; cpu >= 0 && wanted > 0; cpu = permitted.previousSetBit(cpu - 1)) {
            suggested.set(cpu);
            wanted--;
        }
        return wanted == 0 && suggested.cardinality() < permitted.cardinality() ? suggested : new BitSet();
    }

    /** The section of a configuration that pins each stage thread to one of some CPUs. */
    String pinning(BitSet to) {
        StringBuilder section = new StringBuilder("cpus {");
        int cpu = -1;
        for (String thread : stageThreads()) {
            cpu = to.nextSetBit(cpu + 1);
            section.append(section.length() == 6 ? " " : ", ")
                    .append(thread)
                    .append(" = ")
                    .append(cpu);
        }
        return section.append(" }").toString();
    }

    boolean isVirtual() {
        return Hypervisor.read(files)
                .filter(name -> !name.equals(Hypervisor.NONE))
                .isPresent();
    }
}
