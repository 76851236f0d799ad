package io.ringfence.config.doctor;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** Whether the kernel's timer tick, and what it does then, leaves the CPUs of stage threads alone. */
final class TickCheck implements Check {
    private static final Subject ABOUT = new Subject(Topic.INTERRUPTIONS, "timer tick");

    @Override
    public List<Finding> look(Host host) {
        Optional<BitSet> tickless = host.cpus().tickless();
        if (tickless.isEmpty()) {
            return List.of(ABOUT.unknown("the kernel does not tell", "cat /proc/cmdline"));
        }
        BitSet ticking = host.pinnedCpus();
        ticking.andNot(tickless.get());
        String off = tickless.get().isEmpty() ? "" : ", off on " + CpuList.describe(tickless.get());
        if (!host.isSpinning()) {
            return List.of(ABOUT.good("on" + off + "; threads that sleep do not notice"));
        }
        if (!host.pins().isEmpty() && ticking.isEmpty()) {
            return List.of(ABOUT.good("off on " + CpuList.describe(tickless.get())));
        }
        BitSet pinned = host.pinnedCpus();
        BitSet wanted = pinned.isEmpty() ? host.suggestedCpus() : pinned;
        String list = wanted.isEmpty() ? "LIST" : CpuList.describe(wanted);
        return List.of(ABOUT.little(
                "on" + off,
                "a thread that spins is interrupted 100 to 1000 times a second, for 1 to 5 us",
                "kernel parameters nohz_full=" + list + " rcu_nocbs=" + list + ", and stages pinned to those CPUs"));
    }
}
