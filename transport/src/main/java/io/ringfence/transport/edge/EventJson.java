package io.ringfence.transport.edge;

import io.ringfence.core.event.BuyTriggeredDecoder;
import io.ringfence.core.event.EventOfferedDecoder;
import io.ringfence.core.event.EventType;
import io.ringfence.core.event.ExitReason;
import io.ringfence.core.event.LateStart;
import io.ringfence.core.event.LockAcquiredDecoder;
import io.ringfence.core.event.LockConflictDecoder;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.event.OrderAcceptedDecoder;
import io.ringfence.core.event.OrderEventLoggedDecoder;
import io.ringfence.core.event.OrderFilledDecoder;
import io.ringfence.core.event.OrderFinalizedDecoder;
import io.ringfence.core.event.OrderPurpose;
import io.ringfence.core.event.OrderRejectedDecoder;
import io.ringfence.core.event.OrderReplacedDecoder;
import io.ringfence.core.event.OrderRetryRequiredDecoder;
import io.ringfence.core.event.OrderState;
import io.ringfence.core.event.PositionSide;
import io.ringfence.core.event.RejectReason;
import io.ringfence.core.event.SafetyAbortDecoder;
import io.ringfence.core.event.SchedulerResyncRequiredDecoder;
import io.ringfence.core.event.SellTriggeredDecoder;
import io.ringfence.core.event.Side;
import io.ringfence.core.event.StoplossArmedDecoder;
import io.ringfence.core.event.StoplossDisarmedDecoder;
import io.ringfence.core.event.StoplossTriggeredDecoder;
import io.ringfence.core.event.StrategyEventLoggedDecoder;
import io.ringfence.core.event.StrategyExitedDecoder;
import io.ringfence.core.event.StrategyReadyDecoder;
import io.ringfence.core.event.StrategyRunningDecoder;
import io.ringfence.core.event.StrategyStartedDecoder;
import io.ringfence.core.event.StrategyStoppedDecoder;
import io.ringfence.core.event.TakeProfitTriggeredDecoder;
import io.ringfence.core.event.TriggerSource;
import java.util.Locale;
import org.agrona.DirectBuffer;

/**
 * The dictionary's events as JSON, a method for each that reads like the object it writes. Long because the dictionary is:
 * orders, stops and strategies here, the host's in {@link HostEventJson}, those of runners in {@link RunnerEventJson}, those of
 * deliveries in {@link DeliveryEventJson}.
 *
 * <p>Every object starts with {@code type} and ends with {@code timestamp}, {@code seq} and {@code event_id}, those of runners
 * without the first; see the tables in PROTOCOL.md. One thread.
 */
final class EventJson {
    static final byte[] ORDER_ID = name("orderId");
    static final byte[] STRATEGY_ID = name("strategyId");
    static final byte[] SYMBOL = name("symbol");
    private static final byte[] SIDE = name("side");
    private static final byte[] PURPOSE = name("purpose");
    static final byte[] REASON = name("reason");
    private static final byte[] STATE = name("state");
    private static final byte[] EXECUTED_PRICE = name("executedPrice");
    private static final byte[] EXECUTED_SIZE = name("executedSize");
    private static final byte[] FEE = name("fee");
    private static final byte[] CUM_QUANTITY = name("cumQuantity");
    private static final byte[] LEAVES_QUANTITY = name("leavesQuantity");
    static final byte[] QUANTITY = name("quantity");
    private static final byte[] OPEN_QUANTITY = name("openQuantity");
    static final byte[] PRICE = name("price");
    private static final byte[] LEVEL = name("level");
    private static final byte[] AVERAGE_PRICE = name("averagePrice");
    private static final byte[] ENTRY_PRICE = name("entryPrice");
    private static final byte[] EXIT_PRICE = name("exitPrice");
    private static final byte[] REALIZED_PNL = name("realizedPnl");
    static final byte[] POSITION_SIDE = name("positionSide");
    private static final byte[] TRIGGER_SOURCE = name("triggerSource");
    private static final byte[] ENTRY_TIME = name("entryTime");
    private static final byte[] EXIT_TIME = name("exitTime");
    private static final byte[] DUE_TIME = name("dueTime");
    private static final byte[] HOLDER_ORDER_ID = name("holderOrderId");
    private static final byte[] NEW_ORDER_ID = name("newOrderId");
    private static final byte[] LIMIT_PRICE = name("limitPrice");
    private static final byte[] WANTED = name("wanted");
    private static final byte[] HOLDER = name("holder");
    private static final byte[] ATTEMPT = name("attempt");
    private static final byte[] RETRY_TIME = name("retryTime");
    private static final byte[] ATTEMPTS = name("attempts");
    static final byte[] FIGURE = name("figure");
    private static final byte[] FROM = name("from");
    private static final byte[] TO = name("to");
    private static final byte[] RESYNC_ID = name("resyncId");
    private static final byte[] AFTER = name("after");
    private static final byte[] ENTRY_TIME_OF_DAY = name("entryTimeOfDay");
    private static final byte[] EXIT_TIME_OF_DAY = name("exitTimeOfDay");
    private static final byte[] CALENDAR_ID = name("calendarId");
    private static final byte[] LATE_START = name("lateStart");
    private static final byte[] TEXT = name("text");
    static final byte[] TIMESTAMP = name("timestamp");
    private static final byte[] SEQ = name("seq");
    private static final byte[] EVENT_ID = name("event_id");
    private static final byte[] LOW = name("low");
    private static final byte[] HIGH = name("high");
    private static final byte[] BASE_ASSET = name("baseAsset");
    private static final byte[] QUOTE_ASSET = name("quoteAsset");

