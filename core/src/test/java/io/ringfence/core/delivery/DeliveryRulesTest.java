package io.ringfence.core.delivery;

import static io.ringfence.core.event.AttemptOutcome.DELIVERED;
import static io.ringfence.core.event.AttemptOutcome.FAILED;
import static io.ringfence.core.event.AttemptOutcome.LATER;
import static io.ringfence.core.event.DeliveryChannel.ACTIVE_SESSION;
import static io.ringfence.core.event.DeliveryChannel.EMAIL;
import static io.ringfence.core.event.DeliveryChannel.TELEGRAM;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.event.DeliveryChannel;
import io.ringfence.core.event.DeliveryPriority;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each row of the table of a delivery's states, by example. Times are nanoseconds; the first is 100. */
final class DeliveryRulesTest {
    private static final String DONE = "1 ended DONE: 1 delivered, 0 dead, 0 dropped";
    private static final String DEAD = "1 ended DONE: 0 delivered, 1 dead, 0 dropped";

    private final DeliveryBench bench = new DeliveryBench();

    private static Submission event() {
        return Submission.of("a");
    }

    private static Submission sessionOnly(String key) {
        return Submission.of(key).by(ACTIVE_SESSION);
    }

    private void assertNothingKept() {
        assertEquals(0, bench.deliveries.eventCount());
        assertEquals(0, bench.deliveries.eventBytes());
        assertEquals(0, bench.deliveries.deliveryCount());
        assertEquals(Long.MAX_VALUE, bench.deliveries.nextDeadlineNs());
    }

    // A choice's turn

    @Test
    void shouldOfferToTheSessionAndBeDoneWhenItAcknowledges() {
        bench.open(7);
        assertEquals(
                List.of("1 offered to 7, 1", "1 to 7: OFFERED ACTIVE_SESSION after 1 until 110"),
                bench.publish(event(), 7));
        assertEquals(110, bench.deliveries.nextDeadlineNs());
        assertEquals(List.of("1 to 7: DELIVERED ACTIVE_SESSION ACKNOWLEDGED after 1", DONE), bench.ack("a", 7));
        assertNothingKept();
    }

    @Test
    void shouldGoOnAtOnceWhenThereIsNoSession() {
        assertEquals(
                List.of("1 asked of TELEGRAM for 7, 1", "1 to 7: ATTEMPTING TELEGRAM NO_SESSION after 1 until 120"),
                bench.publish(event(), 7));
    }

    private static DeliveryLimits served(DeliveryChannel... channels) {
        DeliveryLimits limits = DeliveryBench.LIMITS;
        return new DeliveryLimits(
                limits.maxEvents(),
                limits.maxEventBytes(),
                limits.maxDeliveries(),
                limits.maxEventKeys(),
                limits.maxPendingAcks(),
                limits.maxOffers(),
                limits.maxAttempts(),
                limits.ackTimeoutNs(),
                limits.attemptTimeoutNs(),
                limits.retryDelayNs(),
                limits.retryMaxDelayNs(),
                limits.maxEventAgeNs(),
                DeliveryLimits.channels(List.of(channels)));
    }

    @Test
    void shouldGoOnAtOnceWhenTheHostDoesNotServeAChannel() {
        bench.start(served(EMAIL));
        assertEquals(
                List.of("1 asked of EMAIL for 7, 1", "1 to 7: ATTEMPTING EMAIL NOT_SERVED after 1 until 120"),
                bench.publish(event().by(TELEGRAM, EMAIL), 7));
        assertEquals(
                List.of("2 to 7: DEAD_LETTER NOT_SERVED after 0", "2 ended DONE: 0 delivered, 1 dead, 0 dropped"),
                bench.publish(Submission.of("b").by(TELEGRAM), 7));
    }

    @Test
    void shouldGoOnWhenAStartDoesNotServeTheChannelAnyMore() {
        bench.publish(event().by(TELEGRAM, EMAIL), 7);
        assertEquals(
                List.of("1 asked of EMAIL for 7, 2", "1 to 7: ATTEMPTING EMAIL NOT_SERVED after 2 until 120"),
                bench.start(served(EMAIL)));
    }

