package io.ringfence.config.node;

import io.ringfence.core.event.DiskLevel;
import io.ringfence.core.event.DiskSpaceChangedEncoder;
import io.ringfence.core.event.MessageHeaderEncoder;
import io.ringfence.journal.DiskSpaceLevel;
import io.ringfence.journal.DiskSpaceListener;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToIntFunction;
import org.agrona.MutableDirectBuffer;

/**
 * Makes an input of each change in the room that the journal has. The journal's thread only leaves word, since the ring may be
 * full until that thread has the next segment ready.
 */
final class DiskInputs implements DiskSpaceListener, AutoCloseable {
    private static final int MAX_HELD = 4;

    private final NodeListener listener;
    private final InputPump pump = new InputPump(MAX_HELD);
    /** Newest change that is no input yet: the last one counts, however many were held. */
    private final AtomicReference<ToIntFunction<MutableDirectBuffer>> newest = new AtomicReference<>();

    /** Written by the journal's thread. */
    private DiskSpaceLevel level = DiskSpaceLevel.NORMAL;

    DiskInputs(NodeListener listener) {
        this.listener = listener;
    }

    /** Begins to publish, after the inputs that start the host, which stands at NORMAL behind them. */
    void connect(InputAppender inputs) {
        pump.connect(inputs);
    }

    void start() {
        pump.start("ringfence-disk");
    }

    /** For a node without threads: publishes what there is. */
    void drain() {
        pump.drain();
    }

    @Override
    public void onDiskSpace(DiskSpaceLevel changed, long freeBytes) {
        if (changed == level) {
            return;
        }
        level = changed;
        listener.onNotice(notice(changed, freeBytes));
        newest.set(buffer -> encode(buffer, changed, freeBytes));
        pump.offer(() -> newest.getAndSet(null));
    }

    private static String notice(DiskSpaceLevel level, long freeBytes) {
        String free = String.format("the journal's disk has %,d bytes free: ", freeBytes);
        return switch (level) {
            case NORMAL -> free + "enough again";
            case LOW -> free + "low, so nothing is opened";
            case RESERVE -> free + "the reserve is gone, and the host halts when its last segment is full";
        };
    }

    private static int encode(MutableDirectBuffer buffer, DiskSpaceLevel level, long freeBytes) {
        new DiskSpaceChangedEncoder()
                .wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                .freeBytes(freeBytes)
                .level(
                        switch (level) {
                            case NORMAL -> DiskLevel.NORMAL;
                            case LOW -> DiskLevel.LOW;
                            case RESERVE -> DiskLevel.RESERVE;
                        });
        return DiskSpaceChangedEncoder.BLOCK_LENGTH;
    }

    @Override
    public void close() {
        pump.close();
    }
}
