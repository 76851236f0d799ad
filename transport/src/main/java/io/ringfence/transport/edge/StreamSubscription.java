package io.ringfence.transport.edge;

import io.netty.buffer.ByteBuf;

/** A stream that a client listens to: each event once, in order, from the place on at which it subscribed. */
final class StreamSubscription extends EventSubscription {
    private final Instruments instruments;
    private final FrameBatch batch;
    private final NewestFrames highFrequency;
    private long takenUpTo;
    /** That the client is of the account whose events it takes; 0 for none. */
    private long sessionId;

    /** Listens to what comes behind {@code position}. */
    StreamSubscription(
            Client client,
            Channel channel,
            int accountId,
            Filter filter,
            Pacing pacing,
            long position,
            Instruments instruments,
            int highFrequencyMaxHz) {
        super(client, channel, accountId, filter);
        this.instruments = instruments;
        this.takenUpTo = position;
        this.batch = pacing.batchMs() == 0 ? null : new FrameBatch(client, pacing.batchMs());
        this.highFrequency =
                channel == Channel.RUNNERS ? new NewestFrames(client, pacing.intervalNs(highFrequencyMaxHz)) : null;
    }

    @Override
    boolean offer(FrameInfo info, ByteBuf frame) {
        if (info.position > 0) {
            if (info.position <= takenUpTo) {
                // It was in the hand-off when the client subscribed, and so in what it got then.
                return false;
            }
            takenUpTo = info.position;
        }
        if (!client.session().maySee(accountId)) {
            return false;
        }
        if (channel == Channel.EVENTS && info.position == 0) {
            // No filter, since whoever it is offered to is waited for.
            return batch == null ? client.offerEvent(frame) : batch.add(frame, 0, true);
        }
        if (!filter.admits(info, instruments)) {
            return false;
        }
        if (info.position == 0) {
            return highFrequency != null && highFrequency.offer(info, frame);
        }
        if (batch == null) {
            return client.offerEvent(frame);
        }
        return batch.add(frame, info.position, EventTraits.of(info.templateId).isCritical());
    }

    /** The client is a session of the account from now on. */
    void session(long id) {
        sessionId = id;
    }

    /** Takes the session away from it, if it has one. */
    long takeSession() {
        long id = sessionId;
        sessionId = 0;
        return id;
    }

    @Override
    long sentUpTo() {
        return batch == null ? takenUpTo : Math.min(takenUpTo, batch.sentUpTo());
    }

    @Override
    void close() {
        if (batch != null) {
            batch.close();
        }
        if (highFrequency != null) {
            highFrequency.close();
        }
    }
}