    private static final byte[] PRICE_OPENING = opening("price");
    private static final byte[][] OPENINGS = openings();
    private static final byte[][] SIDES = Ascii.lowerCase(Side.values());
    private static final byte[][] PURPOSES = Ascii.lowerCase(OrderPurpose.values());
    private static final byte[][] STATES = Ascii.lowerCase(OrderState.values());
    private static final byte[][] REJECT_REASONS = Ascii.lowerCase(RejectReason.values());
    static final byte[][] EXIT_REASONS = Ascii.lowerCase(ExitReason.values());
    static final byte[][] POSITION_SIDES = Ascii.lowerCase(PositionSide.values());
    private static final byte[][] TRIGGER_SOURCES = Ascii.lowerCase(TriggerSource.values());
    private static final byte[][] LATE_STARTS = Ascii.lowerCase(LateStart.values());

    private final OrderAcceptedDecoder orderAccepted = new OrderAcceptedDecoder();
    private final OrderRejectedDecoder orderRejected = new OrderRejectedDecoder();
    private final OrderFilledDecoder orderFilled = new OrderFilledDecoder();
    private final OrderFinalizedDecoder orderFinalized = new OrderFinalizedDecoder();
    private final OrderReplacedDecoder orderReplaced = new OrderReplacedDecoder();
    private final OrderRetryRequiredDecoder orderRetryRequired = new OrderRetryRequiredDecoder();
    private final StoplossArmedDecoder stoplossArmed = new StoplossArmedDecoder();
    private final StoplossTriggeredDecoder stoplossTriggered = new StoplossTriggeredDecoder();
    private final TakeProfitTriggeredDecoder takeProfitTriggered = new TakeProfitTriggeredDecoder();
    private final StoplossDisarmedDecoder stoplossDisarmed = new StoplossDisarmedDecoder();
    private final StrategyStartedDecoder strategyStarted = new StrategyStartedDecoder();
    private final BuyTriggeredDecoder buyTriggered = new BuyTriggeredDecoder();
    private final SellTriggeredDecoder sellTriggered = new SellTriggeredDecoder();
    private final StrategyRunningDecoder strategyRunning = new StrategyRunningDecoder();
    private final StrategyExitedDecoder strategyExited = new StrategyExitedDecoder();
    private final LockConflictDecoder lockConflict = new LockConflictDecoder();
    private final SafetyAbortDecoder safetyAbort = new SafetyAbortDecoder();

    private final OrderEventLoggedDecoder orderEventLogged = new OrderEventLoggedDecoder();
    private final LockAcquiredDecoder lockAcquired = new LockAcquiredDecoder();
    private final StrategyReadyDecoder strategyReady = new StrategyReadyDecoder();
    private final StrategyStoppedDecoder strategyStopped = new StrategyStoppedDecoder();
    private final SchedulerResyncRequiredDecoder schedulerResyncRequired = new SchedulerResyncRequiredDecoder();
    private final StrategyEventLoggedDecoder strategyEventLogged = new StrategyEventLoggedDecoder();
    private final byte[] text = new byte[StrategyEventLoggedDecoder.textLength()];

    private final HostEventJson hostEvents;
    private final RunnerEventJson runnerEvents;
    private final DeliveryEventJson deliveryEvents;
    private final MessageHeaderDecoder nestedHeader = new MessageHeaderDecoder();
    private final Instruments instruments;
    private final JsonFrame json;

