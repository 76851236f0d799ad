package io.ringfence.transport.delivery.contact;

import static io.ringfence.transport.delivery.contact.ContactException.invalid;

import io.ringfence.core.event.DeliveryChannel;
import io.ringfence.transport.delivery.Contact;
import io.ringfence.transport.delivery.mail.MailAddress;
import io.ringfence.transport.delivery.net.AddressRefusedException;
import io.ringfence.transport.delivery.net.PublicAddress;
import io.ringfence.transport.delivery.webpush.PushSubscription;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What an address and a secret look like at each channel. No name is looked up. */
final class ContactRules {
    /** Longest address and longest secret, whatever the channel. */
    static final int MAX_ADDRESS_CHARS = PublicAddress.MAX_CHARS;

    static final int MAX_SECRET_CHARS = 512;

    private static final String SECRET_PREFIX = "whsec_";
    /** Bytes of a secret that is made; from 24 to 64 are good, as Standard Webhooks has it. */
    private static final int SECRET_BYTES = 32;

    private static final int MIN_SECRET_BYTES = 24;
    private static final int MAX_SECRET_BYTES = 64;
    /** While one is changed for another, a webhook is signed with both. */
    private static final int MAX_SECRETS = 4;
    /** A chat's id has up to 52 bits, and is negative for groups. */
    private static final Pattern CHAT = Pattern.compile("-?[1-9][0-9]{0,15}|@[A-Za-z][A-Za-z0-9_]{3,31}");

    private static final Pattern REGISTRATION = Pattern.compile("[A-Za-z0-9_:-]{32," + MAX_ADDRESS_CHARS + "}");

    private final PublicAddress rule;

    ContactRules(PublicAddress rule) {
        this.rule = rule;
    }

    /**
     * The contact that somebody asks for.
     *
     * @throws ContactException naming the field and what was expected
     */
    Contact read(DeliveryChannel channel, String address, String secret) {
        if (channel != DeliveryChannel.WEBHOOK && !secret.isEmpty()) {
            throw invalid("secret", "none, it is for webhooks alone");
        }
        return switch (channel) {
            case TELEGRAM -> matching(CHAT, address, "a chat's number, or @ and a channel's name");
            case EMAIL ->
                new Contact(
                        MailAddress.parse(address)
                                .orElseThrow(() -> invalid(
                                        "address", "an e-mail address such as name@example.org, in ASCII alone")),
                        "");
            case PUSH -> matching(REGISTRATION, address, "a registration token of FCM");
            case WEB -> subscription(address);
            case WEBHOOK -> webhook(address, secret);
            default -> throw invalid("channel", "web, telegram, email, push or webhook");
        };
    }

    /** A secret for whoever brings none. */
    static String newSecret() {
        byte[] bytes = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(bytes);
        return SECRET_PREFIX + Base64.getEncoder().encodeToString(bytes);
    }

    private static Contact matching(Pattern form, String address, String expected) {
        if (!form.matcher(address).matches()) {
            throw invalid("address", expected);
        }
        return new Contact(address, "");
    }

    private Contact subscription(String json) {
        try {
            return PushSubscription.parse(json, rule).toContact();
        } catch (IOException refused) {
            throw new ContactException(ContactError.INVALID_FIELD, "address: " + refused.getMessage());
        }
    }

    private Contact webhook(String address, String secret) {
        try {
            rule.parse(address);
        } catch (AddressRefusedException refused) {
            throw new ContactException(ContactError.INVALID_FIELD, "address: " + refused.getMessage());
        }
        String[] secrets = secret.strip().split(" +");
        if (secrets.length > MAX_SECRETS || !Stream.of(secrets).allMatch(ContactRules::isSecret)) {
            throw invalid(
                    "secret",
                    SECRET_PREFIX + " and " + MIN_SECRET_BYTES + " to " + MAX_SECRET_BYTES
                            + " bytes in base64, or up to " + MAX_SECRETS + " of them with spaces between");
        }
        return new Contact(address, String.join(" ", secrets));
    }

    private static boolean isSecret(String secret) {
        if (!secret.startsWith(SECRET_PREFIX)) {
            return false;
        }
        try {
            int bytes = Base64.getDecoder().decode(secret.substring(SECRET_PREFIX.length())).length;
            return bytes >= MIN_SECRET_BYTES && bytes <= MAX_SECRET_BYTES;
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }
}
