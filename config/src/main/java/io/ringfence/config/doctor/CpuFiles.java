package io.ringfence.config.doctor;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the kernel tells about its CPUs. */
final class CpuFiles {
    static final String CPUS = "/sys/devices/system/cpu";

    private final HostFiles files;

    CpuFiles(HostFiles files) {
        this.files = files;
    }

    /** The name that the CPU gives itself. ARM's give none. */
    Optional<String> model() {
        return files.field("/proc/cpuinfo", "model name");
    }

    /** All that run; absent where it is not told. */
    Optional<BitSet> online() {
        return files.text(CPUS + "/online").flatMap(CpuList::parse).filter(cpus -> !cpus.isEmpty());
    }

    /** Those that this process may use. */
    Optional<BitSet> allowed() {
        return files.field("/proc/self/status", "Cpus_allowed_list").flatMap(CpuList::parse);
    }

    /** Those that the scheduler leaves to threads that are pinned to them; empty for none. */
    Optional<BitSet> isolated() {
        return files.text(CPUS + "/isolated").flatMap(CpuList::parse);
    }

    /** Those whose timer tick stops while one thread runs; empty for none, also where the kernel cannot do it. */
    Optional<BitSet> tickless() {
        // The file has "(null)" where the kernel could but was not told to.
        Optional<BitSet> told = files.text(CPUS + "/nohz_full").flatMap(CpuList::parse);
        return told.isPresent()
                ? told
                : parameter("nohz_full").flatMap(CpuList::parse).or(this::noneIfBooted);
    }

    private Optional<BitSet> noneIfBooted() {
        return files.text("/proc/cmdline").map(line -> new BitSet());
    }

    /** Value of a parameter that the kernel was booted with. */
    Optional<String> parameter(String name) {
        return files.text("/proc/cmdline").stream()
                .flatMap(line -> List.of(line.split("\\s+")).stream())
                .filter(word -> word.startsWith(name + "="))
                .map(word -> word.substring(name.length() + 1))
                .findFirst();
    }

    /** Whether some cores run two threads at once. */
    Optional<Boolean> isSmtActive() {
        Optional<String> active = files.text(CPUS + "/smt/active").filter(text -> text.matches("[01]"));
        if (active.isPresent()) {
            return active.map("1"::equals);
        }
        return siblings(0).map(siblings -> siblings.cardinality() > 1);
    }

    /** The CPUs on a CPU's core, itself included. */
    Optional<BitSet> siblings(int cpu) {
        return files.text(CPUS + "/cpu" + cpu + "/topology/thread_siblings_list")
                .flatMap(CpuList::parse);
    }

    /** The governor, or each with the number of CPUs that have it. */
    Optional<String> governor() {
        return summary("cpufreq/scaling_governor");
    }

    /** Who sets the clock of a CPU. */
    Optional<String> frequencyDriver() {
        return summary("cpufreq/scaling_driver");
    }

    /** Whether the clock may go beyond its nominal rate. */
    Optional<Boolean> isTurboOn() {
        Optional<String> boost = files.text(CPUS + "/cpufreq/boost").filter(text -> text.matches("[01]"));
        if (boost.isPresent()) {
            return boost.map("1"::equals);
        }
        return files.text(CPUS + "/intel_pstate/no_turbo")
                .filter(text -> text.matches("[01]"))
                .map("0"::equals);
    }

    Optional<String> clockSource() {
        return files.text("/sys/devices/system/clocksource/clocksource0/current_clocksource");
    }

    List<String> clockSources() {
        return files.text("/sys/devices/system/clocksource/clocksource0/available_clocksource")
                .map(text -> List.of(text.split("\\s+")))
                .orElse(List.of());
    }

    /** Numbers of the nodes of memory; absent where it is not told. */
    Optional<BitSet> nodes() {
        return files.text("/sys/devices/system/node/online")
                .flatMap(CpuList::parse)
                .filter(nodes -> !nodes.isEmpty());
    }

    Optional<BitSet> cpusOfNode(int node) {
        return files.text("/sys/devices/system/node/node" + node + "/cpulist").flatMap(CpuList::parse);
    }

    /** What a file of each CPU holds: the value where all agree, else each with the number of CPUs that have it. */
    private Optional<String> summary(String file) {
        TreeMap<String, Long> counts = names().stream()
                .flatMap(cpu -> files.text(CPUS + "/" + cpu + "/" + file).stream())
                .collect(Collectors.groupingBy(text -> text, TreeMap::new, Collectors.counting()));
        if (counts.size() <= 1) {
            return counts.keySet().stream().findFirst();
        }
        return Optional.of(counts.entrySet().stream()
                .map(entry -> entry.getKey() + " on " + entry.getValue())
                .collect(Collectors.joining(", ")));
    }

    /** The kernel's names of CPUs: {@code cpu0}. */
    List<String> names() {
        return files.names(CPUS).stream()
                .filter(name -> name.matches("cpu\\d+"))
                .toList();
    }
}
