package io.ringfence.transport.account;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ringfence.transport.file.JsonFields;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** The text of {@code keys.json}. */
final class VaultFile {
    private static final int VERSION = 1;
    private static final int MAX_SEALED_BYTES = BrokerKey.MAX_SECRET_CHARS + 2 * BrokerKey.MAX_KEY_CHARS + 12 + 16;
    private static final int MAX_ENTRY_BYTES = 512 + MAX_SEALED_BYTES * 4 / 3;

    private VaultFile() {}

    static int maxBytes(int maxKeys) {
        return 4_096 + maxKeys * MAX_ENTRY_BYTES;
    }

    static byte[] encode(List<SealedKey> keys) throws IOException {
        Base64.Encoder base64 = Base64.getEncoder();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JsonFields.writer(bytes)) {
            json.writeStartObject();
            json.writeNumberField("version", VERSION);
            json.writeArrayFieldStart("keys");
            for (SealedKey key : keys) {
                json.writeStartObject();
                json.writeNumberField("accountId", key.info().accountId());
                json.writeStringField("keyName", key.info().keyName());
                json.writeStringField("gateway", key.info().gateway());
                json.writeStringField("keyEnding", key.info().keyEnding());
                json.writeNumberField("createdMs", key.info().createdMs());
                json.writeStringField("nonce", base64.encodeToString(key.nonce()));
                json.writeStringField("sealed", base64.encodeToString(key.sealed()));
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    static List<SealedKey> decode(Path file, byte[] bytes) throws IOException {
        JsonFields fields = JsonFields.parse(file, bytes);
        if (fields.wide("version") != VERSION) {
            throw fields.fault("version", VERSION + ", it was written by a newer build");
        }
        List<SealedKey> keys = new ArrayList<>();
        for (JsonFields entry : fields.elements("keys")) {
            BrokerKeyInfo info = new BrokerKeyInfo(
                    entry.integer("accountId", 0, User.MAX_ACCOUNT_ID),
                    entry.text("keyName"),
                    entry.text("gateway"),
                    entry.text("keyEnding"),
                    entry.wide("createdMs"));
            SealedKey key = new SealedKey(info, bytes(entry, "nonce"), bytes(entry, "sealed"));
            if (key.nonce().length != SealedKey.NONCE_BYTES) {
                throw entry.fault("nonce", SealedKey.NONCE_BYTES + " bytes");
            }
            keys.add(key);
        }
        return keys;
    }

    private static byte[] bytes(JsonFields entry, String field) throws IOException {
        try {
            return Base64.getDecoder().decode(entry.text(field));
        } catch (IllegalArgumentException notBase64) {
            throw entry.fault(field, "base64");
        }
    }
}
