package io.ringfence.core.command;

import io.ringfence.core.event.ConditionCreatedEncoder;
import io.ringfence.core.event.ConditionRemovedEncoder;
import io.ringfence.core.event.ExitRequestedEncoder;
import io.ringfence.core.event.Flag;
import io.ringfence.core.event.KillLevel;
import io.ringfence.core.event.KillSwitchSetEncoder;
import io.ringfence.core.event.MessageHeaderEncoder;
import io.ringfence.core.event.OrderCancelRequestedEncoder;
import io.ringfence.core.event.OrderReplaceRequestedEncoder;
import io.ringfence.core.event.OrderRequestedEncoder;
import io.ringfence.core.event.OrderType;
import io.ringfence.core.event.StopMode;
import io.ringfence.core.event.StopType;
import io.ringfence.core.event.StopUpdatedEncoder;
import io.ringfence.core.event.StrategyCreatedEncoder;
import io.ringfence.core.event.StrategyStartRequestedEncoder;
import io.ringfence.core.event.StrategyStopRequestedEncoder;
import io.ringfence.core.event.StrategyTermsEncoder;
import io.ringfence.core.event.StrategyUpdatedEncoder;
import io.ringfence.core.event.UserRegisteredEncoder;
import java.util.OptionalLong;
import org.agrona.MutableDirectBuffer;

/**
 * Encodes what is asked of the core, by whomever: from offset 0, header first. Each method returns the length without the
 * header, and needs no more room than {@link #MAX_INPUT_BYTES}. An empty command id is none. One thread.
 */
public final class InputEncoding {
    /** Room for the largest input: a condition with as many nodes as it may have. */
    public static final int MAX_INPUT_BYTES = 2_048;

    private static final byte[] NO_EVENT = {};

    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final StrategyCreatedEncoder strategyCreated = new StrategyCreatedEncoder();
    private final StrategyUpdatedEncoder strategyUpdated = new StrategyUpdatedEncoder();
    private final StrategyStartRequestedEncoder startRequested = new StrategyStartRequestedEncoder();
    private final StrategyStopRequestedEncoder stopRequested = new StrategyStopRequestedEncoder();
    private final ExitRequestedEncoder exitRequested = new ExitRequestedEncoder();
    private final KillSwitchSetEncoder killSwitchSet = new KillSwitchSetEncoder();
    private final ConditionCreatedEncoder conditionCreated = new ConditionCreatedEncoder();
    private final ConditionRemovedEncoder conditionRemoved = new ConditionRemovedEncoder();
    private final OrderRequestedEncoder orderRequested = new OrderRequestedEncoder();
    private final OrderCancelRequestedEncoder orderCancelRequested = new OrderCancelRequestedEncoder();
    private final OrderReplaceRequestedEncoder orderReplaceRequested = new OrderReplaceRequestedEncoder();
    private final StopUpdatedEncoder stopUpdated = new StopUpdatedEncoder();
    private final UserRegisteredEncoder userRegistered = new UserRegisteredEncoder();

    /** STRATEGY_CREATED. */
    public int strategyCreated(MutableDirectBuffer buffer, NewStrategy strategy, String commandId) {
        strategyCreated.wrapAndApplyHeader(buffer, 0, header);
        TermsEncoding.write(strategy.terms(), strategyCreated.terms());
        return strategyCreated
                .instrumentId(strategy.instrumentId())
                .accountId(strategy.accountId())
                .positionSide(strategy.side())
                .triggerSource(strategy.triggerSource())
                .isWatched(flag(strategy.isWatched()))
                .name(strategy.name())
                .plugin(strategy.logic())
                .parameters(strategy.parameters())
                .commandId(commandId)
                .encodedLength();
    }

    /** STRATEGY_UPDATED. */
    public int strategyUpdated(
            MutableDirectBuffer buffer,
            long strategyId,
            int accountId,
            TermsSpec terms,
            boolean isWatched,
            String commandId) {
        strategyUpdated.wrapAndApplyHeader(buffer, 0, header);
        TermsEncoding.write(terms, strategyUpdated.strategyId(strategyId).terms());
        return strategyUpdated
                .accountId(accountId)
                .isWatched(flag(isWatched))
                .commandId(commandId)
                .encodedLength();
    }

    /** STRATEGY_START_REQUESTED. */
    public int startRequested(MutableDirectBuffer buffer, long strategyId, int accountId, String commandId) {
        return startRequested
                .wrapAndApplyHeader(buffer, 0, header)
                .strategyId(strategyId)
                .accountId(accountId)
                .commandId(commandId)
                .encodedLength();
    }

    /** STRATEGY_STOP_REQUESTED. */
    public int stopRequested(
            MutableDirectBuffer buffer, long strategyId, int accountId, StopMode mode, String commandId) {
        return stopRequested
                .wrapAndApplyHeader(buffer, 0, header)
                .strategyId(strategyId)
                .accountId(accountId)
                .mode(mode)
                .commandId(commandId)
                .encodedLength();
    }

