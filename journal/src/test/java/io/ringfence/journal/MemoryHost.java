package io.ringfence.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** A host with its segments in memory, what it appended, and what a kill at this moment would leave. */
final class MemoryHost implements AutoCloseable {
    static final int GROUP_BYTES = 1_024;
    static final int SEGMENT_BYTES = 4_096;
    /** An archiver that comes too late for any test. */
    static final int NEVER_MS = 60_000;

    final Host host;
    final JournalConfig config;
    final List<Recorded> appended = new ArrayList<>();
    final List<String> notices = Collections.synchronizedList(new ArrayList<>());

    MemoryHost(JournalConfig config) throws IOException {
        this.config = config;
        host = new Host(config, new DiskSpaceListener() {
            @Override
            public void onDiskSpace(DiskSpaceLevel level, long freeBytes) {}

            @Override
            public void onMemory(String line) {
                notices.add(line);
            }
        });
        appended.addAll(host.replayed.events);
    }

    static JournalConfig config(Path journal, Path memory, int segments, int archiveMs) {
        JournalConfig onDisk = Host.config(journal, GROUP_BYTES, SEGMENT_BYTES);
        return onDisk.with(
                new JournalMemory(memory, segments * (SEGMENT_BYTES + JournalMemory.OVERHEAD_BYTES), archiveMs));
    }

    /** Appends events that can be told apart, each a group of its own. */
    void append(int count) {
        for (int i = 0; i < count; i++) {
            byte[] message = AppendingChild.message(appended.size(), 20 + appended.size() * 37 % 400);
            appended.add(Recorded.of(host.append(1_000, message, true), 1_000, message));
        }
    }

    Path place() throws IOException {
        return MemoryPlace.of(config.directory()).orElseThrow();
    }

    /** Puts a copy of both directories where another host can take them up, as if this one had been killed. */
    static JournalConfig killed(JournalConfig config, Path journal, Path memory) throws IOException {
        copy(config.directory(), journal);
        Path place = MemoryPlace.of(config.directory()).orElseThrow();
        Path copied = Files.createDirectories(memory).resolve(place.getFileName());
        copy(place, copied);
        Files.writeString(copied.resolve("owner"), journal.toRealPath() + "\n");
        Files.writeString(journal.resolve("memory"), copied + "\n");
        JournalMemory used = config.memory().orElseThrow();
        return Host.config(journal, GROUP_BYTES, SEGMENT_BYTES)
                .with(new JournalMemory(memory, used.maxBytes(), used.archiveMs()));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : paths.toList()) {
                try {
                    Files.copy(path, to.resolve(from.relativize(path).toString()));
                } catch (NoSuchFileException renamed) {
                    // By who makes the next segment meanwhile.
                    continue;
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        host.close();
    }
}
