package io.ringfence.config.node;

import io.ringfence.config.node.CommandSpec.Action;
import io.ringfence.config.node.CommandSpec.Exit;
import io.ringfence.config.node.CommandSpec.KillSwitch;
import io.ringfence.config.node.CommandSpec.Start;
import io.ringfence.config.node.CommandSpec.Stop;
import io.ringfence.config.node.CommandSpec.Update;
import io.ringfence.core.event.ExitRequestedEncoder;
import io.ringfence.core.event.KillSwitchSetEncoder;
import io.ringfence.core.event.MessageHeaderEncoder;
import io.ringfence.core.event.StrategyStopRequestedEncoder;
import org.agrona.MutableDirectBuffer;

/** Encodes the commands of the script. A strategy's owner is who asks. */
final class CommandInputs {
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
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
            return stopRequested(buffer, stop, commandId);
        }
        if (action instanceof Exit exit) {
            return exitRequested(buffer, exit, commandId);
        }
        return killSwitchSet(buffer, (KillSwitch) action, commandId);
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

    private int stopRequested(MutableDirectBuffer buffer, Stop stop, String commandId) {
        return new StrategyStopRequestedEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .strategyId(ids.strategy(stop.strategy()))
                .accountId(ids.ownerOf(stop.strategy()))
                .mode(stop.mode())
                .commandId(commandId)
                .encodedLength();
    }

    private int exitRequested(MutableDirectBuffer buffer, Exit exit, String commandId) {
        return new ExitRequestedEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .strategyId(ids.strategy(exit.strategy()))
                .accountId(ids.ownerOf(exit.strategy()))
                .commandId(commandId)
                .encodedLength();
    }

    private int killSwitchSet(MutableDirectBuffer buffer, KillSwitch kill, String commandId) {
        return new KillSwitchSetEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .accountId(kill.account().map(ids::account).orElse(KillSwitchSetEncoder.accountIdNullValue()))
                .level(kill.level())
                .commandId(commandId)
                .encodedLength();
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