    EventJson(Instruments instruments, JsonFrame json) {
        this.instruments = instruments;
        this.json = json;
        hostEvents = new HostEventJson(instruments, json);
        runnerEvents = new RunnerEventJson(instruments, json);
        deliveryEvents = new DeliveryEventJson(json, this);
    }

    /** Whether clients get this type: every event of the dictionary but a refused tick, and what never leaves the host. */
    static boolean isPublished(int templateId) {
        EventType type = EventType.of(templateId);
        return type != null
                && type.category() == EventType.Category.EVENT
                && type.scope() != EventType.Scope.INTERNAL
                && type != EventType.TICK_REJECTED;
    }

    /** Writes a price. */
    void price(Instrument instrument, long priceScaled, long timeNs, long sequence) {
        json.begin(PRICE_OPENING)
                .json(SYMBOL, instrument.json())
                .decimal(PRICE, priceScaled)
                .time(TIMESTAMP, timeNs)
                .number(SEQ, sequence);
    }

    /** Writes a price that stands for several, with the lowest and the highest of them. */
    void price(Instrument instrument, long priceScaled, long low, long high, long timeNs, long sequence) {
        price(instrument, priceScaled, timeNs, sequence);
        json.decimal(LOW, low).decimal(HIGH, high);
    }

    /**
     * Writes an event.
     *
     * @param offset of the block behind the header
     * @param sequence of the input that caused it
     * @param index among all outputs of that input
     * @param position in its stream, 0 for none
     * @return false for a type that this version has no JSON for
     */
    boolean event(
            DirectBuffer buffer,
            int offset,
            MessageHeaderDecoder header,
            long timeNs,
            long sequence,
            int index,
            long position) {
        json.begin(OPENINGS[header.templateId()]);
        if (header.templateId() == EventOfferedDecoder.TEMPLATE_ID) {
            deliveryEvents.offered(buffer, offset, header, timeNs);
            return true;
        }
        if (!fields(buffer, offset, header, timeNs)) {
            return false;
        }
        if (position > 0) {
            json.number(SEQ, position);
        }
        json.eventId(EVENT_ID, sequence, index);
        return true;
    }

    /** Adds an event within another, as a field; returns false, with nothing written, for a message that is none of those. */
    boolean nested(byte[] name, DirectBuffer message, long timeNs) {
        if (message.capacity() < MessageHeaderDecoder.ENCODED_LENGTH) {
            return false;
        }
        int templateId = nestedHeader.wrap(message, 0).templateId();
        boolean isShown = isPublished(templateId) && templateId != EventOfferedDecoder.TEMPLATE_ID;
        if (isShown) {
            json.raw(name).raw(OPENINGS[templateId]);
            fields(message, MessageHeaderDecoder.ENCODED_LENGTH, nestedHeader, timeNs);
            json.close();
        }
        return isShown;
    }

