package io.ringfence.config.file;

import io.ringfence.config.node.CommandSpec;
import io.ringfence.config.node.CommandSpec.Action;
import io.ringfence.config.node.StrategySpec;
import io.ringfence.core.command.TermsSpec;
import io.ringfence.core.event.KillLevel;
import io.ringfence.core.event.StopMode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** One entry of {@code commands}: when, and exactly one thing to do. */
final class CommandSection {
    private static final int HASH_BYTES = 8;

    private CommandSection() {}

    /** Reads the entry of this number, from 0. */
    static CommandSpec read(Section section, int number, Names names) {
        long atNs = section.instantNs("at");
        Action action = action(section, names);
        section.end();
        return new CommandSpec(atNs, "script-" + number + "-" + hash(section.content()), action);
    }

    private static Action action(Section section, Names names) {
        // Beside an update, stop is one of its terms.
        String key = section.has("update")
                ? section.oneOf("start", "exit", "update", "kill-switch")
                : section.oneOf("start", "stop", "exit", "update", "kill-switch");
        return switch (key) {
            case "start" -> new CommandSpec.Start(names.strategy(section, key).name());
            case "stop" ->
                new CommandSpec.Stop(
                        names.strategy(section, key).name(),
                        section.choice("mode", StopMode.class, List.of(StopMode.FLATTEN, StopMode.KEEP)));
            case "exit" -> new CommandSpec.Exit(names.strategy(section, key).name());
            case "update" -> update(section, names.strategy(section, key), names);
            default ->
                new CommandSpec.KillSwitch(
                        section.choice(
                                key,
                                KillLevel.class,
                                List.of(KillLevel.NONE, KillLevel.NO_ENTRIES, KillLevel.CANCEL_ALL, KillLevel.FLATTEN)),
                        names.optionalAccount(section));
        };
    }

    private static Action update(Section section, StrategySpec strategy, Names names) {
        boolean isTimed = strategy.logic().equals(StrategySpec.TIMED);
        TermsSpec terms = new TermsSection(section, strategy.side(), isTimed).read(names.calendar(section), List.of());
        try {
            terms.check(strategy.name(), strategy.side());
        } catch (IllegalArgumentException invalid) {
            throw section.fault(invalid.getMessage());
        }
        boolean isWatched = section.has("watch") ? section.flag("watch") : strategy.isWatched();
        return new CommandSpec.Update(strategy.name(), terms, isWatched);
    }

    private static String hash(String content) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every Java platform has SHA-256", impossible);
        }
    }
}
