package io.ringfence.core.trade;

import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.event.ExecutionType;
import io.ringfence.core.event.OrderPurpose;
import io.ringfence.core.event.RejectReason;
import io.ringfence.core.testkit.AccountEvents.RiskLimits.Limit;
import io.ringfence.core.testkit.TestEvent;
import io.ringfence.core.testkit.TestEvent.Report;
import io.ringfence.core.testkit.TestEvent.Tick;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Puts what a broker that tells the truth never says in the stead of events that are time alone; prices that no stop may fire
 * from and limits that hold much back, too.
 */
final class RandomLies {
    private static final long ONE = Decimal.ONE;

    private final Random random;
    private final List<Report> told = new ArrayList<>();

    RandomLies(Random random) {
        this.random = random;
    }

    /** The event, or a lie in its stead. */
    TestEvent of(TestEvent event, long timeNs) {
        if (event instanceof Report report) {
            told.add(report);
        }
        boolean isKept = told.isEmpty() || !(event instanceof TestEvent.Time) || random.nextInt(3) > 0;
        return isKept ? event : lie(told.get(random.nextInt(told.size())), timeNs);
    }

    private TestEvent lie(Report told, long timeNs) {
        return switch (random.nextInt(9)) {
            case 0 -> changed(told, told.clientOrderId() + 1, told.strategyId(), told.type());
            case 1 -> changed(told, told.clientOrderId(), told.strategyId() + random.nextInt(3), told.type());
            case 2, 3, 4 -> changed(told, told.clientOrderId(), told.strategyId(), anyEnd());
            case 5 -> new TestEvent.PositionPulled(timeNs, random.nextInt(4) - 1, random.nextInt(9) * ONE);
            case 6 -> new TestEvent.FeedError(random.nextInt(5), random.nextInt(2));
            case 7 -> Tick.ofFeed(random.nextInt(3), 3, timeNs, 0).quote(101 * ONE, 99 * ONE);
            default -> limits(timeNs);
        };
    }

    private ExecutionType anyEnd() {
        return switch (random.nextInt(5)) {
            case 0 -> ExecutionType.REJECTED;
            case 1 -> ExecutionType.CANCELED;
            case 2 -> ExecutionType.EXPIRED;
            case 3 -> ExecutionType.UNKNOWN_ORDER;
            default -> ExecutionType.FILL;
        };
    }

    private Report changed(Report told, long clientOrderId, long strategyId, ExecutionType type) {
        long more = random.nextInt(4) * ONE / 2;
        boolean isOther = random.nextInt(8) == 0;
        return new Report(
                type,
                clientOrderId,
                strategyId,
                isOther ? OrderPurpose.EXIT : told.purpose(),
                told.side(),
                told.cumQuantity() + more,
                told.cumNotional() + more * 100,
                told.cumFee(),
                random.nextBoolean() ? RejectReason.DUPLICATE_ORDER : RejectReason.MARKET_CLOSED);
    }

    /** Several at once, and a day that begins soon. */
    private TestEvent limits(long timeNs) {
        TestEvent.RiskLimits limits = new TestEvent.RiskLimits(random.nextInt(RandomPeople.ACCOUNTS))
                .with(Limit.DAY_START_NS, timeNs + random.nextInt(100))
                .with(Limit.MAX_DAILY_LOSS, (5 + random.nextInt(50)) * ONE)
                .with(Limit.MAX_DRAWDOWN, (5 + random.nextInt(50)) * ONE);
        return random.nextBoolean()
                ? limits
                : limits.with(Limit.DUPLICATE_WINDOW_NS, 100)
                        .with(Limit.MAX_ORDERS_PER_WINDOW, 3)
                        .with(Limit.ORDER_WINDOW_NS, 100)
                        .with(Limit.MAX_OPEN_ORDERS, 2)
                        .with(Limit.MAX_POSITION_NOTIONAL, 600 * ONE)
                        .with(Limit.MAX_STOP_OUTS, 1 + random.nextInt(2))
                        .with(Limit.STOP_OUT_WINDOW_NS, 300)
                        .with(Limit.STOP_OUT_COOLDOWN_NS, 100);
    }
}
