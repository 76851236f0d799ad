package io.ringfence.config.doctor;

import static io.ringfence.config.doctor.Examined.host;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole hosts. */
class DoctorTest {
    private static final String[] COLOCATED = {
        "ring.threading=compact", "ring.wait=spin", "cpus.core=2", "cpus.output=3", "journal.durability=power"
    };

    @TempDir
    private Path root;

    private static List<String> names(List<Finding> findings, Level level) {
        return findings.stream()
                .filter(finding -> finding.level() == level)
                .map(Finding::name)
                .toList();
    }

    @Test
    void shouldFindNothingToChangeOnATunedHostWithATunedJvm() {
        JvmFacts jvm = FakeJvm.with(
                "UseZGC=true",
                "InitialHeapSize=2147483648",
                "AlwaysPreTouch=true",
                "UseTransparentHugePages=true",
                "UsePerfData=false",
                "GuaranteedSafepointInterval=0");
        FakeHost tuned = FakeHost.tuned(root)
                .file(
                        "/sys/kernel/mm/transparent_hugepage/shmem_enabled",
                        "always within_size [advise] never deny force");
        List<Finding> findings = Doctor.examine(host(tuned, jvm, FakeProbes.quick(), COLOCATED));
        assertEquals(
                List.of(),
                findings.stream()
                        .filter(finding -> finding.level() != Level.GOOD)
                        .toList());
    }

    @Test
    void shouldSayWhatCostsALotOnALaptop() {
        List<Finding> findings =
                Doctor.examine(host(FakeHost.laptop(root), "ring.wait=quiet", "ring.threading=compact"));
        assertEquals(
                List.of("governor", "idle states", "clock source", "transparent huge pages", "open files"),
                names(findings, Level.COSTS_A_LOT));
        assertEquals(List.of(), names(findings, Level.UNKNOWN));
    }

    @Test
    void shouldLeaveOpenWhatAVirtualMachineDoesNotSee() {
        List<Finding> findings = Doctor.examine(host(FakeHost.virtualMachine(root), "ring.wait=quiet"));
        assertTrue(
                names(findings, Level.UNKNOWN).containsAll(List.of("SMT", "governor", "turbo", "idle states")),
                findings::toString);
        assertTrue(names(findings, Level.COSTS_LITTLE).containsAll(List.of("hypervisor", "stolen time")));
    }

    @Test
    void shouldNameTheQuotaOfAContainer() {
        List<Finding> findings = Doctor.examine(host(FakeHost.container(root), "ring.wait=quiet"));
        assertEquals(List.of("CPU quota", "room"), names(findings, Level.COSTS_A_LOT));
    }

    @Test
    void shouldStillMeasureWhereNothingIsTold() {
        JvmFacts silent = new JvmFacts("J9", "", "", List.of(), Map.of(), List.of(), 2, 1L << 30);
        List<Finding> findings =
                Doctor.examine(host(FakeHost.empty(root), silent, FakeProbes.quick(), "ring.wait=quiet"));
        Set<String> known = findings.stream()
                .filter(finding -> finding.level() != Level.UNKNOWN)
                .map(Finding::name)
                .collect(Collectors.toSet());
        assertEquals(
                Set.of(
                        "CPUs",
                        "pinning",
                        "noise floor",
                        "reading the clock",
                        "timers",
                        "free space",
                        "sync latency",
                        "version",
                        "log"),
                known);
        assertEquals(List.of(), names(findings, Level.COSTS_A_LOT));
    }

    @Test
    void shouldTellFindingsByTopicEachWithItsReasonAndItsRemedy() {
        for (FakeHost fake : List.of(
                FakeHost.tuned(root.resolve("a")),
                FakeHost.laptop(root.resolve("b")),
                FakeHost.virtualMachine(root.resolve("c")),
                FakeHost.container(root.resolve("d")))) {
            for (String wait : List.of("quiet", "balanced", "spin")) {
                List<Finding> findings = Doctor.examine(host(fake, "ring.wait=" + wait));
                assertEquals(
                        findings.stream()
                                .sorted(Comparator.comparing(Finding::topic))
                                .toList(),
                        findings);
                assertEquals(
                        findings.size(),
                        new HashSet<>(findings.stream().map(Finding::name).toList()).size());
                for (Finding finding : findings) {
                    boolean isCostly = finding.level() == Level.COSTS_LITTLE || finding.level() == Level.COSTS_A_LOT;
                    assertFalse(finding.found().isBlank(), finding::toString);
                    assertEquals(isCostly, !finding.cost().isBlank(), finding::toString);
                    assertTrue(!isCostly || !finding.change().isEmpty(), finding::toString);
                }
            }
        }
    }

    /** A file that is cut short, holds another kernel's words or none at all is not worth a failure. */
    @Test
    void shouldNeverFailWhateverAFileHolds() {
        List<String> texts = List.of(
                "",
                "x",
                "-1",
                "0",
                "18446744073709551616",
                "[",
                "0-",
                "5-2",
                "\u0000",
                "a:b:c",
                "0::\u0000",
                "max max",
                "1 2 3 4 5 - 6",
                "1 1 1:1 / \u0000 rw - ext4 d rw",
                "cpu  a b c d e f g h i j",
                "Cpus_allowed_list:\tzz",
                "SwapTotal: x kB\nMemAvailable: 9 kB");
        FakeHost machine = FakeHost.virtualMachine(root.resolve("vm"))
                .frequency(0, "powersave", "acpi")
                .idleState(0, 0, "C1", 2)
                .file("/sys/devices/system/cpu/cpu0/topology/thread_siblings_list", "0-1")
                .file("/sys/devices/system/cpu/intel_pstate/no_turbo", "0")
                .file("/sys/class/dmi/id/product_name", "KVM")
                .file("/proc/irq/1/smp_affinity_list", "0-1")
                .file("/proc/self/timerslack_ns", "50000")
                .file("/proc/self/limits", "Max open files 1024 4096 files");
        FakeHost container =
                FakeHost.container(root.resolve("container")).file("/sys/fs/cgroup/cpuset.cpus.effective", "0-3");
        int examined = 0;
        for (FakeHost fake : List.of(machine, container)) {
            for (String path : fake.paths()) {
                String kept = fake.text(path).strip();
                for (String text : texts) {
                    fake.file(path, text);
                    assertFalse(Doctor.examine(host(fake, COLOCATED)).isEmpty());
                    HostFacts.read(fake.files(), root, FakeJvm.with());
                    examined++;
                }
                fake.file(path, kept);
            }
        }
        assertTrue(examined >= 40 * texts.size(), "files are missing");
    }
}
