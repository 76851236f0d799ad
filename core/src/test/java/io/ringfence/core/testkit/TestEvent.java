package io.ringfence.core.testkit;

import static io.ringfence.core.testkit.Encoding.commit;
import static io.ringfence.core.testkit.Encoding.flag;
import static io.ringfence.core.testkit.Encoding.room;
import static io.ringfence.core.testkit.Encoding.wideRoom;

import io.ringfence.core.event.ExecutionReportEncoder;
import io.ringfence.core.event.ExecutionType;
import io.ringfence.core.event.InstrumentDefinedEncoder;
import io.ringfence.core.event.LateStart;
import io.ringfence.core.event.MessageHeaderEncoder;
import io.ringfence.core.event.OrderPurpose;
import io.ringfence.core.event.OrderType;
import io.ringfence.core.event.PositionSide;
import io.ringfence.core.event.PriceTickEncoder;
import io.ringfence.core.event.RejectReason;
import io.ringfence.core.event.Side;
import io.ringfence.core.event.StopType;
import io.ringfence.core.event.StopUnit;
import io.ringfence.core.event.StrategyCreatedEncoder;
import io.ringfence.core.event.StrategyTermsEncoder;
import io.ringfence.core.event.TimeAdvancedEncoder;
import io.ringfence.core.event.TriggerSource;
import io.ringfence.core.ring.EventBuffer;

/**
 * An input of the core as a value. All figures are scaled; {@link #NONE} is an absent price or time. Those that are not here
 * are inherited, so that each reads {@code TestEvent.X}.
 */
public interface TestEvent extends NodeEvents, StrategyEvents, OrderEvents, AccountEvents, LinkEvents, DeliveryEvents {
    /** An absent price or time. */
    long NONE = PriceTickEncoder.lastNullValue();

