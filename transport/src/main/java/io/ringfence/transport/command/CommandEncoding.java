package io.ringfence.transport.command;

import io.ringfence.core.command.NewCondition;
import io.ringfence.core.command.NewOrder;
import io.ringfence.core.command.NewStrategy;
import io.ringfence.core.command.TermsSpec;
import io.ringfence.core.event.ConditionNodeKind;
import io.ringfence.core.event.KillSwitchSetEncoder;
import io.ringfence.core.event.LateStart;
import io.ringfence.core.event.StopUnit;
import io.ringfence.transport.view.AccountViews;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Holds commands against what there is, names by numbers, and makes inputs of them. What is not the asker's is not found,
 * so that nobody learns what others have. What may have gone since the command was first sent, a condition or an order,
 * is let through when it is not there: the core knows whether it was carried out then.
 */
final class CommandEncoding {
    private final AccountViews views;

    /** Whoever calls a method holds the lock of the views. */
    CommandEncoding(AccountViews views) {
        this.views = views;
    }

    /** What names stand for that an asker uses. */
    OtherCommand.Names names(Asker asker) {
        return new OtherCommand.Names() {
            @Override
            public String account() {
                return views.accountName(asker.accountId());
            }

            @Override
            public NewOrder order(Command.PlaceOrder order) throws RefusedException {
                return CommandEncoding.this.order(asker, order);
            }

            @Override
            public List<NewCondition.Node> condition(List<Command.Node> nodes) throws RefusedException {
                return CommandEncoding.this.nodes(nodes);
            }
        };
    }

    CommandInput resolve(Asker asker, Command command) throws RefusedException {
        int account = asker.accountId();
        if (command instanceof Command.CreateStrategy create) {
            NewStrategy strategy = strategy(account, create);
            return (encoding, buffer, id) -> encoding.strategyCreated(buffer, strategy, id);
        }
        if (command instanceof Command.UpdateStrategy update) {
            ownStrategy(asker, update.strategyId());
            return (encoding, buffer, id) -> encoding.strategyUpdated(
                    buffer, update.strategyId(), account, update.terms(), update.isWatched(), id);
        }
        if (command instanceof Command.StartStrategy start) {
            ownStrategy(asker, start.strategyId());
            return (encoding, buffer, id) -> encoding.startRequested(buffer, start.strategyId(), account, id);
        }
        if (command instanceof Command.StopStrategy stop) {
            ownStrategy(asker, stop.strategyId());
            return (encoding, buffer, id) ->
                    encoding.stopRequested(buffer, stop.strategyId(), account, stop.mode(), id);
        }
        if (command instanceof Command.ExitStrategy exit) {
            ownStrategy(asker, exit.strategyId());
            return (encoding, buffer, id) -> encoding.exitRequested(buffer, exit.strategyId(), account, id);
        }
        if (command instanceof Command.MoveStop move) {
            ownStrategy(asker, move.strategyId());
            return (encoding, buffer, id) -> encoding.stopUpdated(buffer, move.strategyId(), account, move.stop(), id);
        }
        return resolveOther(asker, command);
    }

    private CommandInput resolveOther(Asker asker, Command command) throws RefusedException {
        int account = asker.accountId();
        if (command instanceof Command.PlaceOrder place) {
            NewOrder order = order(asker, place);
            return (encoding, buffer, id) -> encoding.orderRequested(buffer, order, id);
        }
        if (command instanceof Command.CancelOrder cancel) {
            return (encoding, buffer, id) -> encoding.orderCancelRequested(buffer, cancel.orderId(), account, id);
        }
        if (command instanceof Command.ReplaceOrder replace) {
            return (encoding, buffer, id) -> encoding.orderReplaceRequested(
                    buffer, replace.orderId(), replace.quantity(), replace.limitPrice(), account, id);
        }
        if (command instanceof Command.CreateCondition create) {
            NewCondition condition = condition(asker, create);
            return (encoding, buffer, id) -> encoding.conditionCreated(buffer, condition, id);
        }
        if (command instanceof Command.RemoveCondition remove) {
            return (encoding, buffer, id) -> encoding.conditionRemoved(buffer, remove.conditionId(), account, id);
        }
        if (command instanceof Command.SetKillSwitch kill) {
            int target = killAccount(asker, kill.accountId());
            return (encoding, buffer, id) -> encoding.killSwitchSet(buffer, target, kill.level(), id);
        }
        Command.Register register = (Command.Register) command;
        return (encoding, buffer, id) ->
                encoding.userRegistered(buffer, register.accountId(), register.name(), register.startCash());
    }

