package io.ringfence.bench.peer;

import io.ringfence.bench.Arguments;
import io.ringfence.bench.rig.Recordings;
import io.ringfence.bench.rig.Subject;
import io.ringfence.core.ring.EventSlot;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * What the device takes for a sync: the hand-off's consumer overwrites the same 4 KiB of a file for each tick, and syncs them.
 * The file has its blocks before the first, so that no sync has anything of the file system's to write besides.
 */
final class BareSync implements Subject {
    private static final int PAGE_BYTES = 4_096;

    private final Tally tally = new Tally("ticks");
    private final ByteBuffer page = ByteBuffer.allocateDirect(PAGE_BYTES);
    private final PeerOptions options;
    private final Sampling order;
    private final TickRing ring;
    private Path directory;
    private FileChannel file;

    BareSync(PeerOptions options, Recordings recordings) {
        this.options = options;
        order = new Sampling(recordings.point(Peers.END), options.every());
        ring = new TickRing(options.slots(), options.waitProfile(), this::onTick, tally);
    }

    @Override
    public void start() throws IOException {
        directory = options.newDirectory("sync");
        file = FileChannel.open(
                directory.resolve("page"),
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        overwrite(-1);
        file.force(true);
        ring.start();
    }

    private void onTick(EventSlot slot, long ringSequence, boolean endOfBatch) throws IOException {
        long index = TickRing.index(slot);
        overwrite(index);
        file.force(false);
        order.onArrival(index, slot.timestampNs());
        tally.onArrival(index);
    }

    private void overwrite(long index) throws IOException {
        page.clear();
        page.putLong(0, index);
        while (page.hasRemaining()) {
            file.write(page, page.position());
        }
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
    public List<String> check(long sentCount) throws IOException {
        List<String> findings = new ArrayList<>(tally.check(sentCount));
        ByteBuffer kept = ByteBuffer.allocate(Long.BYTES);
        file.read(kept, 0);
        if (kept.getLong(0) != sentCount - 1) {
            findings.add("the file holds tick " + kept.getLong(0) + ", expected " + (sentCount - 1));
        }
        return findings;
    }

    @Override
    public void close() throws IOException {
        ring.close();
        if (file != null) {
            file.close();
        }
        if (directory != null) {
            Arguments.delete(directory);
        }
    }
}
