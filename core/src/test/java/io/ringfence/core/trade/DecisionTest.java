package io.ringfence.core.trade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.event.DeliveryPriority;
import io.ringfence.core.event.KillLevel;
import io.ringfence.core.event.Side;
import io.ringfence.core.testkit.AccountEvents.Kill;
import io.ringfence.core.testkit.DeliveryEvents.Cancel;
import io.ringfence.core.testkit.EventBuilder;
import io.ringfence.core.testkit.NodeEvents.Node;
import io.ringfence.core.testkit.NodeEvents.Node.Bound;
import io.ringfence.core.testkit.OrderEvents.PlaceOrder;
import io.ringfence.core.testkit.TestCore;
import io.ringfence.core.testkit.TestEvent;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Decisions: events that become orders, through the risk chain, and are told what came of it. */
class DecisionTest extends EventScenario {
    @BeforeEach
    void start() {
        begin();
        core.apply(trade(100));
    }

    private static EventBuilder sell(String key) {
        return ann(key).priority(DeliveryPriority.INFORMATIONAL)
                .order(PlaceOrder.open(Side.SELL, 2 * ONE, 99 * ONE).by(ANN, ""));
    }

    private static List<String> only(List<String> lines, String pattern) {
        return lines.stream().filter(line -> line.matches(pattern)).toList();
    }

    @Test
    void shouldBecomeItsOrderAndBeToldOfIt() {
        List<String> lines = core.apply(sell("a").submit("c"));
        assertEquals(
                List.of("COMMAND_ANSWERED 6 by 6 for 1 c", "TRADE_DECISION_DUE 6 as event-6 @1"),
                only(lines, "COMMAND.*|TRADE.*"));
        TestEvent order = decision();
        assertEquals(
                List.of(
                        "EXECUTE_SELL #7.0 ENTRY SELL 2 limit 99",
                        "COMMAND_ANSWERED 458752 by 7 for 1 event-6",
                        "TRADE_DECISION_ANSWERED a #7.0 ACCEPTED @1",
                        "EVENT_ENDED a DONE 0 0 1 @1"),
                only(core.apply(order), "(?!STRATEGY|RUN).*"));
        // The pump may send it again, as it was killed before it knew that it had.
        assertEquals(List.of("COMMAND_ANSWERED 458752 by 7 for 1 again event-6"), core.apply(order));
        assertEquals(0, core.logic().trade().eventRows().size());
    }

    @Test
    void shouldComeAgainWithAStartUntilItIsAnswered() {
        core.apply(sell("a").submit());
        TestEvent order = decision();
        List<String> due = List.of("TRADE_DECISION_DUE 6 as event-6 @1");
        assertEquals(List.of(), only(core.apply(TIME), ".*DECISION.*"));
        TestCore restarted = core.restored();
        assertEquals(due, only(restarted.apply(Node.defaults()), ".*DECISION.*"));
        assertEquals(due, only(core.apply(Node.defaults()), ".*DECISION.*"));
        core.apply(order);
        assertEquals(List.of(), only(core.apply(Node.defaults()), ".*DECISION.*"));
    }

    @Test
    void shouldBeToldWhyThereIsNoOrder() {
        core.apply(sell("a").submit());
        TestEvent order = decision();
        core.apply(new Kill(ANN, KillLevel.NO_ENTRIES, ""));
        assertEquals(List.of("TRADE_DECISION_ANSWERED a #0.0 RISK @1"), only(core.apply(order), ".*DECISION.*"));
        core.apply(ann("b").order(PlaceOrder.open(Side.SELL, 0, 99 * ONE).by(ANN, ""))
                .submit());
        assertEquals(
                List.of("TRADE_DECISION_ANSWERED b #0.0 INVALID_QUANTITY @1"),
                only(core.apply(decision()), ".*DECISION.*"));
        core.apply(
                ann("d").order(PlaceOrder.reduce(99, Side.SELL, ONE, 99 * ONE).by(ANN, ""))
                        .submit());
        assertEquals(
                List.of("TRADE_DECISION_ANSWERED d #0.0 UNKNOWN_STRATEGY @1"),
                only(core.apply(decision()), ".*DECISION.*"));
    }

    @Test
    void shouldTakeNoOthersOrderForItsAnswer() {
        core.apply(sell("a").submit());
        TestEvent order = decision();
        PlaceOrder other = PlaceOrder.open(Side.BUY, ONE, ONE);
        for (String id : List.of("event-7", "event-", "event-x", "event-99999999999999999999", "event6")) {
            assertEquals(List.of(), only(core.apply(other.by(ANN, id)), ".*DECISION.*"), id);
        }
        assertEquals(List.of(), only(core.apply(other.by(BOB, "event-6")), ".*DECISION.*"));
        assertEquals(1, only(core.apply(order), "TRADE_DECISION_ANSWERED.*").size());
    }

    @Test
    void shouldNotBeUndoneWhenItsEventIsTakenBack() {
        core.apply(sell("a").submit());
        TestEvent order = decision();
        assertEquals(List.of("COMMAND_REFUSED 6 WRONG_STATE"), core.apply(new Cancel("a", ANN, "")));
        assertEquals(
                List.of("TRADE_DECISION_ANSWERED a #8.0 ACCEPTED @1"), only(core.apply(order), "TRADE_DECISION.*"));
    }

    @Test
    void shouldCountAmongTheEventsUntilItIsAnswered() {
        core.apply(Node.defaults().with(Bound.MAX_EVENTS, 1));
        core.apply(sell("a").submit());
        TestEvent order = decision();
        assertEquals(
                List.of("COMMAND_REFUSED 8 LIMIT_REACHED"), core.apply(sell("b").submit()));
        core.apply(order);
        assertTrue(only(core.apply(sell("b").submit()), "TRADE_DECISION_DUE.*").size() == 1);
    }
}
