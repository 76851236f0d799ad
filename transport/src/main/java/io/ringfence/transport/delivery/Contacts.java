package io.ringfence.transport.delivery;

import io.ringfence.core.event.DeliveryChannel;
import java.util.List;

/** Where people are reached. From any thread. */
public interface Contacts {
    /**
     * The addresses of an account at a channel, none where it has none there. TELEGRAM: a chat's id. EMAIL: an address. PUSH: FCM
     * registration tokens. WEB: the endpoints of browsers, and as their secrets the keys to encrypt with, JSON. WEBHOOK: an address and
     * the secret that it is signed with.
     */
    List<Contact> of(int accountId, DeliveryChannel channel);

    /** Takes an address away that its service says is gone. Kept over a restart. */
    void remove(int accountId, DeliveryChannel channel, Contact contact);
}
