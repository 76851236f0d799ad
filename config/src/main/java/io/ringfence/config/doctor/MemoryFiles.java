package io.ringfence.config.doctor;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What the kernel tells about its memory. */
final class MemoryFiles {
    private static final String HUGE_PAGES = "/sys/kernel/mm/transparent_hugepage/";

    private final HostFiles files;

    MemoryFiles(HostFiles files) {
        this.files = files;
    }

    OptionalLong totalBytes() {
        return kilobytes("/proc/meminfo", "MemTotal");
    }

    /** What can be had without swapping. */
    OptionalLong availableBytes() {
        return kilobytes("/proc/meminfo", "MemAvailable");
    }

    OptionalLong swapBytes() {
        return kilobytes("/proc/meminfo", "SwapTotal");
    }

    OptionalLong swapFreeBytes() {
        return kilobytes("/proc/meminfo", "SwapFree");
    }

    OptionalLong swappiness() {
        return files.number("/proc/sys/vm/swappiness");
    }

    /** When memory comes in huge pages without being asked for by size: always, madvise or never. */
    Optional<String> transparentHugePages() {
        return chosen(HUGE_PAGES + "enabled");
    }

    /** The same for memory that several mappings share: always, within_size, advise, never, deny or force. */
    Optional<String> sharedHugePages() {
        return chosen(HUGE_PAGES + "shmem_enabled");
    }

    /** Who waits while small pages are moved out of the way of a huge one. */
    Optional<String> hugePageDefrag() {
        return chosen(HUGE_PAGES + "defrag");
    }

    /** The one of a file's words that stands in brackets. */
    private Optional<String> chosen(String file) {
        return files.text(file).stream()
                .flatMap(text -> List.of(text.split("\\s+")).stream())
                .filter(word -> word.startsWith("[") && word.endsWith("]"))
                .map(word -> word.substring(1, word.length() - 1))
                .findFirst();
    }

    private OptionalLong kilobytes(String file, String name) {
        Optional<String> value = files.field(file, name).filter(text -> text.endsWith(" kB"));
        if (value.isEmpty()) {
            return OptionalLong.empty();
        }
        OptionalLong number =
                HostFiles.wholeNumber(value.get().substring(0, value.get().length() - 3));
        return number.isEmpty() ? number : OptionalLong.of(number.getAsLong() * 1024);
    }
}
