package io.ringfence.core.trade;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringfence.core.command.EventEncoding;
import io.ringfence.core.event.AttemptOutcome;
import io.ringfence.core.event.DeliveryChannel;
import io.ringfence.core.event.DeliveryPriority;
import io.ringfence.core.event.EventKind;
import io.ringfence.core.event.LateStart;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.event.MessageHeaderEncoder;
import io.ringfence.core.event.NodeStartedDecoder;
import io.ringfence.core.event.Verdict;
import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.RingConfig;
import io.ringfence.core.testkit.DeliveryEvents.Group;
import io.ringfence.core.testkit.DeliveryEvents.OpenSession;
import io.ringfence.core.testkit.EventBuilder;
import io.ringfence.core.testkit.NodeEvents.Node;
import io.ringfence.core.testkit.NodeEvents.Node.Bound;
import io.ringfence.core.testkit.TestCore;
import io.ringfence.core.testkit.TestEvent;
import java.util.Arrays;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who may send what to whom, and when it goes out. */
class EventRulesTest extends EventScenario {
    @BeforeEach
    void start() {
        begin();
    }

    private Verdict refusal(TestEvent event) {
        List<String> lines = core.apply(event);
        assertEquals(1, lines.size(), lines::toString);
        String[] words = lines.get(0).split(" ");
        assertEquals("COMMAND_REFUSED " + core.sequence(), words[0] + " " + words[1]);
        return Verdict.valueOf(words[2]);
    }

    private static String requested(String key, int account) {
        return "DELIVERY_REQUESTED " + key + " to " + account + " 1 TELEGRAM @" + account;
    }

    private static String attempting(String key, int account, long next) {
        return "DELIVERY_CHANGED " + key + " ATTEMPTING TELEGRAM NONE 1 next " + next + " @" + account;
    }

    @Test
    void shouldAnswerAndHandOnAnEventAtOnce() {
        assertEquals(
                List.of(
                        "COMMAND_ANSWERED 5 by 5 for 1 c",
                        "DELIVERY_REQUESTED a to 1 1 TELEGRAM @1",
                        "DELIVERY_CHANGED a ATTEMPTING TELEGRAM NONE 1 next 100 @1"),
                core.apply(ann("a").channels(DeliveryChannel.TELEGRAM).submit("c")));
    }

    @Test
    void shouldLetTheHostSendToAnyoneAndOthersToThemselvesAndTheirGroups() {
        core.apply(new Group("desk", "bob", "cy"));
        core.apply(new Group("all", "ann", "bob"));
        EventBuilder event = new EventBuilder("a").channels(DeliveryChannel.TELEGRAM);
        assertEquals(Verdict.UNKNOWN_TARGET, refusal(event.to("ann", "nobody").submit()));
        assertEquals(Verdict.UNKNOWN_ACCOUNT, refusal(event.to("ann").by(9).submit()));
        assertEquals(Verdict.NOT_OWNER, refusal(event.to("bob").by(ANN).submit()));
        assertEquals(Verdict.NOT_OWNER, refusal(event.to("ann", "desk").submit()));
        assertEquals(
                List.of(requested("a", 1), attempting("a", 1, 100), requested("a", 2), attempting("a", 2, 100)),
                core.apply(event.to("all", "ann").submit()));
        // A member that is registered later counts from then on.
        core.apply(new TestEvent.Register(3, "cy", 0));
        List<String> lines = core.apply(new EventBuilder("b")
                .to("desk", "host")
                .channels(DeliveryChannel.TELEGRAM)
                .submit());
        assertEquals(List.of(requested("b", 0), requested("b", 2), requested("b", 3)), only(lines, "REQUESTED"));
        core.apply(new Group("desk"));
        assertEquals(
                Verdict.UNKNOWN_TARGET, refusal(new EventBuilder("c").to("desk").submit()));
    }

    private static List<String> only(List<String> lines, String part) {
        return lines.stream().filter(line -> line.contains(part)).toList();
    }

    @Test
    void shouldKeepNamesOfAccountsAndGroupsApart() {
        core.apply(new Group("ops", "ann"));
        assertEquals(Verdict.NAME_TAKEN, refusal(new TestEvent.Register(3, "ops", 0)));
        assertEquals(Verdict.NAME_TAKEN, refusal(new Group("ann", "bob")));
        assertEquals(Verdict.NAME_TAKEN, refusal(new Group("", "bob")));
        assertEquals(List.of(), core.apply(new Group("ops", "bob")));
        assertEquals(Verdict.NOT_OWNER, refusal(ann("a").to("ops").submit()));
    }

    @Test
    void shouldRefuseAGroupThatNobodyIsIn() {
        core.apply(new Group("ghosts", "cy"));
        assertEquals(
                Verdict.UNKNOWN_TARGET,
                refusal(new EventBuilder("a").to("ghosts").submit()));
    }

