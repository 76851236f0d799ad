package io.ringfence.core.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.ringfence.core.event.OrderType;
import io.ringfence.core.event.PositionSide;
import io.ringfence.core.event.StopUnit;
import io.ringfence.core.event.TriggerSource;
import io.ringfence.core.testkit.TestCore;
import io.ringfence.core.testkit.TestEvent;
import io.ringfence.core.testkit.TestEvent.Create;
import io.ringfence.core.testkit.TestEvent.Create.ExitStyle;
import java.util.List;
import org.junit.jupiter.api.Test;

class TermsDigestTest {
    private static final Create TERMS =
            new Create(0, PositionSide.LONG, 1, 100, 200, TriggerSource.LAST, StopUnit.AMOUNT, 10);

    private static long digest(Create terms) {
        TestCore core = new TestCore();
        core.apply(TestEvent.Node.defaults());
        core.apply(new TestEvent.Define(0, "A"));
        core.apply(new TestEvent.Define(1, "B"));
        core.apply(terms);
        return core.logic().trade().strategyRows().get(0).termsDigest()
                + 31 * core.logic().trade().strategyRows().get(0).identityDigest();
    }

    @Test
    void shouldDifferWhenAnyTermDoesAndAgreeWhenNoneDoes() {
        assertEquals(digest(TERMS), digest(TERMS.exits(ExitStyle.MARKET)));
        for (Create other : List.of(
                new Create(1, PositionSide.LONG, 1, 100, 200, TriggerSource.LAST, StopUnit.AMOUNT, 10),
                new Create(0, PositionSide.SHORT, 1, 100, 200, TriggerSource.LAST, StopUnit.AMOUNT, 10),
                new Create(0, PositionSide.LONG, 2, 100, 200, TriggerSource.LAST, StopUnit.AMOUNT, 10),
                new Create(0, PositionSide.LONG, 1, 101, 200, TriggerSource.LAST, StopUnit.AMOUNT, 10),
                new Create(0, PositionSide.LONG, 1, 100, 201, TriggerSource.LAST, StopUnit.AMOUNT, 10),
                new Create(0, PositionSide.LONG, 1, 100, 200, TriggerSource.MID, StopUnit.AMOUNT, 10),
                new Create(0, PositionSide.LONG, 1, 100, 200, TriggerSource.LAST, StopUnit.LEVEL, 10),
                new Create(0, PositionSide.LONG, 1, 100, 200, TriggerSource.LAST, StopUnit.AMOUNT, 11),
                TERMS.trailing(),
                TERMS.trailingFrom(5),
                TERMS.target(StopUnit.AMOUNT, 3),
                TERMS.exits(new ExitStyle(4, 4, OrderType.MARKET)),
                TERMS.exits(new ExitStyle(TestEvent.NONE, 4, OrderType.MARKET)),
                TERMS.exits(new ExitStyle(TestEvent.NONE, 0, OrderType.LIMIT)))) {
            assertNotEquals(digest(TERMS), digest(other), other::toString);
        }
    }
}
