package io.ringfence.transport.zeromq;

import io.ringfence.core.CoreLogic;
import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.RingConfig;
import io.ringfence.core.ring.Stage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The least journal there can be: inputs in a file, which survives the process. A record is sequence, time, length, input; one
 * that the process was killed in is cut off.
 */
final class InputFile implements Stage, AutoCloseable {
    private static final int HEAD_BYTES = 8 + 8 + 4;

    private final FileChannel file;
    private final ByteBuffer record = ByteBuffer.allocate(1 << 16);

    InputFile(Path path) throws IOException {
        file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    /** Applies what is in the file; returns the sequence of the last. */
    long replay(CoreLogic logic, Consumer<EventSlot> applied) throws IOException {
        ByteBuffer all = ByteBuffer.allocate((int) file.size());
        while (all.hasRemaining() && file.read(all) >= 0) {
            continue;
        }
        all.flip();
        EventSlot slot = new EventSlot(RingConfig.widest());
        long sequence = 0;
        int end = 0;
        while (all.remaining() >= HEAD_BYTES && all.remaining() >= HEAD_BYTES + all.getInt(all.position() + 16)) {
            sequence = all.getLong();
            slot.claim(sequence, all.getLong());
            byte[] input = new byte[all.getInt()];
            all.get(input);
            slot.in().set(new UnsafeBuffer(input), 0, input.length);
            logic.apply(slot);
            applied.accept(slot);
            end = all.position();
        }
        file.truncate(end);
        file.position(end);
        return sequence;
    }

    @Override
    public void onEvent(EventSlot slot, boolean endOfBatch) {
        int length = slot.in().length();
        record.clear().putLong(slot.sequence()).putLong(slot.timestampNs()).putInt(length);
        slot.in().buffer().getBytes(0, record, length);
        record.flip();
        try {
            while (record.hasRemaining()) {
                file.write(record);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    static Path temporary() throws IOException {
        Path path = Files.createTempFile("ringfence-zeromq", ".inputs");
        path.toFile().deleteOnExit();
        return path;
    }
}
