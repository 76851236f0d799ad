package io.ringfence.config.doctor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Trees of {@code /proc} and {@code /sys} as several kinds of hosts have them. */
final class FakeHost {
    private static final String CPUS = "/sys/devices/system/cpu/";
    private static final String CLOCK = "/sys/devices/system/clocksource/clocksource0/";
    private static final String HUGE_PAGES = "/sys/kernel/mm/transparent_hugepage/";

    private final Path root;
    private final Set<Path> made = new HashSet<>();

    private FakeHost(Path root) {
        this.root = root;
    }

    /** One that tells nothing. */
    static FakeHost empty(Path root) {
        return new FakeHost(root);
    }

    /** A co-located host with eight cores of which 2 to 7 are kept free for it. */
    static FakeHost tuned(Path root) {
        FakeHost host = new FakeHost(root);
        host.cpus(8, "fpu tsc nonstop_tsc constant_tsc", "Intel(R) Xeon(R) Gold 6444Y")
                // The kernel starts no process on isolated CPUs.
                .file("/proc/self/status", "Name:\tjava\nCpus_allowed_list:\t0-1\nMems_allowed_list:\t0")
                .file(CPUS + "isolated", "2-7")
                .file(CPUS + "nohz_full", "2-7")
                .file(
                        "/proc/cmdline",
                        "root=/dev/sda1 isolcpus=2-7 nohz_full=2-7 rcu_nocbs=2-7 intel_idle.max_cstate=1")
                .file(CPUS + "smt/active", "0")
                .file(CPUS + "smt/control", "off")
                .file(CPUS + "intel_pstate/no_turbo", "1")
                .file(CLOCK + "current_clocksource", "tsc")
                .file(CLOCK + "available_clocksource", "tsc hpet acpi_pm")
                .file(HUGE_PAGES + "enabled", "always [madvise] never")
                .file(HUGE_PAGES + "defrag", "always defer defer+madvise [madvise] never")
                .file("/proc/self/cgroup", "0::/user.slice")
                .file("/proc/irq/1/smp_affinity_list", "0-1")
                .file("/proc/irq/2/effective_affinity_list", "0")
                .file("/proc/self/timerslack_ns", "1")
                .file("/proc/self/limits", limits("1048576", "unlimited"))
                .memory(64L << 30, 0)
                .mounts("25 1 8:1 / / rw,noatime - xfs /dev/sda1 rw,attr2,inode64");
        for (int cpu = 0; cpu < 8; cpu++) {
            host.frequency(cpu, "performance", "intel_pstate")
                    .idleState(cpu, 0, "POLL", 0)
                    .idleState(cpu, 1, "C1", 2);
        }
        return host;
    }

    /** Four cores with two threads each, as it comes out of the box. */
    static FakeHost laptop(Path root) {
        FakeHost host = new FakeHost(root);
        host.cpus(8, "fpu tsc nonstop_tsc constant_tsc", "AMD Ryzen 7 7840U")
                .file(CPUS + "isolated", "")
                .file("/proc/cmdline", "BOOT_IMAGE=/vmlinuz quiet splash")
                .file(CPUS + "smt/active", "1")
                .file(CPUS + "smt/control", "on")
                .file(CPUS + "cpufreq/boost", "1")
                .file(CLOCK + "current_clocksource", "hpet")
                .file(CLOCK + "available_clocksource", "hpet acpi_pm")
                .file(HUGE_PAGES + "enabled", "[always] madvise never")
                .file(HUGE_PAGES + "defrag", "[always] defer defer+madvise madvise never")
                .file("/proc/self/cgroup", "0::/user.slice")
                .file("/proc/self/timerslack_ns", "50000")
                .file("/proc/self/limits", limits("1024", "8388608"))
                .memory(16L << 30, 8L << 30)
                .mounts("25 1 0:30 / / rw,relatime - btrfs /dev/nvme0n1p2 rw,compress=zstd:1,ssd,discard=async");
        for (int cpu = 0; cpu < 8; cpu++) {
            host.frequency(cpu, cpu < 6 ? "powersave" : "schedutil", "amd-pstate-epp")
                    .idleState(cpu, 0, "POLL", 0)
                    .idleState(cpu, 1, "C1", 1)
                    .idleState(cpu, 2, "C3", 350)
                    .file(CPUS + "cpu" + cpu + "/topology/thread_siblings_list", cpu % 4 + "," + (cpu % 4 + 4));
        }
        return host;
    }

