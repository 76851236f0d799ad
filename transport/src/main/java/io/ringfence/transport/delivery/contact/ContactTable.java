package io.ringfence.transport.delivery.contact;

import io.ringfence.core.event.DeliveryChannel;
import io.ringfence.transport.delivery.Contact;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** All contacts at one moment, in the order they were added. Immutable. */
final class ContactTable {
    static final ContactTable EMPTY = new ContactTable(List.of());

    private final List<KeptContact> all;
    private final Map<Place, List<Contact>> byPlace = new HashMap<>();

    private record Place(int accountId, DeliveryChannel channel) {}

    ContactTable(List<KeptContact> contacts) {
        all = List.copyOf(contacts);
        for (KeptContact one : all) {
            byPlace.computeIfAbsent(new Place(one.accountId(), one.channel()), place -> new ArrayList<>())
                    .add(one.contact());
        }
        byPlace.replaceAll((place, found) -> List.copyOf(found));
    }

    List<KeptContact> all() {
        return all;
    }

    List<Contact> of(int accountId, DeliveryChannel channel) {
        return byPlace.getOrDefault(new Place(accountId, channel), List.of());
    }

    /** The same without these; itself where there are none. */
    ContactTable without(Predicate<KeptContact> which) {
        List<KeptContact> left = all.stream().filter(which.negate()).toList();
        return left.size() == all.size() ? this : new ContactTable(left);
    }

    ContactTable with(KeptContact one) {
        List<KeptContact> more = new ArrayList<>(all);
        more.add(one);
        return new ContactTable(more);
    }
}