    private boolean fields(DirectBuffer buffer, int offset, MessageHeaderDecoder header, long timeNs) {
        int block = header.blockLength();
        int version = header.version();
        switch (header.templateId()) {
            case OrderAcceptedDecoder.TEMPLATE_ID -> write(orderAccepted.wrap(buffer, offset, block, version), timeNs);
            case OrderRejectedDecoder.TEMPLATE_ID -> write(orderRejected.wrap(buffer, offset, block, version), timeNs);
            case OrderFilledDecoder.TEMPLATE_ID -> write(orderFilled.wrap(buffer, offset, block, version), timeNs);
            case OrderFinalizedDecoder.TEMPLATE_ID ->
                write(orderFinalized.wrap(buffer, offset, block, version), timeNs);
            case OrderReplacedDecoder.TEMPLATE_ID -> write(orderReplaced.wrap(buffer, offset, block, version), timeNs);
            case OrderRetryRequiredDecoder.TEMPLATE_ID ->
                write(orderRetryRequired.wrap(buffer, offset, block, version), timeNs);
            case StoplossArmedDecoder.TEMPLATE_ID -> write(stoplossArmed.wrap(buffer, offset, block, version), timeNs);
            case StoplossTriggeredDecoder.TEMPLATE_ID ->
                write(stoplossTriggered.wrap(buffer, offset, block, version), timeNs);
            case TakeProfitTriggeredDecoder.TEMPLATE_ID ->
                write(takeProfitTriggered.wrap(buffer, offset, block, version), timeNs);
            case StoplossDisarmedDecoder.TEMPLATE_ID ->
                write(stoplossDisarmed.wrap(buffer, offset, block, version), timeNs);
            case StrategyStartedDecoder.TEMPLATE_ID ->
                write(strategyStarted.wrap(buffer, offset, block, version), timeNs);
            case BuyTriggeredDecoder.TEMPLATE_ID -> write(buyTriggered.wrap(buffer, offset, block, version), timeNs);
            case SellTriggeredDecoder.TEMPLATE_ID -> write(sellTriggered.wrap(buffer, offset, block, version), timeNs);
            case StrategyRunningDecoder.TEMPLATE_ID ->
                write(strategyRunning.wrap(buffer, offset, block, version), timeNs);
            case StrategyExitedDecoder.TEMPLATE_ID ->
                write(strategyExited.wrap(buffer, offset, block, version), timeNs);
            case LockConflictDecoder.TEMPLATE_ID -> write(lockConflict.wrap(buffer, offset, block, version), timeNs);
            case SafetyAbortDecoder.TEMPLATE_ID -> write(safetyAbort.wrap(buffer, offset, block, version), timeNs);
            case OrderEventLoggedDecoder.TEMPLATE_ID ->
                write(orderEventLogged.wrap(buffer, offset, block, version), timeNs);
            case LockAcquiredDecoder.TEMPLATE_ID -> write(lockAcquired.wrap(buffer, offset, block, version), timeNs);
            case StrategyReadyDecoder.TEMPLATE_ID -> write(strategyReady.wrap(buffer, offset, block, version), timeNs);
            case StrategyStoppedDecoder.TEMPLATE_ID ->
                write(strategyStopped.wrap(buffer, offset, block, version), timeNs);
            case SchedulerResyncRequiredDecoder.TEMPLATE_ID ->
                write(schedulerResyncRequired.wrap(buffer, offset, block, version), timeNs);
            case StrategyEventLoggedDecoder.TEMPLATE_ID ->
                write(strategyEventLogged.wrap(buffer, offset, block, version), timeNs);
            default -> {
                return hostEvents.event(buffer, offset, header, timeNs)
                        || runnerEvents.event(buffer, offset, header, timeNs)
                        || deliveryEvents.event(buffer, offset, header, timeNs);
            }
        }
        return true;
    }

    private JsonFrame write(OrderAcceptedDecoder event, long timeNs) {
        return json.id(ORDER_ID, event.clientOrderId())
                .id(STRATEGY_ID, event.strategyId())
                .json(SYMBOL, instruments.symbolJson(event.instrumentId()))
                .time(TIMESTAMP, timeNs);
    }

    private JsonFrame write(OrderRejectedDecoder event, long timeNs) {
        return json.id(ORDER_ID, event.clientOrderId())
                .id(STRATEGY_ID, event.strategyId())
                .json(SYMBOL, instruments.symbolJson(event.instrumentId()))
                .json(PURPOSE, PURPOSES[event.purpose().ordinal()])
                .json(REASON, REJECT_REASONS[event.reason().ordinal()])
                .time(TIMESTAMP, timeNs);
    }

    private JsonFrame write(OrderFilledDecoder event, long timeNs) {
        return json.id(ORDER_ID, event.clientOrderId())
                .id(STRATEGY_ID, event.strategyId())
                .json(SIDE, SIDES[event.side().ordinal()])
                .json(SYMBOL, instruments.symbolJson(event.instrumentId()))
                .json(BASE_ASSET, instruments.baseAssetJson(event.instrumentId()))
                .json(QUOTE_ASSET, instruments.quoteAssetJson(event.instrumentId()))
                .decimal(EXECUTED_PRICE, event.price())
                .decimal(EXECUTED_SIZE, event.quantity())
                .decimal(FEE, event.fee())
                .time(TIMESTAMP, timeNs)
                .json(PURPOSE, PURPOSES[event.purpose().ordinal()])
                .decimal(CUM_QUANTITY, event.cumQuantity())
                .decimal(LEAVES_QUANTITY, event.leavesQuantity());
    }

    private JsonFrame write(OrderFinalizedDecoder event, long timeNs) {
        return json.id(ORDER_ID, event.clientOrderId())
                .id(STRATEGY_ID, event.strategyId())
                .json(SYMBOL, instruments.symbolJson(event.instrumentId()))
                .json(STATE, STATES[event.state().ordinal()])
                .decimal(CUM_QUANTITY, event.cumQuantity())
                .time(TIMESTAMP, timeNs);
    }

