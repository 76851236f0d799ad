package io.ringfence.journal;

import java.nio.ByteBuffer;

/** Appends to the newest segment and begins the next one when it is full. One thread at a time. */
final class JournalAppender implements GroupSink, AutoCloseable {
    private final JournalConfig config;
    private SegmentAppender current;

    /** Begins segment {@code number}, whose first event will be {@code nextSequence}. */
    JournalAppender(JournalConfig config, int number, long nextSequence, long lastTimestampNs) {
        this.config = config;
        this.current = begin(number, nextSequence, lastTimestampNs);
    }

    private SegmentAppender begin(int number, long nextSequence, long lastTimestampNs) {
        SegmentAppender appender = new SegmentAppender(config, Segment.of(config.directory(), number));
        try {
            appender.begin(nextSequence, lastTimestampNs);
        } catch (RuntimeException | Error e) {
            appender.close();
            throw e;
        }
        return appender;
    }

    @Override
    public int prepare(long nextSequence, long lastTimestampNs, int groupBytes) {
        if (current.writtenBytes() + groupBytes > config.segmentBytes()) {
            int next = current.segment().number() + 1;
            current.close();
            current = begin(next, nextSequence, lastTimestampNs);
        }
        return current.segment().number();
    }

    @Override
    public void append(ByteBuffer group, int groupBytes) {
        current.append(group, groupBytes);
    }

    @Override
    public void close() {
        current.close();
    }
}
