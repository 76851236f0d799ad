package io.ringfence.config.file;

import io.ringfence.journal.sql.SqlConfig;
import java.nio.file.Path;
import java.util.Optional;

/** The section of the SQL projection. */
final class SqlSection {
    /** Stands in while there is none, so that the rest of the section is checked all the same. */
    private static final String NO_URL = "jdbc:postgresql:none";

    private SqlSection() {}

    /** Absent where no url is given. */
    static Optional<SqlConfig> read(Section section) {
        boolean isOn = section.has("url");
        boolean hasFile = section.has("password-file");
        boolean hasEnv = section.has("password-env");
        SqlConfig config = new SqlConfig(
                isOn ? section.text("url") : NO_URL,
                section.text("user"),
                hasFile ? Optional.of(section.parsed("password-file", "a path", Path::of)) : Optional.empty(),
                hasEnv ? Optional.of(section.text("password-env")) : Optional.empty(),
                section.text("schema"),
                section.integer("batch-events"),
                section.smallBytes("batch-bytes"),
                section.durationMs("poll"),
                section.durationMs("retry"),
                section.durationMs("retry-max"),
                section.durationMs("timeout"),
                section.durationMs("close-timeout"));
        section.end();
        return isOn ? Optional.of(config) : Optional.empty();
    }
}
