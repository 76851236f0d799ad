package io.ringfence.config.file;

import io.ringfence.transport.redis.RedisChannel;
import io.ringfence.transport.redis.RedisConfig;
import io.ringfence.transport.redis.RedisInConfig;
import io.ringfence.transport.redis.RedisLinkConfig;
import io.ringfence.transport.redis.RedisOutConfig;
import io.ringfence.transport.redis.RedisSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Section {@code redis}. */
final class RedisSection {
    private RedisSection() {}

    static Optional<RedisConfig> read(Section section) {
        boolean isEnabled = section.flag("enabled");
        RedisLinkConfig link = new RedisLinkConfig(
                section.text("uri"),
                section.has("user") ? Optional.of(section.text("user")) : Optional.empty(),
                Secrets.source(section, "password"),
                section.has("ca-file") ? Optional.of(section.parsed("ca-file", "a path", Path::of)) : Optional.empty(),
                section.durationMs("timeout"),
                section.durationMs("ping"),
                section.durationMs("reconnect-min"),
                section.durationMs("reconnect-max"));
        List<RedisSource> sources =
                section.sections("in").stream().map(RedisSection::source).toList();
        int maxMessageBytes = section.smallBytes("max-message-bytes");
        Optional<RedisInConfig> in =
                sources.isEmpty() ? Optional.empty() : Optional.of(new RedisInConfig(sources, maxMessageBytes));
        String prefix = section.text("prefix");
        Optional<RedisOutConfig> out = out(section.section("out"));
        section.end();
        return isEnabled ? Optional.of(new RedisConfig(link, prefix, in, out)) : Optional.empty();
    }

    private static RedisSource source(Section section) {
        RedisSource source = new RedisSource(section.text("name"), section.text("symbol"), section.integer("feed-id"));
        section.end();
        return source;
    }

    private static Optional<RedisOutConfig> out(Section section) {
        boolean isEnabled = section.flag("enabled");
        Optional<Set<String>> symbols =
                section.has("symbols") ? Optional.of(new LinkedHashSet<>(section.texts("symbols"))) : Optional.empty();
        RedisOutConfig config = new RedisOutConfig(
                new LinkedHashSet<>(section.choices("channels", List.of(RedisChannel.values()))),
                symbols,
                accounts(section),
                section.integer("max-per-second"),
                section.integer("max-queued-events"),
                section.integer("max-pending"),
                section.integer("max-instruments"));
        section.end();
        return isEnabled ? Optional.of(config) : Optional.empty();
    }

    private static Optional<Set<Integer>> accounts(Section section) {
        if (!section.has("accounts")) {
            return Optional.empty();
        }
        Set<Integer> accounts = new LinkedHashSet<>();
        List<String> ids = new ArrayList<>(section.texts("accounts"));
        for (int i = 0; i < ids.size(); i++) {
            if (!ids.get(i).matches("[0-9]{1,9}")) {
                throw section.refusal("accounts", i, "expected an account's id");
            }
            accounts.add(Integer.valueOf(ids.get(i)));
        }
        return Optional.of(accounts);
    }
}
