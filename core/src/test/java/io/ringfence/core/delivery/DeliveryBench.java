package io.ringfence.core.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringfence.core.event.AttemptOutcome;
import io.ringfence.core.event.DeliveryChannel;
import io.ringfence.core.event.Verdict;
import java.util.List;
import java.util.stream.IntStream;
import org.agrona.DirectBuffer;

/** Deliveries to try rules on: each call is a core event of its own, and says what it told. */
final class DeliveryBench {
    static final int ACK_NS = 10;
    static final int ATTEMPT_NS = 20;
    static final int RETRY_NS = 4;
    static final int AGE_NS = 1_000;

    static final DeliveryLimits LIMITS = new DeliveryLimits(
            300,
            100_000,
            1_000,
            10,
            2,
            2,
            2,
            ACK_NS,
            ATTEMPT_NS,
            RETRY_NS,
            3 * RETRY_NS,
            AGE_NS,
            DeliveryLimits.ALL_CHANNELS);

    final Told told = new Told();
    final Deliveries deliveries = new Deliveries(told.outputs());
    private long sequence;
    private long nowNs = 100;
    private long sessionIds;

    /** One that has started with the bounds above, at time 100. */
    DeliveryBench() {
        this(LIMITS);
    }

    DeliveryBench(DeliveryLimits limits) {
        start(limits);
    }

    private void begin() {
        deliveries.beginEvent(nowNs);
        deliveries.fireDue();
    }

    List<String> start(DeliveryLimits limits) {
        deliveries.beginEvent(nowNs);
        deliveries.onNodeStarted(limits);
        return told.take();
    }

    List<String> at(long timeNs) {
        nowNs = timeNs;
        begin();
        return told.take();
    }

    Verdict judge(Submission submission, int count) {
        DirectBuffer message = submission.encode();
        return deliveries.judge(message, 0, message.capacity(), count);
    }

    /** Publishes to accounts, ascending; ids count from 1. */
    List<String> publish(Submission submission, int... accounts) {
        begin();
        assertEquals(Verdict.ACCEPTED, judge(submission, accounts.length));
        DirectBuffer message = submission.encode();
        deliveries.publish(++sequence, message, 0, message.capacity(), accounts, accounts.length);
        return told.take();
    }

    static int[] accounts(int first, int count) {
        return IntStream.range(first, first + count).toArray();
    }

    /** Opens a session, the n-th; the first has the id 1. */
    List<String> open(int account) {
        begin();
        deliveries.sessionOpened(account, ++sessionIds);
        return told.take();
    }

    List<String> close(int account, long sessionId) {
        begin();
        deliveries.sessionClosed(account, sessionId);
        return told.take();
    }

    List<String> ack(String key, int account) {
        begin();
        deliveries.acknowledge(EventKey.of(key), account);
        return told.take();
    }

    List<String> answer(long id, int account, int attempt, DeliveryChannel channel, AttemptOutcome outcome) {
        return answer(id, account, attempt, channel, outcome, 0);
    }

    List<String> answer(
            long id, int account, int attempt, DeliveryChannel channel, AttemptOutcome outcome, long retryAfterNs) {
        begin();
        deliveries.attempted(id, account, attempt, channel, outcome, retryAfterNs, "");
        return told.take();
    }

    List<String> resend(String key, int account) {
        begin();
        assertEquals(Verdict.ACCEPTED, deliveries.resend(EventKey.of(key), 0, account));
        return told.take();
    }

    List<String> cancel(String key) {
        begin();
        assertEquals(Verdict.ACCEPTED, deliveries.cancel(EventKey.of(key), 0));
        return told.take();
    }
}
