package io.ringfence.config.doctor;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.RuntimeMXBean;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A JVM, as it was started.
 *
 * @param name such as OpenJDK 64-Bit Server VM
 * @param version such as 17.0.15+6
 * @param mode how it runs code, such as mixed mode
 * @param collectors its memory's collectors, by the names they give themselves
 * @param options settings that matter here, by name, as they are in effect; one that this JVM does not have, or does not show,
 *     is absent
 * @param arguments what it was started with, without the program's own
 * @param cpus that it believes to have
 * @param maxHeapBytes the heap's bound
 */
record JvmFacts(
        String name,
        String version,
        String mode,
        List<String> collectors,
        Map<String, String> options,
        List<String> arguments,
        int cpus,
        long maxHeapBytes) {

    private static final List<String> OPTIONS = List.of(
            "AlwaysPreTouch",
            "GuaranteedSafepointInterval",
            "InitialHeapSize",
            "MaxHeapSize",
            "PerfDisableSharedMem",
            "TieredStopAtLevel",
            "UseBiasedLocking",
            "UseCountedLoopSafepoints",
            "UseEpsilonGC",
            "UseG1GC",
            "UseLargePages",
            "UseParallelGC",
            "UsePerfData",
            "UseSerialGC",
            "UseShenandoahGC",
            "UseTransparentHugePages",
            "UseZGC");

    JvmFacts {
        collectors = List.copyOf(collectors);
        options = Map.copyOf(options);
        arguments = List.copyOf(arguments);
    }

    static JvmFacts ofThisProcess() {
        RuntimeMXBean runtime = ManagementFactory.getRuntimeMXBean();
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        return new JvmFacts(
                runtime.getVmName(),
                System.getProperty("java.runtime.version", runtime.getVmVersion()),
                System.getProperty("java.vm.info", ""),
                ManagementFactory.getGarbageCollectorMXBeans().stream()
                        .map(GarbageCollectorMXBean::getName)
                        .toList(),
                optionsOfThisProcess(),
                runtime.getInputArguments(),
                Runtime.getRuntime().availableProcessors(),
                memory.getHeapMemoryUsage().getMax());
    }

    private static Map<String, String> optionsOfThisProcess() {
        Map<String, String> options = new LinkedHashMap<>();
        HotSpotDiagnosticMXBean bean = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        for (String option : bean == null ? List.<String>of() : OPTIONS) {
            try {
                options.put(option, bean.getVMOption(option).getValue());
            } catch (IllegalArgumentException notOfThisJvm) {
                // Another version has it, or it is shown only when diagnostic options are unlocked.
                continue;
            }
        }
        return options;
    }

    /** True where an option is known to be on. */
    boolean isOn(String option) {
        return "true".equals(options.get(option));
    }

    /** True where an option is known to be off. */
    boolean isOff(String option) {
        return "false".equals(options.get(option));
    }

    Optional<Long> number(String option) {
        return Optional.ofNullable(options.get(option))
                .flatMap(value -> HostFiles.wholeNumber(value).stream().boxed().findFirst());
    }

    /** The release, such as 17; 0 where the version does not begin with one. */
    int feature() {
        return (int) HostFiles.wholeNumber(version.replaceFirst("\\D.*", "")).orElse(0);
    }

    /** The collector's usual name. */
    String collector() {
        for (String known : List.of("G1", "Parallel", "Serial", "Shenandoah", "Epsilon")) {
            if (isOn("Use" + known + "GC")) {
                return known;
            }
        }
        if (isOn("UseZGC")) {
            boolean isGenerational = collectors.stream().anyMatch(bean -> bean.startsWith("ZGC Minor"));
            return isGenerational ? "generational ZGC" : "ZGC";
        }
        return String.join(", ", collectors);
    }

    /**
     * The arguments that change how it runs: neither properties, which may be secret, nor access between modules; three dots
     * stand for names of files.
     */
    List<String> flags() {
        return arguments.stream()
                .filter(argument -> argument.startsWith("-X"))
                .map(argument -> argument.replaceAll("/[^:,]*", "..."))
                .toList();
    }
}