    @Test
    void shouldKnowAKeyThatComesAgain() {
        core.apply(ann("a").submit("c"));
        assertEquals(List.of("COMMAND_ANSWERED 5 by 5 for 1 again d"), core.apply(ann("a").submit("d")));
        assertEquals(List.of("COMMAND_ANSWERED 5 by 5 for 0 again "), core.apply(new EventBuilder("a").submit()));
        assertEquals(2, core.logic().trade().deliveryCounters().duplicates());
        // The same command, whatever comes with it.
        assertEquals(List.of("COMMAND_ANSWERED 5 by 5 for 1 again c"), core.apply(ann("b").submit("c")));
    }

    @Test
    void shouldForgetTheOldestKeyButNotWhatIsStillOnItsWay() {
        core.apply(Node.defaults().with(Bound.MAX_EVENT_KEYS, 1));
        long first = core.sequence() + 1;
        core.apply(ann("a").submit());
        core.apply(ann("b").submit());
        assertEquals(
                List.of("COMMAND_ANSWERED " + first + " by " + first + " for 1 again "), core.apply(ann("a").submit()));
        core.apply(new TestEvent.Cancel("a", ANN, ""));
        assertEquals(
                List.of("WAITING"),
                states(core.apply(
                        ann("a").channels(DeliveryChannel.ACTIVE_SESSION).submit())));
    }

    private static List<String> states(List<String> lines) {
        return only(lines, "DELIVERY_CHANGED").stream()
                .map(line -> line.split(" ")[2])
                .toList();
    }

    @Test
    void shouldRefuseWhatIsBeyondTheBoundsOfTheHost() {
        core.apply(Node.defaults().with(Bound.MAX_EVENTS, 2).with(Bound.MAX_DELIVERIES, 3));
        core.apply(new Group("all", "ann", "bob"));
        core.apply(new EventBuilder("a").to("all").submit());
        assertEquals(
                Verdict.LIMIT_REACHED, refusal(new EventBuilder("b").to("all").submit()));
        core.apply(ann("c").at(50).submit());
        assertEquals(Verdict.LIMIT_REACHED, refusal(ann("d").submit()));
        assertEquals(Verdict.LIMIT_REACHED, refusal(ann("d").submitAbove(0, ONE)));
        assertEquals(3, core.logic().trade().deliveryCounters().refused());
        // What is not kept needs no room.
        core.apply(new OpenSession(ANN, 1));
        assertEquals(
                List.of("EVENT_OFFERED e 1 ack NO @1", "EVENT_ENDED e DONE 1 0 0 @1"),
                core.apply(ann("e").priority(DeliveryPriority.INFORMATIONAL).submit()));
    }

    @Test
    void shouldRefuseEveryEventWhenTheHostHasNoBounds() {
        byte[] old = bytes(Node.defaults());
        new MessageHeaderEncoder()
                .wrap(new UnsafeBuffer(old), 0)
                .version(3)
                .blockLength(NodeStartedDecoder.maxEventsEncodingOffset());
        core.apply(new TestEvent.Raw(old));
        assertEquals(Verdict.LIMIT_REACHED, refusal(ann("a").submit()));
        assertEquals(
                Verdict.LIMIT_REACHED,
                refusal(ann("a").priority(DeliveryPriority.INFORMATIONAL).submit()));
    }

    @Test
    void shouldRefuseWhatDoesNotFitTogetherOrIsOver() {
        core.at(100);
        assertEquals(Verdict.INVALID_EVENT, refusal(ann("a").urgency(0).submit()));
        assertEquals(
                Verdict.INVALID_EVENT,
                refusal(ann("a").kind(EventKind.CONDITIONAL).submit()));
        assertEquals(Verdict.INVALID_EVENT, refusal(ann("rf-1.1").submit()));
        assertEquals(Verdict.EVENT_EXPIRED, refusal(ann("a").expires(100).submit()));
        assertEquals(List.of("OFFERED"), states(openAnd(ann("a").expires(101).submit())));
    }

    private List<String> openAnd(TestEvent event) {
        core.apply(new OpenSession(ANN, 1));
        return core.apply(event);
    }

    @Test
    void shouldSendAScheduledEventAtItsTimeAcrossARestart() {
        core.at(100);
        assertEquals(
                List.of("COMMAND_ANSWERED 5 by 5 for 1 c"),
                core.apply(ann("a").channels(DeliveryChannel.TELEGRAM).at(150).submit("c")));
        assertEquals(150, core.logic().trade().nextDeadlineNs());
        assertEquals(List.of(), core.at(149).apply(TIME));
        TestCore restarted = core.restored();
        assertEquals(150, restarted.logic().trade().nextDeadlineNs());
        List<String> expected =
                List.of("EVENT_TRIGGERED a at 150 by none to 1 @1", requested("a", 1), attempting("a", 1, 250));
        assertEquals(expected, core.at(150).apply(TIME));
        assertEquals(expected, restarted.at(150).apply(TIME));
    }

