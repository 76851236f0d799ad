package io.ringfence.config.stat;

import io.ringfence.core.ring.StageTimes;
import io.ringfence.transport.edge.EdgeServer;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;

/** Reads the figures of a host from outside its process, while it runs or after it ended. */
public final class StatReader {
    /** The points of an event's way, in its order; any other comes behind. */
    private static final List<String> WAY = List.of(
            "journal",
            "stop-loss",
            "trade",
            StageTimes.GATE,
            "broker",
            LiveStat.ORDER,
            "edge",
            EdgeServer.SOCKET,
            "scheduler",
            "event-log");

    private StatReader() {}

    /** Whether a host that kept figures has had this journal, which may have no events yet. */
    public static boolean hasWordOfFigures(Path journal) throws IOException {
        return StatPlace.of(journal).isPresent();
    }

    /**
     * The figures of the host that has a journal, or had it last.
     *
     * @throws IOException when there are none, when they are another journal's, or of a build with another layout
     */
    public static StatReading read(Path journal) throws IOException {
        Path file = StatPlace.of(journal)
                .orElseThrow(
                        () -> new IOException(
                                journal
                                        + ": no host has kept figures of this journal; one does with stat.enabled = true, the default"));
        UnsafeBuffer buffer;
        try {
            buffer = map(file);
        } catch (NoSuchFileException gone) {
            throw new IOException(
                    file
                            + ": the figures are not there: gone with a restart of the machine, or the last host could not make them",
                    gone);
        }
        HostFacts facts = facts(file, buffer);
        // The directory may have been moved, and its figures are its own all the same.
        if (Files.exists(facts.journal()) && !Files.isSameFile(facts.journal(), journal)) {
            throw new IOException(file + ": the figures are those of " + facts.journal() + ", of which " + journal
                    + " is a copy that no host has run with");
        }
        return reading(file, buffer, facts);
    }

    private static UnsafeBuffer map(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            if (channel.size() < StatLayout.RECORDER_OFFSET || channel.size() > Integer.MAX_VALUE) {
                throw new IOException(file + ": not a file of figures: it has " + channel.size() + " bytes");
            }
            return new UnsafeBuffer(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()));
        }
    }

    /**
     * Who wrote a file.
     *
     * @throws IOException when it is none of figures, or of a build with another layout
     */
    static HostFacts facts(Path file) throws IOException {
        return facts(file, map(file));
    }

    private static HostFacts facts(Path file, UnsafeBuffer buffer) throws IOException {
        if (buffer.getLong(StatLayout.MAGIC_OFFSET) != StatLayout.MAGIC) {
            throw new IOException(file + ": not a file of figures");
        }
        String text = text(
                buffer,
                StatLayout.FACTS_OFFSET,
                buffer.getInt(StatLayout.FACTS_SIZE_OFFSET),
                StatLayout.MAX_FACTS_BYTES);
        int version = buffer.getInt(StatLayout.VERSION_OFFSET);
        if (version != StatLayout.VERSION) {
            throw new IOException(file + ": written by ringfence " + HostFacts.build(text) + " with layout " + version
                    + "; this build reads layout " + StatLayout.VERSION + ". Look with the build that runs the host");
        }
        try {
            return HostFacts.parse(text);
        } catch (IllegalArgumentException damaged) {
            throw new IOException(file + ": not a file of figures: " + damaged.getMessage(), damaged);
        }
    }

    /** What a mapped file says now. */
    static StatReading reading(Path file, UnsafeBuffer buffer, HostFacts facts) throws IOException {
        HostState told;
        try {
            told = HostState.of(buffer.getIntVolatile(StatLayout.STATE_OFFSET));
        } catch (IllegalArgumentException damaged) {
            throw new IOException(file + ": not a file of figures: " + damaged.getMessage(), damaged);
        }
        Map<HostCounter, Long> counters = new EnumMap<>(HostCounter.class);
        for (HostCounter counter : HostCounter.values()) {
            counters.put(counter, buffer.getLongVolatile(StatLayout.counterOffset(counter)));
        }
        long haltSequence = told == HostState.HALTED ? buffer.getLong(StatLayout.HALT_SEQUENCE_OFFSET) : 0;
        String reason = told == HostState.HALTED
                ? text(
                        buffer,
                        StatLayout.REASON_OFFSET,
                        buffer.getInt(StatLayout.REASON_SIZE_OFFSET),
                        StatLayout.MAX_REASON_BYTES)
                : "";
        return StatReading.of(
                file,
                facts,
                told,
                buffer.getLongVolatile(StatLayout.BEAT_OFFSET),
                haltSequence,
                reason,
                counters,
                latencies(buffer));
    }

    private static Map<String, LatencyReading> latencies(UnsafeBuffer buffer) {
        Map<String, LatencyReading> found = new LinkedHashMap<>();
        int count = Math.min(
                buffer.getIntVolatile(StatLayout.RECORDERS_OFFSET),
                (buffer.capacity() - StatLayout.RECORDER_OFFSET) / LatencyRecorder.BYTES);
        for (int i = 0; i < count; i++) {
            int offset = StatLayout.recorderOffset(i);
            String name = text(
                    buffer,
                    offset + LatencyRecorder.NAME_OFFSET + Integer.BYTES,
                    buffer.getInt(offset + LatencyRecorder.NAME_OFFSET),
                    LatencyRecorder.NAME_BYTES - Integer.BYTES);
            found.merge(name, LatencyReading.of(buffer, offset), LatencyReading::plus);
        }
        Map<String, LatencyReading> ordered = new LinkedHashMap<>();
        WAY.stream().filter(found::containsKey).forEach(name -> ordered.put(name, found.remove(name)));
        ordered.putAll(found);
        return ordered;
    }

    private static String text(UnsafeBuffer buffer, int offset, int size, int maxBytes) {
        byte[] bytes = new byte[Math.max(0, Math.min(size, maxBytes))];
        buffer.getBytes(offset, bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
