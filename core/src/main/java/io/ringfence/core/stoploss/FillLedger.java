package io.ringfence.core.stoploss;

import io.ringfence.core.state.StateSink;
import java.util.Arrays;

/**
 * Turns the cumulative figures of one strategy's execution reports into what is new in each: a report that was seen
 * before, or that is older than one seen, adds nothing.
 *
 * <p>Holds an entry for each order that was filled at all, two for an ordinary life; the core bounds them, since an order
 * is only sent while something is left to enter or exit.
 */
final class FillLedger {
    private long[] orderIds = new long[2];
    private long[] quantities = new long[2];
    private long[] notionals = new long[2];
    private int count;
    private long newNotional;

    /**
     * Books a report's cumulative figures.
     *
     * @return the quantity that is new, 0 or more; its notional is in {@link #newNotional()}
     */
    long book(long clientOrderId, long cumQuantity, long cumNotional) {
        newNotional = 0;
        if (cumQuantity <= 0) {
            return 0;
        }
        int at = find(clientOrderId);
        long newQuantity = cumQuantity - quantities[at];
        if (newQuantity <= 0) {
            return 0;
        }
        newNotional = cumNotional - notionals[at];
        quantities[at] = cumQuantity;
        notionals[at] = cumNotional;
        return newQuantity;
    }

    private int find(long clientOrderId) {
        for (int i = count - 1; i >= 0; i--) {
            if (orderIds[i] == clientOrderId) {
                return i;
            }
        }
        if (count == orderIds.length) {
            orderIds = Arrays.copyOf(orderIds, count * 2);
            quantities = Arrays.copyOf(quantities, count * 2);
            notionals = Arrays.copyOf(notionals, count * 2);
        }
        orderIds[count] = clientOrderId;
        return count++;
    }

    /** Notional of the quantity that {@link #book} just returned. */
    long newNotional() {
        return newNotional;
    }

    void writeTo(StateSink sink) {
        sink.putLong(count);
        for (int i = 0; i < count; i++) {
            sink.putLong(orderIds[i]);
            sink.putLong(quantities[i]);
            sink.putLong(notionals[i]);
        }
    }
}
