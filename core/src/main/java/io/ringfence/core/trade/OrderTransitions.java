package io.ringfence.core.trade;

import io.ringfence.core.event.OrderState;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * The one table of what may become of an order. What is not in it is refused and raises an alert; no state changes in
 * silence.
 *
 * <pre>
 *   from / to         SUB  ACC  PART  PEND  UNK  FILLED  CANC  REJ  EXP
 *   INITIALIZED        x    .    .     .     .    .       x     .    .    taken back before it has left
 *   SUBMITTED          .    x    x     x     x    x       x     x    x
 *   ACCEPTED           .    .    x     x     x    x       x     x    x    a broker may still refuse what it has taken
 *   PARTIALLY_FILLED   .    .    x     x     x    x       x     x    x    refused for the rest
 *   PENDING_CANCEL     .    .    .     .     x    x       x     x    x    fills in the meantime leave it pending
 *   UNKNOWN            x    x    x     .     x    x       x     x    x    sent again only when the broker has none
 *   FILLED             .    .    .     .     .    .       .     .    .
 *   CANCELED           .    .    .     .     .    .       .     .    .
 *   REJECTED           .    .    .     .     .    .       .     .    .
 *   EXPIRED            .    .    .     .     .    .       .     .    .
 * </pre>
 */
final class OrderTransitions {
    private static final Map<OrderState, Set<OrderState>> LEGAL = new EnumMap<>(OrderState.class);

    static {
        Set<OrderState> ends =
                EnumSet.of(OrderState.FILLED, OrderState.CANCELED, OrderState.REJECTED, OrderState.EXPIRED);
        LEGAL.put(OrderState.INITIALIZED, EnumSet.of(OrderState.SUBMITTED, OrderState.CANCELED));
        LEGAL.put(
                OrderState.SUBMITTED,
                with(
                        ends,
                        OrderState.ACCEPTED,
                        OrderState.PARTIALLY_FILLED,
                        OrderState.PENDING_CANCEL,
                        OrderState.UNKNOWN));
        LEGAL.put(
                OrderState.ACCEPTED,
                with(ends, OrderState.PARTIALLY_FILLED, OrderState.PENDING_CANCEL, OrderState.UNKNOWN));
        LEGAL.put(
                OrderState.PARTIALLY_FILLED,
                with(ends, OrderState.PARTIALLY_FILLED, OrderState.PENDING_CANCEL, OrderState.UNKNOWN));
        LEGAL.put(OrderState.PENDING_CANCEL, with(ends, OrderState.UNKNOWN));
        LEGAL.put(
                OrderState.UNKNOWN,
                with(ends, OrderState.SUBMITTED, OrderState.ACCEPTED, OrderState.PARTIALLY_FILLED, OrderState.UNKNOWN));
    }

    private OrderTransitions() {}

    private static Set<OrderState> with(Set<OrderState> ends, OrderState... others) {
        Set<OrderState> all = EnumSet.copyOf(ends);
        for (OrderState other : others) {
            all.add(other);
        }
        return all;
    }

    static boolean isLegal(OrderState from, OrderState to) {
        Set<OrderState> legal = LEGAL.get(from);
        return legal != null && legal.contains(to);
    }
}
