package io.ringfence.bench.rig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ringfence.bench.rig.RoundResult.Piece;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoundFileTest {
    @TempDir
    Path directory;

    private static Histogram histogram(long... values) {
        Histogram histogram = HistogramRecordings.histogram();
        for (long value : values) {
            histogram.recordValue(value);
        }
        return histogram;
    }

    @Test
    void shouldReadWhatWasWritten() throws IOException {
        Map<String, Histogram> points = new LinkedHashMap<>();
        points.put("trade", histogram(100, 101, 5_000_000));
        points.put("order", histogram(300, HistogramRecordings.MAX_NS));
        points.put("gate", histogram());
        RoundResult written = new RoundResult(
                "ring \"hand-off\"",
                3,
                new LoadPlan(1_000_000, 500, 2_000),
                999_999.75,
                points,
                Map.of("order", List.of(new Piece(0, 2, 300, 400, 500), new Piece(20, 1, 1, 2, 3))),
                histogram(60_000),
                Map.of("count", 2L, "ms", 31L),
                List.of("orders=3000", "state_hash=00ff"),
                Optional.of(CourseTest.course(i -> 1_000 + i, i -> 5, 7, 8, 10, 6)),
                List.of("one\nof two lines"));
        Path file = directory.resolve("round.json");
        RoundFile.write(file, written);
        RoundResult read = RoundFile.read(file);
        assertEquals(written, read);
        assertEquals(
                List.copyOf(written.points().keySet()),
                List.copyOf(read.points().keySet()));
        assertEquals(List.of(file), Files.list(directory).toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{\"subject\":\"a\",\"round\":1}",
                "{\"subject\":\"a\",\"round\":1,\"ratePerSecond\":1,\"warmUpMs\":1,\"measureMs\":1,\"achievedPerSecond\":1,"
                        + "\"points\":{\"order\":\"garbage\"},\"timeline\":{},\"noise\":\"\",\"gcPauses\":{},\"facts\":[],"
                        + "\"findings\":[]}"
            })
    void shouldRefuseAFileWhenItIsNoRound(String text) throws IOException {
        Path file = Files.writeString(directory.resolve("round.json"), text);
        assertThrows(IOException.class, () -> RoundFile.read(file));
    }
}
