package io.ringfence.config.node;

import io.ringfence.core.command.TermsSpec;
import io.ringfence.core.event.KillLevel;
import io.ringfence.core.event.StopMode;
import java.util.Optional;

/**
 * A command of the script: an input that the node gives itself at a time of its own clock.
 *
 * @param atNs nanoseconds since the epoch
 * @param commandId the same at each start, and another for another command: at most 32 ASCII characters
 * @param action what is asked for
 */
public record CommandSpec(long atNs, String commandId, Action action) {
    /** What a command asks for. */
    public sealed interface Action {}

    /** Starts a strategy. */
    public record Start(String strategy) implements Action {}

    /** Stops one; what it holds goes or stays. */
    public record Stop(String strategy, StopMode mode) implements Action {}

    /** Sells or buys back what one holds. */
    public record Exit(String strategy) implements Action {}

    /** Gives one new terms, in full. */
    public record Update(String strategy, TermsSpec terms, boolean isWatched) implements Action {}

    /** Sets the kill switch, of one account or of all. */
    public record KillSwitch(KillLevel level, Optional<String> account) implements Action {}
}
