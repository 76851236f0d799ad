package io.ringfence.transport.client;

/**
 * Is told what comes on a channel, on the client's loop. An event counts as processed when {@link #onEvent} has returned, and one with
 * a promise is acknowledged then; an exception stops the client, because going on would leave that event out.
 */
@FunctionalInterface
public interface ChannelListener {
    /** The next event; none twice, and none left out that the subscription wants, but where {@link #onGap} said so. */
    void onEvent(EdgeMessage event);

    /**
     * The channel's state as of its {@code seq}; what was known before is replaced by it. A long one comes in several calls,
     * with {@code part} from 1 to {@code parts}: the first one begins anew.
     */
    default void onSnapshot(EdgeMessage snapshot) {}

    /** Events after {@code processedSeq} are lost to this client; a snapshot follows where the channel has one. */
    default void onGap(long processedSeq, long currentSeq) {}

    /** The channel cannot be had; nothing comes on it on this connection. */
    default void onRefused(EdgeRefused reason) {}
}
