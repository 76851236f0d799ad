package io.ringfence.transport.delivery;

import io.ringfence.core.event.DeliveryChannel;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Contacts of every account, in memory. */
public final class ContactBook implements Contacts {
    private final List<Contact> contacts = new CopyOnWriteArrayList<>();

    public ContactBook(String... addresses) {
        for (String address : addresses) {
            contacts.add(new Contact(address, ""));
        }
    }

    public ContactBook with(String address, String secret) {
        contacts.add(new Contact(address, secret));
        return this;
    }

    public List<String> addresses() {
        return contacts.stream().map(Contact::address).toList();
    }

    @Override
    public List<Contact> of(int accountId, DeliveryChannel channel) {
        return List.copyOf(contacts);
    }

    @Override
    public void remove(int accountId, DeliveryChannel channel, Contact contact) {
        contacts.remove(contact);
    }
}
