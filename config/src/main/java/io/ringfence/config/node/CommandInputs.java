package io.ringfence.config.node;

import io.ringfence.config.node.CommandSpec.Action;
import io.ringfence.config.node.CommandSpec.Exit;
import io.ringfence.config.node.CommandSpec.KillSwitch;
import io.ringfence.config.node.CommandSpec.Start;
import io.ringfence.config.node.CommandSpec.Stop;
import io.ringfence.config.node.CommandSpec.Update;
import io.ringfence.core.command.InputEncoding;
import io.ringfence.core.event.KillSwitchSetEncoder;
import org.agrona.MutableDirectBuffer;

/** Encodes the commands of the script. A strategy's owner is who asks. */
final class CommandInputs {
    private final InputEncoding inputs = new InputEncoding();
    private final Ids ids;
    private final StrategyInputs strategies;

    CommandInputs(Ids ids) {
        this.ids = ids;
        this.strategies = new StrategyInputs(ids);
    }

    /** Returns the length without the header. */
    int encode(MutableDirectBuffer buffer, CommandSpec command) {
        String commandId = command.commandId();
        Action action = command.action();
        if (action instanceof Start start) {
            return strategies.startRequested(buffer, start.strategy(), commandId);
        }
        if (action instanceof Update update) {
            return strategies.updated(buffer, update.strategy(), update.terms(), update.isWatched(), commandId);
        }
        if (action instanceof Stop stop) {
            return inputs.stopRequested(
                    buffer, ids.strategy(stop.strategy()), ids.ownerOf(stop.strategy()), stop.mode(), commandId);
        }
        if (action instanceof Exit exit) {
            return inputs.exitRequested(buffer, ids.strategy(exit.strategy()), ids.ownerOf(exit.strategy()), commandId);
        }
        KillSwitch kill = (KillSwitch) action;
        int accountId = kill.account().map(ids::account).orElse(KillSwitchSetEncoder.accountIdNullValue());
        return inputs.killSwitchSet(buffer, accountId, kill.level(), commandId);
    }

    /** Account whose command it is; the host's own for all. */
    int accountOf(CommandSpec command) {
        Action action = command.action();
        if (action instanceof KillSwitch kill) {
            return kill.account().map(ids::account).orElse(AccountSpec.HOST_ID);
        }
        String strategy = action instanceof Start start
                ? start.strategy()
                : action instanceof Update update
                        ? update.strategy()
                        : action instanceof Stop stop ? stop.strategy() : ((Exit) action).strategy();
        return ids.ownerOf(strategy);
    }

    /** The strategy that a command is for; null for none. */
    static String strategyOf(Action action) {
        if (action instanceof Start start) {
            return start.strategy();
        }
        if (action instanceof Update update) {
            return update.strategy();
        }
        if (action instanceof Stop stop) {
            return stop.strategy();
        }
        return action instanceof Exit exit ? exit.strategy() : null;
    }
}
