package io.ringfence.transport.view;

import io.ringfence.core.CoreLogic;
import io.ringfence.core.account.Accounts;
import io.ringfence.core.delivery.EventRow;
import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.trade.PolicyRow;
import io.ringfence.transport.edge.EventText;
import io.ringfence.transport.json.JsonText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.agrona.DirectBuffer;

/**
 * Events with a promise and what became of them, for those who ask: all that the core keeps, and the newest of those that have
 * ended. Built from a core that is at rest and from what its event log still has, then kept up by the core's output thread.
 *
 * <p>Takes the lock by itself, for as long as it takes to pick what is wanted; JSON is written without it. Any thread may
 * ask.
 */
public final class EventsView {
    /** Events looked at for a page; a filter that lets few through gives short pages. */
    private static final int SCANNED = 10_000;

    private static final int EXPECTED_CHARS = 1 << 12;

    /**
     * Bounds on what is kept of events that have ended.
     *
     * @param events the newest so many
     * @param bytes of them, and of all events' deliveries and histories
     * @param steps of each delivery's history, the newest
     */
    public record Kept(int events, long bytes, int steps) {}

    /** One dead letter, as lists go on behind it: the event's place in lists, and to whom it was to go. */
    public record DeadLetterId(long place, int accountId) {}

    private final Object lock;
    private final EventText text;
    private final EventBook book;
    private final EventFigures figures = new EventFigures();
    private final EventsTaken taken;
    private final TargetNames names;
    private final DeliveryPolicies policies = new DeliveryPolicies();
    private long timeNs;

    /**
     * A view of a core that no thread runs; {@link #standsAs} has it show what that keeps. It knows the events themselves, so that
     * it can remember what became of them.
     *
     * @param lock the edge's, under which its stage calls {@link #onEvent}
     */
    public EventsView(CoreLogic core, Object lock, EventText text, Kept kept) {
        this.lock = lock;
        this.text = text;
        book = new EventBook(kept.events(), kept.bytes(), kept.steps());
        names = new TargetNames(core.trade().accountRows());
        taken = new EventsTaken(book, figures, names, policies);
        for (EventRow row : core.trade().eventRows()) {
            taken.knows(row.eventId(), core.trade().eventMessage(row.eventId()));
        }
    }

    /**
     * Before the first event: one of the newest outputs that the event log has, oldest first, so that what has ended is shown with
     * its history. {@link #standsAs} follows.
     *
     * @param accountId whose it is
     * @param offset of the message's header
     */
    public void remember(int accountId, long epochNs, DirectBuffer buffer, int offset) {
        taken.takeOutput(buffer, offset, accountId, epochNs);
    }

    /** Before the first event, and behind what was remembered: the events that the core keeps, as they stand at this time. */
    public void standsAs(CoreLogic core, long epochNs) {
        timeNs = epochNs;
        for (PolicyRow row : core.trade().policyRows()) {
            policies.set(row.accountId(), row.type(), row.priority(), row.channels());
        }
        Set<Long> kept = new HashSet<>();
        for (EventRow row : core.trade().eventRows()) {
            kept.add(row.eventId());
            taken.standsAs(row, core.trade().eventMessage(row.eventId()), epochNs);
        }
        book.forgetOpen(kept);
        figures.reset();
    }

    /** Takes an event, behind the gate, each once and in order, under the lock. */
    public void onEvent(EventSlot slot, long nowNs) {
        timeNs = nowNs;
        taken.take(slot, nowNs);
    }

    // What is asked.

    private static boolean isSenders(EventView event, int askerId) {
        return askerId == Accounts.HOST_ACCOUNT || event.senderId == askerId;
    }

    private NavigableMap<Long, EventView> visibleTo(int askerId) {
        return askerId == Accounts.HOST_ACCOUNT ? book.all() : book.of(askerId);
    }

    /**
     * Fields of {@code events}, newest first.
     *
     * @param askerId who asks; the host's own account sees all
     * @param before where the list before it ended, 0 for none
     */
    public String events(int askerId, EventFilter filter, long before, int maxCount) {
        List<ShownEvent> shown = new ArrayList<>();
        long next = 0;
        long asOfNs;
        synchronized (lock) {
            asOfNs = timeNs;
            long highest = before == 0 ? Long.MAX_VALUE : before;
            int scanned = 0;
            for (Map.Entry<Long, EventView> entry :
                    visibleTo(askerId).headMap(highest, false).descendingMap().entrySet()) {
                if (shown.size() == maxCount || scanned++ == SCANNED) {
                    break;
                }
                EventView event = entry.getValue();
                boolean isSenders = isSenders(event, askerId);
                if (filter.admits(event, event.state(askerId, isSenders))) {
                    shown.add(ShownEvent.of(event, askerId, isSenders));
                }
                next = event.place;
            }
            next = next == 0 || visibleTo(askerId).headMap(next, false).isEmpty() ? 0 : next;
        }
        JsonText json = new JsonText(EXPECTED_CHARS).array("events");
        shown.forEach(event -> event.writeEntry(json, text));
        json.endArray();
        if (next != 0) {
            json.id("next", next);
        }
        return json.time("timestamp", asOfNs).toString();
    }

