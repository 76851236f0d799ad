package io.ringfence.config.doctor;

import java.util.List;
import java.util.OptionalLong;

/** How deep an idle CPU sleeps, by the deepest state that any CPU may enter. */
final class IdleStatesCheck implements Check {
    private static final Subject ABOUT = new Subject(Topic.PROCESSOR, "idle states");
    private static final long SHALLOW_US = 5;
    private static final long DEEP_US = 50;

    private record State(String name, long exitUs) {}

    @Override
    public List<Finding> look(Host host) {
        State deepest = null;
        for (String cpu : host.cpus().names()) {
            String idle = CpuFiles.CPUS + "/" + cpu + "/cpuidle/";
            for (String state : host.files().names(idle)) {
                OptionalLong exitUs = host.files().number(idle + state + "/latency");
                boolean isOff = host.files().number(idle + state + "/disable").orElse(0) != 0;
                if (!isOff && exitUs.isPresent() && (deepest == null || exitUs.getAsLong() > deepest.exitUs())) {
                    deepest =
                            new State(host.files().text(idle + state + "/name").orElse(state), exitUs.getAsLong());
                }
            }
        }
        return List.of(deepest == null ? unknown(host) : finding(host, deepest).with("exit_us", deepest.exitUs()));
    }

    private static Finding unknown(Host host) {
        return host.isVirtual()
                ? ABOUT.unknown("the hypervisor's host decides", "see how late threads wake, below")
                : ABOUT.unknown("the kernel has no driver for them", "sudo turbostat");
    }

    private static Finding finding(Host host, State deepest) {
        String found = "down to " + deepest.name() + ", which takes " + deepest.exitUs() + " us to leave";
        if (deepest.exitUs() <= SHALLOW_US) {
            return host.isVirtual()
                    ? ABOUT.good(found + "; what the hypervisor adds, the time to wake shows")
                    : ABOUT.good(found);
        }
        // A CPU on which a thread spins is never idle, but those of feeds and sockets are.
        Level level = host.isSpinning() || deepest.exitUs() < DEEP_US ? Level.COSTS_LITTLE : Level.COSTS_A_LOT;
        return ABOUT.of(
                level,
                found,
                "the first event after silence finds a CPU asleep, and then cold caches: that long, on each thread it passes",
                "sudo cpupower idle-set -D " + SHALLOW_US,
                "for good: kernel parameters processor.max_cstate=1 intel_idle.max_cstate=1");
    }
}
