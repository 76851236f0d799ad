package io.ringfence.transport.view;

import io.ringfence.core.command.NewCondition;
import io.ringfence.core.event.ConditionAction;
import io.ringfence.core.event.ConditionCreatedDecoder;
import io.ringfence.core.event.ConditionCreatedDecoder.NodesDecoder;
import io.ringfence.core.event.ConditionNodeKind;
import io.ringfence.core.event.ConditionRemovedDecoder;
import io.ringfence.core.event.Flag;
import io.ringfence.core.event.InstrumentDefinedDecoder;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.event.NodeStartedDecoder;
import io.ringfence.core.event.OrderRequestedDecoder;
import io.ringfence.core.event.PositionSide;
import io.ringfence.core.event.PriceTickDecoder;
import io.ringfence.core.event.Side;
import io.ringfence.core.event.StopUpdatedDecoder;
import io.ringfence.core.event.StrategyCreatedDecoder;
import io.ringfence.core.event.StrategyUpdatedDecoder;
import io.ringfence.core.event.UserRegisteredDecoder;
import io.ringfence.core.ring.OutputBuffer;
import io.ringfence.core.strategy.Plugins;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/** Takes what inputs that hold change by themselves: what is there, its terms, prices. The rest follows from the outputs. */
final class InputsTaken {
    private static final long NO_PRICE = PriceTickDecoder.lastNullValue();

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final PriceTickDecoder tick = new PriceTickDecoder();
    private final NodeStartedDecoder started = new NodeStartedDecoder();
    private final InstrumentDefinedDecoder defined = new InstrumentDefinedDecoder();
    private final UserRegisteredDecoder registered = new UserRegisteredDecoder();
    private final StrategyCreatedDecoder created = new StrategyCreatedDecoder();
    private final StrategyUpdatedDecoder updated = new StrategyUpdatedDecoder();
    private final StopUpdatedDecoder stopUpdated = new StopUpdatedDecoder();
    private final OrderRequestedDecoder orderRequested = new OrderRequestedDecoder();
    private final ConditionCreatedDecoder conditionCreated = new ConditionCreatedDecoder();
    private final ConditionRemovedDecoder conditionRemoved = new ConditionRemovedDecoder();
    private final TakenIn takenIn = new TakenIn();
    private final Books books;

    InputsTaken(Books books) {
        this.books = books;
    }

    /** Takes one that was found to hold, with what has come of it. */
    void take(DirectBuffer in, long sequence, OutputBuffer out) {
        int template = header.wrap(in, 0).templateId();
        if (template == PriceTickDecoder.TEMPLATE_ID) {
            tick.wrapAndApplyHeader(in, 0, header);
            onTick();
        } else {
            takeOther(template, in, sequence, out);
        }
    }

    private void onTick() {
        long price = price(tick.last(), tick.bid(), tick.ask());
        if (price != NO_PRICE) {
            books.accounts.onPrice(tick.instrumentId(), price);
        }
    }

    /** The last trade, or the middle of bid and ask where the tick has none: as accounts are valued by. */
    private static long price(long last, long bid, long ask) {
        if (last != NO_PRICE || bid == NO_PRICE || ask == NO_PRICE) {
            return last;
        }
        return (bid & ask) + ((bid ^ ask) >> 1);
    }

