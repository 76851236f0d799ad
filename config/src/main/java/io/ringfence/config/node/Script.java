package io.ringfence.config.node;

import io.ringfence.config.node.CommandSpec.Update;
import io.ringfence.core.command.TermsSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiPredicate;

/**
 * The commands of the configuration, each published once, at its time of the node's clock; of one time in the order they are
 * written in.
 *
 * <p>A restart finds some of them carried out. In lockstep the journal's end tells which: all before its time. A clock that
 * runs by itself may have put other inputs of a later time in between, so what is up to {@value #MARGIN_NS} ns older than the
 * end is in doubt as well. What is in doubt is published again, and the core tells by its id; what is older is past. So is all
 * that is before a new journal begins. Safe from any thread; one publishes at a time.
 */
final class Script {
    /** Far longer than a command can be late, but for a host that stands still. */
    static final long MARGIN_NS = 60_000_000_000L;

    private final List<CommandSpec> commands;
    private final CommandInputs inputs;
    private final long endNs;
    /** Number of commands that are past. */
    private final int past;

    private InputAppender appender;
    /** Index of the next command; guarded by this. */
    private int next;

    /**
     * What is left of a script.
     *
     * @param endNs time at which the journal ends, or a new one begins, in nanoseconds since the epoch
     * @param marginNs how much older than that a command may be and still be in doubt
     */
    Script(List<CommandSpec> commands, long endNs, long marginNs, Ids ids) {
        this.commands = commands.stream()
                .sorted(Comparator.comparingLong(CommandSpec::atNs))
                .toList();
        this.inputs = new CommandInputs(ids);
        this.endNs = endNs;
        while (next < this.commands.size() && this.commands.get(next).atNs() < endNs - marginNs) {
            next++;
        }
        past = next;
    }

    /**
     * What a person should know of commands that are past and were not carried out, as far as the core remembers.
     *
     * @param wasCarriedOut tells of an account and a command id
     */
    List<String> missed(BiPredicate<Integer, String> wasCarriedOut) {
        List<String> notices = new ArrayList<>();
        for (CommandSpec command : commands.subList(0, past)) {
            if (!wasCarriedOut.test(inputs.accountOf(command), command.commandId())) {
                notices.add("command at " + Instant.EPOCH.plusNanos(command.atNs())
                        + ": its time is past, and it was not" + " carried out; it will not be");
            }
        }
        return notices;
    }

    /** Gives the script its ring; before anything is published. */
    void connect(InputAppender to) {
        appender = to;
    }

    /** When the next command is due, {@code Long.MAX_VALUE} when none is left. */
    synchronized long nextNs() {
        return next < commands.size() ? commands.get(next).atNs() : Long.MAX_VALUE;
    }

    /** Publishes the next command; false when the core has halted. */
    synchronized boolean publishNext() {
        CommandSpec command = commands.get(next);
        boolean isPublished = appender.append(buffer -> inputs.encode(buffer, command)) != 0;
        next += isPublished ? 1 : 0;
        return isPublished;
    }

    /** Publishes what is due; false when the core has halted. */
    synchronized boolean publishDue(long nowNs) {
        while (nextNs() <= nowNs) {
            if (!publishNext()) {
                return false;
            }
        }
        return true;
    }

    /** Terms that a strategy has by the file: those of the last update up to the journal's end, else those declared. */
    TermsSpec termsOf(StrategySpec strategy) {
        List<TermsSpec> candidates = candidates(strategy);
        return candidates.get(candidates.size() - 1);
    }

    /** Terms that a strategy may have by the file: those it has for sure, then those of updates that are in doubt. */
    List<TermsSpec> candidates(StrategySpec strategy) {
        List<TermsSpec> candidates = new ArrayList<>(List.of(strategy.terms()));
        for (int i = 0; i < commands.size() && commands.get(i).atNs() <= endNs; i++) {
            if (commands.get(i).action() instanceof Update update
                    && update.strategy().equals(strategy.name())) {
                if (i < past) {
                    candidates.clear();
                }
                candidates.add(update.terms());
            }
        }
        return candidates;
    }
}