    /** Fields of {@code event_history}; null where the asker has no such event. */
    public String event(int askerId, String eventKey) {
        ShownEvent shown;
        long asOfNs;
        synchronized (lock) {
            EventView event = book.find(eventKey);
            if (event == null || visibleTo(askerId).get(event.place) != event) {
                return null;
            }
            shown = ShownEvent.withDeliveries(event, askerId, isSenders(event, askerId));
            asOfNs = timeNs;
        }
        JsonText event = new JsonText(EXPECTED_CHARS);
        shown.writeHistory(event, text);
        return new JsonText(EXPECTED_CHARS)
                .json("event", event.toString())
                .time("timestamp", asOfNs)
                .toString();
    }

    /** Fields of {@code dead_letters}, the newest event first; those to the asker, and those of events that it has sent. */
    public String deadLetters(int askerId, DeadLetterId after, int maxCount) {
        List<ShownEvent> shown = new ArrayList<>();
        DeadLetterId next;
        long asOfNs;
        synchronized (lock) {
            next = pickDeadLetters(askerId, after, maxCount, shown);
            asOfNs = timeNs;
        }
        JsonText json = new JsonText(EXPECTED_CHARS).array("dead_letters");
        shown.forEach(event -> event.writeDeadLetter(json, text));
        json.endArray();
        if (next != null) {
            json.text("next", next.place() + "." + next.accountId());
        }
        return json.time("timestamp", asOfNs).toString();
    }

    /** Answers behind which one the list goes on; null for the end. */
    private DeadLetterId pickDeadLetters(int askerId, DeadLetterId after, int maxCount, List<ShownEvent> shown) {
        DeadLetterId last = after;
        int scanned = 0;
        long highest = after == null ? Long.MAX_VALUE : after.place();
        for (EventView event :
                book.withDeadLetters().headMap(highest, true).descendingMap().values()) {
            boolean isSenders = isSenders(event, askerId);
            if (!isSenders && !event.deliveries.containsKey(askerId)) {
                if (scanned++ == SCANNED) {
                    return last;
                }
                last = new DeadLetterId(event.place, Integer.MAX_VALUE);
                continue;
            }
            for (DeliveryView delivery : event.deliveries.values()) {
                boolean isWanted = delivery.isDead() && (isSenders || delivery.accountId == askerId);
                if (isWanted && isBehind(event, delivery, after)) {
                    if (shown.size() == maxCount || scanned++ == SCANNED) {
                        return last;
                    }
                    shown.add(ShownEvent.deadLetter(event, delivery, askerId, isSenders));
                    last = new DeadLetterId(event.place, delivery.accountId);
                }
            }
        }
        return null;
    }

    private static boolean isBehind(EventView event, DeliveryView delivery, DeadLetterId after) {
        return after == null || event.place < after.place() || delivery.accountId > after.accountId();
    }

    /** Fields of {@code delivery_policies}. */
    public String policies(int accountId) {
        JsonText json = new JsonText();
        synchronized (lock) {
            policies.write(json, accountId);
            json.time("timestamp", timeNs);
        }
        return json.toString();
    }

    /** What was counted since the host's start, and what stands now. */
    public EventCounts counts() {
        synchronized (lock) {
            return figures.counts(book.underWayCount(), book.deadCount());
        }
    }

    // What others need to know.

    /** The key of an event; null where it is not known, or not any more. */
    public String keyOf(long eventId) {
        synchronized (lock) {
            EventView event = book.find(eventId);
            return event == null ? null : event.key;
        }
    }

    /** Those of some events that an account may still acknowledge. */
    public List<String> acknowledgeable(int accountId, Collection<String> eventKeys) {
        List<String> open = new ArrayList<>();
        synchronized (lock) {
            for (String key : eventKeys) {
                EventView event = book.find(key);
                DeliveryView delivery = event == null ? null : event.deliveries.get(accountId);
                if (delivery != null && (delivery.isUnderWay() || delivery.isDead())) {
                    open.add(key);
                }
            }
        }
        return open;
    }

    /**
     * Names as the core knows them, of names that may also be those that people sign in with.
     *
     * @param users gives the account of such a name; asked only for what is no account's and no group's name
     */
    public List<String> targets(Collection<String> given, Function<String, OptionalInt> users) {
        List<String> known = new ArrayList<>();
        for (String name : given) {
            boolean isKnown;
            synchronized (lock) {
                isKnown = names.isKnown(name);
            }
            OptionalInt account = isKnown ? OptionalInt.empty() : users.apply(name);
            synchronized (lock) {
                String accountName = account.isPresent() ? names.name(account.getAsInt()) : null;
                known.add(accountName == null ? name : accountName);
            }
        }
        return known;
    }

    /** The accounts that some names mean to a sender; null where one of them is nobody's that it may send to. */
    public Set<Integer> recipients(int senderId, Collection<String> targets) {
        Set<Integer> all = new TreeSet<>();
        synchronized (lock) {
            for (String target : targets) {
                Set<Integer> found = names.recipients(senderId, target);
                if (found.isEmpty()) {
                    return null;
                }
                all.addAll(found);
            }
        }
        return all;
    }
}
