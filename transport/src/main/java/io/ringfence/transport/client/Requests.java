package io.ringfence.transport.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Requests that wait for their answers, oldest first; over all connections. Belongs to the loop. */
final class Requests {
    private record Pending(String text, CompletableFuture<EdgeMessage> answer) {}

    private final int maxPending;
    private final Map<String, Pending> byId = new LinkedHashMap<>();

    Requests(int maxPending) {
        this.maxPending = maxPending;
    }

    /** Keeps it until it is answered; false when too many wait, which the future says. */
    boolean add(String id, String text, CompletableFuture<EdgeMessage> answer) {
        if (byId.size() >= maxPending) {
            answer.completeExceptionally(new IllegalStateException(
                    "requests that wait for an answer " + (maxPending + 1) + ": expected at most " + maxPending));
            return false;
        }
        byId.put(id, new Pending(text, answer));
        return true;
    }

    void remove(String id) {
        byId.remove(id);
    }

    /** What has to be sent once more on a new connection. */
    List<String> texts() {
        return byId.values().stream().map(Pending::text).toList();
    }

    /** Completes the request that this is the answer to; false when it is none's. */
    boolean answer(String id, EdgeMessage message) {
        Pending pending = id == null ? null : byId.remove(id);
        if (pending == null) {
            return false;
        }
        if (message.type().equals("error")) {
            pending.answer.completeExceptionally(new EdgeRefused(message));
        } else {
            pending.answer.complete(message);
        }
        return true;
    }

    void failAll(String reason) {
        List<Pending> all = new ArrayList<>(byId.values());
        byId.clear();
        all.forEach(pending -> pending.answer.completeExceptionally(new IllegalStateException(reason)));
    }
}
