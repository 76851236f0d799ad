package io.ringfence.transport.delivery;

import io.ringfence.core.event.DeliveryChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Takes notifications, and answers when a test says so. */
final class RecordingCourier implements Courier {
    final List<CompletableFuture<Attempt>> out = new ArrayList<>();
    final List<Long> sent = new ArrayList<>();
    int requestCount = 1;
    boolean isClosed;

    @Override
    public DeliveryChannel channel() {
        return DeliveryChannel.PUSH;
    }

    @Override
    public int requestCount(int accountId) {
        return requestCount;
    }

    @Override
    public CompletionStage<Attempt> send(Notification notification) {
        sent.add(Long.parseLong(notification.eventKey()));
        CompletableFuture<Attempt> attempt = new CompletableFuture<>();
        out.add(attempt);
        return attempt;
    }

    @Override
    public void close() {
        isClosed = true;
    }
}
