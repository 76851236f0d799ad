package io.ringfence.core.trade;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringfence.core.command.NewCondition;
import io.ringfence.core.event.Comparison;
import io.ringfence.core.event.ConditionAction;
import io.ringfence.core.event.ConditionCreatedDecoder;
import io.ringfence.core.event.ConditionCreatedDecoder.NodesDecoder;
import io.ringfence.core.event.ConditionField;
import io.ringfence.core.event.ConditionNodeKind;
import io.ringfence.core.event.DeliveryChannel;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.event.MessageHeaderEncoder;
import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.RingConfig;
import io.ringfence.core.testkit.DeliveryEvents.Cancel;
import io.ringfence.core.testkit.DeliveryEvents.SubmitWhen;
import io.ringfence.core.testkit.EventBuilder;
import io.ringfence.core.testkit.NodeEvents.Node;
import io.ringfence.core.testkit.NodeEvents.Node.Bound;
import io.ringfence.core.testkit.StrategyEvents.Condition;
import io.ringfence.core.testkit.StrategyEvents.RemoveCondition;
import io.ringfence.core.testkit.TestCore;
import io.ringfence.core.testkit.TestEvent;
import java.util.Arrays;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events that wait for a condition. */
class ConditionalEventTest extends EventScenario {
    @BeforeEach
    void start() {
        begin();
    }

    private static EventBuilder byTelegram(String key) {
        return ann(key).channels(DeliveryChannel.TELEGRAM);
    }

    private static List<String> fired(String key, long condition, long price) {
        return List.of(
                "CONDITION_TRIGGERED " + condition + " for 0 by " + price + " EVENT",
                "EVENT_TRIGGERED " + key + " at none by " + price + " to 1 @1",
                "DELIVERY_REQUESTED " + key + " to 1 1 TELEGRAM @1");
    }

    private static List<String> withoutChanges(List<String> lines) {
        return lines.stream()
                .filter(line -> !line.startsWith("DELIVERY_CHANGED"))
                .toList();
    }

    @Test
    void shouldGoOutWithTheTickThatMakesItsConditionTrueAcrossARestart() {
        core.apply(trade(100));
        assertEquals(
                List.of("COMMAND_ANSWERED 6 by 6 for 1 c"),
                core.apply(byTelegram("a").submitWhen("c", above(110))));
        assertEquals(List.of(), core.apply(trade(110)));
        TestCore restarted = core.restored();
        TestEvent tick = trade(111);
        assertEquals(fired("a", 6, 111), withoutChanges(core.apply(tick)));
        assertEquals(fired("a", 6, 111), withoutChanges(restarted.apply(tick)));
        assertEquals(List.of(), core.logic().trade().conditionRows());
        assertEquals(List.of(), core.logic().stopLoss().conditionRows());
        assertEquals(List.of(), core.apply(trade(100)));
        assertEquals(List.of(), core.apply(trade(120)));
    }

    private static NewCondition.Node above(long price) {
        return new NewCondition.Node(
                ConditionNodeKind.PRICE, 0, ConditionField.LAST, Comparison.GREATER, price * ONE, 0);
    }

    @Test
    void shouldGoOutAtOnceWhenItsConditionIsTrueAlready() {
        core.apply(trade(120));
        assertEquals(
                fired("a", 6, 120), withoutChanges(core.apply(byTelegram("a").submitAbove(0, 110 * ONE))));
    }

    @Test
    void shouldNotGoOutWhenItWasTakenBackByEitherOfItsNames() {
        core.apply(byTelegram("a").submitAbove(0, 110 * ONE));
        core.apply(byTelegram("b").submitAbove(0, 110 * ONE));
        core.apply(byTelegram("c").submitAbove(0, 110 * ONE));
        assertEquals(List.of("EVENT_ENDED a CANCELED 0 0 0 @1"), core.apply(new Cancel("a", ANN, "")));
        assertEquals(List.of("EVENT_ENDED b CANCELED 0 0 0 @1"), core.apply(new RemoveCondition(6, ANN, "")));
        assertEquals(List.of("COMMAND_REFUSED 7 NOT_OWNER"), core.apply(new Cancel("c", BOB, "")));
        assertEquals(1, core.logic().stopLoss().conditionRows().size());
        assertEquals(1, core.logic().trade().conditionRows().size());
        assertEquals(fired("c", 7, 120), withoutChanges(core.apply(trade(120))));
    }

    @Test
    void shouldTakeItBackEvenWhenTheCommandIdWasUsedForSomethingElse() {
        core.apply(byTelegram("x").submit("c"));
        core.apply(byTelegram("a").submitAbove(0, 110 * ONE));
        assertEquals(
                List.of("EVENT_ENDED a CANCELED 0 0 0 @1", "COMMAND_ANSWERED 6 by 7 for 1 c"),
                core.apply(new Cancel("a", ANN, "c")));
        assertEquals(List.of(), core.apply(trade(120)));
    }

    @Test
    void shouldEndWithoutGoingOutWhenItsTimeIsOver() {
        core.at(10).apply(byTelegram("a").expires(50).submitAbove(0, 110 * ONE));
        core.at(10).apply(byTelegram("b").expires(50).submitAbove(0, 130 * ONE));
        assertEquals(50, core.logic().trade().nextDeadlineNs());
        // Its condition comes true just as its time is over.
        assertEquals(
                List.of("EVENT_ENDED a EXPIRED 0 0 0 @1", "EVENT_ENDED b EXPIRED 0 0 0 @1"),
                core.at(50).apply(trade(120)));
        assertEquals(List.of(), core.logic().trade().conditionRows());
        assertEquals(List.of(), core.at(60).apply(trade(140)));
    }