    /** A virtual machine with two CPUs, which tells nothing of its clock rates. */
    static FakeHost virtualMachine(Path root) {
        return new FakeHost(root)
                .cpus(2, "fpu tsc hypervisor", "AMD EPYC")
                .file(CPUS + "isolated", "")
                .file("/proc/cmdline", "console=ttyS0")
                .file(CPUS + "smt/active", "0")
                .file(CPUS + "smt/control", "notsupported")
                .file(CLOCK + "current_clocksource", "kvm-clock")
                .file(CLOCK + "available_clocksource", "kvm-clock tsc acpi_pm")
                .file(HUGE_PAGES + "enabled", "always madvise [never]")
                .file(HUGE_PAGES + "defrag", "always defer defer+madvise [madvise] never")
                .file("/proc/stat", "cpu  1000 0 500 8000 100 0 0 400 0 0\ncpu0 1000 0 500 8000 100 0 0 400 0 0")
                .memory(8L << 30, 0)
                .mounts("25 1 254:0 / / rw,relatime - ext4 /dev/vda rw,discard");
    }

    /** A container on a large host: four CPUs' worth of time, an overlay under it, and its own path hidden from it. */
    static FakeHost container(Path root) {
        return new FakeHost(root)
                .cpus(64, "fpu tsc", "Intel(R) Xeon(R) Platinum 8488C")
                .file("/proc/self/cgroup", "0::/kubepods/burstable/pod1/abc")
                .file("/sys/fs/cgroup/cpu.max", "400000 100000")
                .file(
                        "/sys/fs/cgroup/cpu.stat",
                        "usage_usec 1000\nnr_periods 900\nnr_throttled 17\nthrottled_usec 250000")
                .file("/sys/fs/cgroup/memory.max", "2147483648")
                .memory(256L << 30, 0)
                .mounts(
                        "100 99 0:50 / / rw,relatime - overlay overlay rw,lowerdir=/a,upperdir=/b",
                        "101 100 0:28 / /sys/fs/cgroup ro,nosuid - cgroup2 cgroup rw");
    }

    FakeHost cpus(int count, String flags, String model) {
        StringBuilder info = new StringBuilder();
        for (int cpu = 0; cpu < count; cpu++) {
            info.append("processor\t: ").append(cpu).append("\nmodel name\t: ").append(model);
            info.append("\nflags\t\t: ").append(flags).append("\n\n");
        }
        String all = "0-" + (count - 1);
        return file("/proc/cpuinfo", info.toString())
                .file(CPUS + "online", all)
                .file("/proc/self/status", "Name:\tjava\nCpus_allowed_list:\t" + all + "\nMems_allowed_list:\t0")
                .file("/proc/sys/kernel/osrelease", "6.1.0-18-amd64")
                .nodes(all);
    }

    /** Nodes of memory, by their CPUs. */
    FakeHost nodes(String... cpus) {
        for (int node = 0; node < cpus.length; node++) {
            file("/sys/devices/system/node/node" + node + "/cpulist", cpus[node]);
        }
        return file("/sys/devices/system/node/online", cpus.length == 1 ? "0" : "0-" + (cpus.length - 1));
    }

    FakeHost frequency(int cpu, String governor, String driver) {
        return file(CPUS + "cpu" + cpu + "/cpufreq/scaling_governor", governor)
                .file(CPUS + "cpu" + cpu + "/cpufreq/scaling_driver", driver);
    }

    FakeHost idleState(int cpu, int state, String name, int exitUs) {
        String directory = CPUS + "cpu" + cpu + "/cpuidle/state" + state;
        return file(directory + "/name", name)
                .file(directory + "/latency", Integer.toString(exitUs))
                .file(directory + "/disable", "0");
    }

    FakeHost memory(long totalBytes, long swapBytes) {
        return file(
                        "/proc/meminfo",
                        "MemTotal:       " + totalBytes / 1024 + " kB\nMemAvailable:   " + totalBytes / 2048
                                + " kB\nSwapTotal:      " + swapBytes / 1024 + " kB\nSwapFree:       "
                                + swapBytes / 1024
                                + " kB\n")
                .file("/proc/sys/vm/swappiness", "60");
    }

    private static String limits(String files, String lockedMemory) {
        return "Limit                     Soft Limit           Hard Limit           Units     \n"
                + String.format("Max open files            %-20s %-20s files     \n", files, "1048576")
                + String.format("Max locked memory         %-20s %-20s bytes     ", lockedMemory, "unlimited");
    }

    FakeHost mounts(String... lines) {
        return file("/proc/self/mountinfo", String.join("\n", lines));
    }

    /** A file with the line end that the kernel puts behind all it tells. */
    FakeHost file(String path, String text) {
        try {
            Path file = root.resolve(path.substring(1));
            if (made.add(file.getParent())) {
                Files.createDirectories(file.getParent());
            }
            Files.writeString(file, text + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Every file of the tree, by the path it is read by. */
    List<String> paths() {
        try (Stream<Path> walked = Files.walk(root)) {
            return walked.filter(Files::isRegularFile)
                    .map(file -> "/" + root.relativize(file))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String text(String path) {
        try {
            return Files.readString(root.resolve(path.substring(1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    HostFiles files() {
        return HostFiles.under(root);
    }
}
