package io.ringfence.core.delivery;

import static io.ringfence.core.event.AttemptOutcome.DELIVERED;
import static io.ringfence.core.event.AttemptOutcome.FAILED;
import static io.ringfence.core.event.DeliveryChannel.ACTIVE_SESSION;
import static io.ringfence.core.event.DeliveryChannel.EMAIL;
import static io.ringfence.core.event.DeliveryChannel.TELEGRAM;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.event.DeliveryChannel;
import io.ringfence.core.event.DeliveryPriority;
import io.ringfence.core.event.DeliveryState;
import io.ringfence.core.event.EventKind;
import io.ringfence.core.event.EventSubmittedDecoder;
import io.ringfence.core.event.LateStart;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.event.Verdict;
import java.util.Arrays;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** What becomes of an event as a whole, by example: its time, its accounts, its end, and what is refused. */
final class EventRulesTest {
    private static final int MANY = 3 * Deliveries.MAX_WORK;

    /** An account may be offered all that there is. */
    private static final DeliveryLimits WIDE =
            new DeliveryLimits(300, 1_000_000, 1_000, 10, 300, 2, 2, 10, 20, 4, 12, 1_000, DeliveryLimits.ALL_CHANNELS);

    private final DeliveryBench bench = new DeliveryBench();
    private final Deliveries deliveries = bench.deliveries;

    private static Submission event() {
        return Submission.of("a").by(TELEGRAM);
    }

    private static EventKey key(String text) {
        return EventKey.of(text);
    }

    // Its time

    @Test
    void shouldGoOutAtItsTimeWhenScheduled() {
        assertEquals(List.of(), bench.publish(event().scheduledFor(150, LateStart.SKIP), 7));
        assertEquals(150, deliveries.nextDeadlineNs());
        assertEquals(List.of(), bench.at(149));
        assertEquals(
                List.of(
                        "1 goes out to 1",
                        "1 asked of TELEGRAM for 7, 1",
                        "1 to 7: ATTEMPTING TELEGRAM after 1 until 170"),
                bench.at(150));
    }

    @Test
    void shouldGoOutAtOnceWhenItsTimeCameWhileTheHostWasDown() {
        bench.publish(event().scheduledFor(150, LateStart.SKIP), 7);
        assertTrue(bench.at(900).contains("1 goes out to 1"));
    }

    @Test
    void shouldFireOrSkipWhenItsTimeHasPassedAsItComes() {
        assertEquals(
                List.of("1 ended SKIPPED: 0 delivered, 0 dead, 0 dropped"),
                bench.publish(event().scheduledFor(99, LateStart.SKIP), 7));
        assertEquals(0, deliveries.eventCount());
        assertTrue(bench.publish(event().scheduledFor(99, LateStart.FIRE), 7).contains("2 goes out to 1"));
        // Not late at all.
        assertTrue(bench.publish(Submission.of("b").by(TELEGRAM).scheduledFor(100, LateStart.SKIP), 7)
                .contains("3 goes out to 1"));
    }

    @Test
    void shouldGoOutWhenItsConditionComesTrue() {
        assertEquals(List.of(), bench.publish(event().conditional(), 7));
        assertFalse(deliveries.find(1).isOut());
        assertFalse(deliveries.fire(2, 5));
        assertTrue(deliveries.fire(1, 5));
        assertEquals(
                List.of(
                        "1 goes out to 1 at 5",
                        "1 asked of TELEGRAM for 7, 1",
                        "1 to 7: ATTEMPTING TELEGRAM after 1 until 120"),
                bench.told.take());
        assertFalse(deliveries.fire(1, 5));
    }

    @Test
    void shouldEndWhenItExpiresBeforeItsConditionOrThatIsTakenAway() {
        bench.publish(event().conditional().expiringAt(200), 7);
        bench.publish(Submission.of("b").conditional(), 7);
        assertEquals(List.of("1 ended EXPIRED: 0 delivered, 0 dead, 0 dropped"), bench.at(200));
        deliveries.withdraw(2);
        assertEquals(List.of("2 ended CANCELED: 0 delivered, 0 dead, 0 dropped"), bench.told.take());
        assertEquals(0, deliveries.deliveryCount());
    }

