package io.ringfence.transport.delivery.contact;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ringfence.core.event.DeliveryChannel;
import io.ringfence.transport.delivery.Contact;
import io.ringfence.transport.file.JsonFields;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The text of {@code contacts.json}. */
final class ContactFile {
    private static final int VERSION = 1;
    /** Most take 200; of the others every character may be written as two. */
    private static final int MAX_CONTACT_BYTES =
            256 + 2 * (ContactRules.MAX_ADDRESS_CHARS + ContactRules.MAX_SECRET_CHARS);

    private static final String CHANNELS = "web, telegram, email, push or webhook";

    private ContactFile() {}

    static int maxBytes(int maxContacts) {
        return 4_096 + maxContacts * MAX_CONTACT_BYTES;
    }

    static byte[] encode(ContactTable table) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JsonFields.writer(bytes)) {
            json.writeStartObject();
            json.writeNumberField("version", VERSION);
            json.writeArrayFieldStart("contacts");
            for (KeptContact one : table.all()) {
                json.writeStartObject();
                json.writeNumberField("accountId", one.accountId());
                json.writeStringField("channel", one.channel().name().toLowerCase(Locale.ROOT));
                json.writeStringField("address", one.contact().address());
                json.writeStringField("secret", one.contact().secret());
                json.writeNumberField("addedMs", one.addedMs());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    /**
     * Reads it whole, or not at all. Forms of addresses are not checked again: rules may have become stricter, and one contact
     * that is of no use is no reason to lose the others.
     *
     * @throws IOException when something is not as {@link #encode} writes it: file, field and why
     */
    static ContactTable decode(Path file, byte[] bytes) throws IOException {
        JsonFields fields = JsonFields.parse(file, bytes);
        if (fields.wide("version") != VERSION) {
            throw fields.fault("version", VERSION + ", it was written by a newer build");
        }
        List<KeptContact> contacts = new ArrayList<>();
        Set<String> found = new HashSet<>();
        for (JsonFields entry : fields.elements("contacts")) {
            KeptContact one = new KeptContact(
                    entry.integer("accountId", 0, Integer.MAX_VALUE),
                    channel(entry),
                    new Contact(
                            text(entry, "address", 1, ContactRules.MAX_ADDRESS_CHARS),
                            text(entry, "secret", 0, ContactRules.MAX_SECRET_CHARS)),
                    entry.wide("addedMs"));
            if (!found.add(
                    one.accountId() + " " + one.channel() + " " + one.contact().address())) {
                throw entry.fault("address", "each address once");
            }
            contacts.add(one);
        }
        return new ContactTable(contacts);
    }

    private static DeliveryChannel channel(JsonFields entry) throws IOException {
        String name = entry.text("channel");
        for (DeliveryChannel channel : DeliveryChannel.values()) {
            boolean isKept = channel != DeliveryChannel.ACTIVE_SESSION && channel != DeliveryChannel.NULL_VAL;
            if (isKept && channel.name().toLowerCase(Locale.ROOT).equals(name)) {
                return channel;
            }
        }
        throw entry.fault("channel", CHANNELS);
    }

    private static String text(JsonFields entry, String field, int minChars, int maxChars) throws IOException {
        String text = entry.text(field);
        if (text.length() < minChars || text.length() > maxChars) {
            throw entry.fault(field, minChars + " to " + maxChars + " characters");
        }
        return text;
    }
}
