package io.ringfence.transport.view;

/**
 * What each order has traded so far, so that what a report adds is known exactly: of live orders, and of as many that have
 * ended as the core remembers. Orders of which nothing was filled are not in it. Makes no garbage once it has its room.
 */
final class TradedOrders {
    /** Orders that have ended and are remembered; as many as the core does. */
    private static final int FINAL_ORDERS_KEPT = 65_536;

    private static final int INITIAL = 16;

    /** Open addressing as in {@link LongMap}; 0 where a place is free, as no order has that number. */
    private long[] orders = new long[INITIAL];

    private long[] notionals = new long[INITIAL];
    private int size;

    /** Ring of those that have ended, the oldest overwritten first; 0 where none is. */
    private long[] finals = new long[0];

    private int nextFinal;

    /** Takes all the room ahead that so many live orders and those that are remembered need. */
    void makeRoom(int liveOrders) {
        finals = finals.length == 0 ? new long[FINAL_ORDERS_KEPT] : finals;
        int needed = 2 * (FINAL_ORDERS_KEPT + liveOrders);
        if (orders.length < needed) {
            resize(Integer.highestOneBit(needed - 1) * 2);
        }
    }

    /** Takes what an order has traded so far, and returns what is new. */
    long advance(long clientOrderId, long cumNotional) {
        int place = place(clientOrderId);
        long before = orders[place] == 0 ? 0 : notionals[place];
        put(clientOrderId, cumNotional);
        return cumNotional - before;
    }

    void put(long clientOrderId, long cumNotional) {
        int place = place(clientOrderId);
        if (orders[place] == 0 && cumNotional == 0) {
            return;
        }
        if (orders[place] == 0) {
            orders[place] = clientOrderId;
            size++;
        }
        notionals[place] = cumNotional;
        if (2 * size > orders.length) {
            resize(2 * orders.length);
        }
    }

    /** An order has ended; the one that ended so many orders before it is forgotten. */
    void end(long clientOrderId) {
        if (finals.length == 0) {
            finals = new long[FINAL_ORDERS_KEPT];
        }
        if (finals[nextFinal] != 0) {
            remove(finals[nextFinal]);
        }
        finals[nextFinal] = clientOrderId;
        nextFinal = (nextFinal + 1) % FINAL_ORDERS_KEPT;
    }

    private void remove(long clientOrderId) {
        int free = place(clientOrderId);
        if (orders[free] == 0) {
            return;
        }
        size--;
        int mask = orders.length - 1;
        for (int at = free + 1 & mask; orders[at] != 0; at = at + 1 & mask) {
            if ((at - home(orders[at]) & mask) >= (at - free & mask)) {
                orders[free] = orders[at];
                notionals[free] = notionals[at];
                free = at;
            }
        }
        orders[free] = 0;
    }

    private int place(long clientOrderId) {
        int mask = orders.length - 1;
        int at = home(clientOrderId);
        while (orders[at] != 0 && orders[at] != clientOrderId) {
            at = at + 1 & mask;
        }
        return at;
    }

    private int home(long clientOrderId) {
        return LongMap.hash(clientOrderId) & orders.length - 1;
    }

    private void resize(int length) {
        long[] oldOrders = orders;
        long[] oldNotionals = notionals;
        orders = new long[length];
        notionals = new long[length];
        for (int i = 0; i < oldOrders.length; i++) {
            if (oldOrders[i] != 0) {
                int place = place(oldOrders[i]);
                orders[place] = oldOrders[i];
                notionals[place] = oldNotionals[i];
            }
        }
    }
}
