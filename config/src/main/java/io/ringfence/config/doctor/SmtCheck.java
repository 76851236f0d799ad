package io.ringfence.config.doctor;

import java.util.List;
import java.util.Optional;

/** Whether cores run two threads at once. */
final class SmtCheck implements Check {
    private static final Subject ABOUT = new Subject(Topic.PROCESSOR, "SMT");

    @Override
    public List<Finding> look(Host host) {
        Optional<Boolean> isActive = host.cpus().isSmtActive();
        if (isActive.isEmpty()) {
            return List.of(ABOUT.unknown("the kernel does not tell", "lscpu | grep Thread"));
        }
        if (isActive.get()) {
            return List.of(ABOUT.little(
                    "on: two CPUs are one core",
                    "a thread runs 20 to 50 % slower while anything runs on its core's other half",
                    "echo off | sudo tee /sys/devices/system/cpu/smt/control",
                    "for good: kernel parameter nosmt"));
        }
        return List.of(
                host.isVirtual()
                        ? ABOUT.unknown("none to be seen, but a virtual CPU may be half a core of its host")
                        : ABOUT.good("off"));
    }
}
