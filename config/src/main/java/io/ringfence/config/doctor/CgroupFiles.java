package io.ringfence.config.doctor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The bounds that a container or a service manager puts on this process, of either version of control groups. A group's
 * bound holds for those below it, so all from the process's own up to the mount's top are read.
 */
final class CgroupFiles {
    private final HostFiles files;
    private final Mounts mounts;

    CgroupFiles(HostFiles files) {
        this.files = files;
        this.mounts = Mounts.read(files);
    }

    /**
     * CPU time that a group may use.
     *
     * @param quotaUs of all its threads together in a period
     * @param periodUs after which it gets the next quota
     * @param throttledCount periods in which it was used up
     * @param throttledNs for which threads then stood still
     */
    record CpuQuota(long quotaUs, long periodUs, long throttledCount, long throttledNs) {
        double cpus() {
            return (double) quotaUs / periodUs;
        }
    }

    /** The tightest quota; absent for none, also where there are no control groups. */
    Optional<CpuQuota> cpuQuota() {
        Optional<CpuQuota> tightest = Optional.empty();
        for (String group : groups("cpu")) {
            Optional<CpuQuota> quota = files.exists(group + "/cpu.max") ? unified(group) : legacy(group);
            if (quota.isPresent()
                    && (tightest.isEmpty()
                            || quota.get().cpus() < tightest.get().cpus())) {
                tightest = quota;
            }
        }
        return tightest;
    }

    private Optional<CpuQuota> unified(String group) {
        String[] words = files.text(group + "/cpu.max").orElse("max").split("\\s+");
        if (words.length < 2 || words[0].equals("max")) {
            return Optional.empty();
        }
        return quota(
                HostFiles.wholeNumber(words[0]),
                HostFiles.wholeNumber(words[1]),
                statistic(group, "nr_throttled"),
                statistic(group, "throttled_usec") * 1_000);
    }

    private Optional<CpuQuota> legacy(String group) {
        return quota(
                files.number(group + "/cpu.cfs_quota_us"),
                files.number(group + "/cpu.cfs_period_us"),
                statistic(group, "nr_throttled"),
                statistic(group, "throttled_time"));
    }

    private static Optional<CpuQuota> quota(OptionalLong quotaUs, OptionalLong periodUs, long count, long ns) {
        if (quotaUs.orElse(0) <= 0 || periodUs.orElse(0) <= 0) {
            return Optional.empty();
        }
        return Optional.of(new CpuQuota(quotaUs.getAsLong(), periodUs.getAsLong(), count, ns));
    }

    private long statistic(String group, String name) {
        return files.lines(group + "/cpu.stat").stream()
                .filter(line -> line.startsWith(name + " "))
                .flatMapToLong(line -> HostFiles.wholeNumber(line.substring(name.length())).stream())
                .findFirst()
                .orElse(0);
    }

    /** The least bound on the memory of this process, in bytes; absent for none. */
    OptionalLong memoryLimitBytes() {
        // The first version has a huge number in the place of none.
        return groups("memory").stream()
                .flatMap(group -> Stream.of(group + "/memory.max", group + "/memory.limit_in_bytes"))
                .flatMapToLong(file -> files.number(file).stream())
                .filter(bytes -> bytes < Long.MAX_VALUE / 2)
                .min();
    }

    /** CPUs that the groups let this process have; absent where they do not say. */
    Optional<BitSet> cpuset() {
        return groups("cpuset").stream()
                .flatMap(group -> Stream.of(
                        group + "/cpuset.cpus.effective", group + "/cpuset.effective_cpus", group + "/cpuset.cpus"))
                .flatMap(file -> files.text(file).flatMap(CpuList::parse).stream())
                .filter(cpus -> !cpus.isEmpty())
                .findFirst();
    }

    /** Directories of the groups of a controller that this process is in, its own first. */
    private List<String> groups(String controller) {
        List<String> groups = new ArrayList<>();
        for (String line : files.lines("/proc/self/cgroup")) {
            String[] parts = line.split(":", 3);
            Optional<Path> path = parts.length < 3 ? Optional.empty() : HostFiles.path(parts[2]);
            if (path.isEmpty()) {
                continue;
            }
            if (parts[1].isEmpty()) {
                mounts.ofType("cgroup2").forEach(mount -> climb(mount.point(), path.get(), groups));
            } else if (List.of(parts[1].split(",")).contains(controller)) {
                mounts.ofType("cgroup")
                        .filter(mount -> mount.options().contains(controller))
                        .forEach(mount -> climb(mount.point(), path.get(), groups));
            }
        }
        return groups;
    }

    /** A container may see its own group as the mount's top and yet be told its path outside, which then is not there. */
    private void climb(Path mountPoint, Path path, List<String> groups) {
        for (int depth = path.getNameCount(); depth > 0; depth--) {
            String group = mountPoint.resolve(path.subpath(0, depth)).toString();
            if (files.exists(group)) {
                groups.add(group);
            }
        }
        groups.add(mountPoint.toString());
    }
}
