package io.ringfence.core.testkit;

import io.ringfence.core.event.ExecutionReportEncoder;
import io.ringfence.core.event.ExecutionType;
import io.ringfence.core.event.Flag;
import io.ringfence.core.event.InstrumentDefinedEncoder;
import io.ringfence.core.event.LateStart;
import io.ringfence.core.event.MessageHeaderEncoder;
import io.ringfence.core.event.NodeStartedEncoder;
import io.ringfence.core.event.OrderPurpose;
import io.ringfence.core.event.OrderType;
import io.ringfence.core.event.PositionSide;
import io.ringfence.core.event.PriceTickEncoder;
import io.ringfence.core.event.RejectReason;
import io.ringfence.core.event.Side;
import io.ringfence.core.event.StopType;
import io.ringfence.core.event.StopUnit;
import io.ringfence.core.event.StrategyCreatedEncoder;
import io.ringfence.core.event.StrategyStartRequestedEncoder;
import io.ringfence.core.event.TimeAdvancedEncoder;
import io.ringfence.core.event.TriggerSource;
import io.ringfence.core.ring.EventBuffer;

/** An input of the core as a value. All figures are scaled; {@link #NONE} is an absent price. */
public sealed interface TestEvent {
    /** An absent price. */
    long NONE = PriceTickEncoder.lastNullValue();

    /** Encodes the event, header first. */
    void encode(EventBuffer in);

    private static void commit(EventBuffer in, int blockLength) {
        in.commit(MessageHeaderEncoder.ENCODED_LENGTH + blockLength);
    }

    /** Room for any input. */
    private static org.agrona.MutableDirectBuffer room(EventBuffer in) {
        return in.reserve(128);
    }

    /** NODE_STARTED. */
    record Node(
            int maxInstruments,
            int maxStrategies,
            int maxOpenOrders,
            int maxExitAttempts,
            long exitRetryDelayNs,
            long exitRetryMaxDelayNs)
            implements TestEvent {
        /** With attempts at an even pace. */
        public Node(
                int maxInstruments, int maxStrategies, int maxOpenOrders, int maxExitAttempts, long exitRetryDelayNs) {
            this(maxInstruments, maxStrategies, maxOpenOrders, maxExitAttempts, exitRetryDelayNs, exitRetryDelayNs);
        }

        /** 16 instruments, 1000 strategies and orders, 3 attempts, 10 ns apart. */
        public static Node defaults() {
            return new Node(16, 1000, 1000, 3, 10);
        }

        @Override
        public void encode(EventBuffer in) {
            new NodeStartedEncoder()
                    .wrapAndApplyHeader(room(in), 0, new MessageHeaderEncoder())
                    .maxInstruments(maxInstruments)
                    .maxStrategies(maxStrategies)
                    .maxOpenOrders(maxOpenOrders)
                    .maxExitAttempts(maxExitAttempts)
                    .exitRetryDelayNs(exitRetryDelayNs)
                    .exitRetryMaxDelayNs(exitRetryMaxDelayNs)
                    .lateAfterNs(1_000_000_000)
                    .reconcilePeriodNs(0)
                    .brokerErrorWindowNs(1_000_000_000)
                    .feedSilenceNs(1_000_000_000)
                    .maxBrokerErrors(0)
                    .maxAccounts(16)
                    .maxCommandIds(16)
                    .maxConditions(16)
                    .maxActionsPerCall(4);
            commit(in, NodeStartedEncoder.BLOCK_LENGTH);
        }
    }

    /** INSTRUMENT_DEFINED. */
    record Define(int instrumentId, String symbol) implements TestEvent {
        @Override
        public void encode(EventBuffer in) {
            new InstrumentDefinedEncoder()
                    .wrapAndApplyHeader(room(in), 0, new MessageHeaderEncoder())
                    .instrumentId(instrumentId)
                    .symbol(symbol);
            commit(in, InstrumentDefinedEncoder.BLOCK_LENGTH);
        }
    }