    @Test
    void shouldLeaveOutAChoiceThatIsOnlyForTheActiveWhenThereIsNoSession() {
        Submission both = event().by(Choice.onlyIfActive(TELEGRAM), Choice.always(EMAIL));
        assertEquals(
                List.of("1 asked of EMAIL for 7, 1", "1 to 7: ATTEMPTING EMAIL NO_SESSION after 1 until 120"),
                bench.publish(both, 7));
        bench.open(8);
        assertEquals(
                List.of("2 asked of TELEGRAM for 8, 1", "2 to 8: ATTEMPTING TELEGRAM after 1 until 120"),
                bench.publish(Submission.of("b").by(Choice.onlyIfActive(TELEGRAM), Choice.always(EMAIL)), 8));
    }

    @Test
    void shouldWaitForASessionWhenThePlanEndsAndItsTurnWentBy() {
        assertEquals(
                List.of("1 to 7: WAITING ACTIVE_SESSION NO_SESSION after 0 until 1100"),
                bench.publish(sessionOnly("a"), 7));
        assertEquals(List.of("1 offered to 7, 1", "1 to 7: OFFERED ACTIVE_SESSION after 1 until 110"), bench.open(7));
    }

    @Test
    void shouldWaitForASessionWhenTheChannelsBehindItFail() {
        bench.publish(event(), 7);
        assertEquals(
                List.of("1 to 7: WAITING ACTIVE_SESSION NO_SESSION after 1 until 1100"),
                bench.answer(1, 7, 1, TELEGRAM, FAILED));
        bench.open(7);
        assertEquals(List.of("1 to 7: DELIVERED ACTIVE_SESSION ACKNOWLEDGED after 2", DONE), bench.ack("a", 7));
    }

    @Test
    void shouldBeADeadLetterWhenThePlanEndsWithoutASessionsTurn() {
        bench.publish(event().by(TELEGRAM), 7);
        assertEquals(
                List.of("1 to 7: DEAD_LETTER CHANNEL_FAILED after 1", DEAD), bench.answer(1, 7, 1, TELEGRAM, FAILED));
        assertEquals(1, bench.deliveries.eventCount());
        assertEquals(
                List.of("2 to 8: DEAD_LETTER NO_SESSION after 0", "2 ended DONE: 0 delivered, 1 dead, 0 dropped"),
                bench.publish(Submission.of("b").by(Choice.onlyIfActive(TELEGRAM)), 8));
    }

    // WAITING

    @Test
    void shouldWaitInOrderWhenTheSessionHasNoRoom() {
        bench.open(7);
        bench.publish(event(), 7);
        bench.publish(Submission.of("b"), 7);
        assertEquals(
                List.of("3 to 7: WAITING ACTIVE_SESSION NO_ROOM after 0 until 1100"),
                bench.publish(Submission.of("c").withUrgency(9), 7));
        bench.publish(Submission.of("d").withUrgency(2), 7);
        bench.publish(Submission.of("e").withUrgency(2), 7);
        bench.publish(Submission.of("f").withUrgency(9).with(DeliveryPriority.CRITICAL), 7);

        // A critical one before all, then by urgency, then the older one.
        assertTrue(bench.ack("a", 7).contains("6 offered to 7, 1"));
        assertTrue(bench.ack("b", 7).contains("4 offered to 7, 1"));
        assertTrue(bench.ack("f", 7).contains("5 offered to 7, 1"));
        assertTrue(bench.ack("d", 7).contains("3 offered to 7, 1"));
    }

    @Test
    void shouldGoOnWhenItWaitsForRoomAndTheLastSessionCloses() {
        bench.open(7);
        bench.open(7);
        bench.publish(event(), 7);
        bench.publish(Submission.of("b"), 7);
        bench.publish(Submission.of("c"), 7);
        assertEquals(List.of(), bench.close(7, 1));
        assertEquals(
                List.of("3 asked of TELEGRAM for 7, 1", "3 to 7: ATTEMPTING TELEGRAM NO_SESSION after 1 until 120"),
                bench.close(7, 2));
    }

    @Test
    void shouldWaitOnWhenItWaitsAsTheLastWayAndTheSessionCloses() {
        bench.publish(sessionOnly("a"), 7);
        bench.publish(sessionOnly("b"), 7);
        bench.publish(sessionOnly("c"), 7);
        bench.open(7);
        assertEquals(List.of(), bench.close(7, 1));
        assertEquals(
                List.of(
                        "1 to 7: WAITING ACTIVE_SESSION NO_SESSION after 1 until 1100",
                        "2 to 7: WAITING ACTIVE_SESSION NO_SESSION after 1 until 1100"),
                bench.at(110));
        assertEquals(3, bench.deliveries.rows().size());
    }

