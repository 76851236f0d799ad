package io.ringfence.config.doctor;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whether the host is a virtual machine, and whose. */
final class Hypervisor {
    static final String NONE = "none";

    private static final Pattern VIRTUAL_PRODUCT =
            Pattern.compile("(?i)kvm|qemu|vmware|virtual|xen|bochs|bhyve|parallels|compute engine");

    private Hypervisor() {}

    /** Its name; {@value #NONE} for a machine of its own; absent where it cannot be told. */
    static Optional<String> read(HostFiles files) {
        Optional<String> type = files.text("/sys/hypervisor/type").filter(text -> !text.isEmpty());
        if (type.isPresent()) {
            return type;
        }
        Optional<String> product = product(files);
        Optional<String> flags = files.field("/proc/cpuinfo", "flags");
        if (flags.isPresent()) {
            boolean isGuest = List.of(flags.get().split("\\s+")).contains("hypervisor");
            return Optional.of(isGuest ? byClock(files).or(() -> product).orElse("of unknown kind") : NONE);
        }
        // CPUs other than x86 do not say so themselves.
        return product.map(name -> VIRTUAL_PRODUCT.matcher(name).find() ? name : NONE);
    }

    private static Optional<String> byClock(HostFiles files) {
        List<String> clocks = new CpuFiles(files).clockSources();
        if (clocks.contains("kvm-clock")) {
            return Optional.of("kvm");
        }
        if (clocks.contains("hyperv_clocksource_tsc_page")) {
            return Optional.of("hyper-v");
        }
        return clocks.contains("xen") ? Optional.of("xen") : Optional.empty();
    }

    private static Optional<String> product(HostFiles files) {
        String name = (files.text("/sys/class/dmi/id/sys_vendor").orElse("") + " "
                        + files.text("/sys/class/dmi/id/product_name").orElse(""))
                .strip();
        return name.isEmpty() ? Optional.empty() : Optional.of(name);
    }
}
