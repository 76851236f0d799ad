package io.ringfence.config.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.config.crash.SentEvent.Going;
import io.ringfence.core.delivery.DeliveryRow;
import io.ringfence.core.delivery.EventRow;
import io.ringfence.core.event.DeliveryChannel;
import io.ringfence.core.event.DeliveryReason;
import io.ringfence.core.event.DeliveryState;
import io.ringfence.core.event.EventKind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** What must hold of events whatever a host was doing when it died. Each is one method, named by what it finds. */
interface EventCheck {
    /** After every kill. */
    List<EventCheck> AFTER_EACH_KILL = List.of(
            EventCheck::whatWasAcceptedIsJournaled,
            EventCheck::whatWasRefusedIsNot,
            EventCheck::whatWasShownIsJournaled,
            EventCheck::whatChannelsWereAskedIsJournaled,
            EventCheck::nothingIsDeliveredWithoutEvidence,
            EventCheck::everyDeliveryIsSomewhereOnce,
            EventCheck::wantedOutcomesAreEvents,
            EventCheck::informationalOnesNeverWait);

    /** When all is at rest. */
    List<EventCheck> AT_THE_END = List.of(
            EventCheck::everythingIsAnswered,
            EventCheck::everyDeliveryIsAtItsEnd,
            EventCheck::noDeadLetterWasNotTried,
            EventCheck::scheduledOnesWentOutAtTheirTime);

    /** Fails when it does not hold of what the journal says, what everybody remembers, and what the channels saw. */
    void run(EventHistory history, Ledger ledger, ScriptedChannels channels);

    private static void whatWasAcceptedIsJournaled(EventHistory history, Ledger ledger, ScriptedChannels channels) {
        for (SentEvent sent : ledger.sent) {
            if (sent.isAccepted()) {
                JournaledEvent journaled = history.byTitle.get(sent.title);
                assertNotNull(journaled, () -> "accepted and not journaled: " + sent);
                assertEquals(
                        sent.sender + " " + sent.commandId + " " + sent.title,
                        journaled.sender() + " " + journaled.commandId() + " " + journaled.title());
                assertEquals(journaled.key(), history.keyOf(sent.subjectId()), sent::toString);
                boolean isKnownSo = sent.eventId() == null || sent.eventId().equals(journaled.key());
                assertTrue(isKnownSo, () -> "told of another key than " + journaled.key() + ": " + sent);
            }
        }
    }

    /** Null for one that was not taken in. */
    private static String key(EventHistory history, SentEvent sent) {
        JournaledEvent event = history.byTitle.get(sent.title);
        return event == null ? null : event.key();
    }

    private static void whatWasRefusedIsNot(EventHistory history, Ledger ledger, ScriptedChannels channels) {
        for (SentEvent sent : ledger.sent) {
            assertTrue(
                    !sent.isRefused() || history.byTitle.get(sent.title) == null, () -> "refused, and there: " + sent);
        }
    }

    private static void whatWasShownIsJournaled(EventHistory history, Ledger ledger, ScriptedChannels channels) {
        for (Offer told : ledger.told) {
            assertTrue(history.offered.contains(told), () -> "shown, and the journal does not give it: " + told);
        }
    }

    /** A replay asks no channel for anything: whatever one was asked for, the core asked for once. */
    private static void whatChannelsWereAskedIsJournaled(
            EventHistory history, Ledger ledger, ScriptedChannels channels) {
        channels.asked().forEach((asked, count) -> {
            int requested = history.requested.getOrDefault(byKey(history, asked), 0);
            assertTrue(count <= requested, () -> asked + ": asked " + count + " times, requested " + requested);
        });
    }

    private static Asked byKey(EventHistory history, Asked asked) {
        if (asked.channel() != DeliveryChannel.TELEGRAM) {
            return asked;
        }
        JournaledEvent event = history.byTitle.get(asked.event());
        assertNotNull(event, () -> asked + ": of no event in the journal");
        return new Asked(asked.channel(), asked.account(), event.key());
    }

