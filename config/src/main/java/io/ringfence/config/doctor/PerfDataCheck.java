package io.ringfence.config.doctor;

import io.ringfence.config.doctor.Mounts.Mount;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Whether the JVM keeps its counters in a file that is mapped from a disk. */
final class PerfDataCheck implements Check {
    private static final Subject ABOUT = new Subject(Topic.JVM, "UsePerfData");
    /** Always there, whatever java.io.tmpdir says. */
    private static final Path DIRECTORY = Path.of("/tmp");

    @Override
    public List<Finding> look(Host host) {
        JvmFacts jvm = host.jvm();
        if (jvm.isOff("UsePerfData")) {
            return List.of(ABOUT.good("off"));
        }
        if (jvm.isOn("PerfDisableSharedMem")) {
            return List.of(ABOUT.good("on, without a file"));
        }
        if (!jvm.isOn("UsePerfData")) {
            return List.of(ABOUT.unknown("this JVM does not tell"));
        }
        Optional<Mount> mount = Mounts.read(host.files()).holding(DIRECTORY);
        if (mount.isPresent() && mount.get().isInMemory()) {
            return List.of(ABOUT.good("on, its file on memory"));
        }
        return List.of(ABOUT.little(
                "on: counters in a file under /tmp/hsperfdata_USER, mapped from a disk",
                "each collection and safepoint writes them; while the disk writes that page back, all threads wait for it, as"
                        + " long as the journal's own writes keep the disk busy",
                "-XX:-UsePerfData (jps and jstat then do not see the host; jcmd with its pid does)"));
    }
}