    @Test
    void shouldMakeRoomForOthersWhenItsTimeIsOver() {
        core.apply(Node.defaults().with(Bound.MAX_CONDITIONS, 1));
        core.at(10).apply(byTelegram("a").expires(50).submitAbove(0, 110 * ONE));
        String refused = "COMMAND_REFUSED 7 LIMIT_REACHED";
        assertEquals(List.of(refused), core.at(20).apply(byTelegram("b").submitAbove(0, 110 * ONE)));
        assertEquals(
                List.of("EVENT_ENDED a EXPIRED 0 0 0 @1", "COMMAND_ANSWERED 8 by 8 for 1 d"),
                core.at(60).apply(byTelegram("b").submitWhen("d", above(110))));
        assertEquals(fired("b", 8, 120), withoutChanges(core.at(70).apply(trade(120))));
    }

    @Test
    void shouldAnswerOneThatComesAgainWithTheFirst() {
        core.apply(byTelegram("a").submitWhen("c", above(110)));
        String again = "COMMAND_ANSWERED 5 by 5 for 1 again ";
        assertEquals(List.of(again + "c"), core.apply(byTelegram("a").submitWhen("c", above(110))));
        assertEquals(List.of(again + "d"), core.apply(byTelegram("a").submitWhen("d", above(110))));
        core.apply(trade(120));
        assertEquals(List.of(again + "e"), core.apply(byTelegram("a").submitWhen("e", above(110))));
        assertEquals(List.of(), withoutChanges(core.apply(trade(90))));
        assertEquals(List.of(), withoutChanges(core.apply(trade(120))));
    }

    @Test
    void shouldStayRefusedWhenThereWasNoRoomForItsEvent() {
        core.apply(Node.defaults().with(Bound.MAX_EVENTS, 1));
        core.apply(byTelegram("x").submit());
        List<String> refused = List.of("COMMAND_REFUSED 7 LIMIT_REACHED");
        assertEquals(refused, core.apply(byTelegram("a").submitWhen("c", above(110))));
        core.apply(new Cancel("x", ANN, ""));
        assertEquals(
                List.of("COMMAND_REFUSED 9 LIMIT_REACHED"),
                core.apply(byTelegram("a").submitWhen("c", above(110))));
        assertEquals(List.of(), core.apply(trade(120)));
        assertEquals(List.of(), core.logic().stopLoss().conditionRows());
    }

    @Test
    void shouldRefuseAConditionThatHasNoEventOrAnothersOrActsOnAStrategy() {
        TestEvent without = new Condition(0, ConditionAction.EVENT, lastAbove());
        assertEquals(List.of("COMMAND_REFUSED 5 INVALID_EVENT"), core.apply(without));
        TestEvent repeating = new Condition(0, 0, ConditionAction.EVENT, true, List.of(lastAbove()), 0, "", "");
        assertEquals(List.of("COMMAND_REFUSED 6 INVALID_CONDITION"), core.apply(repeating));
        TestEvent onStrategy = new Condition(5, ConditionAction.EVENT, lastAbove());
        assertEquals(List.of("COMMAND_REFUSED 7 INVALID_CONDITION"), core.apply(onStrategy));
        SubmitWhen bobs = (SubmitWhen) new EventBuilder("a").by(BOB).to("bob").submitAbove(0, ONE);
        NewCondition anns = new NewCondition("", ANN, bobs.condition().nodes(), 0, false, ConditionAction.EVENT, 0);
        assertEquals(List.of("COMMAND_REFUSED 8 INVALID_EVENT"), core.apply(new SubmitWhen(anns, bobs.event(), "")));
        assertEquals(
                List.of("COMMAND_REFUSED 9 NOT_OWNER"),
                core.apply(ann("a").to("bob").submitAbove(0, ONE)));
        assertEquals(
                List.of("COMMAND_REFUSED 10 UNKNOWN_TARGET"),
                core.apply(ann("a").to("x").submitAbove(0, ONE)));
        assertEquals(List.of(), core.logic().stopLoss().conditionRows());
    }

    private static Condition.Node lastAbove() {
        return Condition.Node.price(0, ConditionField.LAST, Comparison.GREATER, ONE);
    }

    /** Wherever it ends, and of an older version, it is refused, and the buffer holds what came before. */
    @Test
    void shouldRefuseOneThatIsCutShortAnywhereBehindItsNodes() {
        EventSlot slot = new EventSlot(RingConfig.defaults());
        ann("a").submitAbove(0, ONE).encode(slot.in());
        byte[] whole = new byte[slot.in().length()];
        slot.in().buffer().getBytes(0, whole);
        int nodesEnd = MessageHeaderDecoder.ENCODED_LENGTH
                + ConditionCreatedDecoder.BLOCK_LENGTH
                + NodesDecoder.HEADER_SIZE
                + NodesDecoder.sbeBlockLength();
        for (int length = nodesEnd; length < whole.length; length += 7) {
            core.apply(ann("b" + length).submit());
            List<String> lines = core.apply(new TestEvent.Raw(Arrays.copyOf(whole, length)));
            assertEquals(List.of("COMMAND_REFUSED " + core.sequence() + " INVALID_EVENT"), lines);
        }
        new MessageHeaderEncoder().wrap(new UnsafeBuffer(whole), 0).version(3);
        assertEquals(
                List.of("COMMAND_REFUSED " + (core.sequence() + 1) + " INVALID_EVENT"),
                core.apply(new TestEvent.Raw(whole)));
    }
}