    // OFFERED and its BACKOFF

    @Test
    void shouldOfferAgainAfterADelayWhenThereIsNoAckInTime() {
        bench.open(7);
        bench.publish(event(), 7);
        assertEquals(List.of(), bench.at(109));
        assertEquals(List.of("1 to 7: BACKOFF ACTIVE_SESSION NO_ACK after 1 until 114"), bench.at(110));
        assertEquals(List.of("1 offered to 7, 2", "1 to 7: OFFERED ACTIVE_SESSION after 2 until 124"), bench.at(114));
        assertEquals(
                List.of("1 asked of TELEGRAM for 7, 1", "1 to 7: ATTEMPTING TELEGRAM NO_ACK after 3 until 144"),
                bench.at(124));
    }

    @Test
    void shouldOfferTwiceAsOftenWhenCritical() {
        bench.open(7);
        bench.publish(event().with(DeliveryPriority.CRITICAL), 7);
        bench.at(110);
        bench.at(114);
        assertEquals(List.of("1 to 7: BACKOFF ACTIVE_SESSION NO_ACK after 2 until 132"), bench.at(124));
        bench.at(132);
        // The delay is doubled, up to its bound.
        assertEquals(List.of("1 to 7: BACKOFF ACTIVE_SESSION NO_ACK after 3 until 154"), bench.at(142));
        bench.at(154);
        assertEquals(
                List.of("1 asked of TELEGRAM for 7, 1", "1 to 7: ATTEMPTING TELEGRAM NO_ACK after 5 until 184"),
                bench.at(164));
    }

    @Test
    void shouldGoOnWhenThereIsNoAckAndNoSessionAnyMore() {
        bench.open(7);
        bench.publish(event(), 7);
        assertEquals(List.of(), bench.close(7, 1));
        assertEquals(
                List.of("1 asked of TELEGRAM for 7, 1", "1 to 7: ATTEMPTING TELEGRAM NO_SESSION after 2 until 130"),
                bench.at(110));
    }

    @Test
    void shouldGoOnWhenItsDelayIsOverAndTheSessionIsGone() {
        bench.open(7);
        bench.publish(event(), 7);
        bench.at(110);
        assertEquals(List.of(), bench.close(7, 1));
        assertTrue(bench.at(114).contains("1 asked of TELEGRAM for 7, 1"));
    }

    @Test
    void shouldOfferAgainAtOnceWithoutCountingWhenAnotherSessionOpens() {
        bench.open(7);
        bench.publish(event(), 7);
        bench.at(105);
        assertEquals(List.of("1 offered to 7, 2"), bench.open(7));
        assertEquals(List.of(), bench.at(110));
        // The first failure, so its delay is the shortest.
        assertEquals(List.of("1 to 7: BACKOFF ACTIVE_SESSION NO_ACK after 2 until 119"), bench.at(115));
        assertEquals(List.of("1 offered to 7, 3", "1 to 7: OFFERED ACTIVE_SESSION after 3 until 125"), bench.open(7));
    }

    @Test
    void shouldGoOnAllTheSameWhenClientsComeAndGoWithoutAnAck() {
        bench.open(7);
        bench.publish(event(), 7);
        bench.at(105);
        assertEquals(List.of("1 offered to 7, 2"), bench.open(7));
        bench.at(110);
        assertEquals(List.of("1 offered to 7, 3"), bench.open(7));
        bench.at(115);
        assertEquals(List.of(), bench.open(7));
        assertEquals(List.of("1 to 7: BACKOFF ACTIVE_SESSION NO_ACK after 3 until 124"), bench.at(120));
    }

    @Test
    void shouldCountWhatIsToBeOfferedAgainAsInFlight() {
        bench.open(7);
        bench.publish(event(), 7);
        bench.publish(Submission.of("b"), 7);
        bench.at(110);
        assertEquals(
                List.of("3 to 7: WAITING ACTIVE_SESSION NO_ROOM after 0 until 1110"),
                bench.publish(Submission.of("c"), 7));
    }

    // ATTEMPTING and its BACKOFF

