package io.ringfence.config.doctor;

import static io.ringfence.config.doctor.Examined.host;
import static io.ringfence.config.doctor.Examined.only;
import static io.ringfence.config.doctor.Examined.told;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiskChecksTest {
    private static final String POWER = "journal.durability=power";
    private static final String PROCESS = "journal.durability=process";

    @TempDir
    private Path root;

    private FakeHost host;

    @BeforeEach
    void make() {
        host = FakeHost.empty(root);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rw,noatime - xfs /dev/sda rw,attr2 | process | good: xfs (attr2,noatime,rw)",
                "rw - ext4 /dev/sda rw              | power   | good: ext4 (rw)",
                "rw - ext4 /dev/sda rw,discard      | process | costs little: ext4 (discard,rw)",
                "rw - ext4 /dev/sda rw,data=journal | process | costs little: ext4 (data=journal,rw)",
                "rw,sync - ext4 /dev/sda rw         | process | costs a lot: ext4 (rw,sync)",
                "rw - ext4 /dev/sda rw,barrier=0    | process | good: ext4 (barrier=0,rw)",
                "rw - ext4 /dev/sda rw,barrier=0    | power   | costs a lot: ext4 (barrier=0,rw)",
                "rw - tmpfs tmpfs rw                | process | good: tmpfs (rw), on memory: it survives the process, and is lost with the machine",
                "rw - tmpfs tmpfs rw                | power   | costs a lot: tmpfs (rw), on memory",
                "rw - nfs4 server:/x rw             | process | costs a lot: nfs4 (rw)",
                "rw - fuse.sshfs server:/x rw       | process | costs a lot: fuse.sshfs (rw)",
                "rw - btrfs /dev/sda rw             | process | costs little: btrfs (rw)",
                "rw - overlay overlay rw            | process | costs little: overlay (rw)",
            })
    void shouldWeighTheFileSystemByWhatTheJournalAsksOfIt(String mount, String durability, String expected) {
        host.mounts("25 1 8:1 / / " + mount);
        assertEquals(expected, told(new FileSystemCheck(), host(host, "journal.durability=" + durability)));
    }

    @Test
    void shouldKnowNoFileSystemWhenNothingIsToldOfMounts() {
        assertEquals("unknown: the kernel does not tell", told(new FileSystemCheck(), host(host)));
    }

    @Test
    void shouldHoldTheFreeSpaceAgainstTheBoundOfTheConfiguration() {
        String[] settings = {
            "journal.low-disk-bytes=2 GiB", "journal.segment-bytes=256 MiB", "journal.reserve-bytes=0 B"
        };
        assertEquals("good: 3 GiB", told(new DiskRoomCheck(), free(3L << 30, settings)));
        assertEquals("costs little: 2.9 GiB", told(new DiskRoomCheck(), free((3L << 30) - (100L << 20), settings)));
        Finding low = only(new DiskRoomCheck(), free((2L << 30) + (255L << 20), settings));
        assertEquals("costs a lot: 2.2 GiB", told(low));
        assertEquals(Map.of("free_bytes", (2L << 30) + (255L << 20)), low.values());
    }

    private Host free(long bytes, String... settings) {
        return host(host, FakeJvm.with(), FakeProbes.quick().free(bytes), settings);
    }

    @Test
    void shouldWeighSyncsOnlyWhereEventsWaitForThem() {
        host.mounts("25 1 8:1 / / rw - ext4 /dev/sda rw");
        assertEquals(
                "good: 4 KiB and fdatasync: p50 81 us, p99 116 us of 3", told(sync(POWER, 70_000, 81_000, 116_000)));
        assertEquals(
                "good: 4 KiB and fdatasync: p50 900 us, p99 900 us of 1; with durability process no event waits for it",
                told(sync(PROCESS, 900_000)));
        assertEquals(Level.COSTS_LITTLE, sync(POWER, 900_000).level());
        assertEquals(Level.COSTS_A_LOT, sync(POWER, 8_000_000).level());
        assertEquals(Level.COSTS_A_LOT, sync(POWER, 80_000, 80_000, 25_000_000).level());
        assertEquals(
                Level.COSTS_LITTLE, sync(PROCESS, 80_000, 80_000, 25_000_000).level());
        Finding finding = sync(POWER, 70_000, 81_000, 116_000);
        assertEquals(
                List.of("p50_ns", "p99_ns", "max_ns", "count"),
                List.copyOf(finding.values().keySet()));
        assertEquals(3L, finding.values().get("count"));
    }

    @Test
    void shouldNotBelieveADeviceThatIsTooFast() {
        host.mounts("25 1 8:1 / / rw - ext4 /dev/sda rw");
        assertEquals(Level.UNKNOWN, sync(POWER, 2_000).level());
        assertEquals(Level.GOOD, sync(PROCESS, 2_000).level());
        host.mounts("25 1 0:1 / / rw - tmpfs none rw");
        assertEquals("good: 4 KiB and fdatasync: p50 2 us, p99 2 us of 1, on memory", told(sync(POWER, 2_000)));
    }

    private Finding sync(String durability, long... ns) {
        return only(
                new SyncCheck(), host(host, FakeJvm.with(), FakeProbes.quick().syncing(ns), durability));
    }

    @Test
    void shouldSayWhyWhenNoScratchFileCanBeWritten() {
        assertEquals(
                "unknown: no scratch file can be written: java.io.IOException: Read-only file system",
                told(
                        new SyncCheck(),
                        host(host, FakeJvm.with(), FakeProbes.quick().readOnly())));
    }
}
