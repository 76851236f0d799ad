package io.ringfence.journal;

import io.ringfence.core.state.StateFormatException;
import io.ringfence.core.state.StateSource;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** A core's state as an older build wrote it: the values of {@code state-FORMAT-after-SEQUENCE.gz}, to the end. */
final class GoldenState implements StateSource {
    private static final Pattern NAME = Pattern.compile("state-([0-9]+)-after-([0-9]+)\\.gz");

    /** The event after which it was written. */
    final long sequence;

    private final int version;
    private final long[] values;
    private int next;

    private GoldenState(int version, long sequence, long[] values) {
        this.version = version;
        this.sequence = sequence;
        this.values = values;
    }

    static boolean isOne(Path file) {
        return NAME.matcher(file.getFileName().toString()).matches();
    }

    static GoldenState read(Path file) throws IOException {
        Matcher name = NAME.matcher(file.getFileName().toString());
        if (!name.matches()) {
            throw new IOException(file + " is no state");
        }
        try (InputStream zipped = Files.newInputStream(file);
                DataInputStream in = new DataInputStream(new GZIPInputStream(zipped))) {
            byte[] bytes = in.readAllBytes();
            if (bytes.length % Long.BYTES != 0) {
                throw new EOFException(file + " ends within a value");
            }
            long[] values = new long[bytes.length / Long.BYTES];
            ByteBuffer.wrap(bytes).asLongBuffer().get(values);
            return new GoldenState(Integer.parseInt(name.group(1)), Long.parseLong(name.group(2)), values);
        }
    }

    @Override
    public int version() {
        return version;
    }

    @Override
    public long getLong() {
        if (next == values.length) {
            throw new StateFormatException("the state ends after " + values.length + " values");
        }
        return values[next++];
    }

    /** How many values nobody has asked for yet. */
    int remaining() {
        return values.length - next;
    }
}
