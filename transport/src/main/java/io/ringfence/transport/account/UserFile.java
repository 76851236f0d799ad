package io.ringfence.transport.account;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ringfence.transport.file.JsonFields;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The text of {@code users.json}. */
final class UserFile {
    private static final int VERSION = 1;
    /** A user takes some 250. */
    private static final int MAX_USER_BYTES = 512;

    private UserFile() {}

    static int maxBytes(int maxUsers) {
        return 4_096 + maxUsers * MAX_USER_BYTES;
    }

    static byte[] encode(UserTable table) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JsonFields.writer(bytes)) {
            json.writeStartObject();
            json.writeNumberField("version", VERSION);
            json.writeNumberField("highestAccountId", table.highestAccountId());
            json.writeNumberField("highestGeneration", table.highestGeneration());
            json.writeArrayFieldStart("users");
            for (User user : table.byName().values()) {
                json.writeStartObject();
                json.writeStringField("name", user.name());
                json.writeNumberField("accountId", user.accountId());
                json.writeStringField("passwordHash", user.passwordHash());
                json.writeNumberField("createdMs", user.createdMs());
                json.writeNumberField("tokenGeneration", user.tokenGeneration());
                json.writeBooleanField("enabled", user.isEnabled());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    /**
     * Reads it whole, or not at all.
     *
     * @throws IOException when something is not as {@link #encode} writes it: file, field and why
     */
    static UserTable decode(Path file, byte[] bytes) throws IOException {
        JsonFields fields = JsonFields.parse(file, bytes);
        if (fields.wide("version") != VERSION) {
            throw fields.fault("version", VERSION + ", it was written by a newer build");
        }
        int highestAccountId = fields.integer("highestAccountId", 0, User.MAX_ACCOUNT_ID);
        long highestGeneration = fields.wide("highestGeneration");
        Map<String, User> users = new LinkedHashMap<>();
        for (JsonFields entry : fields.elements("users")) {
            User user = user(entry);
            if (user.tokenGeneration() > highestGeneration) {
                throw entry.fault("tokenGeneration", "at most highestGeneration");
            }
            if (user.accountId() > highestAccountId) {
                throw entry.fault("accountId", "at most highestAccountId");
            }
            if (users.put(user.name(), user) != null) {
                throw entry.fault("name", "each name once");
            }
        }
        return new UserTable(highestAccountId, highestGeneration, users);
    }

    private static User user(JsonFields entry) throws IOException {
        String name = entry.text("name");
        if (!User.isName(name)) {
            throw entry.fault("name", "1 to 32 of A-Z a-z 0-9 - _ .");
        }
        String hash = entry.text("passwordHash");
        try {
            PasswordHash.parse(hash);
        } catch (IllegalArgumentException invalid) {
            throw entry.fault("passwordHash", "an Argon2id hash in PHC string format within bounds");
        }
        return new User(
                name,
                entry.integer("accountId", 0, User.MAX_ACCOUNT_ID),
                hash,
                entry.wide("createdMs"),
                entry.wide("tokenGeneration"),
                entry.flag("enabled"));
    }
}
