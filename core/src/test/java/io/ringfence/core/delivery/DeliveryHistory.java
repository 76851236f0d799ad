package io.ringfence.core.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.event.AttemptOutcome;
import io.ringfence.core.event.DeliveryChannel;
import io.ringfence.core.event.DeliveryPriority;
import io.ringfence.core.event.EventKind;
import io.ringfence.core.event.LateStart;
import io.ringfence.core.event.Verdict;
import io.ringfence.core.testkit.StateBytes;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.agrona.DirectBuffer;

/** A random history, told to the deliveries and to the naive ones; after each core event all that can be seen is compared. */
final class DeliveryHistory {
    private static final DeliveryChannel[] CHANNELS = {
        DeliveryChannel.ACTIVE_SESSION,
        DeliveryChannel.ACTIVE_SESSION,
        DeliveryChannel.TELEGRAM,
        DeliveryChannel.EMAIL,
        DeliveryChannel.WEBHOOK
    };

    /** An attempt that a channel was asked for. */
    private record Asked(long id, int account, int attempt, DeliveryChannel channel) {}

    private final SplittableRandom random;
    private final int accounts;
    private final List<Asked> asked = new ArrayList<>();
    private final List<Submission> sent = new ArrayList<>();
    private final NaiveDeliveries naive = new NaiveDeliveries();
    private final Told told = new Told();
    private final PromiseWatch watch = new PromiseWatch();
    private final DeliveryOutputs outputs = new BothOutputs(told.outputs(), watch);
    private final List<String> all = new ArrayList<>();
    private Deliveries deliveries = new Deliveries(outputs);
    private DeliveryLimits limits = DeliveryLimits.NONE;
    private long sequence;
    private long nowNs = 1_000;
    private long sessionIds;

    DeliveryHistory(long seed) {
        random = new SplittableRandom(seed);
        accounts = random.nextInt(12) == 0 ? 90 : random.nextInt(1, 5);
        start(someLimits());
    }

    /** Goes on for so many core events. */
    DeliveryHistory run(int events) {
        for (int i = 0; i < events; i++) {
            step();
        }
        return this;
    }

    /** All that was told, line by line. */
    List<String> lines() {
        return all;
    }

    PromiseWatch watch() {
        return watch;
    }

    Deliveries deliveries() {
        return deliveries;
    }

    /** Nobody answers any more, nor takes an event back, and time goes on for as long as there is something to do. */
    void runOut() {
        for (int i = 0; deliveries.nextDeadlineNs() != Long.MAX_VALUE; i++) {
            assertTrue(i < 20_000, "there is always something to do");
            nowNs = Math.max(nowNs, deliveries.nextDeadlineNs());
            beginEvent();
            fireDue();
            compare();
        }
    }

    private DeliveryLimits someLimits() {
        boolean isTight = random.nextInt(3) == 0;
        return new DeliveryLimits(
                isTight ? random.nextInt(1, 8) : 1_000,
                isTight ? random.nextInt(500, 8_000) : 1_000_000,
                isTight ? random.nextInt(1, 2 * accounts + 4) : 10_000,
                100,
                random.nextInt(1, 4),
                random.nextInt(1, 4),
                random.nextInt(1, 4),
                random.nextInt(1, 20),
                random.nextInt(1, 30),
                random.nextInt(1, 6),
                random.nextInt(6, 40),
                random.nextInt(20, 400),
                random.nextInt(3) == 0 ? random.nextInt(64) : DeliveryLimits.ALL_CHANNELS);
    }

    private void beginEvent() {
        sequence++;
        deliveries.beginEvent(nowNs);
        naive.beginEvent(nowNs);
        watch.beginEvent();
    }

    private void fireDue() {
        deliveries.fireDue();
        naive.fireDue();
    }

    private void start(DeliveryLimits newLimits) {
        limits = newLimits;
        beginEvent();
        watch.onNodeStarted(limits);
        deliveries.onNodeStarted(limits);
        naive.onNodeStarted(limits);
        compare();
    }