    private JsonFrame write(OrderReplacedDecoder event, long timeNs) {
        json.id(ORDER_ID, event.clientOrderId())
                .id(NEW_ORDER_ID, event.newClientOrderId())
                .id(STRATEGY_ID, event.strategyId())
                .json(SYMBOL, instruments.symbolJson(event.instrumentId()))
                .decimal(QUANTITY, event.quantity());
        if (event.limitPrice() != OrderReplacedDecoder.limitPriceNullValue()) {
            json.decimal(LIMIT_PRICE, event.limitPrice());
        }
        return json.time(TIMESTAMP, timeNs);
    }

    private JsonFrame write(StoplossArmedDecoder event, long timeNs) {
        return json.id(STRATEGY_ID, event.strategyId())
                .json(SYMBOL, instruments.symbolJson(event.instrumentId()))
                .decimal(LEVEL, event.level())
                .json(POSITION_SIDE, POSITION_SIDES[event.positionSide().ordinal()])
                .json(TRIGGER_SOURCE, TRIGGER_SOURCES[event.triggerSource().ordinal()])
                .time(TIMESTAMP, timeNs);
    }

    private JsonFrame write(StoplossTriggeredDecoder event, long timeNs) {
        return json.id(STRATEGY_ID, event.strategyId())
                .json(SYMBOL, instruments.symbolJson(event.instrumentId()))
                .decimal(LEVEL, event.level())
                .decimal(PRICE, event.price())
                .time(TIMESTAMP, timeNs);
    }

    private JsonFrame write(TakeProfitTriggeredDecoder event, long timeNs) {
        return json.id(STRATEGY_ID, event.strategyId())
                .json(SYMBOL, instruments.symbolJson(event.instrumentId()))
                .decimal(LEVEL, event.level())
                .decimal(PRICE, event.price())
                .time(TIMESTAMP, timeNs);
    }

    private JsonFrame write(StoplossDisarmedDecoder event, long timeNs) {
        return json.id(STRATEGY_ID, event.strategyId())
                .json(SYMBOL, instruments.symbolJson(event.instrumentId()))
                .time(TIMESTAMP, timeNs);
    }

    private JsonFrame write(StrategyStartedDecoder event, long timeNs) {
        return json.id(STRATEGY_ID, event.strategyId())
                .json(SYMBOL, instruments.symbolJson(event.instrumentId()))
                .time(ENTRY_TIME, event.entryTimeNs())
                .time(EXIT_TIME, event.exitTimeNs())
                .time(TIMESTAMP, timeNs);
    }

    private JsonFrame write(BuyTriggeredDecoder event, long timeNs) {
        return json.id(STRATEGY_ID, event.strategyId())
                .json(SYMBOL, instruments.symbolJson(event.instrumentId()))
                .time(DUE_TIME, event.dueTimeNs())
                .time(TIMESTAMP, timeNs);
    }

    private JsonFrame write(SellTriggeredDecoder event, long timeNs) {
        return json.id(STRATEGY_ID, event.strategyId())
                .json(SYMBOL, instruments.symbolJson(event.instrumentId()))
                .time(DUE_TIME, event.dueTimeNs())
                .time(TIMESTAMP, timeNs);
    }

    private JsonFrame write(StrategyRunningDecoder event, long timeNs) {
        return json.id(STRATEGY_ID, event.strategyId())
                .json(SYMBOL, instruments.symbolJson(event.instrumentId()))
                .decimal(QUANTITY, event.quantity())
                .decimal(AVERAGE_PRICE, event.averagePrice())
                .time(TIMESTAMP, timeNs);
    }

    private JsonFrame write(StrategyExitedDecoder event, long timeNs) {
        return json.id(STRATEGY_ID, event.strategyId())
                .json(SYMBOL, instruments.symbolJson(event.instrumentId()))
                .json(REASON, EXIT_REASONS[event.reason().ordinal()])
                .decimal(QUANTITY, event.quantity())
                .decimal(ENTRY_PRICE, event.entryPrice())
                .decimal(EXIT_PRICE, event.exitPrice())
                .decimal(REALIZED_PNL, event.realizedPnl())
                .time(TIMESTAMP, timeNs);
    }

