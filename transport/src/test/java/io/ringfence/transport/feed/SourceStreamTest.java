package io.ringfence.transport.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceStreamTest {
    private static final String TEXT = "1,2,3\n".repeat(50_000);

    @TempDir
    Path dir;

    @Test
    void shouldGiveTheSameBytesWhenPackedInAnyWay() throws IOException {
        Path plain = Files.writeString(dir.resolve("a.csv"), TEXT);
        Path gzip = dir.resolve("a.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gzip))) {
            out.write(TEXT.getBytes(StandardCharsets.US_ASCII));
        }
        Path zip = zip("dir/", "a.csv");

        assertEquals(TEXT, readWhole(plain.toString(), Files.size(plain)));
        assertEquals(TEXT, readWhole(gzip.toString(), Files.size(gzip)));
        assertEquals(TEXT, readWhole(zip.toString(), TEXT.length()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "classpath:feed/three-trades.csv",
                "classpath:feed/three-trades.csv.gz",
                "classpath:feed/three-trades.zip"
            })
    void shouldReadResourcesWhenSourceIsOnTheClassPath(String source) throws IOException {
        AtomicLong consumedBytes = new AtomicLong();
        try (SourceStream in = SourceStream.open(source, consumedBytes)) {
            assertEquals("1,10,1\n2,11,1\n3,12,1\n", text(in));
            assertEquals(in.totalBytes(), consumedBytes.get());
        }
    }

    @Test
    void shouldRefuseWhenZipHoldsNoneOrSeveralFiles() throws IOException {
        Path two = zip("a.csv", "b.csv");
        Path none = zip("dir/");

        assertEquals(two + ": expected a zip with one file, found 2", refusal(two.toString()));
        assertEquals(none + ": expected a zip with one file, found 0", refusal(none.toString()));
    }

    @Test
    void shouldNameTheSourceWhenItIsMissing() {
        assertEquals("classpath:no/such.csv: no such resource", refusal("classpath:no/such.csv"));
        assertEquals("no/such.zip: no such file", refusal("no/such.zip"));
    }

    @Test
    void shouldFailRatherThanEndWhenGzipIsCutShort() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(TEXT.getBytes(StandardCharsets.US_ASCII));
        }
        Path cut = dir.resolve("cut.gz");
        Files.write(cut, Arrays.copyOf(packed.toByteArray(), packed.size() / 2));

        assertThrows(IOException.class, () -> readWhole(cut.toString(), -1));
    }

    @Test
    void shouldNameTheSourceWhenItIsNoGzip() throws IOException {
        Path plain = Files.writeString(dir.resolve("plain.gz"), TEXT);

        assertTrue(refusal(plain.toString()).startsWith(plain + ": "));
    }

    private String refusal(String source) {
        return assertThrows(
                        IOException.class,
                        () -> SourceStream.open(source, new AtomicLong()).close())
                .getMessage();
    }

    private Path zip(String... names) throws IOException {
        Path zip = Files.createTempFile(dir, "packed", ".zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (String name : names) {
                out.putNextEntry(new ZipEntry(name));
                if (!name.endsWith("/")) {
                    out.write(TEXT.getBytes(StandardCharsets.US_ASCII));
                }
                out.closeEntry();
            }
        }
        return zip;
    }

    private static String readWhole(String source, long totalBytes) throws IOException {
        AtomicLong consumedBytes = new AtomicLong();
        try (SourceStream in = SourceStream.open(source, consumedBytes)) {
            String text = text(in);
            assertEquals(totalBytes, in.totalBytes());
            assertEquals(totalBytes, consumedBytes.get());
            return text;
        }
    }

    private static String text(SourceStream in) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        byte[] chunk = new byte[1_000];
        for (int read = in.read(chunk, 0, chunk.length); read >= 0; read = in.read(chunk, 0, chunk.length)) {
            text.write(chunk, 0, read);
        }
        return text.toString(StandardCharsets.US_ASCII);
    }
}