    private void step() {
        nowNs += timeStep();
        if (random.nextInt(40) == 0) {
            goOnFromState();
        }
        if (random.nextInt(60) == 0) {
            start(random.nextInt(3) == 0 ? someLimits() : limits);
            return;
        }
        beginEvent();
        fireDue();
        takeIn();
        compare();
    }

    private long timeStep() {
        return switch (random.nextInt(10)) {
            case 0, 1, 2, 3 -> 0;
            case 4 -> Math.max(0, Math.min(500, deliveries.nextDeadlineNs() - nowNs));
            case 5 -> random.nextInt(60);
            default -> random.nextInt(1, 6);
        };
    }

    /** What stood is written, read into another, and that goes on. */
    private void goOnFromState() {
        StateBytes written = new StateBytes();
        deliveries.writeTo(written);
        Deliveries other = new Deliveries(outputs);
        StateBytes.Reader source = written.source();
        other.readFrom(source);
        assertEquals(0, source.remaining());
        StateBytes again = new StateBytes();
        other.writeTo(again);
        assertEquals(written, again);
        deliveries = other;
    }

    private void takeIn() {
        switch (random.nextInt(20)) {
            case 0, 1, 2, 3, 4 -> publish();
            case 5, 6, 7 -> openSession();
            case 8, 9 -> closeSession();
            case 10, 11 -> acknowledge();
            case 12, 13, 14, 15 -> answer();
            case 16 -> resend();
            case 17 -> cancel();
            case 18 -> trigger();
            default -> {
                // Time goes on, and that is all.
            }
        }
    }

    private int account() {
        return random.nextInt(accounts);
    }

    private void publish() {
        boolean isKnown = !sent.isEmpty() && random.nextInt(15) == 0;
        Submission submission = submission(isKnown ? anySent().key() : "key-" + sequence);
        int count = random.nextInt(accounts > 64 ? 6 : 3) == 0 ? accounts : 1;
        int first = count == 1 ? account() : 0;
        int[] to = IntStream.range(first, first + count).toArray();
        DirectBuffer message = submission.encode();
        Verdict verdict = deliveries.judge(message, 0, message.capacity(), count);
        assertEquals(naive.judge(submission, count), verdict);
        if (verdict == Verdict.ACCEPTED) {
            sent.add(submission);
            watch.onPublished(sequence, submission, to, nowNs);
            deliveries.publish(sequence, message, 0, message.capacity(), to, count);
            naive.publish(sequence, submission, IntStream.of(to).boxed().toList());
        }
    }

    private Submission submission(String key) {
        DeliveryPriority priority = DeliveryPriority.get((short) random.nextInt(3));
        Choice[] plan = new Choice[random.nextInt(1, 5)];
        for (int i = 0; i < plan.length; i++) {
            plan[i] = new Choice(CHANNELS[random.nextInt(CHANNELS.length)], random.nextInt(4) == 0);
        }
        Submission submission = Submission.of(key)
                .from(account())
                .with(priority)
                .withUrgency(random.nextInt(1, 11))
                .withPayload(random.nextInt(20))
                .by(plan);
        submission = switch (random.nextInt(8)) {
            case 0 ->
                submission.scheduledFor(
                        nowNs + random.nextInt(-5, 60), random.nextBoolean() ? LateStart.FIRE : LateStart.SKIP);
            case 1 -> submission.conditional();
            case 2 -> submission.deciding(random.nextInt(2) * 8);
            default -> submission;
        };
        if (random.nextInt(4) > 0) {
            return submission;
        }
        long fromNs = submission.kind() == EventKind.SCHEDULED ? submission.triggerNs() + 1 : nowNs - 2;
        return submission.expiringAt(fromNs + random.nextInt(100));
    }

    private Submission anySent() {
        return sent.get(random.nextInt(sent.size()));
    }

    private void openSession() {
        int account = account();
        long sessionId = random.nextInt(8) == 0 ? random.nextLong(1, sessionIds + 2) : ++sessionIds;
        watch.onSession(account);
        deliveries.sessionOpened(account, sessionId);
        naive.sessionOpened(account, sessionId);
    }

