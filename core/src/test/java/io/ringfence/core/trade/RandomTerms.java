package io.ringfence.core.trade;

import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.event.LateStart;
import io.ringfence.core.event.OrderType;
import io.ringfence.core.event.PositionSide;
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