    /** PRICE_TICK. */
    record Tick(
            int instrumentId,
            int feedId,
            long feedSequence,
            long last,
            long low,
            long high,
            long bid,
            long ask,
            long bidLow,
            long bidHigh,
            long askLow,
            long askHigh,
            long midLow,
            long midHigh,
            long lastQuantity)
            implements TestEvent {
        /** A tick of feed 0 without any price. */
        public static Tick of(int instrumentId, long feedSequence) {
            return ofFeed(instrumentId, 0, feedSequence, 0);
        }

        /** A tick without any price. */
        public static Tick ofFeed(int instrumentId, int feedId, long feedSequence, long lastQuantity) {
            return new Tick(
                    instrumentId,
                    feedId,
                    feedSequence,
                    NONE,
                    NONE,
                    NONE,
                    NONE,
                    NONE,
                    NONE,
                    NONE,
                    NONE,
                    NONE,
                    NONE,
                    NONE,
                    lastQuantity);
        }

        /** The same with a trade. */
        public Tick trade(long price) {
            return conflated(price, NONE, NONE);
        }

        /** The same with trades of which the last, the lowest and the highest are known. */
        public Tick conflated(long price, long lowest, long highest) {
            return new Tick(
                    instrumentId,
                    feedId,
                    feedSequence,
                    price,
                    lowest,
                    highest,
                    bid,
                    ask,
                    bidLow,
                    bidHigh,
                    askLow,
                    askHigh,
                    midLow,
                    midHigh,
                    lastQuantity);
        }

        /** The same with a quote. */
        public Tick quote(long newBid, long newAsk) {
            return conflatedQuote(newBid, newAsk, NONE, NONE);
        }

        /** The same with quotes of which the last and the worst are known. */
        public Tick conflatedQuote(long newBid, long newAsk, long lowestBid, long highestAsk) {
            return new Tick(
                    instrumentId,
                    feedId,
                    feedSequence,
                    last,
                    low,
                    high,
                    newBid,
                    newAsk,
                    lowestBid,
                    NONE,
                    NONE,
                    highestAsk,
                    NONE,
                    NONE,
                    lastQuantity);
        }

        /** The same with the extremes of bids. */
        public Tick bids(long lowest, long highest) {
            return new Tick(
                    instrumentId,
                    feedId,
                    feedSequence,
                    last,
                    low,
                    high,
                    bid,
                    ask,
                    lowest,
                    highest,
                    askLow,
                    askHigh,
                    midLow,
                    midHigh,
                    lastQuantity);
        }

        /** The same with the extremes of asks. */
        public Tick asks(long lowest, long highest) {
            return new Tick(
                    instrumentId,
                    feedId,
                    feedSequence,
                    last,
                    low,
                    high,
                    bid,
                    ask,
                    bidLow,
                    bidHigh,
                    lowest,
                    highest,
                    midLow,
                    midHigh,
                    lastQuantity);
        }

        /** The same with the extremes of the middle of bid and ask. */
        public Tick mids(long lowest, long highest) {
            return new Tick(
                    instrumentId,
                    feedId,
                    feedSequence,
                    last,
                    low,
                    high,
                    bid,
                    ask,
                    bidLow,
                    bidHigh,
                    askLow,
                    askHigh,
                    lowest,
                    highest,
                    lastQuantity);
        }

        @Override
        public void encode(EventBuffer in) {
            new PriceTickEncoder()
                    .wrapAndApplyHeader(room(in), 0, new MessageHeaderEncoder())
                    .sourceTimeNs(0)
                    .feedSequence(feedSequence)
                    .last(last)
                    .lastQuantity(lastQuantity)
                    .low(low)
                    .high(high)
                    .bid(bid)
                    .ask(ask)
                    .bidLow(bidLow)
                    .bidHigh(bidHigh)
                    .askLow(askLow)
                    .askHigh(askHigh)
                    .midLow(midLow)
                    .midHigh(midHigh)
                    .instrumentId(instrumentId)
                    .feedId(feedId);
            commit(in, PriceTickEncoder.BLOCK_LENGTH);
        }
    }

    /** TIME_ADVANCED. */
    record Time() implements TestEvent {
        @Override
        public void encode(EventBuffer in) {
            new TimeAdvancedEncoder().wrapAndApplyHeader(room(in), 0, new MessageHeaderEncoder());
            commit(in, TimeAdvancedEncoder.BLOCK_LENGTH);
        }
    }

