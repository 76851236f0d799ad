package io.ringfence.config.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class HostFactsTest {
    private static final List<String> NAMES = List.of(
            "cpu_model",
            "cpus",
            "online_cpus",
            "isolated_cpus",
            "smt",
            "cpu_quota",
            "governor",
            "turbo",
            "clock_source",
            "hypervisor",
            "numa_nodes",
            "kernel",
            "transparent_huge_pages",
            "memory",
            "swap",
            "journal_file_system",
            "jvm",
            "gc",
            "heap",
            "jvm_flags");

    @TempDir
    private Path root;

    @TempDir
    private Path journal;

    /** The facts' values, in order. */
    private List<String> read(FakeHost host) {
        Map<String, String> facts =
                HostFacts.read(host.files(), journal, FakeJvm.with()).asMap();
        assertEquals(NAMES, List.copyOf(facts.keySet()));
        return List.copyOf(facts.values());
    }

    @Test
    void shouldTellATunedHost() {
        assertEquals(
                List.of(
                        "Intel(R) Xeon(R) Gold 6444Y",
                        "2",
                        "0-7",
                        "2-7",
                        "off",
                        "none",
                        "performance",
                        "off",
                        "tsc",
                        "none",
                        "1",
                        "Linux 6.1.0-18-amd64",
                        "madvise",
                        "64 GiB",
                        "none",
                        "xfs (attr2,inode64,noatime,rw)",
                        "OpenJDK 64-Bit Server VM 17.0.15+6",
                        "G1",
                        "128 MiB to 2 GiB",
                        "none"),
                read(FakeHost.tuned(root)));
    }

    @Test
    void shouldTellALaptop() {
        assertEquals(
                List.of(
                        "AMD Ryzen 7 7840U",
                        "2",
                        "0-7",
                        "none",
                        "on",
                        "none",
                        "powersave on 6, schedutil on 2",
                        "on",
                        "hpet",
                        "none",
                        "1",
                        "Linux 6.1.0-18-amd64",
                        "always",
                        "16 GiB",
                        "8 GiB",
                        "btrfs (compress=zstd:1,discard=async,relatime,rw,ssd)"),
                read(FakeHost.laptop(root)).subList(0, 16));
    }

    @Test
    void shouldNameTheHypervisorAndLeaveClockRatesUnknownOnAVirtualMachine() {
        List<String> facts = read(FakeHost.virtualMachine(root));
        assertEquals("kvm", facts.get(NAMES.indexOf("hypervisor")));
        assertEquals("unknown", facts.get(NAMES.indexOf("governor")));
        assertEquals("unknown", facts.get(NAMES.indexOf("turbo")));
        assertEquals("ext4 (discard,relatime,rw)", facts.get(NAMES.indexOf("journal_file_system")));
    }

    @Test
    void shouldFindTheQuotaOfAContainerThatCannotSeeItsOwnPath() {
        List<String> facts = read(FakeHost.container(root));
        assertEquals("4", facts.get(NAMES.indexOf("cpu_quota")));
        assertEquals("none", facts.get(NAMES.indexOf("hypervisor")));
    }

    @Test
    void shouldFindTheTightestQuotaOfTheGroupsAboveTheProcess() {
        FakeHost host = FakeHost.empty(root)
                .file("/proc/self/cgroup", "3:cpuset:/\n2:cpu,cpuacct:/a/b\n0::/")
                .mounts("30 1 0:27 / /sys/fs/cgroup/cpu rw - cgroup cgroup rw,cpu,cpuacct")
                .file("/sys/fs/cgroup/cpu/cpu.cfs_quota_us", "-1")
                .file("/sys/fs/cgroup/cpu/a/cpu.cfs_quota_us", "150000")
                .file("/sys/fs/cgroup/cpu/a/cpu.cfs_period_us", "100000")
                .file("/sys/fs/cgroup/cpu/a/b/cpu.cfs_quota_us", "400000")
                .file("/sys/fs/cgroup/cpu/a/b/cpu.cfs_period_us", "100000");
        assertEquals("1.5", read(host).get(NAMES.indexOf("cpu_quota")));
    }

    @Test
    void shouldTakeTheDeepestMountWhenSeveralHoldTheDirectory() throws Exception {
        Path real = journal.toRealPath();
        FakeHost host = FakeHost.empty(root)
                .mounts(
                        "1 0 8:1 / / rw - xfs /dev/sda rw",
                        "2 1 0:9 / " + real.getParent() + " rw - ext4 /dev/sdb rw",
                        "3 2 0:9 / " + real + " rw,noatime - ext4 /dev/sdc rw",
                        "4 3 0:9 / " + real + " rw - tmpfs none rw,size=1g",
                        "5 1 0:9 / " + real + "-other rw - nfs server:/ rw",
                        "what is this");
        assertEquals("tmpfs (rw,size=1g)", read(host).get(NAMES.indexOf("journal_file_system")));
    }

    @Test
    void shouldKnowNothingOfAHostThatTellsNothing() {
        List<String> facts = read(FakeHost.empty(root));
        for (String name : NAMES.subList(0, 16)) {
            if (!List.of("cpus", "cpu_quota", "kernel").contains(name)) {
                assertEquals(HostFacts.UNKNOWN, facts.get(NAMES.indexOf(name)), name);
            }
        }
        assertEquals(System.getProperty("os.name") + " " + System.getProperty("os.version"), facts.get(11));
    }

    @Test
    void shouldLeaveOutPropertiesAndNamesOfFilesWhenItTellsTheFlags() {
        JvmFacts jvm = FakeJvm.startedWith(
                "-Xms2g",
                "-Dpassword=secret",
                "--add-opens=a/b=c",
                "-XX:+AlwaysPreTouch",
                "-Xlog:gc*:file=/home/me/gc.log:time");
        HostFacts facts = HostFacts.read(FakeHost.empty(root).files(), journal, jvm);
        assertEquals(List.of("-Xms2g", "-XX:+AlwaysPreTouch", "-Xlog:gc*:file=...:time"), facts.jvmFlags());
        assertEquals(
                "-Xms2g -XX:+AlwaysPreTouch -Xlog:gc*:file=...:time",
                facts.asMap().get("jvm_flags"));
    }

    @Test
    void shouldLeaveOutNamesWhenItTellsTheMount() {
        assertEquals("overlay (relatime,rw)", read(FakeHost.container(root)).get(NAMES.indexOf("journal_file_system")));
        FakeHost remote = FakeHost.empty(root)
                .mounts("1 0 0:9 / / rw - nfs4 files.example:/x rw,vers=4.2,addr=10.1.2.3,clientaddr=10.1.2.4");
        assertEquals("nfs4 (rw,vers=4.2)", read(remote).get(NAMES.indexOf("journal_file_system")));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldTellTheHostItRunsOn() {
        HostFacts facts = HostFacts.read(HostFiles.ofThisHost(), journal.resolve("not/yet/there"));
        assertEquals(Runtime.getRuntime().availableProcessors(), facts.cpus());
        assertNotEquals(HostFacts.UNKNOWN, facts.onlineCpus());
        assertNotEquals(HostFacts.UNKNOWN, facts.memory());
        assertNotEquals(HostFacts.UNKNOWN, facts.journalFileSystem());
        assertTrue(facts.kernel().startsWith("Linux "), facts::kernel);
        assertTrue(facts.jvm().contains(System.getProperty("java.runtime.version")), facts::jvm);
        assertFalse(facts.gc().isBlank());
    }
}
