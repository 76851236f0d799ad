package io.ringfence.core.trade;

import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.event.LateStart;
import io.ringfence.core.event.OrderType;
import io.ringfence.core.event.PositionSide;
import io.ringfence.core.event.Side;
import io.ringfence.core.event.StopType;
import io.ringfence.core.event.StopUnit;
import io.ringfence.core.event.TriggerSource;
import io.ringfence.core.testkit.TestEvent;
import io.ringfence.core.testkit.TestEvent.Create;
import io.ringfence.core.testkit.TestEvent.Create.ExitStyle;
import java.util.Random;

/** Strategies of every kind: timed, recurring, by a calendar, long and short, with stops and targets of all kinds. */
final class RandomTerms {
    private static final long ONE = Decimal.ONE;

    private final Random random;

    RandomTerms(Random random) {
        this.random = random;
    }

    private boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    long price() {
        return (90 + random.nextInt(20)) * ONE;
    }

    /** Terms whose times lie around a time. */
    Create next(long nowNs, int accounts) {
        Create create = kind(nowNs).by(random.nextInt(accounts));
        create = switch (random.nextInt(4)) {
            case 0 -> create.trailing();
            case 1 -> create.trailingFrom(price());
            default -> create;
        };
        if (chance(3)) {
            long offset = random.nextBoolean() ? (1 + random.nextInt(5)) * ONE : TestEvent.NONE;
            OrderType target = random.nextBoolean() ? OrderType.LIMIT : OrderType.MARKET;
            create = create.exits(new ExitStyle(offset, 1 + random.nextInt(30), target));
        }
        if (chance(4)) {
            create = create.holding(1 + random.nextInt(80));
        }
        if (chance(4)) {
            create = create.watched();
        }
        create = create.late(random.nextBoolean() ? LateStart.FIRE : LateStart.SKIP);
        return switch (random.nextInt(4)) {
            case 0 -> create.target(StopUnit.AMOUNT, (1 + random.nextInt(10)) * ONE);
            case 1 -> create.target(StopUnit.RATIO, (1 + random.nextInt(10)) * ONE / 100);
            case 2 -> create.target(StopUnit.LEVEL, price());
            default -> create;
        };
    }

    Side side() {
        return random.nextBoolean() ? Side.BUY : Side.SELL;
    }

    /** An order that opens a position, with or without a stop, a target and an exit time. */
    TestEvent.PlaceOrder order(long nowNs, int accounts, String command) {
        Create create = at(TestEvent.NONE, chance(2) ? TestEvent.NONE : nowNs + random.nextInt(300) - 5);
        create = switch (random.nextInt(4)) {
            case 0 -> create.trailing();
            case 1, 2 -> create.withoutStop();
            default -> create;
        };
        create = chance(3) ? create.target(StopUnit.AMOUNT, (1 + random.nextInt(10)) * ONE) : create;
        create = create.by(random.nextInt(accounts)).command(command);
        long limit = chance(3) ? TestEvent.NONE : price();
        OrderType type = (limit == TestEvent.NONE) != chance(40) ? OrderType.MARKET : OrderType.LIMIT;
        return new TestEvent.PlaceOrder(0, side(), type, limit, create);
    }

    /** Another stop of any kind; at times one that cannot be. */
    TestEvent.MoveStop stop(long strategyId, int account, String command) {
        return switch (random.nextInt(4)) {
            case 0 -> stop(strategyId, StopType.FIXED, StopUnit.LEVEL, price(), account, command);
            case 1 ->
                stop(
                        strategyId,
                        StopType.TRAILING,
                        StopUnit.RATIO,
                        (1 + random.nextInt(20)) * ONE / 100,
                        account,
                        command);
            case 2 ->
                stop(
                        strategyId,
                        chance(20) ? StopType.NONE : StopType.FIXED,
                        StopUnit.AMOUNT,
                        (1 + random.nextInt(20)) * ONE,
                        account,
                        command);
            default -> stop(strategyId, StopType.TRAILING, StopUnit.AMOUNT, random.nextInt(20) * ONE, account, command);
        };
    }

    private static TestEvent.MoveStop stop(
            long strategyId, StopType type, StopUnit unit, long value, int account, String command) {
        return new TestEvent.MoveStop(strategyId, type, unit, value, TestEvent.NONE, account, command);
    }

    private Create kind(long nowNs) {
        long entry = nowNs + random.nextInt(200) - 10;
        long exit = entry + 1 + random.nextInt(random.nextBoolean() ? 20 : 300);
        return switch (random.nextInt(6)) {
            case 0, 1 -> at(entry, exit);
            case 2 -> at(TestEvent.NONE, TestEvent.NONE).daily(1, random.nextInt(100), 100 + random.nextInt(100));
            case 3 ->
                at(TestEvent.NONE, TestEvent.NONE)
                        .daily(1, random.nextInt(100), 100 + random.nextInt(100))
                        .logic("random", parameters());
            case 4 ->
                at(chance(2) ? TestEvent.NONE : entry, chance(2) ? TestEvent.NONE : exit + 200)
                        .logic("ema-cross", "fast=" + (1 + random.nextInt(2)) + " slow=" + (3 + random.nextInt(3)));
            default ->
                at(chance(2) ? TestEvent.NONE : entry, chance(2) ? TestEvent.NONE : exit + 200)
                        .logic("random", parameters());
        };
    }

    private String parameters() {
        return "seed=" + random.nextInt(1 << 30) + " faults=" + (chance(4) ? 1 : 0) + " rounds=" + (chance(5) ? 1 : 0);
    }

    private Create at(long entryNs, long exitNs) {
        boolean isRatio = chance(3);
        long percent = 1 + random.nextInt(20);
        long amount = chance(30) ? 200 : percent;
        return new Create(
                random.nextInt(2),
                random.nextBoolean() ? PositionSide.LONG : PositionSide.SHORT,
                (1 + random.nextInt(6)) * ONE / 2,
                entryNs,
                exitNs,
                TriggerSource.get((short) (1 + random.nextInt(4))),
                isRatio ? StopUnit.RATIO : StopUnit.AMOUNT,
                isRatio ? percent * ONE / 100 : amount * ONE);
    }
}
