package io.ringfence.config.node;

import io.ringfence.core.event.DeliveryChannel;
import io.ringfence.transport.delivery.contact.ContactBook;
import io.ringfence.transport.delivery.contact.ContactException;
import io.ringfence.transport.delivery.contact.ContactInfo;
import io.ringfence.transport.http.ContactPort;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The contact book as clients of the edge keep theirs in it. What writes the file runs on a thread of its own. */
final class NodeContacts implements ContactPort, AutoCloseable {
    /** Changes that may wait for the disk. */
    private static final int MAX_WAITING = 256;

    private final ContactBook book;
    private final ThreadPoolExecutor writer;

    NodeContacts(ContactBook book) {
        this.book = book;
        writer = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(MAX_WAITING), task -> {
            Thread thread = new Thread(task, "ringfence-contacts");
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public List<Entry> list(int accountId) {
        return book.list(accountId).stream().map(NodeContacts::entry).toList();
    }

    @Override
    public CompletionStage<Added> add(int accountId, DeliveryChannel channel, String address, String secret) {
        boolean isMade = channel == DeliveryChannel.WEBHOOK && secret.isEmpty();
        String held = isMade ? ContactBook.newSecret() : secret;
        return write(() -> {
            ContactInfo added = book.add(accountId, channel, address, held, System.currentTimeMillis());
            return new Added(entry(added), isMade ? held : "");
        });
    }

    @Override
    public CompletionStage<Void> remove(int accountId, String id) {
        return write(() -> {
            book.remove(accountId, id);
            return null;
        });
    }

    private interface Change<T> {
        T make() throws IOException;
    }

    private <T> CompletionStage<T> write(Change<T> change) {
        CompletableFuture<T> result = new CompletableFuture<>();
        try {
            writer.execute(() -> {
                try {
                    result.complete(change.make());
                } catch (ContactException refused) {
                    result.completeExceptionally(new ContactRefused(fault(refused), refused.getMessage()));
                } catch (IOException | RuntimeException failed) {
                    result.completeExceptionally(failed);
                }
            });
        } catch (RejectedExecutionException full) {
            result.completeExceptionally(
                    new ContactRefused(Fault.TOO_MANY, "more changes of contacts wait for the disk than may"));
        }
        return result;
    }

    private static Fault fault(ContactException refused) {
        return switch (refused.error()) {
            case INVALID_FIELD -> Fault.INVALID_FIELD;
            case TOO_MANY -> Fault.TOO_MANY;
            case UNKNOWN_CONTACT -> Fault.UNKNOWN;
        };
    }

    private static Entry entry(ContactInfo info) {
        return new Entry(info.id(), info.channel(), info.address(), info.addedMs());
    }

    @Override
    public void close() {
        writer.shutdown();
    }
}
