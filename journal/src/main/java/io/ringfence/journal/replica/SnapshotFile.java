package io.ringfence.journal.replica;

import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.state.StateFormat;
import io.ringfence.core.state.StateImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/**
 * Layout of a snapshot's file. Little-endian.
 *
 * <pre>
 *   0         8         12        16        20        24          32          40             48
 *   +---------+---------+---------+---------+---------+-----------+-----------+--------------+-------------+
 *   | "RFSNAP\0\1"      | schema  | state   | 0       | sequence  | timestamp | kept outputs | state bytes |
 *   +---------+---------+---------+---------+---------+-----------+-----------+--------------+-------------+
 *   56                  88                            120       124       128
 *   +-------------------+-----------------------------+---------+---------+------------
 *   | build, 32 ASCII   | SHA-256 of the state        | CRC32C  | 0       | the state ...
 *   +-------------------+-----------------------------+---------+---------+------------
 * </pre>
 *
 * The CRC32C covers the 120 bytes before it; the SHA-256 is the state hash.
 */
final class SnapshotFile {
    private static final long MAGIC = 0x0100_5041_4E53_4652L;

    private static final int SCHEMA_OFFSET = 12;
    private static final int STATE_OFFSET = 16;
    private static final int SEQUENCE_OFFSET = 24;
    private static final int TIMESTAMP_OFFSET = 32;
    private static final int KEPT_OFFSET = 40;
    private static final int BYTES_OFFSET = 48;
    private static final int BUILD_OFFSET = 56;
    private static final int BUILD_BYTES = 32;
    private static final int HASH_OFFSET = 88;
    private static final int HASH_BYTES = 32;
    private static final int CRC_OFFSET = 120;
    private static final int HEADER_BYTES = 128;

    private SnapshotFile() {}

    /** Writes a new file and syncs it. */
    static void write(SnapshotInfo info, StateImage state) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        header.putLong(0, MAGIC)
                .putInt(SCHEMA_OFFSET, info.schemaVersion())
                .putInt(STATE_OFFSET, info.stateVersion())
                .putLong(SEQUENCE_OFFSET, info.sequence())
                .putLong(TIMESTAMP_OFFSET, info.timestampNs())
                .putLong(KEPT_OFFSET, info.keptOutputs())
                .putLong(BYTES_OFFSET, info.stateBytes());
        byte[] build = info.build().getBytes(StandardCharsets.US_ASCII);
        header.put(BUILD_OFFSET, build, 0, Math.min(build.length, BUILD_BYTES));
        header.put(HASH_OFFSET, HexFormat.of().parseHex(info.stateHash()));
        header.putInt(CRC_OFFSET, crc(header));
        try (FileChannel channel =
                FileChannel.open(info.file(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            writeAll(channel, header);
            writeAll(channel, state.bytes());
            channel.force(true);
        }
    }

    private static void writeAll(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static int crc(ByteBuffer header) {
        CRC32C crc = new CRC32C();
        crc.update(header.array(), 0, CRC_OFFSET);
        return (int) crc.getValue();
    }

    /**
     * Reads the header.
     *
     * @throws SnapshotException when it is damaged, or of a newer build
     */
    static SnapshotInfo info(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return info(file, channel);
        }
    }

    private static SnapshotInfo info(Path file, FileChannel channel) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        read(channel, header);
        check(header.position() == HEADER_BYTES, file, "it ends inside its header");
        check(header.getLong(0) == MAGIC, file, "it does not begin as a snapshot does");
        check(
                header.getInt(CRC_OFFSET) == crc(header) && header.getInt(CRC_OFFSET + Integer.BYTES) == 0,
                file,
                "its header's checksum does not match");
        int schema = header.getInt(SCHEMA_OFFSET);
        int state = header.getInt(STATE_OFFSET);
        check(
                schema <= MessageHeaderDecoder.SCHEMA_VERSION && state <= StateFormat.VERSION,
                file,
                "it was written by a newer build (schema version " + schema + ", state version " + state
                        + "); this one reads up to " + MessageHeaderDecoder.SCHEMA_VERSION + " and "
                        + StateFormat.VERSION);
        byte[] build = new byte[BUILD_BYTES];
        header.get(BUILD_OFFSET, build);
        byte[] hash = new byte[HASH_BYTES];
        header.get(HASH_OFFSET, hash);
        return new SnapshotInfo(
                file,
                header.getLong(SEQUENCE_OFFSET),
                header.getLong(TIMESTAMP_OFFSET),
                header.getLong(KEPT_OFFSET),
                schema,
                state,
                new String(build, StandardCharsets.US_ASCII).trim(),
                HexFormat.of().formatHex(hash),
                header.getLong(BYTES_OFFSET));
    }

    /**
     * Reads the state.
     *
     * @throws SnapshotException when it is damaged
     */
    static StateImage state(SnapshotInfo info) throws IOException {
        try (FileChannel channel = FileChannel.open(info.file(), StandardOpenOption.READ)) {
            long bytes = channel.size() - HEADER_BYTES;
            check(
                    bytes == info.stateBytes() && bytes <= Integer.MAX_VALUE - 8,
                    info.file(),
                    "its state has " + bytes + " bytes, expected " + info.stateBytes());
            ByteBuffer state = ByteBuffer.allocate((int) bytes);
            channel.position(HEADER_BYTES);
            read(channel, state);
            check(!state.hasRemaining(), info.file(), "it ends inside its state");
            StateImage image = StateImage.of(state.flip());
            check(image.hash().equals(info.stateHash()), info.file(), "its state's checksum does not match");
            return image;
        }
    }

    private static void read(FileChannel channel, ByteBuffer into) throws IOException {
        while (into.hasRemaining() && channel.read(into) > 0) {
            // A read may return less than there is; only the end of the file stops it.
        }
    }

    private static void check(boolean holds, Path file, String problem) {
        if (!holds) {
            throw new SnapshotException(file, problem);
        }
    }
}