    private JsonFrame write(LockConflictDecoder event, long timeNs) {
        return json.id(STRATEGY_ID, event.strategyId())
                .id(HOLDER_ORDER_ID, event.holderOrderId())
                .json(WANTED, PURPOSES[event.wanted().ordinal()])
                .json(HOLDER, PURPOSES[event.holder().ordinal()])
                .time(TIMESTAMP, timeNs);
    }

    private JsonFrame write(OrderRetryRequiredDecoder event, long timeNs) {
        return json.id(ORDER_ID, event.clientOrderId())
                .id(STRATEGY_ID, event.strategyId())
                .json(SYMBOL, instruments.symbolJson(event.instrumentId()))
                .json(PURPOSE, PURPOSES[event.purpose().ordinal()])
                .number(ATTEMPT, event.attempt())
                .time(RETRY_TIME, event.retryTimeNs())
                .time(TIMESTAMP, timeNs);
    }

    private JsonFrame write(SafetyAbortDecoder event, long timeNs) {
        return json.id(STRATEGY_ID, event.strategyId())
                .json(SYMBOL, instruments.symbolJson(event.instrumentId()))
                .decimal(OPEN_QUANTITY, event.openQuantity())
                .number(ATTEMPTS, event.attempts())
                .time(TIMESTAMP, timeNs);
    }

    private JsonFrame write(OrderEventLoggedDecoder event, long timeNs) {
        return json.id(ORDER_ID, event.clientOrderId())
                .id(STRATEGY_ID, event.strategyId())
                .json(FROM, STATES[event.from().ordinal()])
                .json(TO, STATES[event.to().ordinal()])
                .time(TIMESTAMP, timeNs);
    }

    private JsonFrame write(LockAcquiredDecoder event, long timeNs) {
        return json.id(STRATEGY_ID, event.strategyId())
                .id(HOLDER_ORDER_ID, event.holderOrderId())
                .json(HOLDER, PURPOSES[event.holder().ordinal()])
                .decimal(QUANTITY, event.quantity())
                .time(TIMESTAMP, timeNs);
    }

    private JsonFrame write(StrategyReadyDecoder event, long timeNs) {
        return json.id(STRATEGY_ID, event.strategyId())
                .json(SYMBOL, instruments.symbolJson(event.instrumentId()))
                .time(ENTRY_TIME, event.entryTimeNs())
                .time(EXIT_TIME, event.exitTimeNs())
                .time(TIMESTAMP, timeNs);
    }

    private JsonFrame write(StrategyStoppedDecoder event, long timeNs) {
        return json.id(STRATEGY_ID, event.strategyId())
                .json(SYMBOL, instruments.symbolJson(event.instrumentId()))
                .json(REASON, EXIT_REASONS[event.reason().ordinal()])
                .decimal(OPEN_QUANTITY, event.openQuantity())
                .time(TIMESTAMP, timeNs);
    }

    private JsonFrame write(SchedulerResyncRequiredDecoder event, long timeNs) {
        return json.id(STRATEGY_ID, event.strategyId())
                .id(RESYNC_ID, event.resyncId())
                .time(AFTER, event.afterNs())
                .timeOfDay(ENTRY_TIME_OF_DAY, event.entryTimeOfDay())
                .timeOfDay(EXIT_TIME_OF_DAY, event.exitTimeOfDay())
                .number(CALENDAR_ID, event.calendarId())
                .json(LATE_START, LATE_STARTS[event.lateStart().ordinal()])
                .time(TIMESTAMP, timeNs);
    }

    private JsonFrame write(StrategyEventLoggedDecoder event, long timeNs) {
        event.getText(text, 0);
        return json.id(STRATEGY_ID, event.strategyId())
                .text(TEXT, text)
                .id(FIGURE, event.figure())
                .time(TIMESTAMP, timeNs);
    }

    static byte[] name(String field) {
        return Ascii.bytes(",\"" + field + "\":");
    }

    private static byte[] opening(String type) {
        return Ascii.bytes("{\"type\":\"" + type + '"');
    }

    private static byte[][] openings() {
        int highest = 0;
        for (EventType type : EventType.values()) {
            highest = Math.max(highest, type.templateId());
        }
        byte[][] openings = new byte[highest + 1][];
        for (EventType type : EventType.values()) {
            openings[type.templateId()] = type.eventName().equals(type.name())
                    ? opening(type.name().toLowerCase(Locale.ROOT))
                    : RunnerEventJson.opening(type.eventName());
        }
        // Whoever is offered it takes it for the event itself.
        openings[EventOfferedDecoder.TEMPLATE_ID] = opening("event");
        return openings;
    }
}
