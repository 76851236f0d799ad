package io.ringfence.core.trade;

import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.event.KillLevel;
import io.ringfence.core.event.PositionSide;
import io.ringfence.core.event.Side;
import io.ringfence.core.event.StopMode;
import io.ringfence.core.testkit.AccountEvents.RiskLimits.Limit;
import io.ringfence.core.testkit.TestEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What people ask of a host, some of it twice, some of it nonsense. */
final class RandomPeople {
    /** The host's own, and two that are registered. */
    static final int ACCOUNTS = 3;

    private static final long ONE = Decimal.ONE;

    private final Random random;
    private final RandomTerms terms;
    private final List<Long> strategyIds = new ArrayList<>();
    private final List<TestEvent> asked = new ArrayList<>();
    private int commandCount;

    RandomPeople(Random random, RandomTerms terms) {
        this.random = random;
        this.terms = terms;
    }

    private boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    void onStrategy(long strategyId) {
        strategyIds.add(strategyId);
    }

    /** Something that is asked for now. */
    TestEvent next(long nowNs, TradeStage stage) {
        if (!asked.isEmpty() && chance(8)) {
            return asked.get(random.nextInt(asked.size()));
        }
        TestEvent event = random.nextInt(3) == 0 ? byHand(nowNs, stage) : fresh(nowNs);
        asked.add(event);
        return event;
    }

    private TestEvent fresh(long nowNs) {
        long id = chance(50) ? 1 : strategyIds.get(random.nextInt(strategyIds.size()));
        int account = chance(10) ? 1 + random.nextInt(2) : 0;
        String command = chance(2) ? "" : "c" + ++commandCount;
        return switch (random.nextInt(16)) {
            case 0, 1, 2 -> new TestEvent.Update(id, terms.next(nowNs, 1).command(command));
            case 3, 4, 5 -> new TestEvent.Exit(id, account, command);
            case 6 -> new TestEvent.Stop(id, StopMode.KEEP, account, command);
            case 7 -> new TestEvent.Stop(id, StopMode.FLATTEN, account, command);
            case 8, 9, 10 -> new TestEvent.Start(id, account, command);
            case 11, 12 -> kill(KillLevel.get((short) (1 + random.nextInt(3))), command);
            case 13, 14 -> kill(KillLevel.NONE, command);
            default -> limits(random.nextInt(ACCOUNTS));
        };
    }

    /** An order, or what becomes of one or of a stop. */
    private TestEvent byHand(long nowNs, TradeStage stage) {
        String command = chance(2) ? "" : "h" + ++commandCount;
        int account = chance(10) ? 1 + random.nextInt(2) : 0;
        List<OrderRow> orders = stage.orderRows();
        long order = orders.isEmpty() || chance(30)
                ? 7 << 16
                : orders.get(random.nextInt(orders.size())).clientOrderId();
        return switch (random.nextInt(10)) {
            case 0, 1, 2 -> terms.order(nowNs, ACCOUNTS, command);
            case 3, 4 -> reduction(stage.strategyRows()).by(account, command);
            case 5 -> new TestEvent.CancelOrder(order, account, command);
            case 6, 7, 8 -> new TestEvent.ReplaceOrder(order, quantity(), limit(), account, command);
            default -> terms.stop(anyStrategy(), account, command);
        };
    }

    private long anyStrategy() {
        return chance(50) ? 1 : strategyIds.get(random.nextInt(strategyIds.size()));
    }

    private long quantity() {
        return (chance(40) ? 0 : 1 + random.nextInt(6)) * ONE / 2;
    }

    private long limit() {
        return chance(3) ? TestEvent.NONE : terms.price();
    }

    /** Mostly of one that holds something, at times the wrong way round. */
    private TestEvent.PlaceOrder reduction(List<StrategyRow> rows) {
        List<StrategyRow> held =
                rows.stream().filter(row -> row.openQuantity() > 0).toList();
        if (held.isEmpty() || chance(10)) {
            return TestEvent.PlaceOrder.reduce(anyStrategy(), terms.side(), quantity(), limit());
        }
        StrategyRow row = held.get(random.nextInt(held.size()));
        Side side = row.side() == PositionSide.LONG != chance(20) ? Side.SELL : Side.BUY;
        TestEvent.PlaceOrder order = TestEvent.PlaceOrder.reduce(row.id(), side, quantity(), limit());
        return chance(10) ? order : order.of(row.instrumentId());
    }

    private TestEvent kill(KillLevel level, String command) {
        int account = level == KillLevel.NONE || chance(2) ? TestEvent.Kill.ALL : random.nextInt(ACCOUNTS);
        return new TestEvent.Kill(account, level, command);
    }

    /** One limit of an account, or none. */
    TestEvent.RiskLimits limits(int account) {
        TestEvent.RiskLimits none = new TestEvent.RiskLimits(account);
        return switch (random.nextInt(14)) {
            case 0 -> none.with(Limit.MAX_ORDER_QUANTITY, 2 * ONE);
            case 1 -> none.with(Limit.MAX_ORDER_NOTIONAL, 200 * ONE);
            case 2 -> none.with(Limit.MAX_POSITION_NOTIONAL, 300 * ONE);
            case 3 -> none.with(Limit.MAX_DAILY_LOSS, 5 * ONE);
            case 4 -> none.with(Limit.MAX_DRAWDOWN, 5 * ONE);
            case 5 -> none.with(Limit.DUPLICATE_WINDOW_NS, 300);
            case 6 -> none.with(Limit.MAX_OPEN_ORDERS, 1);
            case 7 -> none.with(Limit.MAX_ORDERS_PER_WINDOW, 2).with(Limit.ORDER_WINDOW_NS, 200);
            case 8 ->
                none.with(Limit.MAX_STOP_OUTS, 1)
                        .with(Limit.STOP_OUT_WINDOW_NS, 200)
                        .with(Limit.STOP_OUT_COOLDOWN_NS, 300);
            case 9 -> none.with(Limit.PRICE_COLLAR_RATIO, ONE / 20);
            default -> none;
        };
    }
}