    // Its accounts

    @Test
    void shouldGoOutPieceByPieceWhenItHasManyAccounts() {
        List<String> first = bench.publish(event(), DeliveryBench.accounts(1, MANY));
        assertEquals(2 * Deliveries.MAX_WORK, first.size());
        assertEquals(MANY, deliveries.deliveryCount());
        for (int event = 2; event <= 3; event++) {
            assertEquals(100, deliveries.nextDeadlineNs());
            assertEquals(2 * Deliveries.MAX_WORK, bench.at(100).size());
        }
        assertEquals(120, deliveries.nextDeadlineNs());
    }

    @Test
    void shouldTellAnInformationalOnePieceByPieceWhenItHasManyAccounts() {
        bench.open(2);
        Submission informational = event().with(DeliveryPriority.INFORMATIONAL);
        List<String> first = bench.publish(informational, DeliveryBench.accounts(1, Deliveries.MAX_WORK + 1));
        assertEquals("1 to 1: DROPPED NO_SESSION after 0", first.get(0));
        assertEquals("1 offered to 2", first.get(1));
        assertEquals(Deliveries.MAX_WORK, first.size());
        assertEquals(
                List.of("1 to 65: DROPPED NO_SESSION after 0", "1 ended DONE: 1 delivered, 0 dead, 64 dropped"),
                bench.at(100));
        assertEquals(0, deliveries.eventCount());
    }

    @Test
    void shouldTellAnInformationalOneAtOnceEvenWhenTheWorkOfTheEventIsDone() {
        bench.publish(event(), DeliveryBench.accounts(1, 2 * MANY));
        List<String> lines = bench.publish(Submission.of("b").with(DeliveryPriority.INFORMATIONAL), 7);
        assertTrue(lines.contains("2 ended DONE: 0 delivered, 0 dead, 1 dropped"));
        assertNull(deliveries.find(2));
    }

    @Test
    void shouldOfferPieceByPieceWhenASessionOpensForWhichManyWait() {
        DeliveryBench wide = new DeliveryBench(WIDE);
        for (int i = 0; i < MANY; i++) {
            wide.publish(Submission.of("key-" + i).by(ACTIVE_SESSION), 7);
        }
        assertEquals(2 * Deliveries.MAX_WORK, wide.open(7).size());
        assertEquals(100, wide.deliveries.nextDeadlineNs());
        assertEquals(2 * Deliveries.MAX_WORK, wide.at(100).size());
        assertEquals(2 * Deliveries.MAX_WORK, wide.at(100).size());
        assertEquals(List.of(), wide.at(100));
    }

    @Test
    void shouldPassOverNothingThatWaitsWhenTheWorkOfTheEventIsDone() {
        DeliveryBench wide = new DeliveryBench(WIDE);
        for (int i = 0; i < MANY; i++) {
            wide.publish(Submission.of("key-" + i).by(ACTIVE_SESSION), 7);
        }
        wide.publish(Submission.of("late").by(TELEGRAM, ACTIVE_SESSION), 7);
        wide.open(7);
        List<String> lines = wide.answer(MANY + 1, 7, 1, TELEGRAM, FAILED);
        assertEquals("193 to 7: WAITING ACTIVE_SESSION NO_ROOM after 1 until 1100", lines.get(lines.size() - 1));
        assertFalse(wide.at(100).toString().contains("193 offered"));
        assertTrue(wide.at(100).contains("193 offered to 7, 1"));
    }

    @Test
    void shouldRefuseAccountsThatDoNotAscend() {
        DirectBuffer message = event().encode();
        deliveries.beginEvent(100);
        assertThrows(
                IllegalArgumentException.class,
                () -> deliveries.publish(1, message, 0, message.capacity(), new int[] {3, 3}, 2));
    }

    // Its end