    /** EXIT_REQUESTED. */
    public int exitRequested(MutableDirectBuffer buffer, long strategyId, int accountId, String commandId) {
        return exitRequested
                .wrapAndApplyHeader(buffer, 0, header)
                .strategyId(strategyId)
                .accountId(accountId)
                .commandId(commandId)
                .encodedLength();
    }

    /** KILL_SWITCH_SET of an account, or of all with the null value of the field. */
    public int killSwitchSet(MutableDirectBuffer buffer, int accountId, KillLevel level, String commandId) {
        return killSwitchSet
                .wrapAndApplyHeader(buffer, 0, header)
                .accountId(accountId)
                .level(level)
                .commandId(commandId)
                .encodedLength();
    }

    /** CONDITION_CREATED, without an event: {@link EventEncoding} has the one with it. */
    public int conditionCreated(MutableDirectBuffer buffer, NewCondition condition, String commandId) {
        conditionCreated.wrapAndApplyHeader(buffer, 0, header);
        ConditionEncoding.write(conditionCreated, condition, condition.action(), condition.strategyId(), commandId);
        return conditionCreated.putSubmitted(NO_EVENT, 0, 0).encodedLength();
    }

    /** CONDITION_REMOVED. */
    public int conditionRemoved(MutableDirectBuffer buffer, long conditionId, int accountId, String commandId) {
        return conditionRemoved
                .wrapAndApplyHeader(buffer, 0, header)
                .conditionId(conditionId)
                .accountId(accountId)
                .commandId(commandId)
                .encodedLength();
    }

    /** ORDER_REQUESTED. */
    public int orderRequested(MutableDirectBuffer buffer, NewOrder order, String commandId) {
        orderRequested.wrapAndApplyHeader(buffer, 0, header);
        StrategyTermsEncoder terms = orderRequested.terms();
        TermsEncoding.write(order.terms(), terms);
        if (!order.hasStop()) {
            terms.stopType(StopType.NONE);
        }
        boolean isLimited = order.limitPrice().isPresent();
        return orderRequested
                .strategyId(order.strategyId())
                .limitPrice(order.limitPrice().orElse(OrderRequestedEncoder.limitPriceNullValue()))
                .instrumentId(order.instrumentId())
                .accountId(order.accountId())
                .side(order.side())
                .orderType(isLimited ? OrderType.LIMIT : OrderType.MARKET)
                .triggerSource(order.triggerSource())
                .isWatched(flag(order.isWatched()))
                .commandId(commandId)
                .encodedLength();
    }

    /** ORDER_CANCEL_REQUESTED. */
    public int orderCancelRequested(MutableDirectBuffer buffer, long clientOrderId, int accountId, String commandId) {
        return orderCancelRequested
                .wrapAndApplyHeader(buffer, 0, header)
                .clientOrderId(clientOrderId)
                .accountId(accountId)
                .commandId(commandId)
                .encodedLength();
    }

    /** ORDER_REPLACE_REQUESTED: for a quantity in all, at a limit or at the market. */
    public int orderReplaceRequested(
            MutableDirectBuffer buffer,
            long clientOrderId,
            long quantity,
            OptionalLong limitPrice,
            int accountId,
            String commandId) {
        return orderReplaceRequested
                .wrapAndApplyHeader(buffer, 0, header)
                .clientOrderId(clientOrderId)
                .quantity(quantity)
                .limitPrice(limitPrice.orElse(OrderReplaceRequestedEncoder.limitPriceNullValue()))
                .accountId(accountId)
                .commandId(commandId)
                .encodedLength();
    }

    /** STOP_UPDATED; the stop's limit offset stays what it is. */
    public int stopUpdated(
            MutableDirectBuffer buffer, long strategyId, int accountId, TermsSpec.Stop stop, String commandId) {
        return stopUpdated
                .wrapAndApplyHeader(buffer, 0, header)
                .strategyId(strategyId)
                .stopValue(stop.value())
                .activationPrice(stop.activationPrice().orElse(StopUpdatedEncoder.activationPriceNullValue()))
                .accountId(accountId)
                .stopType(stop.isTrailing() ? StopType.TRAILING : StopType.FIXED)
                .stopUnit(stop.unit())
                .commandId(commandId)
                .encodedLength();
    }

    /** USER_REGISTERED. */
    public int userRegistered(MutableDirectBuffer buffer, int accountId, String name, long startCash) {
        return userRegistered
                .wrapAndApplyHeader(buffer, 0, header)
                .accountId(accountId)
                .startCash(startCash)
                .name(name)
                .encodedLength();
    }

    private static Flag flag(boolean isSet) {
        return isSet ? Flag.YES : Flag.NO;
    }
}
