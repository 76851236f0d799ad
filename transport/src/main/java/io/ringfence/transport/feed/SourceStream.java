package io.ringfence.transport.feed;

import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

/**
 * The bytes of a recorded file, unpacked, and how much of it has been read.
 *
 * <p>A zip with none or several files is refused before anything is read from it: which of them was meant is not ours to
 * guess. Progress counts bytes of the file as it lies on the disk, except in a zip, where it counts unpacked bytes.
 */
final class SourceStream implements Closeable {
    private static final int BUFFER_BYTES = 1 << 16;

    private final InputStream in;
    private final Closeable container;
    private final AtomicLong consumedBytes;
    private final long totalBytes;

    private SourceStream(InputStream in, Closeable container, AtomicLong consumedBytes, long totalBytes) {
        this.in = in;
        this.container = container;
        this.consumedBytes = consumedBytes;
        this.totalBytes = totalBytes;
    }

    /**
     * Opens a source.
     *
     * @param source as {@link CsvFeedConfig#source()}
     * @param consumedBytes set to what has been read so far, by the reading thread
     */
    static SourceStream open(String source, AtomicLong consumedBytes) throws IOException {
        boolean zip = source.toLowerCase(Locale.ROOT).endsWith(".zip");
        if (source.startsWith(CsvFeedConfig.CLASSPATH)) {
            String resource = source.substring(CsvFeedConfig.CLASSPATH.length());
            return zip ? zippedResource(resource, consumedBytes) : resource(resource, consumedBytes);
        }
        Path path = Path.of(source);
        if (!Files.isRegularFile(path)) {
            throw new FileNotFoundException(source + ": no such file");
        }
        return zip
                ? zippedFile(path, consumedBytes)
                : unpack(source, Files.newInputStream(path), consumedBytes, Files.size(path));
    }

    private static SourceStream resource(String name, AtomicLong consumedBytes) throws IOException {
        URLConnection connection = connect(name);
        return unpack(name, connection.getInputStream(), consumedBytes, connection.getContentLengthLong());
    }

    private static SourceStream unpack(String name, InputStream raw, AtomicLong consumedBytes, long totalBytes)
            throws IOException {
        InputStream counted = new CountingStream(raw, consumedBytes);
        if (!name.toLowerCase(Locale.ROOT).endsWith(".gz")) {
            return new SourceStream(counted, raw, consumedBytes, totalBytes);
        }
        try {
            return new SourceStream(new GZIPInputStream(counted, BUFFER_BYTES), raw, consumedBytes, totalBytes);
        } catch (IOException notGzip) {
            raw.close();
            throw new IOException(name + ": " + notGzip.getMessage(), notGzip);
        }
    }

    private static SourceStream zippedFile(Path path, AtomicLong consumedBytes) throws IOException {
        ZipFile zip = new ZipFile(path.toFile());
        try {
            List<? extends ZipEntry> files =
                    zip.stream().filter(entry -> !entry.isDirectory()).toList();
            checkOneFile(path.toString(), files.size());
            ZipEntry entry = files.get(0);
            InputStream counted = new CountingStream(zip.getInputStream(entry), consumedBytes);
            return new SourceStream(counted, zip, consumedBytes, entry.getSize());
        } catch (IOException | RuntimeException failure) {
            zip.close();
            throw failure;
        }
    }

    /** A zip inside a jar has no random access: it is read once to count its files, then again for the rows. */
    private static SourceStream zippedResource(String name, AtomicLong consumedBytes) throws IOException {
        int files = 0;
        long unpackedBytes = 0;
        try (ZipInputStream scan = new ZipInputStream(connect(name).getInputStream())) {
            byte[] sink = new byte[BUFFER_BYTES];
            for (ZipEntry entry = scan.getNextEntry(); entry != null; entry = scan.getNextEntry()) {
                files += entry.isDirectory() ? 0 : 1;
                for (int read = scan.read(sink); read >= 0; read = scan.read(sink)) {
                    unpackedBytes += read;
                }
            }
        }
        checkOneFile(name, files);
        ZipInputStream zip = new ZipInputStream(connect(name).getInputStream());
        try {
            ZipEntry entry = zip.getNextEntry();
            while (entry.isDirectory()) {
                entry = zip.getNextEntry();
            }
        } catch (IOException failure) {
            zip.close();
            throw failure;
        }
        return new SourceStream(new CountingStream(zip, consumedBytes), zip, consumedBytes, unpackedBytes);
    }

    private static void checkOneFile(String name, int files) throws IOException {
        if (files != 1) {
            throw new IOException(name + ": expected a zip with one file, found " + files);
        }
    }

    private static URLConnection connect(String resource) throws IOException {
        ClassLoader loader = SourceStream.class.getClassLoader();
        URL url = loader.getResource(resource);
        if (url == null) {
            throw new FileNotFoundException(CsvFeedConfig.CLASSPATH + resource + ": no such resource");
        }
        URLConnection connection = url.openConnection();
        // A cached jar connection would leave the jar open after close.
        connection.setUseCaches(false);
        return connection;
    }

    /** Reads as {@link InputStream#read(byte[], int, int)}. */
    int read(byte[] target, int offset, int lengthBytes) throws IOException {
        return in.read(target, offset, lengthBytes);
    }

    /** Length of the source in the bytes that progress counts, -1 when unknown. */
    long totalBytes() {
        return totalBytes;
    }

    @Override
    public void close() throws IOException {
        try {
            in.close();
        } finally {
            container.close();
        }
    }

    /** Counts what passes; read by any thread, written by the reading one. */
    private static final class CountingStream extends FilterInputStream {
        private final AtomicLong consumedBytes;

        CountingStream(InputStream in, AtomicLong consumedBytes) {
            super(in);
            this.consumedBytes = consumedBytes;
        }

        @Override
        public int read() throws IOException {
            int value = in.read();
            if (value >= 0) {
                consumedBytes.setRelease(consumedBytes.getPlain() + 1);
            }
            return value;
        }

        @Override
        public int read(byte[] target, int offset, int lengthBytes) throws IOException {
            int read = in.read(target, offset, lengthBytes);
            if (read > 0) {
                consumedBytes.setRelease(consumedBytes.getPlain() + read);
            }
            return read;
        }
    }
}
