package io.ringfence.core.testkit;

import static io.ringfence.core.testkit.Encoding.commit;
import static io.ringfence.core.testkit.Encoding.flag;
import static io.ringfence.core.testkit.Encoding.room;
import static io.ringfence.core.testkit.Encoding.wideRoom;

import io.ringfence.core.event.MessageHeaderEncoder;
import io.ringfence.core.event.OrderCancelRequestedEncoder;
import io.ringfence.core.event.OrderReplaceRequestedEncoder;
import io.ringfence.core.event.OrderRequestedEncoder;
import io.ringfence.core.event.OrderType;
import io.ringfence.core.event.PositionSide;
import io.ringfence.core.event.Side;
import io.ringfence.core.event.StopType;
import io.ringfence.core.event.StopUnit;
import io.ringfence.core.event.StopUpdatedEncoder;
import io.ringfence.core.event.TriggerSource;
import io.ringfence.core.ring.EventBuffer;

/** Inputs of what people ask for by hand. */
public interface OrderEvents {
    /**
     * ORDER_REQUESTED.
     *
     * @param strategyId whose position it reduces, 0 for one that opens
     * @param limitPrice {@link TestEvent#NONE} at the market
     * @param terms its quantity, and of one that opens what stands over the position; of the setup, whose it is, whether it
     *     is watched and the command id count as well
     */
    record PlaceOrder(long strategyId, Side side, OrderType type, long limitPrice, TestEvent.Create terms)
            implements TestEvent {
        /** One that opens, at the market where there is no limit, by the host's own account, without a stop. */
        public static PlaceOrder open(Side side, long quantity, long limitPrice) {
            return new PlaceOrder(
                    0, side, type(limitPrice), limitPrice, terms(quantity).withoutStop());
        }

        /** One that reduces what a strategy of the host's own account holds. */
        public static PlaceOrder reduce(long strategyId, Side side, long quantity, long limitPrice) {
            return new PlaceOrder(strategyId, side, type(limitPrice), limitPrice, terms(quantity));
        }

        private static OrderType type(long limitPrice) {
            return limitPrice == TestEvent.NONE ? OrderType.MARKET : OrderType.LIMIT;
        }

        private static TestEvent.Create terms(long quantity) {
            return new TestEvent.Create(
                    0,
                    PositionSide.LONG,
                    quantity,
                    TestEvent.NONE,
                    TestEvent.NONE,
                    TriggerSource.LAST,
                    StopUnit.LEVEL,
                    0);
        }

        /** The same with what stands over the position. */
        public PlaceOrder with(TestEvent.Create newTerms) {
            return new PlaceOrder(strategyId, side, type, limitPrice, newTerms);
        }

        /** The same of another instrument. */
        public PlaceOrder of(int instrumentId) {
            return with(new TestEvent.Create(
                            instrumentId,
                            terms.side(),
                            terms.quantity(),
                            terms.entryTimeNs(),
                            terms.exitTimeNs(),
                            terms.source(),
                            terms.unit(),
                            terms.stopValue())
                    .by(terms.setup().accountId())
                    .command(terms.setup().commandId()));
        }

        /** The same by an account, with a command id. */
        public PlaceOrder by(int accountId, String commandId) {
            return with(terms.by(accountId).command(commandId));
        }

        @Override
        public void encode(EventBuffer in) {
            OrderRequestedEncoder requested =
                    new OrderRequestedEncoder().wrapAndApplyHeader(wideRoom(in), 0, new MessageHeaderEncoder());
            terms.encode(requested.terms());
            requested
                    .strategyId(strategyId)
                    .limitPrice(limitPrice)
                    .instrumentId(terms.instrumentId())
                    .accountId(terms.setup().accountId())
                    .side(side)
                    .orderType(type)
                    .triggerSource(terms.source())
                    .isWatched(flag(terms.setup().isWatched()))
                    .commandId(terms.setup().commandId());
            commit(in, OrderRequestedEncoder.BLOCK_LENGTH);
        }
    }

    /** ORDER_CANCEL_REQUESTED. */
    record CancelOrder(long clientOrderId, int accountId, String commandId) implements TestEvent {
        /** By the host's own account. */
        public CancelOrder(long clientOrderId) {
            this(clientOrderId, 0, "");
        }

        @Override
        public void encode(EventBuffer in) {
            new OrderCancelRequestedEncoder()
                    .wrapAndApplyHeader(room(in), 0, new MessageHeaderEncoder())
                    .clientOrderId(clientOrderId)
                    .accountId(accountId)
                    .commandId(commandId);
            commit(in, OrderCancelRequestedEncoder.BLOCK_LENGTH);
        }
    }

    /**
     * ORDER_REPLACE_REQUESTED.
     *
     * @param quantity in all
     * @param limitPrice {@link TestEvent#NONE} at the market
     */
    record ReplaceOrder(long clientOrderId, long quantity, long limitPrice, int accountId, String commandId)
            implements TestEvent {
        /** By the host's own account. */
        public ReplaceOrder(long clientOrderId, long quantity, long limitPrice) {
            this(clientOrderId, quantity, limitPrice, 0, "");
        }

        @Override
        public void encode(EventBuffer in) {
            new OrderReplaceRequestedEncoder()
                    .wrapAndApplyHeader(room(in), 0, new MessageHeaderEncoder())
                    .clientOrderId(clientOrderId)
                    .quantity(quantity)
                    .limitPrice(limitPrice)
                    .accountId(accountId)
                    .commandId(commandId);
            commit(in, OrderReplaceRequestedEncoder.BLOCK_LENGTH);
        }
    }

    /** STOP_UPDATED. */
    record MoveStop(
            long strategyId,
            StopType type,
            StopUnit unit,
            long value,
            long activationPrice,
            int accountId,
            String commandId)
            implements TestEvent {
        /** A fixed one, by the host's own account. */
        public MoveStop(long strategyId, StopUnit unit, long value) {
            this(strategyId, StopType.FIXED, unit, value, TestEvent.NONE, 0, "");
        }

        @Override
        public void encode(EventBuffer in) {
            new StopUpdatedEncoder()
                    .wrapAndApplyHeader(room(in), 0, new MessageHeaderEncoder())
                    .strategyId(strategyId)
                    .stopValue(value)
                    .activationPrice(activationPrice)
                    .accountId(accountId)
                    .stopType(type)
                    .stopUnit(unit)
                    .commandId(commandId);
            commit(in, StopUpdatedEncoder.BLOCK_LENGTH);
        }
    }
}