    @Test
    void shouldTellItsEndWhenTheLastDeliveryIsDoneAndAgainAfterADeadLetter() {
        bench.publish(event(), 7, 8, 9);
        assertFalse(bench.answer(1, 7, 1, TELEGRAM, DELIVERED).toString().contains("ended"));
        assertFalse(bench.answer(1, 8, 1, TELEGRAM, FAILED).toString().contains("ended"));
        assertTrue(bench.answer(1, 9, 1, TELEGRAM, FAILED).contains("1 ended DONE: 1 delivered, 2 dead, 0 dropped"));
        assertTrue(bench.ack("a", 8).contains("1 ended DONE: 2 delivered, 1 dead, 0 dropped"));
        assertFalse(bench.resend("a", 9).toString().contains("ended"));
        assertTrue(bench.answer(1, 9, 2, TELEGRAM, DELIVERED).contains("1 ended DONE: 3 delivered, 0 dead, 0 dropped"));
        assertEquals(0, deliveries.eventCount());
    }

    @Test
    void shouldCancelWhatIsOnItsWayAndItsDeadLetters() {
        bench.publish(event(), 7, 8, 9);
        bench.answer(1, 7, 1, TELEGRAM, DELIVERED);
        bench.answer(1, 8, 1, TELEGRAM, FAILED);
        assertEquals(
                List.of(
                        "1 to 8: CANCELED CANCELED after 1",
                        "1 to 9: CANCELED CANCELED after 1",
                        "1 ended CANCELED: 1 delivered, 0 dead, 0 dropped"),
                bench.cancel("a"));
        assertEquals(Verdict.UNKNOWN_EVENT, deliveries.cancel(key("a"), 0));
        assertEquals(2, deliveries.counters().canceled());
    }

    @Test
    void shouldCancelOneThatHasNotGoneOut() {
        bench.publish(event().scheduledFor(150, LateStart.FIRE), 7);
        assertEquals(List.of("1 ended CANCELED: 0 delivered, 0 dead, 0 dropped"), bench.cancel("a"));
        assertEquals(List.of(), bench.at(150));
    }

    @Test
    void shouldHaveNoMoreTurnsWhenCanceledAsItGoesOut() {
        bench.publish(event(), DeliveryBench.accounts(1, 4 * Deliveries.MAX_WORK));
        // The core event in which it is canceled begins with what is due, and may do no more.
        assertEquals(2 * Deliveries.MAX_WORK, bench.cancel("a").size());
        assertEquals(2 * Deliveries.MAX_WORK, deliveries.rows().get(0).remaining());
        assertEquals(Deliveries.MAX_WORK - 1, bench.at(100).size());
        assertEquals(Deliveries.MAX_WORK, bench.at(100).size());
        assertEquals(
                List.of("1 to 128: CANCELED CANCELED after 1", "1 ended CANCELED: 0 delivered, 0 dead, 0 dropped"),
                bench.at(100));
        assertEquals(4 * Deliveries.MAX_WORK, deliveries.counters().canceled());
    }

    @Test
    void shouldNotGoOnAfterAFailureWhenItIsBeingCanceled() {
        bench.publish(event().by(TELEGRAM, EMAIL), DeliveryBench.accounts(1, MANY));
        bench.at(100);
        bench.at(100);
        bench.cancel("a");
        // The last ones have not been taken back yet.
        List<String> lines = bench.answer(1, MANY, 1, TELEGRAM, FAILED);
        assertTrue(lines.contains("1 to 192: CANCELED CANCELED after 1"), lines::toString);
        assertFalse(lines.toString().contains("EMAIL"));
    }

    @Test
    void shouldNotOfferWhatIsBeingCanceledWhenASessionOpens() {
        bench.publish(event().by(ACTIVE_SESSION), DeliveryBench.accounts(1, MANY));
        bench.at(100);
        bench.at(100);
        bench.cancel("a");
        // What is due before the session opens takes back as many again.
        assertEquals(Deliveries.MAX_WORK, bench.open(MANY).size());
        List<String> lines = bench.at(100);
        assertEquals("1 to 192: CANCELED CANCELED after 0", lines.get(0));
        assertFalse(lines.toString().contains("offered"));
    }

    // Decisions