    private static void nothingIsDeliveredWithoutEvidence(
            EventHistory history, Ledger ledger, ScriptedChannels channels) {
        for (Addressed ack : history.acknowledged) {
            assertTrue(ledger.acknowledged.contains(ack), () -> "nobody has acknowledged " + ack);
        }
        Set<Asked> truly = new HashSet<>();
        channels.taken().forEach(taken -> truly.add(byKey(history, taken)));
        Set<Addressed> evident = new HashSet<>(history.acknowledged);
        for (Asked taken : history.taken) {
            assertTrue(truly.contains(taken), () -> "no channel has taken " + taken);
            evident.add(new Addressed(taken.event(), taken.account()));
        }
        // In both directions: what was acknowledged or taken, however late, is delivered.
        assertEquals(evident, history.delivered.keySet());
        history.delivered.forEach((to, by) -> {
            boolean isBacked = by == DeliveryChannel.ACTIVE_SESSION
                    ? history.acknowledged.contains(to)
                    : history.taken.contains(new Asked(by, to.account(), to.key()));
            assertTrue(isBacked, () -> to + " is not delivered by " + by);
        });
    }

    /** Of each account that an event goes to: it has it, or it is on its way or a dead letter, or its turn has not come. */
    private static void everyDeliveryIsSomewhereOnce(EventHistory history, Ledger ledger, ScriptedChannels channels) {
        Set<Addressed> known = new HashSet<>();
        for (SentEvent sent : ledger.sent) {
            JournaledEvent event = history.byTitle.get(sent.title);
            if (event != null && !sent.isInformational) {
                for (int account : sent.recipients) {
                    known.add(new Addressed(event.key(), account));
                }
                assertSomewhereOnce(history, event.key(), sent.recipients);
            }
        }
        history.wantedOutcomes.forEach((key, account) -> {
            known.add(new Addressed(key, account));
            assertSomewhereOnce(history, key, Set.of(account));
        });
        Set<Addressed> all = new HashSet<>(history.delivered.keySet());
        all.addAll(history.deadLetters());
        all.addAll(history.died.keySet());
        all.removeAll(known);
        assertEquals(Set.of(), all, "to whom they were not to go");
    }

    private static void assertSomewhereOnce(EventHistory history, String key, Set<Integer> recipients) {
        EventRow row = history.rows.get(key);
        Map<Integer, String> places = new TreeMap<>();
        for (int account : recipients) {
            if (history.delivered.containsKey(new Addressed(key, account))) {
                places.put(account, "delivered");
            }
        }
        int ahead = 0;
        if (row != null) {
            ahead = row.remaining();
            for (DeliveryRow delivery : row.deliveries()) {
                String before =
                        places.put(delivery.accountId(), delivery.state().name());
                assertNull(before, () -> key + " to " + delivery.accountId() + " is also " + before);
            }
            assertTrue(row.isOut() || row.remaining() == recipients.size(), row::toString);
        }
        assertTrue(recipients.containsAll(places.keySet()), () -> key + " is not for all of " + places);
        assertEquals(recipients.size(), ahead + places.size(), () -> key + " is lost: " + places + ", " + row);
    }

    private static void wantedOutcomesAreEvents(EventHistory history, Ledger ledger, ScriptedChannels channels) {
        Set<String> own = new HashSet<>();
        history.rows.keySet().stream().filter(key -> key.startsWith("rf-")).forEach(own::add);
        history.delivered.keySet().stream()
                .map(Addressed::key)
                .filter(key -> key.startsWith("rf-"))
                .forEach(own::add);
        assertEquals(history.wantedOutcomes.keySet(), own);
    }

