package io.ringfence.core.trade;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringfence.core.event.KillLevel;
import io.ringfence.core.event.OrderType;
import io.ringfence.core.event.PositionSide;
import io.ringfence.core.event.StopUnit;
import io.ringfence.core.testkit.AccountEvents.Kill;
import io.ringfence.core.testkit.NodeEvents.Node.Bound;
import io.ringfence.core.testkit.TestEvent;
import io.ringfence.core.testkit.TestEvent.Create.ExitStyle;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What was written under older rules goes on under them until the next start. */
final class RulesTest extends TradeScenario {
    private void holdUnder(int ruleVersion) {
        open(TestEvent.Node.defaults().with(Bound.RULE_VERSION, ruleVersion));
        start(terms(PositionSide.LONG)
                .target(StopUnit.AMOUNT, 20 * ONE)
                .exits(new ExitStyle(TestEvent.NONE, 0, OrderType.LIMIT)));
        core.apply(fill(commandAt(100), 2, 100));
    }

    private List<String> targetOnceHalted() {
        core.apply(new Kill(KillLevel.CANCEL_ALL));
        return core.at(150).apply(trade(120)).subList(1, 2);
    }

    @Test
    void shouldLeaveByALimitedTargetWhenTheFirstRulesHold() {
        holdUnder(1);
        assertEquals(List.of("EXECUTE_SELL #8.0 TARGET SELL 2 limit 120"), targetOnceHalted());
    }

    @Test
    void shouldLeaveAtTheMarketWhenHaltedUnderTheSecond() {
        holdUnder(2);
        assertEquals(List.of("EXECUTE_SELL #8.0 TARGET SELL 2"), targetOnceHalted());
    }

    @Test
    void shouldKeepTheLimitUnderTheSecondWhileOnlyEntriesAreStopped() {
        holdUnder(2);
        core.apply(new Kill(KillLevel.NO_ENTRIES));
        assertEquals(
                List.of("EXECUTE_SELL #8.0 TARGET SELL 2 limit 120"),
                core.at(150).apply(trade(120)).subList(1, 2));
    }

    @Test
    void shouldChangeItsRulesWithAStart() {
        holdUnder(1);
        core.apply(TestEvent.Node.defaults().with(Bound.RULE_VERSION, 2));
        assertEquals(List.of("EXECUTE_SELL #9.0 TARGET SELL 2"), targetOnceHalted());
    }
}