    @Test
    void shouldTellADecisionUntilItIsAnswered() {
        bench.open(7);
        Submission decision = Submission.of("a").by(ACTIVE_SESSION).deciding(8);
        assertEquals(
                List.of("1 is to be an order", "1 offered to 7, 1", "1 to 7: OFFERED ACTIVE_SESSION after 1 until 110"),
                bench.publish(decision, 7));
        assertEquals(List.of("1 is to be an order"), bench.start(DeliveryBench.LIMITS));
        assertEquals(List.of("1 to 7: DELIVERED ACTIVE_SESSION ACKNOWLEDGED after 1"), bench.ack("a", 7));
        assertEquals(Verdict.WRONG_STATE, deliveries.cancel(key("a"), 0));
        assertTrue(deliveries.find(1).isDecisionOpen());
        assertTrue(deliveries.decide(1));
        assertEquals(List.of("1 ended DONE: 1 delivered, 0 dead, 0 dropped"), bench.told.take());
        assertFalse(deliveries.decide(1));
        assertEquals(List.of(), bench.start(DeliveryBench.LIMITS));
    }

    @Test
    void shouldKeepADecisionThoughItIsInformational() {
        Submission decision = Submission.of("a").deciding(8).with(DeliveryPriority.INFORMATIONAL);
        assertEquals(List.of("1 is to be an order", "1 to 7: DROPPED NO_SESSION after 0"), bench.publish(decision, 7));
        assertTrue(deliveries.decide(1));
        assertEquals(List.of("1 ended DONE: 0 delivered, 0 dead, 1 dropped"), bench.told.take());
    }

    @Test
    void shouldMakeNoOrderOfADecisionThatIsTakenBackBeforeItIsTold() {
        // More than two core events may do, so that the decision has to wait.
        bench.publish(event().by(TELEGRAM), DeliveryBench.accounts(1, 200));
        Submission decision = Submission.of("d").by(TELEGRAM).deciding(8);
        assertFalse(bench.publish(decision, 7).contains("2 is to be an order"));
        assertTrue(deliveries.find(2).isDecisionOpen());
        bench.cancel("d");
        assertFalse(deliveries.find(2).isDecisionOpen());
        List<String> rest = bench.at(100);
        assertFalse(rest.contains("2 is to be an order"), rest::toString);
        assertTrue(rest.contains("2 ended CANCELED: 0 delivered, 0 dead, 0 dropped"), rest::toString);
        assertFalse(deliveries.decide(2));
    }

    @Test
    void shouldNotTellADecisionAgainThatWasTakenBack() {
        bench.publish(Submission.of("d").by(TELEGRAM).deciding(8), 7);
        assertEquals(List.of("1 to 7: CANCELED CANCELED after 1"), bench.cancel("d"));
        assertTrue(deliveries.find(1).isDecisionOpen());
        assertEquals(List.of("1 ended CANCELED: 0 delivered, 0 dead, 0 dropped"), bench.start(DeliveryBench.LIMITS));
    }

    @Test
    void shouldBeNoDecisionWithoutAnOrder() {
        bench.publish(event().deciding(0), 7);
        assertFalse(deliveries.find(1).isDecisionOpen());
    }

    // What is refused

