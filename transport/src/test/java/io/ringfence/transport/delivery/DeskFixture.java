package io.ringfence.transport.delivery;

import io.ringfence.core.event.DeliveryPriority;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A channel's desk without a thread, on a clock that a test moves, with its answers. */
final class DeskFixture {
    static final BreakerConfig BREAKER = new BreakerConfig(3, 1_000, 4_000);

    final RecordingCourier courier = new RecordingCourier();
    final DeliveryCounters counters = new DeliveryCounters();
    final AnswerPump answers;
    final ChannelDesk desk;
    final List<DeliveryAnswer> told = new ArrayList<>();
    long nowNs = 1_000;

    DeskFixture(ChannelConfig config) {
        this(config, 1_000);
    }

    DeskFixture(ChannelConfig config, int maxHeldAnswers) {
        answers = new AnswerPump(maxHeldAnswers);
        answers.connect(answer -> {
            told.add(answer);
            return told.size();
        });
        desk = new ChannelDesk(courier, config, DeskFixture::write, answers, counters, () -> nowNs);
    }

    /** 10 s to wait, 20 s to fly, 60 a minute and 2 at once. */
    static ChannelConfig config(int maxWaiting, int maxInFlight) {
        return new ChannelConfig(maxWaiting, 65_536, 10_000, 5_000, maxInFlight, 20_000, 60, 2, BREAKER);
    }

    /** As fast as the desk can. */
    static ChannelConfig fast(int maxInFlight) {
        return new ChannelConfig(1_000, 65_536, 10_000, 5_000, maxInFlight, 20_000, 6_000_000, 100_000, BREAKER);
    }

    private static Notification write(DeliveryRequest request) {
        if (request.urgency() == 0) {
            throw new IllegalArgumentException("Unknown value: 9");
        }
        return new Notification(
                Long.toString(request.eventId()),
                request.accountId(),
                "OWN",
                DeliveryPriority.NORMAL,
                0,
                "title",
                "text",
                "{}");
    }

    void offer(long... eventIds) {
        for (long eventId : eventIds) {
            desk.offer(Requests.of(eventId));
        }
    }

    /** Lets the desk work until there is nothing to do. */
    DeskFixture work() {
        while (desk.doWork() > 0) {
            // More.
        }
        return this;
    }

    DeskFixture pass(long ms) {
        nowNs += TimeUnit.MILLISECONDS.toNanos(ms);
        return work();
    }

    DeskFixture land(int place, Attempt attempt) {
        courier.out.get(place).complete(attempt);
        return work();
    }

    /** What was answered since the last call. */
    List<DeliveryAnswer> answered() {
        answers.drain();
        List<DeliveryAnswer> since = List.copyOf(told);
        told.clear();
        return since;
    }

    static DeliveryAnswer answer(long eventId, Attempt attempt) {
        return DeliveryAnswer.of(Requests.of(eventId), attempt);
    }

    static Attempt laterMs(long ms, String detail) {
        return Attempt.later(TimeUnit.MILLISECONDS.toNanos(ms), detail);
    }
}
