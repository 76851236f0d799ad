package io.ringfence.core.trade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.command.ChannelChoice;
import io.ringfence.core.command.EventForm;
import io.ringfence.core.command.EventIds;
import io.ringfence.core.event.Comparison;
import io.ringfence.core.event.ConditionAction;
import io.ringfence.core.event.ConditionField;
import io.ringfence.core.event.DeliveryChannel;
import io.ringfence.core.event.DeliveryPriority;
import io.ringfence.core.event.EventOfferedDecoder;
import io.ringfence.core.event.EventSubmittedDecoder;
import io.ringfence.core.event.EventType;
import io.ringfence.core.event.KillLevel;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.event.OrderFilledDecoder;
import io.ringfence.core.event.PositionSide;
import io.ringfence.core.event.Side;
import io.ringfence.core.event.UserEventType;
import io.ringfence.core.ring.OutputBuffer;
import io.ringfence.core.testkit.AccountEvents.Kill;
import io.ringfence.core.testkit.DeliveryEvents.OpenSession;
import io.ringfence.core.testkit.DeliveryEvents.Policy;
import io.ringfence.core.testkit.NodeEvents.Node;
import io.ringfence.core.testkit.NodeEvents.Node.Bound;
import io.ringfence.core.testkit.OrderCommand;
import io.ringfence.core.testkit.OrderEvents.PlaceOrder;
import io.ringfence.core.testkit.StrategyEvents.Condition;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Outcomes of the trade stage, told to the accounts that want them. */
class DeliveryPolicyTest extends EventScenario {
    @BeforeEach
    void start() {
        begin();
    }

    private static Policy policy(int account, UserEventType type, DeliveryPriority priority) {
        return new Policy(account, type, priority, DeliveryChannel.TELEGRAM);
    }

    private static List<String> told(List<String> lines) {
        return lines.stream()
                .filter(line -> line.matches("(EVENT_OFFERED|DELIVERY_REQUESTED).*"))
                .toList();
    }

