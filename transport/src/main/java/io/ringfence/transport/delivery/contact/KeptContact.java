package io.ringfence.transport.delivery.contact;

import io.ringfence.core.event.DeliveryChannel;
import io.ringfence.transport.delivery.Contact;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A line of the book.
 *
 * @param addedMs when it was added, since 1970
 */
record KeptContact(int accountId, DeliveryChannel channel, Contact contact, long addedMs) {
    private static final int ID_BYTES = 8;

    boolean isAt(int otherAccountId, DeliveryChannel otherChannel) {
        return accountId == otherAccountId && channel == otherChannel;
    }

    boolean hasAddressOf(KeptContact other) {
        return channel == other.channel && contact.address().equals(other.contact.address());
    }

    String id() {
        String text = channel + " " + contact.address();
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK has no SHA-256", e);
        }
    }

    ContactInfo info() {
        return new ContactInfo(id(), accountId, channel, contact.address(), addedMs);
    }
}