    /** STRATEGY_CREATED. */
    record Create(
            int instrumentId,
            PositionSide side,
            long quantity,
            long entryTimeNs,
            long exitTimeNs,
            TriggerSource source,
            StopUnit unit,
            long stopValue,
            StopType stopType,
            long activationPrice,
            StopUnit targetUnit,
            long targetValue,
            ExitStyle exits)
            implements TestEvent {
        /**
         * How exits are sent.
         *
         * @param stopLimitOffset {@link #NONE} for market stops
         * @param fillDeadlineNs of limited exits
         * @param targetOrderType market or limit
         */
        public record ExitStyle(long stopLimitOffset, long fillDeadlineNs, OrderType targetOrderType) {
            /** Everything at the market. */
            public static final ExitStyle MARKET = new ExitStyle(NONE, 0, OrderType.MARKET);
        }

        /** With a fixed stop and without a target. */
        public Create(
                int instrumentId,
                PositionSide side,
                long quantity,
                long entryTimeNs,
                long exitTimeNs,
                TriggerSource source,
                StopUnit unit,
                long stopValue) {
            this(
                    instrumentId,
                    side,
                    quantity,
                    entryTimeNs,
                    exitTimeNs,
                    source,
                    unit,
                    stopValue,
                    StopType.FIXED,
                    NONE,
                    StopUnit.LEVEL,
                    NONE,
                    ExitStyle.MARKET);
        }

        /** The same with a stop that trails from the entry. */
        public Create trailing() {
            return trailingFrom(NONE);
        }

        /** The same with a stop that trails from an activation price on. */
        public Create trailingFrom(long newActivationPrice) {
            return new Create(
                    instrumentId,
                    side,
                    quantity,
                    entryTimeNs,
                    exitTimeNs,
                    source,
                    unit,
                    stopValue,
                    StopType.TRAILING,
                    newActivationPrice,
                    targetUnit,
                    targetValue,
                    exits);
        }

        /** The same with another way to send exits. */
        public Create exits(ExitStyle newExits) {
            return new Create(
                    instrumentId,
                    side,
                    quantity,
                    entryTimeNs,
                    exitTimeNs,
                    source,
                    unit,
                    stopValue,
                    stopType,
                    activationPrice,
                    targetUnit,
                    targetValue,
                    newExits);
        }

        /** The same with a target. */
        public Create target(StopUnit newTargetUnit, long newTargetValue) {
            return new Create(
                    instrumentId,
                    side,
                    quantity,
                    entryTimeNs,
                    exitTimeNs,
                    source,
                    unit,
                    stopValue,
                    stopType,
                    activationPrice,
                    newTargetUnit,
                    newTargetValue,
                    exits);
        }

        @Override
        public void encode(EventBuffer in) {
            StrategyCreatedEncoder created =
                    new StrategyCreatedEncoder().wrapAndApplyHeader(in.reserve(512), 0, new MessageHeaderEncoder());
            created.terms()
                    .quantity(quantity)
                    .entryTimeNs(entryTimeNs)
                    .exitTimeNs(exitTimeNs)
                    .stopValue(stopValue)
                    .activationPrice(activationPrice)
                    .targetValue(targetValue)
                    .stopLimitOffset(exits.stopLimitOffset())
                    .fillDeadlineNs(exits.fillDeadlineNs())
                    .entryTimeOfDay(NONE)
                    .exitTimeOfDay(NONE)
                    .holdingTimeNs(0)
                    .calendarId(0)
                    .stopType(stopType)
                    .stopUnit(unit)
                    .targetUnit(targetUnit)
                    .targetOrderType(exits.targetOrderType())
                    .lateStart(LateStart.FIRE);
            created.instrumentId(instrumentId)
                    .accountId(0)
                    .positionSide(side)
                    .triggerSource(source)
                    .isWatched(Flag.NO)
                    .name("test")
                    .plugin("timed")
                    .parameters("")
                    .commandId("");
            commit(in, StrategyCreatedEncoder.BLOCK_LENGTH);
        }
    }

    /** STRATEGY_START_REQUESTED. */
    record Start(long strategyId) implements TestEvent {
        @Override
        public void encode(EventBuffer in) {
            new StrategyStartRequestedEncoder()
                    .wrapAndApplyHeader(room(in), 0, new MessageHeaderEncoder())
                    .strategyId(strategyId)
                    .accountId(0)
                    .commandId("");
            commit(in, StrategyStartRequestedEncoder.BLOCK_LENGTH);
        }
    }

    /** EXECUTION_REPORT; quantity, notional and fee are cumulative. */
    record Report(
            ExecutionType type,
            long clientOrderId,
            long strategyId,
            OrderPurpose purpose,
            Side side,
            long cumQuantity,
            long cumNotional,
            long cumFee,
            RejectReason reason)
            implements TestEvent {
        @Override
        public void encode(EventBuffer in) {
            new ExecutionReportEncoder()
                    .wrapAndApplyHeader(room(in), 0, new MessageHeaderEncoder())
                    .clientOrderId(clientOrderId)
                    .strategyId(strategyId)
                    .cumQuantity(cumQuantity)
                    .cumNotional(cumNotional)
                    .cumFee(cumFee)
                    .lastPrice(NONE)
                    .instrumentId(0)
                    .executionType(type)
                    .side(side)
                    .purpose(purpose)
                    .rejectReason(reason);
            commit(in, ExecutionReportEncoder.BLOCK_LENGTH);
        }
    }
}
