package io.ringfence.core.testkit;

import static io.ringfence.core.testkit.Encoding.commit;
import static io.ringfence.core.testkit.Encoding.room;

import io.ringfence.core.event.BrokerKeySubmittedEncoder;
import io.ringfence.core.event.KillLevel;
import io.ringfence.core.event.KillSwitchSetEncoder;
import io.ringfence.core.event.MessageHeaderEncoder;
import io.ringfence.core.event.RiskLimitsSetEncoder;
import io.ringfence.core.event.UserLoggedInEncoder;
import io.ringfence.core.event.UserRegisteredEncoder;
import io.ringfence.core.ring.EventBuffer;
import java.util.EnumMap;
import java.util.Map;

/** Inputs of accounts and what they may do. */
public interface AccountEvents {
    /** KILL_SWITCH_SET; {@link #ALL} for every account. */
    record Kill(int accountId, KillLevel level, String commandId) implements TestEvent {
        /** Every account. */
        public static final int ALL = KillSwitchSetEncoder.accountIdNullValue();

        /** Of every account. */
        public Kill(KillLevel level) {
            this(ALL, level, "");
        }

        @Override
        public void encode(EventBuffer in) {
            new KillSwitchSetEncoder()
                    .wrapAndApplyHeader(room(in), 0, new MessageHeaderEncoder())
                    .accountId(accountId)
                    .level(level)
                    .commandId(commandId);
            commit(in, KillSwitchSetEncoder.BLOCK_LENGTH);
        }
    }

    /** RISK_LIMITS_SET; a limit that is not among those set is 0. */
    record RiskLimits(int accountId, Map<Limit, Long> set) implements TestEvent {
        /** A limit, in the dictionary's order. */
        public enum Limit {
            MAX_ORDER_QUANTITY,
            MAX_ORDER_NOTIONAL,
            PRICE_COLLAR_RATIO,
            MAX_POSITION_NOTIONAL,
            MAX_DAILY_LOSS,
            MAX_DRAWDOWN,
            ORDER_WINDOW_NS,
            STOP_OUT_WINDOW_NS,
            STOP_OUT_COOLDOWN_NS,
            DUPLICATE_WINDOW_NS,
            DAY_START_NS,
            MAX_OPEN_ORDERS,
            MAX_ORDERS_PER_WINDOW,
            MAX_STOP_OUTS
        }

        /** None. */
        public RiskLimits(int accountId) {
            this(accountId, Map.of());
        }

        /** The same with a limit. */
        public RiskLimits with(Limit limit, long value) {
            Map<Limit, Long> limits = new EnumMap<>(Limit.class);
            limits.putAll(set);
            limits.put(limit, value);
            return new RiskLimits(accountId, limits);
        }

        private long limit(Limit limit) {
            return set.getOrDefault(limit, 0L);
        }

        @Override
        public void encode(EventBuffer in) {
            new RiskLimitsSetEncoder()
                    .wrapAndApplyHeader(room(in), 0, new MessageHeaderEncoder())
                    .maxOrderQuantity(limit(Limit.MAX_ORDER_QUANTITY))
                    .maxOrderNotional(limit(Limit.MAX_ORDER_NOTIONAL))
                    .priceCollarRatio(limit(Limit.PRICE_COLLAR_RATIO))
                    .maxPositionNotional(limit(Limit.MAX_POSITION_NOTIONAL))
                    .maxDailyLoss(limit(Limit.MAX_DAILY_LOSS))
                    .maxDrawdown(limit(Limit.MAX_DRAWDOWN))
                    .orderWindowNs(limit(Limit.ORDER_WINDOW_NS))
                    .stopOutWindowNs(limit(Limit.STOP_OUT_WINDOW_NS))
                    .stopOutCooldownNs(limit(Limit.STOP_OUT_COOLDOWN_NS))
                    .duplicateWindowNs(limit(Limit.DUPLICATE_WINDOW_NS))
                    .dayStartNs(limit(Limit.DAY_START_NS))
                    .accountId(accountId)
                    .maxOpenOrders((int) limit(Limit.MAX_OPEN_ORDERS))
                    .maxOrdersPerWindow((int) limit(Limit.MAX_ORDERS_PER_WINDOW))
                    .maxStopOuts((int) limit(Limit.MAX_STOP_OUTS));
            commit(in, RiskLimitsSetEncoder.BLOCK_LENGTH);
        }
    }

    /** USER_REGISTERED. */
    record Register(int accountId, String name, long startCash) implements TestEvent {
        @Override
        public void encode(EventBuffer in) {
            new UserRegisteredEncoder()
                    .wrapAndApplyHeader(room(in), 0, new MessageHeaderEncoder())
                    .accountId(accountId)
                    .startCash(startCash)
                    .name(name);
            commit(in, UserRegisteredEncoder.BLOCK_LENGTH);
        }
    }

    /** USER_LOGGED_IN. */
    record LogIn(int accountId) implements TestEvent {
        @Override
        public void encode(EventBuffer in) {
            new UserLoggedInEncoder()
                    .wrapAndApplyHeader(room(in), 0, new MessageHeaderEncoder())
                    .accountId(accountId);
            commit(in, UserLoggedInEncoder.BLOCK_LENGTH);
        }
    }

    /** BROKER_KEY_SUBMITTED. */
    record BrokerKey(int gatewayId, int accountId, String keyName) implements TestEvent {
        @Override
        public void encode(EventBuffer in) {
            new BrokerKeySubmittedEncoder()
                    .wrapAndApplyHeader(room(in), 0, new MessageHeaderEncoder())
                    .gatewayId(gatewayId)
                    .accountId(accountId)
                    .keyName(keyName);
            commit(in, BrokerKeySubmittedEncoder.BLOCK_LENGTH);
        }
    }
}