    private NewStrategy strategy(int account, Command.CreateStrategy create) throws RefusedException {
        return new NewStrategy(
                create.name(),
                instrument(create.symbol()),
                account,
                create.side(),
                create.triggerSource(),
                create.logic(),
                create.parameters(),
                create.terms(),
                create.isWatched());
    }

    private NewOrder order(Asker asker, Command.PlaceOrder place) throws RefusedException {
        int instrumentId;
        if (place.strategyId().isPresent()) {
            long strategyId = place.strategyId().getAsLong();
            ownStrategy(asker, strategyId);
            instrumentId =
                    place.symbol().isEmpty() ? views.instrumentOfStrategy(strategyId) : instrument(place.symbol());
        } else {
            instrumentId = instrument(place.symbol());
        }
        return new NewOrder(
                place.strategyId().orElse(0),
                instrumentId,
                asker.accountId(),
                place.side(),
                place.limitPrice(),
                terms(place.terms()),
                place.terms().stop().isPresent(),
                place.triggerSource(),
                place.isWatched());
    }

    private static TermsSpec terms(Command.OrderTerms terms) {
        TermsSpec.Times times =
                new TermsSpec.Times(OptionalLong.empty(), terms.exitNs(), 0, terms.holdingTimeNs(), LateStart.FIRE);
        TermsSpec.Stop none = new TermsSpec.Stop(StopUnit.LEVEL, 0, false, OptionalLong.empty(), OptionalLong.empty());
        return new TermsSpec(
                terms.quantity(),
                times,
                terms.stop().orElse(none),
                terms.target(),
                terms.isTargetLimited(),
                terms.fillDeadlineNs());
    }

    private NewCondition condition(Asker asker, Command.CreateCondition create) throws RefusedException {
        if (create.strategyId() != 0) {
            ownStrategy(asker, create.strategyId());
        }
        return new NewCondition(
                create.name(),
                asker.accountId(),
                nodes(create.nodes()),
                create.hysteresisRatio(),
                create.isRepeating(),
                create.action(),
                create.strategyId());
    }

    private List<NewCondition.Node> nodes(List<Command.Node> read) throws RefusedException {
        List<NewCondition.Node> nodes = new ArrayList<>();
        for (Command.Node node : read) {
            nodes.add(new NewCondition.Node(
                    node.kind(),
                    node.kind() == ConditionNodeKind.PRICE ? instrument(node.symbol()) : 0,
                    node.field(),
                    node.comparison(),
                    node.value(),
                    node.operandCount()));
        }
        return nodes;
    }

    private int killAccount(Asker asker, OptionalInt named) throws RefusedException {
        if (named.isEmpty()) {
            return asker.isOperator() ? KillSwitchSetEncoder.accountIdNullValue() : asker.accountId();
        }
        int account = named.getAsInt();
        if (!asker.mayActFor(account)) {
            throw new RefusedException(
                    Answer.Refusal.of(RefusalCode.FORBIDDEN, "account " + account + ": expected your own, or none"));
        }
        if (!views.isAccount(account)) {
            throw notFound("account", account);
        }
        return account;
    }

    private int instrument(String symbol) throws RefusedException {
        int instrumentId = views.instrumentId(symbol);
        if (instrumentId == AccountViews.UNKNOWN) {
            throw new RefusedException(Answer.Refusal.field("symbol", '"' + symbol + '"', "one that this host trades"));
        }
        return instrumentId;
    }

    private void ownStrategy(Asker asker, long strategyId) throws RefusedException {
        int owner = views.ownerOfStrategy(strategyId);
        if (owner == AccountViews.UNKNOWN || !asker.mayActFor(owner)) {
            throw notFound("strategyId", strategyId);
        }
    }

    private static RefusedException notFound(String field, long id) {
        return new RefusedException(
                Answer.Refusal.of(RefusalCode.NOT_FOUND, field + " " + id + ": expected one of yours"));
    }
}
