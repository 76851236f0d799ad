package io.ringfence.transport.view;

import java.util.HashMap;
import java.util.Map;

/**
 * What each order has traded so far, so that what a report adds is known exactly: of live orders, and of as many that have
 * ended as the core remembers. Orders of which nothing was filled are not in it.
 */
final class TradedOrders {
    /** Orders that have ended and are remembered; as many as the core does. */
    private static final int FINAL_ORDERS_KEPT = 65_536;

    private final Map<Long, Long> notionals = new HashMap<>();
    /** Ring of those that have ended, the oldest overwritten first; 0 where none is. */
    private long[] finals = new long[0];

    private int nextFinal;

    /** Takes what an order has traded so far, and returns what is new. */
    long advance(long clientOrderId, long cumNotional) {
        Long before = notionals.put(clientOrderId, cumNotional);
        return before == null ? cumNotional : cumNotional - before;
    }

    void put(long clientOrderId, long cumNotional) {
        if (cumNotional != 0) {
            notionals.put(clientOrderId, cumNotional);
        }
    }

    /** An order has ended; the one that ended so many orders before it is forgotten. */
    void end(long clientOrderId) {
        if (finals.length == 0) {
            finals = new long[FINAL_ORDERS_KEPT];
        }
        notionals.remove(finals[nextFinal]);
        finals[nextFinal] = clientOrderId;
        nextFinal = (nextFinal + 1) % FINAL_ORDERS_KEPT;
    }
}
