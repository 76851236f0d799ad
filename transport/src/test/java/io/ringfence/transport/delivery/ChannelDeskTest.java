package io.ringfence.transport.delivery;

import static io.ringfence.transport.delivery.DeskFixture.answer;
import static io.ringfence.transport.delivery.DeskFixture.config;
import static io.ringfence.transport.delivery.DeskFixture.fast;
import static io.ringfence.transport.delivery.DeskFixture.laterMs;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.event.DeliveryChannel;
import io.ringfence.core.event.DeliveryPriority;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ChannelDeskTest {
    private static final DeliveryChannel PUSH = DeliveryChannel.PUSH;

    @Test
    void shouldTellTheServicesAnswerWhenItHasCome() {
        DeskFixture desk = new DeskFixture(fast(10));
        desk.offer(1, 2, 3);
        desk.work();
        assertEquals(List.of(1L, 2L, 3L), desk.courier.sent);
        assertEquals(List.of(), desk.answered());

        desk.land(1, Attempt.failed("no such phone"))
                .land(0, Attempt.delivered("taken"))
                .land(2, laterMs(7, "busy"));

        assertEquals(
                List.of(
                        answer(2, Attempt.failed("no such phone")),
                        answer(1, Attempt.delivered("taken")),
                        answer(3, laterMs(7, "busy"))),
                desk.answered());
        assertEquals(1, desk.counters.count(PUSH, DeliveryStatus.DELIVERED));
        assertEquals(1, desk.counters.count(PUSH, DeliveryStatus.FAILED));
        assertEquals(1, desk.counters.count(PUSH, DeliveryStatus.LATER));
        assertEquals(0, desk.answers.takenCount());
    }

    @Test
    void shouldSendTheMostUrgentFirstWhenSeveralWait() {
        DeskFixture desk = new DeskFixture(config(10, 1));
        desk.offer(1);
        desk.work();
        desk.desk.offer(Requests.of(2, 1, DeliveryPriority.NORMAL, 9, 10));
        desk.desk.offer(Requests.of(3, 1, DeliveryPriority.NORMAL, 1, 10));
        desk.desk.offer(Requests.of(4, 1, DeliveryPriority.CRITICAL, 9, 10));
        for (int place = 0; place < 4; place++) {
            desk.land(place, Attempt.delivered("")).pass(1_000);
        }

        assertEquals(List.of(1L, 4L, 3L, 2L), desk.courier.sent);
    }

    @Test
    void shouldSendAtItsRateWhenMoreWait() {
        DeskFixture desk = new DeskFixture(config(10, 10));
        desk.offer(1, 2, 3, 4);
        desk.work();
        assertEquals(List.of(1L, 2L), desk.courier.sent);

        desk.pass(999);
        assertEquals(2, desk.courier.sent.size());
        assertEquals(TimeUnit.MILLISECONDS.toNanos(1), desk.desk.idleNs());
        desk.pass(1);
        assertEquals(List.of(1L, 2L, 3L), desk.courier.sent);
    }

    @Test
    void shouldCountEachRequestWhenOneNotificationMakesSeveral() {
        DeskFixture desk = new DeskFixture(config(10, 10));
        desk.courier.requestCount = 4;
        desk.offer(1, 2);

        desk.work();
        assertEquals(List.of(1L), desk.courier.sent);
        desk.pass(2_999);
        assertEquals(List.of(1L), desk.courier.sent);
        desk.pass(1);
        assertEquals(List.of(1L, 2L), desk.courier.sent);
    }

    @Test
    void shouldHaveNoMoreOutThanItMay() {
        DeskFixture desk = new DeskFixture(fast(2));
        desk.offer(1, 2, 3);
        desk.work();
        assertEquals(2, desk.desk.inFlightCount());
        assertEquals(1, desk.desk.waitingCount());

        desk.land(1, Attempt.delivered(""));
        assertEquals(List.of(1L, 2L, 3L), desk.courier.sent);
    }

    @Test
    void shouldHoldTheWholeChannelWhenTheServiceAsksForIt() {
        DeskFixture desk = new DeskFixture(fast(1));
        desk.offer(1, 2, 3);
        desk.work().land(0, Attempt.holdAll(TimeUnit.SECONDS.toNanos(4), "429"));
        assertEquals(List.of(answer(1, laterMs(4_000, "429"))), desk.answered());

        desk.pass(3_999);
        assertEquals(List.of(1L), desk.courier.sent);
        desk.pass(1);
        assertEquals(List.of(1L, 2L), desk.courier.sent);
    }

    @Test
    void shouldTurnThoseAwayWhoseTimeIsOverBeforeTheHoldIs() {
        DeskFixture desk = new DeskFixture(fast(1));
        desk.offer(1, 2);
        desk.work().pass(5_000);
        desk.offer(3);

        desk.land(0, Attempt.holdAll(TimeUnit.SECONDS.toNanos(6), "429"));

        assertEquals(
                List.of(answer(1, laterMs(6_000, "429")), answer(2, laterMs(6_000, "channel is held back"))),
                desk.answered());
        desk.pass(6_000);
        assertEquals(List.of(1L, 3L), desk.courier.sent);
        assertEquals(1, desk.counters.count(PUSH, DeliveryStatus.TURNED_AWAY));
    }

    @Test
    void shouldBringThoseTurnedAwayBackAtTheChannelsRate() {
        DeskFixture desk = new DeskFixture(config(3, 10));
        desk.courier.requestCount = 100;
        desk.offer(1, 2, 3, 4);
        desk.work();
        assertEquals(List.of(answer(4, laterMs(5_000, "too many wait"))), desk.answered());

        desk.pass(10_000);

        assertEquals(
                List.of(
                        answer(2, laterMs(5_000, "waited for too long")),
                        answer(3, laterMs(6_000, "waited for too long"))),
                desk.answered());
    }

    @Test
    void shouldTurnTheLeastUrgentAwayWhenTooManyWait() {
        DeskFixture desk = new DeskFixture(config(2, 1));
        desk.offer(1, 2);
        desk.desk.offer(Requests.of(3, 1, DeliveryPriority.CRITICAL, 9, 10));

        assertEquals(List.of(answer(2, laterMs(5_000, "too many wait"))), desk.answered());
    }

    @Test
    void shouldCountAsDownAndFindOutWhenTheServiceFailsAgainAndAgain() {
        DeskFixture desk = new DeskFixture(fast(10));
        desk.offer(1, 2, 3);
        desk.work();
        desk.offer(4);
        desk.land(0, Attempt.later(0, "502")).land(1, Attempt.later(0, "502"));
        desk.answered();
        // What is out already lands in a breaker that is open by then.
        desk.offer(5);
        desk.land(2, Attempt.later(0, "502")).work();
        List<Long> sentBefore = List.copyOf(desk.courier.sent);
        desk.offer(6, 7);
        desk.work();
        assertEquals(sentBefore, desk.courier.sent);

        desk.pass(1_000);
        assertEquals(sentBefore.size() + 1, desk.courier.sent.size());
        desk.land(sentBefore.size(), Attempt.failed("no such phone"));

        assertEquals(sentBefore.size() + 3, desk.courier.sent.size());
    }

    @Test
    void shouldNotCountAsDownWhenTheServiceAsksToWait() {
        DeskFixture desk = new DeskFixture(fast(1));
        for (int place = 0; place < 10; place++) {
            desk.offer(place);
            desk.work().land(place, Attempt.holdAll(1, "429")).pass(1);
        }

        assertEquals(10, desk.courier.sent.size());
    }

    @Test
    void shouldGiveUpWhenACourierDoesNotComeBack() {
        DeskFixture desk = new DeskFixture(fast(1));
        desk.offer(1);
        desk.work().pass(19_999);
        assertEquals(List.of(), desk.answered());

        desk.pass(1);
        assertEquals(List.of(answer(1, Attempt.later(0, "no answer in time"))), desk.answered());
        desk.land(0, Attempt.delivered("late"));
        assertEquals(List.of(), desk.answered());
        assertEquals(0, desk.desk.inFlightCount());
    }

    @Test
    void shouldTryLaterWhenACourierFails() {
        DeskFixture desk = new DeskFixture(fast(10));
        desk.offer(1);
        desk.work();
        desk.courier.out.get(0).completeExceptionally(new IllegalStateException("with a secret"));
        desk.work();

        assertEquals(List.of(answer(1, Attempt.later(0, "courier failed"))), desk.answered());
    }

    @Test
    void shouldFailWhenTheEventCannotBeRead() {
        DeskFixture desk = new DeskFixture(fast(10));
        desk.desk.offer(Requests.of(1, 1, DeliveryPriority.NORMAL, 0, 10));
        desk.work();

        assertEquals(List.of(answer(1, Attempt.failed("event cannot be read"))), desk.answered());
        assertEquals(List.of(), desk.courier.sent);
        assertEquals(0, desk.answers.takenCount());
    }

    @Test
    void shouldSendTheNewestAttemptAloneWhenTheCoreAsksAgain() {
        DeskFixture desk = new DeskFixture(fast(1));
        desk.offer(9);
        desk.work();
        desk.offer(1);
        desk.desk.offer(Requests.of(1, 2, DeliveryPriority.NORMAL, 5, 100));
        desk.land(0, Attempt.delivered("")).land(1, Attempt.delivered("taken"));

        assertEquals(List.of(9L, 1L), desk.courier.sent);
        assertEquals(2, desk.answered().get(1).attempt());
        assertEquals(1, desk.counters.retries(PUSH));
    }

    @Test
    void shouldSendNothingAndAnswerNothingWhenTheCoreDoesNotWantItAnyMore() {
        DeskFixture desk = new DeskFixture(fast(1));
        desk.offer(1, 2, 3);
        desk.work();
        desk.desk.withdraw(2, 7);
        desk.desk.withdraw(3, 8);
        desk.land(0, Attempt.delivered("")).land(1, Attempt.delivered(""));

        assertEquals(List.of(1L, 3L), desk.courier.sent);
        assertEquals(2, desk.answered().size());
        assertEquals(1, desk.counters.count(PUSH, DeliveryStatus.WITHDRAWN));
    }

    @Test
    void shouldAskNoServiceWhenThereIsNoRoomForItsAnswer() {
        DeskFixture desk = new DeskFixture(fast(10), 2);
        desk.offer(1, 2, 3);
        desk.work();
        assertEquals(List.of(1L, 2L), desk.courier.sent);
        desk.land(0, Attempt.delivered("")).land(1, Attempt.delivered(""));
        assertEquals(List.of(1L, 2L), desk.courier.sent);

        assertEquals(2, desk.answered().size());
        assertTrue(desk.desk.idleNs() <= TimeUnit.MILLISECONDS.toNanos(1));
        desk.work();
        assertEquals(List.of(1L, 2L, 3L), desk.courier.sent);
    }

    @Test
    void shouldSleepUntilTheNextThingIsDueWhenNothingComes() {
        DeskFixture desk = new DeskFixture(fast(1));
        assertEquals(Long.MAX_VALUE, desk.desk.idleNs());
        desk.offer(1);
        desk.work();
        assertEquals(TimeUnit.SECONDS.toNanos(20), desk.desk.idleNs());
        desk.offer(2);
        assertEquals(TimeUnit.SECONDS.toNanos(10), desk.desk.idleNs());
    }

    @Test
    void shouldCountTheTimeFromTheRequestWhenItIsDelivered() {
        DeskFixture desk = new DeskFixture(config(10, 1));
        desk.offer(1, 2);
        desk.work().pass(200);
        desk.land(0, Attempt.delivered("")).pass(2_000);
        desk.land(1, Attempt.delivered(""));

        LatencyHistogram latency = desk.counters.latency(PUSH);
        assertEquals(2.4, latency.sumSeconds(), 1e-9);
        List<Long> counts =
                latency.buckets().stream().map(LatencyHistogram.Bucket::count).toList();
        assertEquals(List.of(0L, 0L, 0L, 0L, 0L, 1L, 1L, 1L, 2L, 2L, 2L, 2L, 2L, 2L), counts);
    }

    @Test
    void shouldCloseItsCourierWhenClosed() {
        DeskFixture desk = new DeskFixture(fast(1));
        desk.desk.close();

        assertTrue(desk.courier.isClosed);
    }
}