    @Test
    void shouldRefuseEventsWhosePartsDoNotFit() {
        assertEquals(Verdict.ACCEPTED, bench.judge(event(), 1));
        assertEquals(Verdict.INVALID_EVENT, bench.judge(event(), 0));
        assertEquals(Verdict.INVALID_EVENT, bench.judge(event().withUrgency(0), 1));
        assertEquals(Verdict.INVALID_EVENT, bench.judge(event().withUrgency(11), 1));
        assertEquals(Verdict.INVALID_EVENT, bench.judge(Submission.of(""), 1));
        assertEquals(Verdict.INVALID_EVENT, bench.judge(event().by(new Choice[0]), 1));
        assertEquals(Verdict.INVALID_EVENT, bench.judge(event().by(DeliveryChannel.NULL_VAL), 1));
        assertEquals(Verdict.INVALID_EVENT, bench.judge(event().with(DeliveryPriority.NULL_VAL), 1));
        DeliveryChannel[] tooMany = new DeliveryChannel[DeliveryPlan.MAX_CHOICES + 1];
        Arrays.fill(tooMany, EMAIL);
        assertEquals(Verdict.INVALID_EVENT, bench.judge(event().by(tooMany), 1));
        assertEquals(
                Verdict.INVALID_EVENT,
                bench.judge(event().scheduledFor(200, LateStart.FIRE).expiringAt(200), 1));
        UnsafeBuffer unscheduled = event().encode();
        unscheduled.putByte(MessageHeaderDecoder.ENCODED_LENGTH + EventSubmittedDecoder.kindEncodingOffset(), (byte)
                EventKind.SCHEDULED.value());
        assertEquals(Verdict.INVALID_EVENT, deliveries.judge(unscheduled, 0, unscheduled.capacity(), 1));
        // Which ways an informational one names does not matter.
        assertEquals(Verdict.ACCEPTED, bench.judge(event().by(new Choice[0]).with(DeliveryPriority.INFORMATIONAL), 1));
    }

    @Test
    void shouldRefuseEventsWhoseTimeIsOver() {
        assertEquals(Verdict.EVENT_EXPIRED, bench.judge(event().expiringAt(100), 1));
        assertEquals(Verdict.ACCEPTED, bench.judge(event().expiringAt(101), 1));
    }

    @Test
    void shouldSayWhichIsKeptWhenAKeyComesAgain() {
        bench.publish(event(), 7);
        assertEquals(Verdict.REPEATED, bench.judge(event(), 1));
        assertEquals(1, deliveries.find(key("a")).id());
    }

    @Test
    void shouldRefuseWhatThereIsNoRoomForAndLetNothingGo() {
        int bytes = event().encode().capacity();
        DeliveryBench tight = new DeliveryBench(new DeliveryLimits(
                2, 2L * bytes + 3, 3, 10, 2, 2, 2, 10, 20, 4, 12, 1_000, DeliveryLimits.ALL_CHANNELS));
        assertEquals(Verdict.LIMIT_REACHED, tight.judge(event(), 4));
        tight.publish(event(), 7, 8);
        assertEquals(Verdict.LIMIT_REACHED, tight.judge(Submission.of("b").by(TELEGRAM), 2));
        assertEquals(
                Verdict.LIMIT_REACHED,
                tight.judge(Submission.of("b").by(TELEGRAM).withPayload(9), 1));
        assertEquals(
                Verdict.LIMIT_REACHED,
                tight.judge(Submission.of("b").by(TELEGRAM).withPayload(9).conditional(), 1));
        tight.publish(Submission.of("b").by(TELEGRAM), 7);
        tight.answer(1, 7, 1, TELEGRAM, FAILED);
        tight.answer(1, 8, 1, TELEGRAM, FAILED);
        assertEquals(Verdict.LIMIT_REACHED, tight.judge(Submission.of("c").by(TELEGRAM), 1));
        // An informational one is not kept, so it takes no room.
        assertEquals(Verdict.ACCEPTED, tight.judge(Submission.of("c").with(DeliveryPriority.INFORMATIONAL), 1));
        tight.cancel("a");
        assertEquals(Verdict.ACCEPTED, tight.judge(Submission.of("c").by(TELEGRAM), 1));
    }

    @Test
    void shouldRefuseEverythingWhenAStartHasNoBounds() {
        bench.start(DeliveryLimits.NONE);
        assertEquals(Verdict.LIMIT_REACHED, bench.judge(event(), 1));
        assertEquals(Verdict.LIMIT_REACHED, bench.judge(event().with(DeliveryPriority.INFORMATIONAL), 1));
        assertEquals(Verdict.LIMIT_REACHED, bench.judge(event().scheduledFor(150, LateStart.FIRE), 1));
    }