    /** Encodes the event, header first. */
    void encode(EventBuffer in);

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
            return quotes(newBid, newAsk, lowestBid, NONE, NONE, highestAsk, NONE, NONE);
        }

        /** The same with the extremes of bids. */
        public Tick bids(long lowest, long highest) {
            return quotes(bid, ask, lowest, highest, askLow, askHigh, midLow, midHigh);
        }

        /** The same with the extremes of asks. */
        public Tick asks(long lowest, long highest) {
            return quotes(bid, ask, bidLow, bidHigh, lowest, highest, midLow, midHigh);
        }

        /** The same with the extremes of the middle of bid and ask. */
        public Tick mids(long lowest, long highest) {
            return quotes(bid, ask, bidLow, bidHigh, askLow, askHigh, lowest, highest);
        }

        private Tick quotes(
                long newBid,
                long newAsk,
                long newBidLow,
                long newBidHigh,
                long newAskLow,
                long newAskHigh,
                long newMidLow,
                long newMidHigh) {
            return new Tick(
                    instrumentId,
                    feedId,
                    feedSequence,
                    last,
                    low,
                    high,
                    newBid,
                    newAsk,
                    newBidLow,
                    newBidHigh,
                    newAskLow,
                    newAskHigh,
                    newMidLow,
                    newMidHigh,
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
            ExitStyle exits,
            Setup setup)
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

        /** With the usual setup. */
        public Create(
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
                ExitStyle exits) {
            this(
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
                    exits,
                    Setup.DEFAULT);
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
            return with(StopType.TRAILING, newActivationPrice, targetUnit, targetValue, exits, setup);
        }

        /** The same without a stop. */
        public Create withoutStop() {
            return with(StopType.NONE, NONE, targetUnit, targetValue, exits, setup);
        }

        /** The same of the other or the same side. */
        public Create side(PositionSide newSide) {
            return with(newSide, unit, stopValue, stopType, activationPrice, targetUnit, targetValue, exits, setup);
        }

        /** The same with another stop. */
        public Create stop(StopType newStopType, StopUnit newUnit, long newStopValue, long newActivationPrice) {
            return with(
                    side,
                    newUnit,
                    newStopValue,
                    newStopType,
                    newActivationPrice,
                    targetUnit,
                    targetValue,
                    exits,
                    setup);
        }

        /** The same with another way to send exits. */
        public Create exits(ExitStyle newExits) {
            return with(stopType, activationPrice, targetUnit, targetValue, newExits, setup);
        }

        /** The same with a target. */
        public Create target(StopUnit newTargetUnit, long newTargetValue) {
            return with(stopType, activationPrice, newTargetUnit, newTargetValue, exits, setup);
        }

        /** The same of an account. */
        public Create by(int accountId) {
            return with(setup.account(accountId));
        }

        /** The same with a name. */
        public Create named(String name) {
            return with(setup.named(name));
        }

        /** The same with another logic. */
        public Create logic(String plugin, String parameters) {
            return with(setup.logic(plugin, parameters));
        }

        /** The same, and TickReceived and PositionUpdated are wanted. */
        public Create watched() {
            return with(setup.watched());
        }

        /** The same with a holding time. */
        public Create holding(long holdingTimeNs) {
            return with(setup.holding(holdingTimeNs));
        }

        /** The same by a calendar. */
        public Create daily(int calendarId, long entryTimeOfDayNs, long exitTimeOfDayNs) {
            return with(setup.daily(calendarId, entryTimeOfDayNs, exitTimeOfDayNs));
        }

        /** The same with another way to treat a late start. */
        public Create late(LateStart lateStart) {
            return with(setup.late(lateStart));
        }

        /** The same with a command id. */
        public Create command(String commandId) {
            return with(setup.command(commandId));
        }

        private Create with(Setup newSetup) {
            return with(stopType, activationPrice, targetUnit, targetValue, exits, newSetup);
        }

        private Create with(
                StopType newStopType,
                long newActivationPrice,
                StopUnit newTargetUnit,
                long newTargetValue,
                ExitStyle newExits,
                Setup newSetup) {
            return with(
                    side,
                    unit,
                    stopValue,
                    newStopType,
                    newActivationPrice,
                    newTargetUnit,
                    newTargetValue,
                    newExits,
                    newSetup);
        }

        private Create with(
                PositionSide newSide,
                StopUnit newUnit,
                long newStopValue,
                StopType newStopType,
                long newActivationPrice,
                StopUnit newTargetUnit,
                long newTargetValue,
                ExitStyle newExits,
                Setup newSetup) {
            return new Create(
                    instrumentId,
                    newSide,
                    quantity,
                    entryTimeNs,
                    exitTimeNs,
                    source,
                    newUnit,
                    newStopValue,
                    newStopType,
                    newActivationPrice,
                    newTargetUnit,
                    newTargetValue,
                    newExits,
                    newSetup);
        }

        void encode(StrategyTermsEncoder terms) {
            terms.quantity(quantity)
                    .entryTimeNs(entryTimeNs)
                    .exitTimeNs(exitTimeNs)
                    .entryTimeOfDay(setup.entryTimeOfDayNs())
                    .exitTimeOfDay(setup.exitTimeOfDayNs())
                    .holdingTimeNs(setup.holdingTimeNs())
                    .stopValue(stopValue)
                    .activationPrice(activationPrice)
                    .targetValue(targetValue)
                    .stopLimitOffset(exits.stopLimitOffset())
                    .fillDeadlineNs(exits.fillDeadlineNs())
                    .calendarId(setup.calendarId())
                    .stopType(stopType)
                    .stopUnit(unit)
                    .targetUnit(targetUnit)
                    .targetOrderType(exits.targetOrderType())
                    .lateStart(setup.lateStart());
        }

        @Override
        public void encode(EventBuffer in) {
            StrategyCreatedEncoder created =
                    new StrategyCreatedEncoder().wrapAndApplyHeader(wideRoom(in), 0, new MessageHeaderEncoder());
            encode(created.terms());
            created.instrumentId(instrumentId)
                    .accountId(setup.accountId())
                    .positionSide(side)
                    .triggerSource(source)
                    .isWatched(flag(setup.isWatched()))
                    .name(setup.name())
                    .plugin(setup.plugin())
                    .parameters(setup.parameters())
                    .commandId(setup.commandId());
            commit(in, StrategyCreatedEncoder.BLOCK_LENGTH);
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
