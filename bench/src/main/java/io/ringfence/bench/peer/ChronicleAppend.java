package io.ringfence.bench.peer;

import io.ringfence.bench.Arguments;
import io.ringfence.bench.rig.Recordings;
import io.ringfence.bench.rig.Subject;
import io.ringfence.core.ring.EventBuffer;
import io.ringfence.core.ring.EventSlot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.core.io.BackgroundResourceReleaser;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.wire.DocumentContext;

/**
 * The floor with a bare Chronicle queue behind it: the consumer appends each tick as a document of its own, with its sequence
 * and time before it. Chronicle's defaults; no group, no checksum, no sync.
 */
final class ChronicleAppend implements Subject {
    static {
        // Read while Chronicle's classes initialize: no statistics over the network, no thread that watches the disk.
        System.setProperty("chronicle.analytics.disable", "true");
        System.setProperty("chronicle.disk.monitor.disable", "true");
        System.setProperty("chronicle.announcer.disable", "true");
    }

    private final Tally tally = new Tally("ticks");
    private final PeerOptions options;
    private final Sampling order;
    private final TickRing ring;
    private Path directory;
    private ChronicleQueue queue;
    private ExcerptAppender appender;

    ChronicleAppend(PeerOptions options, Recordings recordings) {
        this.options = options;
        order = new Sampling(recordings.point(Peers.END), options.every());
        ring = new TickRing(options.slots(), options.waitProfile(), this::onTick, tally);
    }

    @Override
    public void start() throws IOException {
        directory = options.newDirectory("chronicle");
        queue = SingleChronicleQueueBuilder.binary(directory).build();
        appender = queue.createAppender();
        // Made here, used by the ring's consumer alone.
        appender.singleThreadedCheckDisabled(true);
        ring.start();
    }

    private void onTick(EventSlot slot, long ringSequence, boolean endOfBatch) {
        try (DocumentContext document = appender.writingDocument()) {
            Bytes<?> bytes = document.wire().bytes();
            bytes.writeLong(slot.sequence());
            bytes.writeLong(slot.timestampNs());
            EventBuffer in = slot.in();
            bytes.write(in.buffer().byteArray(), 0, in.length());
        }
        long index = TickRing.index(slot);
        order.onArrival(index, slot.timestampNs());
        tally.onArrival(index);
    }

    @Override
    public void send(long index, long dueNs) {
        ring.send(index, dueNs);
    }

    @Override
    public boolean awaitDone(long sentCount, long timeoutMs) throws InterruptedException {
        return tally.await(sentCount, Tally.deadlineNs(timeoutMs));
    }

    @Override
    public List<String> check(long sentCount) {
        List<String> findings = new ArrayList<>(tally.check(sentCount));
        Tally kept = new Tally("ticks in the queue's file");
        try (ExcerptTailer tailer = queue.createTailer()) {
            while (readOne(tailer, kept)) {}
        }
        findings.addAll(kept.check(sentCount));
        return findings;
    }

    private static boolean readOne(ExcerptTailer tailer, Tally kept) {
        try (DocumentContext document = tailer.readingDocument()) {
            if (!document.isPresent()) {
                return false;
            }
            kept.onArrival(document.wire().bytes().readLong() - 1);
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        ring.close();
        if (queue != null) {
            appender.close();
            queue.close();
            // Nothing may map what is deleted next.
            BackgroundResourceReleaser.releasePendingResources();
        }
        if (directory != null) {
            Arguments.delete(directory);
        }
    }
}
