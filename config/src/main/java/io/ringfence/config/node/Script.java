package io.ringfence.config.node;

import io.ringfence.config.node.CommandSpec.Update;
import java.util.Comparator;
import java.util.List;

/**
 * The commands of the configuration, each published once, at its time of the node's clock; of one time in the order they are
 * written in.
 *
 * <p>What is before the time at which a journal ends, or at which a new one begins, is past: it was carried out when it was
 * due, or was not there then. A command of exactly that time may or may not have been, so it is published again, and the
 * core tells by its id. Safe from any thread; one publishes at a time.
 */
final class Script {
    private final List<CommandSpec> commands;
    private final CommandInputs inputs;
    private InputAppender appender;
    /** Index of the next command; guarded by this. */
    private int next;

    /** The script from a time on, in nanoseconds since the epoch. */
    Script(List<CommandSpec> commands, long fromNs, Ids ids) {
        this.commands = commands.stream()
                .sorted(Comparator.comparingLong(CommandSpec::atNs))
                .toList();
        this.inputs = new CommandInputs(ids);
        while (next < this.commands.size() && this.commands.get(next).atNs() < fromNs) {
            next++;
        }
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

    /** Terms that a strategy has by the file: those of the last update that is past, else those it is declared with. */
    synchronized TermsSpec termsOf(StrategySpec strategy) {
        TermsSpec terms = strategy.terms();
        for (CommandSpec command : commands.subList(0, next)) {
            if (command.action() instanceof Update update && update.strategy().equals(strategy.name())) {
                terms = update.terms();
            }
        }
        return terms;
    }
}
