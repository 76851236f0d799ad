package io.ringfence.transport.edge;

import io.netty.buffer.ByteBuf;

/** A channel of events that belong to an account, or to everybody. */
abstract class EventSubscription extends Subscription {
    EventSubscription(Client client, Channel channel, int accountId, Filter filter) {
        super(client, channel, accountId, filter);
    }

    /**
     * An event of the stream that is listened to. The caller keeps its own hold on the bytes, a whole frame.
     *
     * @return whether it was written
     */
    abstract boolean offer(FrameInfo info, ByteBuf frame);

    /** What is kept nowhere, likewise: not written where the client does not keep up. */
    boolean relay(ByteBuf frame) {
        boolean isTaken = client.session().maySee(accountId) && client.isWritableNow();
        if (isTaken) {
            client.write(frame.retainedDuplicate());
        }
        return isTaken;
    }
}
