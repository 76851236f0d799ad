package io.ringfence.config.doctor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The file systems that this process sees. */
final class Mounts {
    private final List<Mount> mounts;

    private Mounts(List<Mount> mounts) {
        this.mounts = mounts;
    }

    /**
     * One of them.
     *
     * @param point where it hangs
     * @param type such as ext4
     * @param options of the mount and of the file system, each once, in order
     */
    record Mount(Path point, String type, Set<String> options) {
        private static final Pattern PRIVATE = Pattern.compile("/|addr=|^user|^domain=");
        private static final Set<String> IN_MEMORY = Set.of("tmpfs", "ramfs", "hugetlbfs");

        boolean isInMemory() {
            return IN_MEMORY.contains(type);
        }

        /** Type and options; those that name directories, hosts or users are left out, since they are nobody's business. */
        String describe() {
            return options.stream()
                    .filter(option -> !PRIVATE.matcher(option).find())
                    .collect(Collectors.joining(",", type + " (", ")"));
        }
    }

    static Mounts read(HostFiles files) {
        List<Mount> mounts = new ArrayList<>();
        for (String line : files.lines("/proc/self/mountinfo")) {
            parse(line).ifPresent(mounts::add);
        }
        return new Mounts(mounts);
    }

    /** {@code 36 35 98:0 /root /point options optional... - type source options}. */
    private static Optional<Mount> parse(String line) {
        String[] ends = line.split(" - ", 2);
        String[] head = ends[0].split(" ");
        String[] tail = ends.length == 2 ? ends[1].split(" ") : new String[0];
        if (head.length < 6 || tail.length < 1) {
            return Optional.empty();
        }
        Optional<Path> point = HostFiles.path(unescape(head[4]));
        Set<String> options = new TreeSet<>(List.of(head[5].split(",")));
        if (tail.length > 2) {
            options.addAll(List.of(tail[2].split(",")));
        }
        return point.map(path -> new Mount(path, tail[0], options));
    }

    /** White space and backslashes stand as three octal digits. */
    private static String unescape(String text) {
        return text.replace("\\040", " ")
                .replace("\\011", "\t")
                .replace("\\012", "\n")
                .replace("\\134", "\\");
    }

    /** The one that holds a path, which has no symbolic links in it; of several in one place the last, which hides the others. */
    Optional<Mount> holding(Path path) {
        Mount found = null;
        for (Mount mount : mounts) {
            boolean isDeeper = found == null
                    || mount.point().getNameCount() >= found.point().getNameCount();
            if (path.startsWith(mount.point()) && isDeeper) {
                found = mount;
            }
        }
        return Optional.ofNullable(found);
    }

    Stream<Mount> ofType(String type) {
        return mounts.stream().filter(mount -> mount.type().equals(type));
    }
}
