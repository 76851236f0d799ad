package io.ringfence.core.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.event.DeliveryChannel;
import io.ringfence.core.event.DeliveryPriority;
import io.ringfence.core.event.DeliveryReason;
import io.ringfence.core.event.DeliveryState;
import io.ringfence.core.event.EventEnd;
import io.ringfence.core.event.EventKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Holds the promise against what is told, without knowing how it is kept: what was published arrives once or is a dead letter,
 * what has arrived is not sent again, what is informational is told once and never kept, and bounds hold.
 */
final class PromiseWatch implements DeliveryOutputs {
    private static final Set<DeliveryState> FINAL =
            Set.of(DeliveryState.DELIVERED, DeliveryState.CANCELED, DeliveryState.DROPPED);

    record Requested(long id, int account, int attempt, DeliveryChannel channel) {}

    private record Pair(long id, int account) {}

    private final Map<Long, Submission> published = new HashMap<>();
    private final Map<Pair, DeliveryState> states = new HashMap<>();
    private final Map<Pair, DeliveryChannel> channels = new HashMap<>();
    private final Set<Pair> promised = new HashSet<>();
    private final Set<Long> ended = new HashSet<>();
    private final Set<String> takenBack = new HashSet<>();
    private final Set<Integer> accountsWithSessions = new HashSet<>();
    private final Map<Pair, Integer> attempts = new HashMap<>();
    private final List<Requested> requested = new ArrayList<>();
    private final Map<DeliveryReason, Integer> reasons = new HashMap<>();
    private int maxPendingAcks;
    private int maxEvents;
    private int outputs;
    private long mustNotStay;

    void onNodeStarted(DeliveryLimits limits) {
        // A bound that is lowered holds back what is new, and takes nothing back.
        maxPendingAcks = Math.max(maxPendingAcks, limits.maxPendingAcks());
        maxEvents = Math.max(maxEvents, limits.maxEvents());
        accountsWithSessions.clear();
    }

    void onSession(int account) {
        accountsWithSessions.add(account);
    }

    void onPublished(long id, Submission submission, int[] accounts, long nowNs) {
        published.put(id, submission);
        boolean isInformational = submission.priority() == DeliveryPriority.INFORMATIONAL;
        if (!isInformational) {
            for (int account : accounts) {
                promised.add(new Pair(id, account));
            }
        }
        boolean isAtOnce = submission.kind() == EventKind.IMMEDIATE;
        mustNotStay = isInformational && isAtOnce && accounts.length <= Deliveries.MAX_WORK ? id : 0;
    }

    void onTakenBack(String key) {
        takenBack.add(key);
    }

    void beginEvent() {
        outputs = 0;
        mustNotStay = 0;
        requested.clear();
    }

    /** The attempts asked for in this core event. */
    List<Requested> requested() {
        return requested;
    }

    /** How often each reason was told. */
    Map<DeliveryReason, Integer> reasons() {
        return reasons;
    }

    void afterEvent(Deliveries deliveries) {
        // Twice the bound: an informational event may pass beside what was due. Each may tell of itself, its change,
        // its event's end.
        assertTrue(outputs <= 2 * 3 * Deliveries.MAX_WORK + 4, () -> outputs + " outputs of one event");
        assertTrue(deliveries.eventCount() <= maxEvents);
        if (mustNotStay > 0) {
            assertNull(deliveries.find(mustNotStay), "an informational event waits");
            assertTrue(ended.contains(mustNotStay));
        }
        Map<Integer, Integer> inFlight = new HashMap<>();
        states.forEach((pair, state) -> {
            boolean isWithSession = channels.get(pair) == DeliveryChannel.ACTIVE_SESSION;
            if (state == DeliveryState.OFFERED || state == DeliveryState.BACKOFF && isWithSession) {
                inFlight.merge(pair.account, 1, Integer::sum);
            }
        });
        inFlight.forEach((account, count) -> assertTrue(count <= maxPendingAcks, () -> count + " in flight"));
    }

    /** There is nothing left to do: all that was promised has arrived, was taken back, or is a dead letter that is kept. */
    void afterAll(Deliveries deliveries) {
        Set<Pair> dead = new HashSet<>();
        Set<Long> waiting = new HashSet<>();
        for (EventRow row : deliveries.rows()) {
            for (DeliveryRow delivery : row.deliveries()) {
                assertEquals(DeliveryState.DEAD_LETTER, delivery.state());
                dead.add(new Pair(row.eventId(), delivery.accountId()));
            }
            if (!row.isOut()) {
                assertEquals(EventKind.CONDITIONAL, published.get(row.eventId()).kind());
                waiting.add(row.eventId());
            }
        }
        for (Pair pair : promised) {
            DeliveryState state = states.get(pair);
            if (state == null) {
                // Never had its turn: its condition never came, it was taken back before, or its time had passed.
                assertTrue(waiting.contains(pair.id) || ended.contains(pair.id), () -> pair + " was lost");
            } else if (state == DeliveryState.DEAD_LETTER) {
                assertTrue(dead.contains(pair), () -> pair + " is no dead letter any more");
            } else {
                boolean isTakenBack = state == DeliveryState.CANCELED
                        && takenBack.contains(published.get(pair.id).key());
                assertTrue(state == DeliveryState.DELIVERED || isTakenBack, () -> pair + " " + state);
                assertTrue(!dead.contains(pair), () -> pair + " arrived and is a dead letter");
            }
        }
    }

    private void check(KeptEvent event, int account) {
        outputs++;
        Submission submission = published.get(event.id());
        assertNotNull(submission);
        assertEquals(submission.key(), event.key());
        assertEquals(submission.sender(), event.senderId());
        DeliveryState state = states.get(new Pair(event.id(), account));
        assertTrue(state == null || !FINAL.contains(state), () -> event.id() + " goes on after " + state);
    }

    @Override
    public void triggered(KeptEvent event, long price, int targetCount) {
        outputs++;
    }

    @Override
    public void decisionDue(KeptEvent event) {
        outputs++;
        assertTrue(published.get(event.id()).orderBytes() > 0);
    }

    @Override
    public void offered(KeptEvent event, int accountId, int offer, boolean isAckWanted) {
        check(event, accountId);
        boolean isInformational = published.get(event.id()).priority() == DeliveryPriority.INFORMATIONAL;
        assertEquals(!isInformational, isAckWanted);
        assertTrue(accountsWithSessions.contains(accountId), "offered to nobody");
        if (isInformational) {
            states.put(new Pair(event.id(), accountId), DeliveryState.DELIVERED);
        }
    }

    @Override
    public void requested(KeptEvent event, int accountId, int attempt, DeliveryChannel channel) {
        check(event, accountId);
        int before = attempts.merge(new Pair(event.id(), accountId), 1, Integer::sum);
        assertEquals(before, attempt);
        requested.add(new Requested(event.id(), accountId, attempt, channel));
    }

    @Override
    public void changed(
            KeptEvent event,
            int accountId,
            DeliveryState state,
            DeliveryChannel channel,
            DeliveryReason reason,
            int attempt,
            long nextTimeNs,
            String detail) {
        check(event, accountId);
        Pair pair = new Pair(event.id(), accountId);
        assertEquals(promised.contains(pair), state != DeliveryState.DROPPED);
        states.put(pair, state);
        channels.put(pair, channel);
        reasons.merge(reason, 1, Integer::sum);
    }

    @Override
    public void ended(KeptEvent event, int delivered, int dead, int dropped, EventEnd end) {
        outputs++;
        ended.add(event.id());
    }
}
