package io.ringfence.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Appends to the newest segment and goes on to the next one when it is full. One thread at a time.
 *
 * <p>Making a queue's files takes milliseconds. So when a segment is half full, a thread of its own makes the next one, and
 * later closes the full one; the appending thread only takes over. One that is never used is deleted when the host stops,
 * and read as empty when it died before.
 */
final class JournalAppender implements GroupSink, AutoCloseable {
    private static final long CLOSE_TIMEOUT_MS = 10_000;

    private final JournalConfig config;
    private final ExecutorService preparer = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "ringfence-journal-segments");
        thread.setDaemon(true);
        return thread;
    });
    private SegmentAppender current;
    /** Being made, or ready; null while the current one is less than half full. */
    private Future<SegmentAppender> next;

    /** Begins segment {@code number}, whose first event will be {@code nextSequence}. */
    JournalAppender(JournalConfig config, int number, long nextSequence, long lastTimestampNs) {
        this.config = config;
        this.current = create(number);
        current.begin(nextSequence, lastTimestampNs);
    }

    private SegmentAppender create(int number) {
        SegmentAppender appender = new SegmentAppender(config, Segment.of(config.directory(), number));
        try {
            appender.makeFile();
        } catch (RuntimeException | Error e) {
            appender.close();
            throw e;
        }
        return appender;
    }

    @Override
    public int prepare(long nextSequence, long lastTimestampNs, int groupBytes) {
        long bytes = current.writtenBytes() + groupBytes;
        if (next == null && bytes > config.segmentBytes() / 2) {
            int number = current.segment().number() + 1;
            next = preparer.submit(() -> create(number));
        }
        if (bytes > config.segmentBytes()) {
            SegmentAppender full = current;
            current = awaitNext();
            next = null;
            current.begin(nextSequence, lastTimestampNs);
            preparer.execute(full::close);
        }
        return current.segment().number();
    }

    private SegmentAppender awaitNext() {
        try {
            return next.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot make the journal's next segment: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the journal's next segment", e);
        }
    }

    @Override
    public void append(ByteBuffer group, int groupBytes) {
        current.append(group, groupBytes);
    }

    /** Closes all segments; called when no thread appends any more. */
    @Override
    public void close() throws IOException {
        try {
            if (next != null) {
                discardNext();
            }
        } finally {
            current.close();
            preparer.shutdown();
            awaitPreparer();
        }
    }

    /** One that could not be made was not needed either, or has halted the host already. */
    private void discardNext() throws IOException {
        SegmentAppender unused;
        try {
            unused = next.get();
        } catch (ExecutionException neverMade) {
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        unused.close();
        delete(unused.segment().directory());
    }

    private static void delete(Path directory) throws IOException {
        List<Path> files;
        try (Stream<Path> entries = Files.list(directory)) {
            files = entries.toList();
        }
        for (Path file : files) {
            Files.delete(file);
        }
        Files.delete(directory);
    }

    private void awaitPreparer() {
        try {
            preparer.awaitTermination(CLOSE_TIMEOUT_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