    @Test
    void shouldBeDoneWhenTheChannelHasTakenIt() {
        bench.publish(event(), 7);
        assertEquals(
                List.of("1 to 7: DELIVERED TELEGRAM ACCEPTED after 1", DONE),
                bench.answer(1, 7, 1, TELEGRAM, DELIVERED));
        assertNothingKept();
    }

    @Test
    void shouldTryAgainWhenTheChannelSaysLater() {
        bench.publish(event().by(TELEGRAM, EMAIL), 7);
        assertEquals(
                List.of("1 to 7: BACKOFF TELEGRAM CHANNEL_LATER after 1 until 104"),
                bench.answer(1, 7, 1, TELEGRAM, LATER));
        assertEquals(
                List.of("1 asked of TELEGRAM for 7, 2", "1 to 7: ATTEMPTING TELEGRAM after 2 until 124"),
                bench.at(104));
        assertEquals(
                List.of("1 asked of EMAIL for 7, 3", "1 to 7: ATTEMPTING EMAIL CHANNEL_LATER after 3 until 124"),
                bench.answer(1, 7, 2, TELEGRAM, LATER));
    }

    @Test
    void shouldWaitAsLongAsTheChannelAsksWhenThatIsLonger() {
        bench.publish(event().by(TELEGRAM), 7);
        assertEquals(
                List.of("1 to 7: BACKOFF TELEGRAM CHANNEL_LATER after 1 until 150"),
                bench.answer(1, 7, 1, TELEGRAM, LATER, 50));
    }

    @Test
    void shouldTryAgainWhenTheChannelIsSilent() {
        bench.publish(event().by(TELEGRAM), 7);
        assertEquals(List.of("1 to 7: BACKOFF TELEGRAM CHANNEL_SILENT after 1 until 124"), bench.at(120));
        bench.at(124);
        assertEquals(List.of("1 to 7: DEAD_LETTER CHANNEL_SILENT after 2", DEAD), bench.at(144));
    }

    @Test
    void shouldGoOnWhenTheChannelNeverWill() {
        bench.publish(event().by(TELEGRAM, EMAIL), 7);
        assertEquals(
                List.of("1 asked of EMAIL for 7, 2", "1 to 7: ATTEMPTING EMAIL CHANNEL_FAILED after 2 until 120"),
                bench.answer(1, 7, 1, TELEGRAM, FAILED));
    }

    @Test
    void shouldIgnoreAnswersToAnAttemptThatIsNotTheLastButNotThatItHasArrived() {
        bench.publish(event().by(TELEGRAM, EMAIL), 7);
        bench.answer(1, 7, 1, TELEGRAM, FAILED);
        assertEquals(List.of(), bench.answer(1, 7, 1, TELEGRAM, FAILED));
        assertEquals(List.of(), bench.answer(1, 7, 1, TELEGRAM, LATER));
        assertEquals(List.of(), bench.answer(1, 7, 2, TELEGRAM, FAILED));
        assertEquals(List.of(), bench.answer(1, 7, 3, EMAIL, DELIVERED));
        assertEquals(List.of(), bench.answer(1, 8, 1, EMAIL, DELIVERED));
        assertEquals(List.of(), bench.answer(2, 7, 1, EMAIL, DELIVERED));
        assertEquals(6, bench.deliveries.counters().staleAnswers());
        assertEquals(
                List.of("1 to 7: DELIVERED TELEGRAM ACCEPTED after 2", DONE),
                bench.answer(1, 7, 1, TELEGRAM, DELIVERED));
    }

    @Test
    void shouldAttemptAgainWithoutCountingWhenTheHostStarts() {
        bench.publish(event().by(TELEGRAM), 7);
        assertEquals(List.of("1 asked of TELEGRAM for 7, 2"), bench.start(DeliveryBench.LIMITS));
        assertEquals(List.of("1 asked of TELEGRAM for 7, 3"), bench.start(DeliveryBench.LIMITS));
        // The first that fails, so it is tried again.
        assertEquals(List.of("1 to 7: BACKOFF TELEGRAM CHANNEL_SILENT after 3 until 124"), bench.at(120));
    }

    @Test
    void shouldKeepItsDeadlineWhenTheHostStartsAfterAnOffer() {
        bench.open(7);
        bench.publish(event(), 7);
        bench.at(105);
        assertEquals(List.of(), bench.start(DeliveryBench.LIMITS));
        assertEquals(
                List.of("1 asked of TELEGRAM for 7, 1", "1 to 7: ATTEMPTING TELEGRAM NO_SESSION after 2 until 130"),
                bench.at(110));
    }