    @Test
    void shouldLetOnlyThoseWhomItConcernsSendAgainOrTakeBack() {
        bench.publish(event().from(3), 7, 8);
        assertEquals(Verdict.UNKNOWN_EVENT, deliveries.resend(key("b"), 0, 7));
        assertEquals(Verdict.NOT_OWNER, deliveries.resend(key("a"), 4, 7));
        assertEquals(Verdict.NOT_OWNER, deliveries.resend(key("a"), 8, 7));
        assertEquals(Verdict.UNKNOWN_EVENT, deliveries.resend(key("a"), 9, 9));
        assertEquals(Verdict.WRONG_STATE, deliveries.resend(key("a"), 7, 7));
        bench.answer(1, 7, 1, TELEGRAM, FAILED);
        assertEquals(Verdict.ACCEPTED, deliveries.resend(key("a"), 7, 7));
        assertEquals(Verdict.WRONG_STATE, deliveries.resend(key("a"), 3, 7));

        assertEquals(Verdict.UNKNOWN_EVENT, deliveries.cancel(key("b"), 0));
        assertEquals(Verdict.NOT_OWNER, deliveries.cancel(key("a"), 7));
        assertEquals(Verdict.ACCEPTED, deliveries.cancel(key("a"), 3));
    }

    @Test
    void shouldCountWhatBecameOfEvents() {
        bench.open(7);
        bench.publish(Submission.of("a").with(DeliveryPriority.CRITICAL), 7);
        bench.at(110);
        bench.at(114);
        bench.ack("a", 7);
        bench.publish(Submission.of("b").by(TELEGRAM), 8);
        bench.answer(2, 8, 1, TELEGRAM, FAILED);
        bench.publish(Submission.of("c").with(DeliveryPriority.INFORMATIONAL), 7, 8);
        DeliveryCounters counters = deliveries.counters();
        assertEquals(1, counters.publishedOf(DeliveryPriority.CRITICAL));
        assertEquals(1, counters.publishedOf(DeliveryPriority.NORMAL));
        assertEquals(1, counters.publishedOf(DeliveryPriority.INFORMATIONAL));
        assertEquals(2, counters.handedTo(DeliveryPriority.CRITICAL, ACTIVE_SESSION));
        assertEquals(1, counters.handedTo(DeliveryPriority.INFORMATIONAL, ACTIVE_SESSION));
        assertEquals(1, counters.handedTo(DeliveryPriority.NORMAL, TELEGRAM));
        assertEquals(1, counters.retriedBy(ACTIVE_SESSION));
        assertEquals(1, counters.deliveredBy(ACTIVE_SESSION));
        assertEquals(1, counters.deadLetters());
        assertEquals(1, counters.dropped());
    }

    @Test
    void shouldShowWhatStands() {
        bench.publish(event(), 7, 8);
        bench.answer(1, 7, 1, TELEGRAM, FAILED);
        assertEquals(
                List.of(new EventRow(
                        1,
                        "a",
                        0,
                        true,
                        false,
                        false,
                        0,
                        0,
                        0,
                        List.of(
                                new DeliveryRow(
                                        1,
                                        7,
                                        DeliveryState.DEAD_LETTER,
                                        DeliveryChannel.NULL_VAL,
                                        0,
                                        1,
                                        DeliveryOutputs.NO_TIME),
                                new DeliveryRow(1, 8, DeliveryState.ATTEMPTING, TELEGRAM, 0, 1, 120)))),
                deliveries.rows());
        KeptEvent event = deliveries.find(1);
        assertEquals(event().encode(), event.message());
        UnsafeBuffer key = new UnsafeBuffer(new byte[EventKey.LENGTH]);
        event.putKey(key, 0);
        assertEquals("a", new EventKey().set(key, 0).toString());
    }

    @Test
    void shouldKnowSessionsByTheirIds() {
        deliveries.sessionOpened(7, 1);
        deliveries.sessionOpened(8, 1);
        assertFalse(deliveries.hasSession(8));
        deliveries.sessionClosed(8, 1);
        assertTrue(deliveries.hasSession(7));
        deliveries.sessionClosed(7, 1);
        assertFalse(deliveries.hasSession(7));
        deliveries.sessionClosed(7, 1);
        deliveries.sessionOpened(7, 2);
        bench.start(DeliveryBench.LIMITS);
        assertFalse(deliveries.hasSession(7));
    }
}
