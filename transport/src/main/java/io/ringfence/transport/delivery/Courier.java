package io.ringfence.transport.delivery;

import io.ringfence.core.event.DeliveryChannel;
import java.util.concurrent.CompletionStage;

/** A way to a person outside the edge. Called from one thread; may answer on any. */
public interface Courier extends AutoCloseable {
    /** Which channel this is. */
    DeliveryChannel channel();

    /** Requests that a notification for an account makes, for the rate limit: its addresses, where each gets one. */
    default int requestCount(int accountId) {
        return 1;
    }

    /**
     * Hands a notification to the service, once: no attempt of its own behind the first. Returns at once.
     *
     * @return what came of it, within the courier's own time-outs; never fails, but for a bug
     */
    CompletionStage<Attempt> send(Notification notification);

    /** Gives up what is under way and closes connections. */
    @Override
    void close();
}