    private void closeSession() {
        // As likely as not one that is closed, or another account's.
        for (int i = 0; i < 4; i++) {
            long sessionId = sessionIds - random.nextInt(12);
            int account = account();
            deliveries.sessionClosed(account, sessionId);
            naive.sessionClosed(account, sessionId);
        }
    }

    private void acknowledge() {
        List<EventRow> rows = deliveries.rows();
        String key = rows.isEmpty() || random.nextInt(5) == 0
                ? sent.isEmpty() ? "none" : anySent().key()
                : rows.get(random.nextInt(rows.size())).key();
        int account = account();
        Verdict verdict = deliveries.acknowledge(EventKey.of(key), account);
        assertEquals(naive.acknowledge(key, account), verdict);
    }

    private void answer() {
        if (asked.isEmpty()) {
            return;
        }
        // Of late ones mostly; any other is stale.
        int back = random.nextInt(4) == 0 ? asked.size() : Math.min(asked.size(), 4);
        Asked one = asked.get(asked.size() - 1 - random.nextInt(back));
        int attempt = random.nextInt(20) == 0 ? random.nextInt(-1, 9) : one.attempt;
        DeliveryChannel channel = random.nextInt(20) == 0 ? DeliveryChannel.PUSH : one.channel;
        AttemptOutcome outcome = AttemptOutcome.get((short) random.nextInt(1, 4));
        long retryAfterNs = random.nextBoolean() ? 0 : random.nextInt(50);
        boolean isOfUse = deliveries.attempted(one.id, one.account, attempt, channel, outcome, retryAfterNs, "words");
        assertEquals(naive.attempted(one.id, one.account, attempt, channel, outcome, retryAfterNs, "words"), isOfUse);
    }

    private void resend() {
        List<EventRow> rows = deliveries.rows();
        String key =
                rows.isEmpty() ? "none" : rows.get(random.nextInt(rows.size())).key();
        int asker = random.nextInt(3) == 0 ? account() : 0;
        int to = account();
        Verdict verdict = deliveries.resend(EventKey.of(key), asker, to);
        assertEquals(naive.resend(key, asker, to), verdict);
    }

    private void cancel() {
        if (!sent.isEmpty()) {
            String key = anySent().key();
            int asker = random.nextInt(3) == 0 ? account() : 0;
            Verdict verdict = deliveries.cancel(EventKey.of(key), asker);
            assertEquals(naive.cancel(key, asker), verdict);
            if (verdict == Verdict.ACCEPTED) {
                watch.onTakenBack(key);
            }
        }
    }

    private void trigger() {
        long id = sequence - random.nextInt(30);
        List<EventRow> rows = deliveries.rows();
        if (!rows.isEmpty() && random.nextInt(4) > 0) {
            id = rows.get(random.nextInt(rows.size())).eventId();
        }
        switch (random.nextInt(5)) {
            case 0 -> {
                deliveries.withdraw(id);
                naive.withdraw(id);
            }
            case 1, 2 -> assertEquals(naive.decide(id), deliveries.decide(id));
            default -> {
                // A condition alone fires an event.
                KeptEvent event = deliveries.find(id);
                if (event == null || event.kind() == EventKind.CONDITIONAL) {
                    assertEquals(naive.fire(id, 77), deliveries.fire(id, 77));
                }
            }
        }
    }

    private void compare() {
        List<String> lines = told.take();
        assertEquals(naive.told.take(), lines);
        all.addAll(lines);
        assertEquals(naive.rows(), deliveries.rows());
        assertEquals(naive.nextDeadlineNs(), deliveries.nextDeadlineNs());
        assertEquals(naive.eventCount(), deliveries.eventCount());
        assertEquals(naive.eventBytes(), deliveries.eventBytes());
        assertEquals(naive.deliveryCount(), deliveries.deliveryCount());
        watch.afterEvent(deliveries);
        watch.requested().forEach(one -> asked.add(new Asked(one.id(), one.account(), one.attempt(), one.channel())));
    }
}
