package io.ringfence.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The machine and the JVM on which something is measured, as far as they can be told from inside. */
final class Environment {
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
    private static final Path CPUS = Path.of("/sys/devices/system/cpu");
    private static final Path CLOCK = Path.of("/sys/devices/system/clocksource/clocksource0/current_clocksource");
    private static final String UNKNOWN = "unknown";

    private Environment() {}

    /**
     * In the order to show.
     *
     * @param jvmArgs of the JVMs that are measured
     * @param files where they keep their files
     */
    static Map<String, String> of(List<String> jvmArgs, Path files) {
        com.sun.management.OperatingSystemMXBean system =
                ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("CPU", cpuModel());
        environment.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
        environment.put(
                "SMT", text(CPUS.resolve("smt/active")).replace("1", "on").replace("0", "off"));
        environment.put("governor", text(CPUS.resolve("cpu0/cpufreq/scaling_governor")));
        environment.put("virtual machine", cpuInfo("flags").contains(" hypervisor") ? "yes" : "not known of");
        environment.put("clock source", text(CLOCK));
        environment.put("memory", (system.getTotalMemorySize() >> 20) + " MiB");
        environment.put("load before", String.format(Locale.ROOT, "%.2f", system.getSystemLoadAverage()));
        environment.put(
                "system",
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"));
        environment.put("file system", fileSystem(files));
        environment.put("JVM", System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"));
        environment.put("JVM flags", String.join(" ", jvmArgs));
        String version = Environment.class.getPackage().getImplementationVersion();
        environment.put("build", version == null ? "not from a jar" : version);
        return environment;
    }

    private static String cpuModel() {
        String model = cpuInfo("model name");
        return model.isEmpty() ? UNKNOWN : model;
    }

    /** Of the first CPU; empty where it is not to be had. */
    private static String cpuInfo(String key) {
        return text(CPU_INFO)
                .lines()
                .filter(line -> line.startsWith(key))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException absent) {
            return UNKNOWN;
        }
    }

    private static String fileSystem(Path files) {
        try {
            Files.createDirectories(files);
            return Files.getFileStore(files).type();
        } catch (IOException absent) {
            return UNKNOWN;
        }
    }
}
