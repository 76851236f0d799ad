package io.ringfence.config.doctor;

import io.ringfence.config.doctor.Mounts.Mount;
import io.ringfence.journal.Durability;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the journal's directory is on. */
final class FileSystemCheck implements Check {
    private static final Subject ABOUT = new Subject(Topic.DISK, "file system");
    private static final Set<String> REMOTE =
            Set.of("nfs", "nfs4", "cifs", "smb3", "9p", "virtiofs", "ceph", "glusterfs", "lustre", "afs");
    private static final Set<String> COPY_ON_WRITE = Set.of("btrfs", "zfs", "bcachefs");
    private static final String MOVE = "journal.directory on a local ext4 or xfs";

    @Override
    public List<Finding> look(Host host) {
        Optional<Mount> mount = HostFacts.fileSystem(host.files(), host.journalDirectory());
        return List.of(
                mount.map(found -> finding(host, found)).orElseGet(() -> ABOUT.unknown("the kernel does not tell")));
    }

    private static Finding finding(Host host, Mount mount) {
        String found = mount.describe();
        boolean isPower = host.config().journal().durability() == Durability.POWER;
        if (mount.isInMemory()) {
            return isPower
                    ? ABOUT.lot(
                            found + ", on memory",
                            "no latency, but the promise: journal.durability = power is not kept, all is lost with the machine",
                            "journal.directory on a disk")
                    : ABOUT.good(found + ", on memory: it survives the process, and is lost with the machine");
        }
        if (REMOTE.contains(mount.type()) || mount.type().startsWith("fuse")) {
            return ABOUT.lot(
                    found, "the appending thread waits for another process or machine: 0.1 ms to seconds", MOVE);
        }
        if (mount.options().contains("sync")) {
            return ABOUT.lot(found, "each write waits for the device", "sudo mount -o remount,async MOUNT_POINT");
        }
        if (isPower && (mount.options().contains("nobarrier") || mount.options().contains("barrier=0"))) {
            return ABOUT.lot(
                    found,
                    "no latency, but the promise: without barriers a sync returns before the data is safe",
                    "sudo mount -o remount,barrier MOUNT_POINT");
        }
        return local(mount, found);
    }

    private static Finding local(Mount mount, String found) {
        if (COPY_ON_WRITE.contains(mount.type())) {
            return ABOUT.little(
                    found,
                    "each page that is written back is allocated anew, under locks that the appending thread meets",
                    MOVE);
        }
        if (mount.type().equals("overlay")) {
            return ABOUT.little(
                    found,
                    "a container's own layer: one more file system on the way, and gone with it",
                    "a volume, " + MOVE);
        }
        if (mount.options().contains("data=journal")) {
            return ABOUT.little(
                    found,
                    "all data is written twice, and write-back takes twice as long",
                    "mount option data=ordered");
        }
        if (mount.options().contains("discard")) {
            return ABOUT.little(
                    found,
                    "a segment that is deleted is discarded on the device at once, ahead of a sync that waits",
                    "mount option nodiscard, and fstrim.timer instead");
        }
        return ABOUT.good(found);
    }
}