    private static void informationalOnesNeverWait(EventHistory history, Ledger ledger, ScriptedChannels channels) {
        Map<Addressed, Integer> offers = new HashMap<>();
        for (Offer offer : history.offered) {
            JournaledEvent event = history.accepted.get(offer.key());
            boolean isInformational = event != null && event.isInformational();
            assertEquals(!isInformational, offer.isAckWanted(), offer::toString);
            if (isInformational) {
                offers.merge(new Addressed(offer.key(), offer.account()), 1, Integer::sum);
            }
        }
        offers.forEach((to, count) -> assertTrue(count == 1 && !history.dropped.contains(to), to::toString));
        history.rows.forEach((key, row) -> {
            JournaledEvent event = history.accepted.get(key);
            if (event != null && event.isInformational()) {
                assertEquals(List.of(), row.deliveries(), event::toString);
                // What is kept of it is that its time, or its condition, may come.
                assertTrue(event.kind() != EventKind.IMMEDIATE, event::toString);
            }
        });
        for (Asked requested : history.requested.keySet()) {
            JournaledEvent event = history.accepted.get(requested.event());
            assertTrue(event == null || !event.isInformational(), requested::toString);
        }
        for (SentEvent sent : ledger.sent) {
            JournaledEvent event = history.byTitle.get(sent.title);
            if (sent.isInformational && event != null && !history.rows.containsKey(event.key())) {
                for (int account : sent.recipients) {
                    Addressed to = new Addressed(event.key(), account);
                    assertTrue(
                            offers.containsKey(to) || history.dropped.contains(to),
                            () -> "neither shown nor dropped: " + to);
                }
            }
        }
    }

    private static void everythingIsAnswered(EventHistory history, Ledger ledger, ScriptedChannels channels) {
        Set<String> accepted = new HashSet<>();
        for (SentEvent sent : ledger.sent) {
            assertTrue(sent.isAccepted() ^ sent.isRefused(), () -> "not answered: " + sent);
            if (sent.isAccepted()) {
                accepted.add(sent.title);
            }
        }
        assertEquals(accepted, history.byTitle.keySet());
    }

    /** Delivered or a dead letter, which are told apart above; and what is not to go out has not. */
    private static void everyDeliveryIsAtItsEnd(EventHistory history, Ledger ledger, ScriptedChannels channels) {
        assertTrue(isAtRest(history, ledger), () -> "on its way: " + history.rows.values());
        for (SentEvent sent : ledger.sent) {
            boolean isKept = !sent.isAccepted() || history.rows.containsKey(key(history, sent));
            assertTrue(isKept || sent.going != Going.NEVER, () -> "waits no more: " + sent);
        }
    }

    /** Whether nothing is on its way: what is left are dead letters, and what waits for a condition that never comes true. */
    static boolean isAtRest(EventHistory history, Ledger ledger) {
        Set<String> waiting = new HashSet<>();
        for (SentEvent sent : ledger.sent) {
            if (sent.going == Going.NEVER && sent.isAccepted()) {
                waiting.add(key(history, sent));
            }
        }
        return history.rows.values().stream()
                .allMatch(row -> row.isOut() != waiting.contains(row.key()) && (!row.isOut() || isDead(row)));
    }

    private static boolean isDead(EventRow row) {
        return row.remaining() == 0
                && row.deliveries().stream().allMatch(delivery -> delivery.state() == DeliveryState.DEAD_LETTER);
    }

    /** One has expired that was to, or each channel of its own was asked for it. */
    private static void noDeadLetterWasNotTried(EventHistory history, Ledger ledger, ScriptedChannels channels) {
        for (SentEvent sent : ledger.sent) {
            for (int account : sent.recipients) {
                DeliveryReason reason = history.died.get(new Addressed(key(history, sent), account));
                boolean hasExpired = reason == DeliveryReason.EXPIRED;
                assertTrue(!hasExpired || sent.isExpiring, () -> "expired: " + sent);
                if (reason != null && !hasExpired && !sent.isExpiring) {
                    for (DeliveryChannel channel : sent.mustTry) {
                        Asked asked = new Asked(channel, account, key(history, sent));
                        assertTrue(history.requested.containsKey(asked), () -> reason + ", never tried: " + asked);
                    }
                }
            }
        }
    }

    private static void scheduledOnesWentOutAtTheirTime(
            EventHistory history, Ledger ledger, ScriptedChannels channels) {
        for (SentEvent sent : ledger.sent) {
            boolean isTold = sent.isAccepted() && !sent.isInformational;
            if (isTold && sent.going == Going.SCHEDULED) {
                Long atNs = history.triggeredNs.get(key(history, sent));
                assertNotNull(atNs, () -> "did not go out: " + sent);
                // One whose time had passed when it came went out then.
                boolean isInTime = atNs >= TimeUnit.MILLISECONDS.toNanos(sent.triggerMs);
                assertTrue(isInTime, () -> "went out too early: " + sent);
            }
        }
    }
}
