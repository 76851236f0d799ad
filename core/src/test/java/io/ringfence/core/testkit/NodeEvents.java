package io.ringfence.core.testkit;

import static io.ringfence.core.testkit.Encoding.commit;
import static io.ringfence.core.testkit.Encoding.wideRoom;

import io.ringfence.core.command.Rules;
import io.ringfence.core.delivery.DeliveryLimits;
import io.ringfence.core.event.MessageHeaderEncoder;
import io.ringfence.core.event.NodeStartedEncoder;
import io.ringfence.core.ring.EventBuffer;
import java.util.EnumMap;
import java.util.Map;

/** The input that every host begins with. */
public interface NodeEvents {
    /** NODE_STARTED. */
    record Node(
            int maxInstruments,
            int maxStrategies,
            int maxOpenOrders,
            int maxExitAttempts,
            long exitRetryDelayNs,
            long exitRetryMaxDelayNs,
            Map<Bound, Long> changed)
            implements TestEvent {
        /** A bound that most tests leave as it is. */
        public enum Bound {
            LATE_AFTER_NS(1_000_000_000),
            RECONCILE_PERIOD_NS(0),
            BROKER_ERROR_WINDOW_NS(1_000_000_000),
            FEED_SILENCE_NS(1_000_000_000),
            MAX_BROKER_ERRORS(0),
            MAX_ACCOUNTS(16),
            MAX_COMMAND_IDS(16),
            MAX_CONDITIONS(16),
            MAX_ACTIONS_PER_CALL(4),
            MAX_EVENTS(64),
            MAX_EVENT_BYTES(1 << 20),
            MAX_DELIVERIES(64),
            MAX_EVENT_KEYS(64),
            MAX_PENDING_ACKS(4),
            MAX_OFFERS(2),
            MAX_ATTEMPTS(2),
            ACK_TIMEOUT_NS(100),
            ATTEMPT_TIMEOUT_NS(100),
            DELIVERY_RETRY_DELAY_NS(10),
            DELIVERY_RETRY_MAX_DELAY_NS(40),
            MAX_EVENT_AGE_NS(10_000),
            MAX_STRATEGIES_PER_ACCOUNT(0),
            MAX_OPEN_ORDERS_PER_ACCOUNT(0),
            MAX_CONDITIONS_PER_ACCOUNT(0),
            SERVED_CHANNELS(DeliveryLimits.ALL_CHANNELS),
            RULE_VERSION(Rules.VERSION);

            private final long usual;

            Bound(long usual) {
                this.usual = usual;
            }
        }

        /** With the usual bounds. */
        public Node(
                int maxInstruments,
                int maxStrategies,
                int maxOpenOrders,
                int maxExitAttempts,
                long exitRetryDelayNs,
                long exitRetryMaxDelayNs) {
            this(
                    maxInstruments,
                    maxStrategies,
                    maxOpenOrders,
                    maxExitAttempts,
                    exitRetryDelayNs,
                    exitRetryMaxDelayNs,
                    Map.of());
        }

        /** With attempts at an even pace. */
        public Node(
                int maxInstruments, int maxStrategies, int maxOpenOrders, int maxExitAttempts, long exitRetryDelayNs) {
            this(maxInstruments, maxStrategies, maxOpenOrders, maxExitAttempts, exitRetryDelayNs, exitRetryDelayNs);
        }

        /** 16 instruments, 1000 strategies and orders, 3 attempts, 10 ns apart. */
        public static Node defaults() {
            return new Node(16, 1000, 1000, 3, 10);
        }

        /** The same with another bound. */
        public Node with(Bound bound, long value) {
            Map<Bound, Long> bounds = new EnumMap<>(Bound.class);
            bounds.putAll(changed);
            bounds.put(bound, value);
            return new Node(
                    maxInstruments,
                    maxStrategies,
                    maxOpenOrders,
                    maxExitAttempts,
                    exitRetryDelayNs,
                    exitRetryMaxDelayNs,
                    bounds);
        }

        /** A bound, as changed or usual. */
        public long bound(Bound bound) {
            return changed.getOrDefault(bound, bound.usual);
        }

        @Override
        public void encode(EventBuffer in) {
            new NodeStartedEncoder()
                    .wrapAndApplyHeader(wideRoom(in), 0, new MessageHeaderEncoder())
                    .maxInstruments(maxInstruments)
                    .maxStrategies(maxStrategies)
                    .maxOpenOrders(maxOpenOrders)
                    .maxExitAttempts(maxExitAttempts)
                    .exitRetryDelayNs(exitRetryDelayNs)
                    .exitRetryMaxDelayNs(exitRetryMaxDelayNs)
                    .lateAfterNs(bound(Bound.LATE_AFTER_NS))
                    .reconcilePeriodNs(bound(Bound.RECONCILE_PERIOD_NS))
                    .brokerErrorWindowNs(bound(Bound.BROKER_ERROR_WINDOW_NS))
                    .feedSilenceNs(bound(Bound.FEED_SILENCE_NS))
                    .maxBrokerErrors((int) bound(Bound.MAX_BROKER_ERRORS))
                    .maxAccounts((int) bound(Bound.MAX_ACCOUNTS))
                    .maxCommandIds((int) bound(Bound.MAX_COMMAND_IDS))
                    .maxConditions((int) bound(Bound.MAX_CONDITIONS))
                    .maxActionsPerCall((int) bound(Bound.MAX_ACTIONS_PER_CALL))
                    .ruleVersion((int) bound(Bound.RULE_VERSION))
                    .build("test")
                    .maxEvents((int) bound(Bound.MAX_EVENTS))
                    .maxEventBytes(bound(Bound.MAX_EVENT_BYTES))
                    .maxDeliveries((int) bound(Bound.MAX_DELIVERIES))
                    .maxEventKeys((int) bound(Bound.MAX_EVENT_KEYS))
                    .maxPendingAcks((int) bound(Bound.MAX_PENDING_ACKS))
                    .maxOffers((int) bound(Bound.MAX_OFFERS))
                    .maxAttempts((int) bound(Bound.MAX_ATTEMPTS))
                    .ackTimeoutNs(bound(Bound.ACK_TIMEOUT_NS))
                    .attemptTimeoutNs(bound(Bound.ATTEMPT_TIMEOUT_NS))
                    .deliveryRetryDelayNs(bound(Bound.DELIVERY_RETRY_DELAY_NS))
                    .deliveryRetryMaxDelayNs(bound(Bound.DELIVERY_RETRY_MAX_DELAY_NS))
                    .maxEventAgeNs(bound(Bound.MAX_EVENT_AGE_NS))
                    .maxStrategiesPerAccount((int) bound(Bound.MAX_STRATEGIES_PER_ACCOUNT))
                    .maxOpenOrdersPerAccount((int) bound(Bound.MAX_OPEN_ORDERS_PER_ACCOUNT))
                    .maxConditionsPerAccount((int) bound(Bound.MAX_CONDITIONS_PER_ACCOUNT))
                    .servedChannels((int) bound(Bound.SERVED_CHANNELS));
            commit(in, NodeStartedEncoder.BLOCK_LENGTH);
        }
    }
}