    // Any state

    @Test
    void shouldBeDoneByALateAckInEachState() {
        bench.publish(event(), 7);
        assertTrue(bench.ack("a", 7).contains(DONE), "ATTEMPTING");

        bench.publish(Submission.of("b"), 7);
        bench.answer(2, 7, 1, TELEGRAM, LATER);
        assertEquals(
                List.of(
                        "2 to 7: DELIVERED ACTIVE_SESSION ACKNOWLEDGED after 1",
                        "2 ended DONE: 1 delivered, 0 dead, 0 dropped"),
                bench.ack("b", 7));

        bench.publish(sessionOnly("c"), 7);
        assertTrue(bench.ack("c", 7).contains("3 ended DONE: 1 delivered, 0 dead, 0 dropped"), "WAITING");

        bench.publish(Submission.of("d").by(TELEGRAM), 7);
        bench.answer(4, 7, 1, TELEGRAM, FAILED);
        assertEquals(
                List.of(
                        "4 to 7: DELIVERED ACTIVE_SESSION ACKNOWLEDGED after 1",
                        "4 ended DONE: 1 delivered, 0 dead, 0 dropped"),
                bench.ack("d", 7));
        assertNothingKept();
        assertEquals(List.of(), bench.ack("d", 7));
        assertEquals(1, bench.deliveries.counters().staleAnswers());
    }

    @Test
    void shouldGoToNoOtherChannelWhenOneFailsBehindItsExpiry() {
        // More expire at once than two core events may bury.
        bench.publish(event().by(TELEGRAM, EMAIL).expiringAt(105), DeliveryBench.accounts(1, 200));
        for (int i = 0; i < 3; i++) {
            bench.at(100);
        }
        bench.at(105);
        List<String> told = bench.answer(1, 190, 1, TELEGRAM, FAILED);
        assertTrue(told.contains("1 to 190: DEAD_LETTER EXPIRED after 1"), told::toString);
        assertTrue(told.stream().noneMatch(line -> line.contains("EMAIL")), told::toString);
    }

    @Test
    void shouldBeADeadLetterWhenItExpires() {
        bench.open(7);
        bench.publish(event().expiringAt(105), 7);
        assertEquals(List.of("1 to 7: DEAD_LETTER EXPIRED after 1", DEAD), bench.at(105));
        bench.publish(sessionOnly("b"), 8);
        assertEquals(
                List.of("2 to 8: DEAD_LETTER EXPIRED after 0", "2 ended DONE: 0 delivered, 1 dead, 0 dropped"),
                bench.at(1105));
    }

    // DEAD_LETTER

    @Test
    void shouldBeginAnewWhenADeadLetterIsSentAgain() {
        bench.publish(event().by(TELEGRAM).expiringAt(110), 7);
        bench.answer(1, 7, 1, TELEGRAM, FAILED);
        bench.at(500);
        // Attempts are numbered on, and it has the time of one that goes out now.
        assertEquals(
                List.of("1 asked of TELEGRAM for 7, 2", "1 to 7: ATTEMPTING TELEGRAM RESENT after 2 until 520"),
                bench.resend("a", 7));
        assertEquals(List.of(), bench.answer(1, 7, 1, TELEGRAM, FAILED));
        assertEquals(
                List.of("1 to 7: DELIVERED TELEGRAM ACCEPTED after 2", DONE),
                bench.answer(1, 7, 2, TELEGRAM, DELIVERED));
        assertNothingKept();
    }

    // Informational

    @Test
    void shouldDropAnInformationalOneWhenThereIsNoSession() {
        assertEquals(
                List.of("1 to 7: DROPPED NO_SESSION after 0", "1 ended DONE: 0 delivered, 0 dead, 1 dropped"),
                bench.publish(event().with(DeliveryPriority.INFORMATIONAL), 7));
        assertNothingKept();
        assertEquals(1, bench.deliveries.counters().dropped());
    }

    @Test
    void shouldOfferAnInformationalOneOnceWhenThereIsASession() {
        bench.open(7);
        assertEquals(List.of("1 offered to 7", DONE), bench.publish(event().with(DeliveryPriority.INFORMATIONAL), 7));
        assertNothingKept();
    }
}
