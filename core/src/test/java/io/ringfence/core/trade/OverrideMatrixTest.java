package io.ringfence.core.trade;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringfence.core.event.ExitReason;
import io.ringfence.core.event.OrderType;
import io.ringfence.core.event.PositionSide;
import io.ringfence.core.event.StopUnit;
import io.ringfence.core.event.TriggerSource;
import io.ringfence.core.testkit.OrderCommand;
import io.ringfence.core.testkit.TestEvent;
import io.ringfence.core.testkit.TestEvent.Create;
import io.ringfence.core.testkit.TestEvent.Create.ExitStyle;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each cell of the matrix on the package's page: a stop fires while another exit is in this state. */
class OverrideMatrixTest extends TradeScenario {
    private static final String FIRED = "STOPLOSS_TRIGGERED 3 at 90 by 89";
    private static final String CONFLICT = "LOCK_CONFLICT STOP by EXIT #7.0";
    private static final String CANCEL = "CANCEL_ORDER #7.0 TARGET SELL 2 limit 120";

    /** The exit that a stop meets: order #7.0, sent by event 7. */
    private OrderCommand exit;

    /** 2 units at 100 whose scheduled exit, a market order, has just been sent. */
    private void marketExit() {
        hold(PositionSide.LONG);
        exit = commandAt(200);
    }

    /** 2 units at 100 whose target, a limit order, has just been sent. */
    private void limitedExit() {
        open();
        core.apply(new Create(0, PositionSide.LONG, 2 * ONE, 100, 1000, TriggerSource.LAST, StopUnit.AMOUNT, 10 * ONE)
                .target(StopUnit.AMOUNT, 20 * ONE)
                .exits(new ExitStyle(TestEvent.NONE, 500, OrderType.LIMIT)));
        core.apply(new TestEvent.Start(core.sequence()));
        core.apply(fill(commandAt(100), 2, 100));
        exit = command(core.at(110), trade(120));
    }

    private List<String> fireStop() {
        return core.apply(trade(89));
    }

    /** What the core sends when the exit ends with so much filled. */
    private List<String> end(long units) {
        List<String> lines = core.apply(exit.canceled(units * ONE, units * 100 * ONE, 0));
        return lines.subList(lines.size() - 1, lines.size());
    }

    @Test
    void shouldSendTheStopAtOnceWhenTheMarketExitWaitsForItsNextAttempt() {
        marketExit();
        core.apply(exit.rejected());
        assertEquals(List.of(FIRED, "EXECUTE_STOPLOSS #9.0 STOP SELL 2"), fireStop());
    }

    @Test
    void shouldSendTheStopAtOnceWhenTheLimitedExitWaitsForItsNextAttempt() {
        limitedExit();
        core.apply(exit.rejected());
        assertEquals(List.of(FIRED, "EXECUTE_STOPLOSS #9.0 STOP SELL 2"), fireStop());
    }

    @Test
    void shouldRecordAConflictWhenTheMarketExitWasSent() {
        marketExit();
        assertEquals(List.of(FIRED, CONFLICT), fireStop());
        assertEquals(List.of("EXECUTE_STOPLOSS #9.0 STOP SELL 2"), end(0));
    }

    @Test
    void shouldCancelThenSellWhenTheLimitedExitWasSent() {
        limitedExit();
        assertEquals(List.of(FIRED, CANCEL), fireStop());
        assertEquals(List.of("EXECUTE_STOPLOSS #9.0 STOP SELL 2"), end(0));
    }

    @Test
    void shouldRecordAConflictWhenTheMarketExitIsAccepted() {
        marketExit();
        core.apply(exit.accepted());
        assertEquals(List.of(FIRED, CONFLICT), fireStop());
        core.apply(fill(exit, 2, 89));
        assertEquals(ExitReason.SCHEDULE, row().reason());
    }

    @Test
    void shouldCancelThenSellWhenTheLimitedExitIsAccepted() {
        limitedExit();
        core.apply(exit.accepted());
        assertEquals(List.of(FIRED, CANCEL), fireStop());
        assertEquals(List.of("EXECUTE_STOPLOSS #10.0 STOP SELL 2"), end(0));
    }

    @Test
    void shouldRecordAConflictWhenTheMarketExitIsPartlyFilled() {
        marketExit();
        core.apply(fill(exit, 1, 95));
        assertEquals(List.of(FIRED, CONFLICT), fireStop());
        assertEquals(List.of("EXECUTE_STOPLOSS #10.0 STOP SELL 1"), end(1));
    }

    @Test
    void shouldCancelThenSellWhatIsLeftWhenTheLimitedExitIsPartlyFilled() {
        limitedExit();
        core.apply(fill(exit, 1, 120));
        assertEquals(List.of(FIRED, CANCEL), fireStop());
        assertEquals(List.of("EXECUTE_STOPLOSS #10.0 STOP SELL 1"), end(1));
    }

    @Test
    void shouldFollowTheCancelWhenTheLimitedExitIsBeingCanceled() {
        limitedExit();
        core.apply(exit.accepted());
        assertEquals(List.of(CANCEL), core.at(610).apply(TIME));
        assertEquals(List.of(FIRED), fireStop());
        assertEquals(List.of("EXECUTE_STOPLOSS #11.0 STOP SELL 2"), end(0));
    }

    @Test
    void shouldCloseWithoutTheStopsOrderWhenTheCanceledExitFillsFirst() {
        limitedExit();
        assertEquals(List.of(FIRED, CANCEL), fireStop());
        core.apply(fill(exit, 2, 120));
        assertEquals(StrategyState.CLOSED, row().state());
        assertEquals(List.of(), core.commands());
    }

    @Test
    void shouldRecordAConflictAndAskWhenTheFateOfTheMarketExitIsUnknown() {
        marketExit();
        core.apply(TestEvent.Node.defaults());
        assertEquals(List.of(FIRED, CONFLICT), fireStop());
        // The broker has none: it is sent again, since it still sells everything.
        assertEquals(List.of("EXECUTE_SELL #7.0 EXIT SELL 2"), core.apply(exit.unknown()));
    }

    @Test
    void shouldCancelOnceToldWhenTheFateOfTheLimitedExitIsUnknown() {
        limitedExit();
        core.apply(TestEvent.Node.defaults());
        assertEquals(List.of(FIRED), fireStop());
        assertEquals(List.of("ORDER_ACCEPTED #7.0", CANCEL), core.apply(exit.accepted()));
        assertEquals(List.of("EXECUTE_STOPLOSS #11.0 STOP SELL 2"), end(0));
    }

    @Test
    void shouldSendTheStopInsteadWhenTheBrokerHasNoneOfTheLimitedExit() {
        limitedExit();
        core.apply(TestEvent.Node.defaults());
        fireStop();
        assertEquals(
                List.of("ORDER_FINALIZED #7.0 CANCELED 0", "EXECUTE_STOPLOSS #10.0 STOP SELL 2"),
                core.apply(exit.unknown()));
    }
}
