package io.ringfence.core.delivery;

import io.ringfence.core.event.DeliveryChannel;
import io.ringfence.core.event.DeliveryPriority;
import io.ringfence.core.state.StateSink;
import io.ringfence.core.state.StateSource;

/** What became of events since the journal began. Written by the stage's thread; read when that has stopped. */
public final class DeliveryCounters {
    private static final int PRIORITIES = DeliveryPriority.CRITICAL.value() + 1;
    private static final int CHANNELS = DeliveryChannel.WEBHOOK.value() + 1;

    private final long[] published = new long[PRIORITIES];
    private final long[] handed = new long[PRIORITIES * CHANNELS];
    private final long[] retried = new long[CHANNELS];
    private final long[] delivered = new long[CHANNELS];
    long dropped;
    long deadLetters;
    long canceled;
    long staleAnswers;
    private long duplicates;
    private long refused;

    DeliveryCounters() {}

    void published(DeliveryPriority priority) {
        published[priority.value()]++;
    }

    void handed(DeliveryPriority priority, DeliveryChannel channel) {
        handed[place(priority, channel)]++;
    }

    void retried(DeliveryChannel channel) {
        retried[channel.value()]++;
    }

    void delivered(DeliveryChannel channel) {
        delivered[channel.value()]++;
    }

    private static int place(DeliveryPriority priority, DeliveryChannel channel) {
        return priority.value() * CHANNELS + channel.value();
    }

    /** An event came again whose key is remembered. For who judges events before they are published. */
    public void onDuplicate() {
        duplicates++;
    }

    /** An event was refused. For who judges events before they are published. */
    public void onRefused() {
        refused++;
    }

    /** Events of a priority that went out. */
    public long publishedOf(DeliveryPriority priority) {
        return published[priority.value()];
    }

    /** Offers to sessions, or attempts by a channel, of events of a priority. */
    public long handedTo(DeliveryPriority priority, DeliveryChannel channel) {
        return handed[place(priority, channel)];
    }

    /** Offers or attempts by a channel that were made again. */
    public long retriedBy(DeliveryChannel channel) {
        return retried[channel.value()];
    }

    /** Deliveries that a session acknowledged, or a channel accepted. */
    public long deliveredBy(DeliveryChannel channel) {
        return delivered[channel.value()];
    }

    /** Informational events that an account without a session did not get. */
    public long dropped() {
        return dropped;
    }

    /** Deliveries that became dead letters, again after they were sent again included. */
    public long deadLetters() {
        return deadLetters;
    }

    /** Deliveries taken back by the sender of their event, after it went out. */
    public long canceled() {
        return canceled;
    }

    /** Answers of channels, and acknowledgements, of what had ended or gone on. */
    public long staleAnswers() {
        return staleAnswers;
    }

    /** Events that came again. */
    public long duplicates() {
        return duplicates;
    }

    /** Events refused. */
    public long refused() {
        return refused;
    }

    void writeTo(StateSink sink) {
        write(published, sink);
        write(handed, sink);
        write(retried, sink);
        write(delivered, sink);
        sink.putLong(dropped);
        sink.putLong(deadLetters);
        sink.putLong(canceled);
        sink.putLong(staleAnswers);
        sink.putLong(duplicates);
        sink.putLong(refused);
    }

    private static void write(long[] counts, StateSink sink) {
        for (long count : counts) {
            sink.putLong(count);
        }
    }

    void readFrom(StateSource source) {
        read(published, source);
        read(handed, source);
        read(retried, source);
        read(delivered, source);
        dropped = source.getLong();
        deadLetters = source.getLong();
        canceled = source.getLong();
        staleAnswers = source.getLong();
        duplicates = source.getLong();
        refused = source.getLong();
    }

    private static void read(long[] counts, StateSource source) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] = source.getLong();
        }
    }
}
