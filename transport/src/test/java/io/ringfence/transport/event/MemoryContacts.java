package io.ringfence.transport.event;

import io.ringfence.core.event.DeliveryChannel;
import io.ringfence.transport.http.ContactPort;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Contacts that are kept nowhere, two of an account; what is done is done by another thread. */
final class MemoryContacts implements ContactPort {
    private record Kept(int accountId, Entry entry) {}

    private final List<Kept> all = new ArrayList<>();
    private int newest;

    @Override
    public synchronized List<Entry> list(int accountId) {
        return all.stream()
                .filter(kept -> kept.accountId() == accountId)
                .map(Kept::entry)
                .toList();
    }

    @Override
    public CompletionStage<Added> add(int accountId, DeliveryChannel channel, String address, String secret) {
        return CompletableFuture.supplyAsync(() -> {
            if (address.isBlank()) {
                throw new ContactRefused(Fault.INVALID_FIELD, "address: expected one of the channel's form");
            }
            if (address.equals("broken")) {
                throw new IllegalStateException("disk");
            }
            return keep(accountId, channel, address, secret);
        });
    }

    private synchronized Added keep(int accountId, DeliveryChannel channel, String address, String secret) {
        if (list(accountId).size() == 2) {
            throw new ContactRefused(Fault.TOO_MANY, "an account has at most 2 contacts");
        }
        Entry entry = new Entry("c" + ++newest, channel, address, 1_000);
        all.add(new Kept(accountId, entry));
        return new Added(entry, channel == DeliveryChannel.WEBHOOK && secret.isEmpty() ? "made-for-it" : "");
    }

    @Override
    public CompletionStage<Void> remove(int accountId, String id) {
        return CompletableFuture.runAsync(() -> {
            synchronized (this) {
                if (!all.removeIf(kept ->
                        kept.accountId() == accountId && kept.entry().id().equals(id))) {
                    throw new ContactRefused(Fault.UNKNOWN, "contact: there is no such one");
                }
            }
        });
    }
}
