package io.ringfence.transport.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineReaderTest {
    private static final int MAX_CHARS = 40_000;

    @TempDir
    Path dir;

    @Test
    void shouldEndLinesWhenTheyEndAsUnixOrWindowsOrTheFileDoes() throws IOException {
        assertEquals(List.of("a", "b", "", "c\rd", "e"), lines(dir, "a\nb\r\n\r\nc\rd\ne"));
    }

    @Test
    void shouldGiveNoLineWhenFileIsEmpty() throws IOException {
        assertEquals(List.of(), lines(dir, ""));
    }

    @Test
    void shouldOnlyMarkALineWhenItIsLongerThanTheBuffer() throws IOException {
        String text = "a\n" + "x".repeat(300_000) + "\nb\n" + "y".repeat(300_000);

        assertEquals(List.of("a", "(over-long)", "b", "(over-long)"), lines(dir, text));
    }

    @Test
    void shouldKeepALineWhenItIsExactlyAtTheBound() throws IOException {
        String atBound = "x".repeat(MAX_CHARS);

        assertEquals(
                List.of(atBound, "(over-long)", atBound), lines(dir, atBound + "\r\n" + atBound + "x\n" + atBound));
    }

    /** Lengths are drawn so that lines straddle the read buffer's end in every way. */
    @Property(tries = 200)
    void shouldCutAsSplittingDoesWhenLinesAreLong(@ForAll("texts") List<String> expected) throws IOException {
        StringBuilder text = new StringBuilder();
        expected.forEach(line -> text.append(line).append('\n'));
        Path temp = Files.createTempDirectory("lines");
        try {
            assertEquals(expected, lines(temp, text.toString()));
        } finally {
            Files.delete(temp);
        }
    }

    @Provide
    Arbitrary<List<String>> texts() {
        Arbitrary<Integer> lengths = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(3, Arbitraries.integers().between(0, 40)),
                net.jqwik.api.Tuple.of(1, Arbitraries.integers().between(30_000, MAX_CHARS)));
        return lengths.map(length -> "abcdefghij".repeat(length / 10 + 1).substring(0, length))
                .list()
                .ofMaxSize(12);
    }

    private static List<String> lines(Path dir, String text) throws IOException {
        Path file = dir.resolve("lines.csv");
        Files.writeString(file, text);
        List<String> lines = new ArrayList<>();
        try (SourceStream in = SourceStream.open(file.toString(), new AtomicLong())) {
            LineReader reader = new LineReader(in, MAX_CHARS);
            while (reader.next()) {
                lines.add(
                        reader.overLong()
                                ? "(over-long)"
                                : new String(
                                        reader.bytes(),
                                        reader.from(),
                                        reader.to() - reader.from(),
                                        StandardCharsets.US_ASCII));
                assertEquals(lines.size(), reader.lineNumber());
            }
        }
        Files.delete(file);
        return lines;
    }
}