    /** The index of the first output that begins so. */
    private static int indexOf(List<String> lines, String beginning) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith(beginning)) {
                return i;
            }
        }
        throw new AssertionError(lines + " has no " + beginning);
    }

    private String requested(List<String> lines, String beginning, int account) {
        return "DELIVERY_REQUESTED rf-" + core.sequence() + "." + indexOf(lines, beginning) + " to " + account
                + " 1 TELEGRAM @" + account;
    }

    @Test
    void shouldTellOfAnOrderAsItGoesItsWay() {
        core.apply(policy(ANN, UserEventType.ORDER_PLACED, DeliveryPriority.NORMAL));
        core.apply(policy(ANN, UserEventType.ORDER_FILLED, DeliveryPriority.CRITICAL));
        core.apply(policy(ANN, UserEventType.ORDER_CANCELLED, DeliveryPriority.NORMAL));
        OrderCommand order =
                command(core, PlaceOrder.open(Side.BUY, 2 * ONE, 100 * ONE).by(ANN, ""));
        assertEquals(List.of(), told(core.applyAll(TIME)));
        List<String> accepted = core.applyAll(order.accepted());
        assertEquals(List.of(requested(accepted, "ORDER_ACCEPTED", ANN)), told(accepted));
        List<String> filled = core.applyAll(order.filled(ONE, 100 * ONE, 0));
        assertEquals(List.of(requested(filled, "ORDER_FILLED", ANN)), told(filled));
        List<String> canceled = core.applyAll(order.canceled(ONE, 100 * ONE, 0));
        assertEquals(List.of(requested(canceled, "ORDER_FINALIZED", ANN)), told(canceled));
        // Bob has not asked for anything.
        OrderCommand other =
                command(core, PlaceOrder.open(Side.BUY, ONE, 100 * ONE).by(BOB, ""));
        assertEquals(List.of(), told(core.applyAll(other.accepted())));
    }

    @Test
    void shouldCarryTheOutcomeItself() {
        core.apply(
                new Policy(ANN, UserEventType.ORDER_FILLED, DeliveryPriority.CRITICAL, DeliveryChannel.ACTIVE_SESSION));
        core.apply(new OpenSession(ANN, 1));
        OrderCommand order =
                command(core, PlaceOrder.open(Side.BUY, 2 * ONE, 100 * ONE).by(ANN, ""));
        core.at(77);
        List<String> lines = core.applyAll(order.filled(2 * ONE, 200 * ONE, 5));
        int index = indexOf(lines, "ORDER_FILLED");
        MessageHeaderDecoder header = new MessageHeaderDecoder();
        EventOfferedDecoder offered = new EventOfferedDecoder()
                .wrapAndApplyHeader(core.slot().out().buffer(), offset(EventType.EVENT_OFFERED), header);
        assertEquals(core.sequence(), EventIds.sequenceOf(offered.eventId()));
        assertTrue(EventIds.isOwn(offered.eventId()));
        UnsafeBuffer message = new UnsafeBuffer(0, 0);
        offered.wrapSubmitted(message);
        EventSubmittedDecoder event = new EventSubmittedDecoder().wrapAndApplyHeader(message, 0, header);
        assertEquals(
                "1 IMMEDIATE CRITICAL 2 ORDER_FILLED MESSAGE 77 rf-" + core.sequence() + "." + index,
                event.accountId() + " " + event.kind() + " " + event.priority() + " " + event.urgency() + " "
                        + event.eventType() + " " + event.payloadForm() + " " + event.createdTimeNs() + " "
                        + event.eventKey());
        assertEquals(DeliveryChannel.ACTIVE_SESSION, event.channels().next().channel());
        assertEquals("ann", event.targets().next().target());
        assertEquals(0, event.tags().count());
        assertEquals("", event.title());
        UnsafeBuffer payload = new UnsafeBuffer(0, 0);
        event.wrapPayload(payload);
        OrderFilledDecoder fill = new OrderFilledDecoder().wrapAndApplyHeader(payload, 0, header);
        assertEquals("2 100 5", fill.quantity() / ONE + " " + fill.price() / ONE + " " + fill.fee());
        assertTrue(message.capacity() <= EventForm.MAX_BYTES);
    }

    private int offset(EventType type) {
        OutputBuffer out = core.slot().out();
        MessageHeaderDecoder header = new MessageHeaderDecoder();
        int frame = 0;
        while (header.wrap(out.buffer(), out.messageOffset(frame)).templateId() != type.templateId()) {
            frame = out.next(frame);
        }
        return out.messageOffset(frame);
    }

    @Test
    void shouldTellOfWhatASoleAccountAndWhatAllShouldLookAt() {
        core.apply(policy(ANN, UserEventType.ALERT_TRIGGERED, DeliveryPriority.NORMAL));
        core.apply(policy(0, UserEventType.ALERT_TRIGGERED, DeliveryPriority.NORMAL));
        List<String> all = core.applyAll(new Kill(KillLevel.NO_ENTRIES));
        int index = indexOf(all, "KILL_SWITCH_CHANGED");
        String key = "rf-" + core.sequence() + "." + index;
        assertEquals(
                List.of(
                        "DELIVERY_REQUESTED " + key + ".0 to 0 1 TELEGRAM @0",
                        "DELIVERY_REQUESTED " + key + ".1 to 1 1 TELEGRAM @1"),
                told(all));
        List<String> anns = core.applyAll(new Kill(ANN, KillLevel.NO_ENTRIES, ""));
        assertEquals(List.of(requested(anns, "KILL_SWITCH_CHANGED", ANN)), told(anns));
        List<String> bobs = core.applyAll(new Kill(BOB, KillLevel.NO_ENTRIES, ""));
        assertEquals(List.of(), told(bobs));
        core.apply(new Condition(
                0,
                0,
                ConditionAction.ALERT,
                false,
                List.of(Condition.Node.price(0, ConditionField.LAST, Comparison.GREATER, ONE)),
                ANN,
                "",
                ""));
        List<String> alert = core.applyAll(trade(100));
        assertEquals(List.of(requested(alert, "CONDITION_TRIGGERED", ANN)), told(alert));
        // One that an event goes out with is told by that event.
        List<String> event =
                core.applyAll(ann("a").channels(DeliveryChannel.EMAIL).submitAbove(0, ONE));
        assertEquals(List.of("DELIVERY_REQUESTED a to 1 1 EMAIL @1"), told(event));
    }

    @Test
    void shouldTellOfThePositionWithEachTickWhileSomebodyWatches() {
        core.apply(policy(ANN, UserEventType.POSITION_UPDATED, DeliveryPriority.INFORMATIONAL));
        assertEquals(
                List.of("COMMAND_REFUSED 6 INVALID_EVENT"),
                core.apply(policy(ANN, UserEventType.POSITION_UPDATED, DeliveryPriority.NORMAL)));
        start(terms(PositionSide.LONG).by(ANN).watched());
        core.apply(fill(commandAt(100), 2, 100));
        List<String> unseen = core.applyAll(trade(101));
        assertTrue(unseen.stream().noneMatch(line -> line.contains("rf-")), unseen::toString);
        core.apply(new OpenSession(ANN, 1));
        List<String> seen = core.applyAll(trade(102));
        String key = "rf-" + core.sequence() + "." + indexOf(seen, "PositionUpdated");
        assertEquals(
                List.of("EVENT_OFFERED " + key + " 1 ack NO @1"),
                seen.stream().filter(line -> line.contains("rf-")).toList());
        assertEquals(1, core.logic().trade().deliveryCounters().dropped());
        assertEquals(0, core.logic().trade().eventRows().size());
    }

    @Test
    void shouldTakeAPolicyInPlaceOfTheOneBeforeAndAway() {
        Policy policy = policy(ANN, UserEventType.ORDER_PLACED, DeliveryPriority.NORMAL);
        core.apply(policy);
        List<ChannelChoice> others =
                List.of(new ChannelChoice(DeliveryChannel.EMAIL, true), new ChannelChoice(DeliveryChannel.PUSH, false));
        assertEquals(
                List.of("COMMAND_ANSWERED 0 by 6 for 1 p"),
                core.apply(new Policy(ANN, UserEventType.ORDER_PLACED, DeliveryPriority.CRITICAL, others, "p")));
        assertEquals(
                List.of(new PolicyRow(ANN, UserEventType.ORDER_PLACED, DeliveryPriority.CRITICAL, others)),
                core.logic().trade().policyRows());
        assertEquals(
                core.logic().trade().policyRows(),
                core.restored().logic().trade().policyRows());
        core.apply(new Policy(ANN, UserEventType.ORDER_PLACED, DeliveryPriority.CRITICAL));
        assertEquals(List.of(), core.logic().trade().policyRows());
        for (UserEventType type : List.of(UserEventType.WORKSPACE_CHANGED, UserEventType.OWN)) {
            assertEquals(
                    List.of("COMMAND_REFUSED " + (core.sequence() + 1) + " INVALID_EVENT"),
                    core.apply(policy(ANN, type, DeliveryPriority.NORMAL)));
        }
        assertEquals(
                List.of("COMMAND_REFUSED " + (core.sequence() + 1) + " UNKNOWN_ACCOUNT"),
                core.apply(policy(9, UserEventType.ORDER_PLACED, DeliveryPriority.NORMAL)));
    }

    @Test
    void shouldSaySoWhenThereIsNoRoomForAnOutcome() {
        core.apply(Node.defaults().with(Bound.MAX_EVENTS, 1));
        core.apply(policy(ANN, UserEventType.ORDER_PLACED, DeliveryPriority.NORMAL));
        core.apply(policy(ANN, UserEventType.ORDER_FILLED, DeliveryPriority.NORMAL));
        OrderCommand order =
                command(core, PlaceOrder.open(Side.BUY, 2 * ONE, 100 * ONE).by(ANN, ""));
        List<String> lines = core.applyAll(order.filled(ONE, 100 * ONE, 0));
        assertEquals(1, told(lines).size());
        List<String> next = core.applyAll(order.filled(2 * ONE, 200 * ONE, 0));
        assertEquals(List.of(), told(next));
        assertTrue(next.get(next.size() - 1).startsWith("ERROR_LOGGED"), next::toString);
        // The first was accepted with its fill, and there was room for one.
        assertEquals(2, core.logic().trade().deliveryCounters().refused());
    }
}
