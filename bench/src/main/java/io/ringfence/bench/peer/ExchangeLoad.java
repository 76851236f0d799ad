package io.ringfence.bench.peer;

import exchange.core2.core.ExchangeApi;
import exchange.core2.core.common.OrderAction;
import exchange.core2.core.common.OrderType;
import exchange.core2.core.common.cmd.OrderCommand;
import exchange.core2.core.common.cmd.OrderCommandType;

/**
 * The mix of exchange-core's own latency test, as its README gives it: of 100 messages 82 move a resting order, 9 place one,
 * 6 cancel one, 3 are IOC orders. One symbol, {@value #USERS} users, {@value #RESTING} resting orders over 750 prices round
 * the middle. Here each IOC order takes the whole of one placed before it, inside the spread, and nothing else trades; so the
 * book stays as large as it is. What a message is follows from its index alone.
 */
final class ExchangeLoad {
    static final int SYMBOL = 241;
    static final int USERS = 1_000;
    static final int RESTING = 1_000;

    private static final int CYCLE = 100;
    private static final int CANCELLED = 6;
    private static final int TRADED = 3;
    private static final int PLACED = CANCELLED + TRADED;
    private static final long MIDDLE = 15_400;
    /** Prices on each side of the middle that resting orders have. */
    private static final int DEPTH = 375;
    /** Between the middle and the nearest of them is room for the orders that trade. */
    private static final int NEAREST = 2;

    private static final long HIGHEST = MIDDLE + NEAREST + DEPTH;
    private static final long LOT = 1;
    private static final long FIRST_PLACED_ID = RESTING + 1;
    /** Ids of IOC orders are beyond those of orders that rest. */
    private static final long FIRST_TAKER_ID = 1L << 40;

    private static final byte MOVE = 0;
    private static final byte PLACE = 1;
    private static final byte CANCEL = 2;
    private static final byte TAKE = 3;

    private final byte[] kinds = new byte[CYCLE];
    /** Which of the cycle's placed orders a message is about. */
    private final byte[] subjects = new byte[CYCLE];

    ExchangeLoad() {
        for (int i = 0; i < CANCELLED; i++) {
            set(16 * i, PLACE, i);
            set(16 * i + 8, CANCEL, i);
        }
        for (int i = 0; i < TRADED; i++) {
            set(30 * i + 5, PLACE, CANCELLED + i);
            set(30 * i + 11, TAKE, CANCELLED + i);
        }
    }

    private void set(int phase, byte kind, int subject) {
        kinds[phase] = kind;
        subjects[phase] = (byte) subject;
    }

    /** Fills the book. */
    static void prefill(ExchangeApi api) {
        for (long id = 1; id <= RESTING; id++) {
            place(api, 0, id, isBid(id), restingPrice(id, id), OrderType.GTC);
        }
    }

    /** Sends the message of that index. */
    void send(ExchangeApi api, long index, long dueNs) {
        int phase = (int) (index % CYCLE);
        long id = orderId(index);
        switch (kinds[phase]) {
            case MOVE -> api.moveOrder(0, 0, dueNs, restingPrice(id, index), id, SYMBOL, user(id));
            case CANCEL -> api.cancelOrder(0, 0, dueNs, id, SYMBOL, user(id));
            case TAKE -> {
                boolean isBid = !isBid(id - FIRST_TAKER_ID);
                place(api, dueNs, id, isBid, tradedPrice(!isBid), OrderType.IOC);
            }
            default -> {
                boolean isBid = isBid(id);
                long price = subjects[phase] < CANCELLED ? restingPrice(id, index) : tradedPrice(isBid);
                place(api, dueNs, id, isBid, price, OrderType.GTC);
            }
        }
    }

    private static void place(ExchangeApi api, long dueNs, long id, boolean isBid, long price, OrderType type) {
        OrderAction action = isBid ? OrderAction.BID : OrderAction.ASK;
        api.placeNewOrder(0, 0, dueNs, id, 0, price, HIGHEST, LOT, action, type, SYMBOL, user(id));
    }

    /** The order that the message of that index is about. */
    private long orderId(long index) {
        int phase = (int) (index % CYCLE);
        if (kinds[phase] == MOVE) {
            return 1 + spread(index, RESTING);
        }
        long placed = FIRST_PLACED_ID + index / CYCLE * PLACED + subjects[phase];
        return kinds[phase] == TAKE ? FIRST_TAKER_ID + placed : placed;
    }

    /** Whether a command that came out of the exchange is the message of that index. */
    boolean isMessage(OrderCommand command, long index) {
        return command.orderId == orderId(index) && command.command == type(kinds[(int) (index % CYCLE)]);
    }

    private static OrderCommandType type(byte kind) {
        return switch (kind) {
            case MOVE -> OrderCommandType.MOVE_ORDER;
            case CANCEL -> OrderCommandType.CANCEL_ORDER;
            default -> OrderCommandType.PLACE_ORDER;
        };
    }

    /** How many of the first messages trade. */
    long trades(long count) {
        long trades = count / CYCLE * TRADED;
        for (int phase = 0; phase < count % CYCLE; phase++) {
            trades += kinds[phase] == TAKE ? 1 : 0;
        }
        return trades;
    }

    private static boolean isBid(long id) {
        return (id & 1) == 0;
    }

    /** On the order's own side. */
    private static long restingPrice(long id, long seed) {
        int distance = NEAREST + spread(seed, DEPTH);
        return isBid(id) ? MIDDLE - distance : MIDDLE + distance;
    }

    /** Nearer to the middle than all that rests. */
    private static long tradedPrice(boolean isBid) {
        return isBid ? MIDDLE - 1 : MIDDLE + 1;
    }

    private static long user(long id) {
        return 1 + spread(id, USERS);
    }

    /** A number below {@code bound} that looks like chance and is the same each time. */
    private static int spread(long seed, int bound) {
        return (int) ((seed * 0x9E3779B97F4A7C15L >>> 33) % bound);
    }
}
