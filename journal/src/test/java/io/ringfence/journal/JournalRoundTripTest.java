package io.ringfence.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringfence.core.event.MessageHeaderDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** Random histories against a list. */
final class JournalRoundTripTest {
    private static final int SCHEMA_OFFSET = MessageHeaderDecoder.schemaIdEncodingOffset();

    @Property(tries = 40)
    void shouldReadBackWhatWasWrittenWhenTheHostRestarts(
            @ForAll @LongRange(min = 0) long seed,
            @ForAll @IntRange(min = 1, max = 5) int starts,
            @ForAll @IntRange(min = 0, max = 300) int maxEventsPerStart,
            @ForAll @IntRange(min = 1, max = 20) int meanBatch)
            throws IOException {
        Random random = new Random(seed);
        Path directory = Files.createTempDirectory("journal");
        JournalConfig config = Host.config(directory, 1024, 8192);
        List<Recorded> oracle = new ArrayList<>();
        long timeNs = 0;
        long clockNs = 1_000_000_000L;
        try {
            for (int start = 0; start < starts; start++) {
                try (Host host = new Host(config)) {
                    assertEquals(oracle, host.replayed.events);
                    assertEquals(oracle.size(), host.report.lastSequence());
                    assertEquals(timeNs, host.report.lastTimestampNs());
                    assertEquals(true, host.report.cut().isEmpty());
                    int events = random.nextInt(maxEventsPerStart + 1);
                    for (int i = 0; i < events; i++) {
                        byte[] message =
                                new byte[1 + random.nextInt(random.nextInt(8) == 0 ? config.maxEventBytes() : 40)];
                        random.nextBytes(message);
                        if (message.length > SCHEMA_OFFSET) {
                            // No schema has this id, so the bytes say nothing of a newer version.
                            message[SCHEMA_OFFSET] = -1;
                        }
                        // The clock goes back now and then; what is written must not.
                        clockNs += random.nextInt(1_000) - 200;
                        timeNs = Math.max(timeNs, clockNs);
                        long sequence = host.append(clockNs, message, random.nextInt(meanBatch) == 0);
                        oracle.add(Recorded.of(sequence, timeNs, message));
                    }
                }
                assertEquals(oracle, Host.read(directory));
            }
            checkRange(random, directory, oracle);
        } finally {
            delete(directory);
        }
    }

    private static void checkRange(Random random, Path directory, List<Recorded> oracle) throws IOException {
        int from = 1 + random.nextInt(oracle.size() + 1);
        int to = from + random.nextInt(oracle.size() + 1);
        Recorded.Listener listener = new Recorded.Listener();
        long last = new JournalReader(directory).forEach(from, to, listener);
        List<Recorded> expected = oracle.subList(from - 1, Math.max(from - 1, Math.min(to, oracle.size())));
        assertEquals(expected, listener.events);
        assertEquals(expected.isEmpty() ? 0 : from - 1 + expected.size(), last);
    }

    static void delete(Path directory) throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