    @Test
    void shouldSendOneWhoseTimePassedWhileTheHostWasDown() {
        core.at(100).apply(ann("a").channels(DeliveryChannel.TELEGRAM).at(150).submit());
        TestCore restarted = core.restored().at(900);
        List<String> lines = restarted.apply(Node.defaults());
        assertEquals(
                List.of("EVENT_TRIGGERED a at 150 by none to 1 @1", requested("a", 1)),
                lines.stream()
                        .filter(line -> line.matches("EVENT_T.*|.*REQUESTED.*"))
                        .toList());
    }

    @Test
    void shouldSendOrLeaveOutWhatIsScheduledForATimeThatHasPassed() {
        core.at(100);
        assertEquals(
                List.of("EVENT_TRIGGERED a at 99 by none to 1 @1", requested("a", 1), attempting("a", 1, 200)),
                core.apply(ann("a").channels(DeliveryChannel.TELEGRAM).at(99).submit()));
        assertEquals(
                List.of("EVENT_ENDED b SKIPPED 0 0 0 @1"),
                core.apply(ann("b").at(99).late(LateStart.SKIP).submit()));
    }

    @Test
    void shouldTakeAnEventBackForItsSenderAndTheHostAlone() {
        core.apply(new EventBuilder("a").to("ann").at(50).submit());
        core.apply(ann("b").submit());
        assertEquals(Verdict.UNKNOWN_EVENT, refusal(new TestEvent.Cancel("c", ANN, "")));
        List<String> lines = core.apply(new TestEvent.Cancel("a", ANN, ""));
        assertEquals(List.of("COMMAND_REFUSED 5 NOT_OWNER"), lines);
        assertEquals(
                List.of("EVENT_ENDED a CANCELED 0 0 0 @0", "COMMAND_ANSWERED 5 by 9 for 0 x"),
                core.apply(new TestEvent.Cancel("a", 0, "x")));
        assertEquals(List.of(), core.at(60).apply(TIME));
        assertEquals(
                List.of(
                        "DELIVERY_CHANGED b CANCELED NULL_VAL CANCELED 1 next none @1",
                        "EVENT_ENDED b CANCELED 0 0 0 @1"),
                core.apply(new TestEvent.Cancel("b", 0, "")));
    }

    @Test
    void shouldSendADeadLetterAgain() {
        core.apply(ann("a").channels(DeliveryChannel.TELEGRAM).submit());
        core.apply(new TestEvent.Attempted(5, ANN, 1, DeliveryChannel.TELEGRAM, AttemptOutcome.FAILED, 0));
        assertEquals(List.of("COMMAND_REFUSED 5 NOT_OWNER"), core.apply(new TestEvent.Resend("a", BOB, ANN, "")));
        List<String> lines = core.apply(new TestEvent.Resend("a", ANN, ANN, "r"));
        assertEquals(List.of("DELIVERY_REQUESTED a to 1 2 TELEGRAM @1"), only(lines, "REQUESTED"));
        assertEquals(List.of("COMMAND_ANSWERED 5 by 8 for 1 r"), only(lines, "ANSWERED"));
        assertEquals(Verdict.UNKNOWN_EVENT, refusal(new TestEvent.Resend("b", ANN, ANN, "")));
    }

    @Test
    void shouldHandOutTheBytesThatBroughtAnEvent() {
        TestEvent submit = ann("a").title("t\u00e4").json("{}").submit("c");
        core.apply(submit);
        assertArrayEquals(bytes(submit), core.logic().trade().eventMessage(5));
        assertEquals("a", core.logic().trade().eventRows().get(0).key());
        assertEquals(0, core.logic().trade().eventMessage(6).length);
    }

    private static byte[] bytes(TestEvent event) {
        EventSlot slot = new EventSlot(RingConfig.defaults());
        event.encode(slot.in());
        byte[] bytes = new byte[slot.in().length()];
        slot.in().buffer().getBytes(0, bytes);
        return bytes;
    }

    @Test
    void shouldRefuseABrokenGroupOrPolicyAndGoOn() {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[EventEncoding.MAX_EVENT_BYTES]);
        int group = new EventEncoding().groupDefined(buffer, "desk", List.of("ann", "bob"));
        byte[] cut = Arrays.copyOf(buffer.byteArray(), MessageHeaderDecoder.ENCODED_LENGTH + group - 1);
        assertEquals(Verdict.LIMIT_REACHED, refusal(new TestEvent.Raw(cut)));
        assertEquals(
                Verdict.UNKNOWN_TARGET, refusal(new EventBuilder("a").to("desk").submit()));
    }
}
