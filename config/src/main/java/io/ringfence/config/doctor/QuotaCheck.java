package io.ringfence.config.doctor;

import io.ringfence.config.doctor.CgroupFiles.CpuQuota;
import java.util.List;
import java.util.Optional;

/** Whether a container's or a service's quota stops the process. */
final class QuotaCheck implements Check {
    private static final Subject ABOUT = new Subject(Topic.INTERRUPTIONS, "CPU quota");

    @Override
    public List<Finding> look(Host host) {
        if (host.files().lines("/proc/self/cgroup").isEmpty()) {
            return List.of(ABOUT.unknown("the kernel does not tell"));
        }
        Optional<CpuQuota> quota = new CgroupFiles(host.files()).cpuQuota();
        return List.of(quota.map(bound -> finding(host, bound)).orElseGet(() -> ABOUT.good("none")));
    }

    private static Finding finding(Host host, CpuQuota quota) {
        long periodNs = quota.periodUs() * 1_000;
        String found = Quantity.oneDecimal(quota.cpus()) + " CPUs' worth of time in each " + Quantity.ns(periodNs)
                + ", used up in " + quota.throttledCount() + " periods for " + Quantity.ns(quota.throttledNs());
        // A thread more than the stages' is always about.
        boolean isTooLittle =
                host.isSpinning() && quota.cpus() < host.stageThreads().size() + 1;
        Level level = quota.throttledCount() > 0 || isTooLittle ? Level.COSTS_A_LOT : Level.COSTS_LITTLE;
        return ABOUT.of(
                        level,
                        found,
                        "when it is used up all threads stand still until the next period: up to "
                                + Quantity.ns(periodNs),
                        "no quota, but CPUs of its own: --cpuset-cpus of Docker without --cpus, AllowedCPUs= of systemd"
                                + " without CPUQuota=, whole CPUs in a Guaranteed pod with the static CPU manager")
                .with("quota_us", quota.quotaUs())
                .with("period_us", quota.periodUs())
                .with("throttled_count", quota.throttledCount())
                .with("throttled_ns", quota.throttledNs());
    }
}