    private void takeOther(int template, DirectBuffer in, long sequence, OutputBuffer out) {
        switch (template) {
            case NodeStartedDecoder.TEMPLATE_ID ->
                books.accounts.limit(started.wrapAndApplyHeader(in, 0, header).maxAccounts());
            case InstrumentDefinedDecoder.TEMPLATE_ID -> {
                defined.wrapAndApplyHeader(in, 0, header);
                books.addSymbol(defined.symbol());
                books.accounts.onInstrumentDefined(defined.instrumentId());
            }
            case UserRegisteredDecoder.TEMPLATE_ID -> {
                registered.wrapAndApplyHeader(in, 0, header);
                books.accounts.register(registered.accountId(), registered.name(), registered.startCash());
            }
            case StrategyCreatedDecoder.TEMPLATE_ID -> {
                created.wrapAndApplyHeader(in, 0, header);
                onCreated(sequence);
            }
            case OrderRequestedDecoder.TEMPLATE_ID -> {
                orderRequested.wrapAndApplyHeader(in, 0, header);
                if (orderRequested.strategyId() == 0) {
                    onOpeningOrder(sequence);
                }
            }
            case StrategyUpdatedDecoder.TEMPLATE_ID -> {
                updated.wrapAndApplyHeader(in, 0, header);
                onUpdated(books.strategy(updated.strategyId()));
            }
            case StopUpdatedDecoder.TEMPLATE_ID -> {
                stopUpdated.wrapAndApplyHeader(in, 0, header);
                books.strategy(stopUpdated.strategyId()).terms.take(stopUpdated);
            }
            case ConditionCreatedDecoder.TEMPLATE_ID -> {
                conditionCreated.wrapAndApplyHeader(in, 0, header);
                // Whether there is room for the event that goes with one is known behind the stop-loss stage alone.
                boolean isEvents = conditionCreated.action() == ConditionAction.EVENT;
                if (!isEvents || takenIn.of(sequence, out) == TakenIn.Outcome.TAKEN) {
                    onConditionCreated(sequence);
                }
            }
            case ConditionRemovedDecoder.TEMPLATE_ID ->
                books.removeCondition(
                        conditionRemoved.wrapAndApplyHeader(in, 0, header).conditionId());
            default -> {
                // What follows from it stands in the outputs.
            }
        }
    }

    private void onCreated(long sequence) {
        StrategyView strategy = new StrategyView(
                sequence,
                created.name(),
                books.account(created.accountId()),
                created.instrumentId(),
                created.positionSide(),
                created.triggerSource(),
                created.plugin(),
                created.parameters());
        strategy.terms.take(created.terms(), created.isWatched());
        takeTimes(strategy);
        books.add(strategy);
    }

    /** A person's order that opens a position makes a strategy of one round. */
    private void onOpeningOrder(long sequence) {
        StrategyView strategy = new StrategyView(
                sequence,
                "order-" + sequence,
                books.account(orderRequested.accountId()),
                orderRequested.instrumentId(),
                orderRequested.side() == Side.BUY ? PositionSide.LONG : PositionSide.SHORT,
                orderRequested.triggerSource(),
                Plugins.MANUAL,
                "");
        strategy.terms.take(orderRequested.terms(), orderRequested.isWatched());
        takeTimes(strategy);
        books.add(strategy);
    }

    private void onUpdated(StrategyView strategy) {
        strategy.terms.take(updated.terms(), updated.isWatched());
        if (!strategy.isDaily() || !strategy.isActive()) {
            takeTimes(strategy);
        }
    }

    private static void takeTimes(StrategyView strategy) {
        strategy.entryTimeNs = strategy.terms.entryTimeNs;
        strategy.exitTimeNs = strategy.terms.exitTimeNs;
    }

    private void onConditionCreated(long sequence) {
        List<NewCondition.Node> nodes = new ArrayList<>();
        for (NodesDecoder node = conditionCreated.nodes(); node.hasNext(); ) {
            node.next();
            boolean isComparison = node.kind() == ConditionNodeKind.PRICE;
            nodes.add(new NewCondition.Node(
                    node.kind(),
                    isComparison ? node.instrumentId() : 0,
                    node.field(),
                    node.comparison(),
                    isComparison ? node.value() : 0,
                    isComparison ? 0 : node.operandCount()));
        }
        books.add(new ConditionView(
                sequence,
                conditionCreated.name(),
                conditionCreated.accountId(),
                conditionCreated.action(),
                conditionCreated.strategyId(),
                conditionCreated.isRepeating() == Flag.YES,
                conditionCreated.hysteresisRatio(),
                nodes));
    }
}
