package io.ringfence.core.stoploss;

import io.ringfence.core.state.StateFormatException;
import io.ringfence.core.state.StateSink;
import io.ringfence.core.state.StateSource;
import java.util.Arrays;

/**
 * The newest cumulative figures of each of one strategy's orders, by which a report that was seen before, or that is older
 * than one seen, is known to add nothing.
 *
 * <p>Holds an entry for each order of this round and the one before that was filled at all, two for an ordinary round; the
 * core bounds them, since an order is only sent while something is left to enter or exit, and people's only up to a number.
 */
final class FillLedger {
    private long[] orderIds = new long[2];
    private long[] quantities = new long[2];
    private long[] notionals = new long[2];
    private long[] fees = new long[2];
    private int count;
    private long oldestRoundEntryId;

    /** Quantity booked for an order so far. */
    long quantity(long clientOrderId) {
        int at = find(clientOrderId);
        return at < 0 ? 0 : quantities[at];
    }

    /** Notional booked for an order so far. */
    long notional(long clientOrderId) {
        int at = find(clientOrderId);
        return at < 0 ? 0 : notionals[at];
    }

    /** Fees booked for an order so far. */
    long fee(long clientOrderId) {
        int at = find(clientOrderId);
        return at < 0 ? 0 : fees[at];
    }

    /** Books an order's cumulative figures in place of those before. */
    void book(long clientOrderId, long cumQuantity, long cumNotional, long cumFee) {
        int at = find(clientOrderId);
        if (at < 0) {
            at = append(clientOrderId);
        }
        quantities[at] = cumQuantity;
        notionals[at] = cumNotional;
        fees[at] = cumFee;
    }

    /** Entry order of the oldest round whose figures are kept: nothing is known of orders before it. */
    long oldestRoundEntryId() {
        return oldestRoundEntryId;
    }

    /** Forgets the orders before one, whose ids are smaller. */
    void forgetBefore(long entryId) {
        oldestRoundEntryId = entryId;
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (orderIds[i] >= entryId) {
                orderIds[kept] = orderIds[i];
                quantities[kept] = quantities[i];
                notionals[kept] = notionals[i];
                fees[kept++] = fees[i];
            }
        }
        count = kept;
    }

    private int find(long clientOrderId) {
        int at = count - 1;
        while (at >= 0 && orderIds[at] != clientOrderId) {
            at--;
        }
        return at;
    }

    private int append(long clientOrderId) {
        if (count == orderIds.length) {
            orderIds = Arrays.copyOf(orderIds, count * 2);
            quantities = Arrays.copyOf(quantities, count * 2);
            notionals = Arrays.copyOf(notionals, count * 2);
            fees = Arrays.copyOf(fees, count * 2);
        }
        orderIds[count] = clientOrderId;
        return count++;
    }

    void writeTo(StateSink sink) {
        sink.putLong(oldestRoundEntryId);
        sink.putLong(count);
        for (int i = 0; i < count; i++) {
            sink.putLong(orderIds[i]);
            sink.putLong(quantities[i]);
            sink.putLong(notionals[i]);
            sink.putLong(fees[i]);
        }
    }

    void readFrom(StateSource source) {
        oldestRoundEntryId = source.getLong();
        for (int left = source.getCount(); left > 0; left--) {
            long orderId = source.getLong();
            if (find(orderId) >= 0) {
                throw new StateFormatException("order " + orderId + " stands twice in the state");
            }
            book(orderId, source.getLong(), source.getLong(), source.getLong());
        }
    }
}
