package io.ringfence.core.trade;

import io.ringfence.core.command.NewEvent;
import io.ringfence.core.event.DeliveryPriority;
import io.ringfence.core.event.EventKind;
import io.ringfence.core.event.LateStart;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is to come of events, by lists and loops: every event that was ever taken is looked at each time. Deliveries go by
 * Telegram alone, which takes everything in the end. Tells a line for each thing that is to happen, in no order.
 */
final class NaiveEvents {
    /** One that was taken. */
    private static final class Event {
        final long id;
        final NewEvent terms;
        final Set<Integer> accounts;
        /** Level that a price has to be above, of those that wait for that. */
        final long level;

        boolean isOut;
        boolean isOver;
        boolean isCanceled;
        boolean isDecisionOpen;
        int delivered;
        int dropped;
        final Set<Integer> pending = new TreeSet<>();

        Event(long id, NewEvent terms, Set<Integer> accounts, long level) {
            this.id = id;
            this.terms = terms;
            this.accounts = accounts;
            this.level = level;
        }
    }

    final Map<String, Integer> accounts = new TreeMap<>(Map.of("host", 0));
    final Map<String, List<String>> groups = new HashMap<>();
    private final Map<String, Event> byKey = new HashMap<>();
    private final List<Event> all = new ArrayList<>();
    /** Conditions that the stop-loss stage has, but no event goes out with: it was refused downstream, or its time is over. */
    private record Orphan(long id, NewEvent terms, long level) {
        String key() {
            return terms.eventKey();
        }

        int owner() {
            return terms.accountId();
        }
    }

    private final List<Orphan> orphans = new ArrayList<>();

    private final Map<Long, Long> sessions = new TreeMap<>();
    /** Null before the first. */
    Long price;

    final List<String> told = new ArrayList<>();
    private long nowNs;

    /** An input has come. */
    void begin(long newNowNs) {
        nowNs = Math.max(nowNs, newNowNs);
        told.clear();
    }

    /** What time alone leads to; before what the input says, but for a start's. */
    void passTime() {
        List<Event> due = all.stream()
                .filter(event -> !event.isOut && !event.isOver && untilNs(event) <= nowNs)
                .sorted(Comparator.comparingLong(this::untilNs).thenComparingLong(event -> event.id))
                .toList();
        for (Event event : due) {
            if (event.terms.kind() == EventKind.SCHEDULED) {
                goOut(event, "none");
            } else {
                end(event, "EXPIRED");
                orphans.add(new Orphan(event.id, event.terms, event.level));
            }
        }
    }

    private long untilNs(Event event) {
        return event.terms.kind() == EventKind.SCHEDULED
                ? event.terms.triggerTimeNs().getAsLong()
                : event.terms.expireTimeNs().orElse(Long.MAX_VALUE);
    }

    private boolean hasSession(int accountId) {
        return sessions.values().stream().anyMatch(owner -> owner == accountId);
    }

    void open(int accountId, long sessionId) {
        sessions.putIfAbsent(sessionId, (long) accountId);
    }

    void close(int accountId, long sessionId) {
        sessions.remove(sessionId, (long) accountId);
    }

    /** A start: no session is left, what is in the hands of Telegram is handed over again, and so are decisions not taken back. */
    void restart() {
        sessions.clear();
        for (Event event : all) {
            if (event.isDecisionOpen && event.isCanceled) {
                event.isDecisionOpen = false;
                endIfDone(event);
            } else if (event.isDecisionOpen) {
                told.add("DUE " + event.id);
            }
            event.pending.forEach(account -> told.add("REQUESTED " + event.terms.eventKey() + " " + account));
        }
        passTime();
    }

    void tick(long newPrice) {
        price = newPrice;
        orphans.removeIf(orphan -> newPrice > orphan.level());
        for (Event event : all) {
            boolean isWaiting = event.terms.kind() == EventKind.CONDITIONAL && !event.isOut && !event.isOver;
            if (isWaiting && newPrice > event.level) {
                if (isOver(event.terms)) {
                    end(event, "EXPIRED");
                } else {
                    goOut(event, Long.toString(newPrice));
                }
            }
        }
    }

    /** An event comes by itself; returns the verdict. */
    String submit(long id, NewEvent terms) {
        if (!accounts.containsValue(terms.accountId())) {
            return "UNKNOWN_ACCOUNT";
        }
        if (terms.urgency() < 1 || terms.kind() == EventKind.CONDITIONAL) {
            return "INVALID_EVENT";
        }
        if (byKey.containsKey(terms.eventKey())) {
            return "REPEATED";
        }
        Set<Integer> recipients = new TreeSet<>();
        String verdict = resolve(terms, recipients);
        if (verdict.equals("ACCEPTED") && isOver(terms)) {
            verdict = "EVENT_EXPIRED";
        }
        if (verdict.equals("ACCEPTED")) {
            take(new Event(id, terms, recipients, 0));
        }
        return verdict;
    }

    /** An event comes with a condition, for a price above a level. */
    String submitAbove(long id, NewEvent terms, long level) {
        if (!accounts.containsValue(terms.accountId())) {
            return "UNKNOWN_ACCOUNT";
        }
        if (terms.urgency() < 1) {
            return "INVALID_EVENT";
        }
        Set<Integer> recipients = new TreeSet<>();
        String verdict = resolve(terms, recipients);
        if (!verdict.equals("ACCEPTED")) {
            return verdict;
        }
        if (isOver(terms)) {
            return "EVENT_EXPIRED";
        }
        Event first = byKey.get(terms.eventKey());
        if (first != null) {
            boolean isWaiting = first.terms.kind() == EventKind.CONDITIONAL && !first.isOut && !first.isOver;
            boolean isTrue = price != null && price > level;
            // Of those whose own time is over the condition makes way.
            orphans.removeIf(orphan -> orphan.key().equals(terms.eventKey()) && isOver(orphan.terms()));
            boolean isStanding =
                    orphans.stream().anyMatch(orphan -> orphan.key().equals(terms.eventKey()));
            if (!isWaiting && !isStanding && !isTrue) {
                orphans.add(new Orphan(id, terms, level));
            }
            return "REPEATED";
        }
        Event event = new Event(id, terms, recipients, level);
        byKey.put(terms.eventKey(), event);
        all.add(event);
        if (price != null && price > level) {
            goOut(event, Long.toString(price));
        }
        return "ACCEPTED";
    }

    private boolean isOver(NewEvent terms) {
        return terms.expireTimeNs().orElse(Long.MAX_VALUE) <= nowNs;
    }

    private String resolve(NewEvent terms, Set<Integer> recipients) {
        int sender = terms.accountId();
        for (String target : terms.targets()) {
            Set<Integer> meant = new TreeSet<>();
            if (accounts.containsKey(target)) {
                meant.add(accounts.get(target));
            } else if (groups.containsKey(target)) {
                groups.get(target).stream()
                        .filter(accounts::containsKey)
                        .map(accounts::get)
                        .forEach(meant::add);
            } else {
                return "UNKNOWN_TARGET";
            }
            if (sender != 0 && !meant.contains(sender)) {
                return "NOT_OWNER";
            }
            recipients.addAll(meant);
        }
        return recipients.isEmpty() ? "UNKNOWN_TARGET" : "ACCEPTED";
    }

    private void take(Event event) {
        byKey.put(event.terms.eventKey(), event);
        all.add(event);
        long trigger = event.terms.triggerTimeNs().orElse(Long.MIN_VALUE);
        if (event.terms.kind() == EventKind.SCHEDULED && trigger < nowNs && event.terms.lateStart() == LateStart.SKIP) {
            end(event, "SKIPPED");
        } else if (trigger <= nowNs) {
            goOut(event, "none");
        }
    }

    private void goOut(Event event, String by) {
        event.isOut = true;
        String key = event.terms.eventKey();
        boolean isInformational = event.terms.priority() == DeliveryPriority.INFORMATIONAL;
        boolean isTimed = event.terms.kind() == EventKind.SCHEDULED || event.terms.kind() == EventKind.CONDITIONAL;
        if (isTimed) {
            told.add("TRIGGERED " + key + " " + by + " " + event.accounts.size());
        }
        if (event.terms.order().length > 0) {
            event.isDecisionOpen = true;
            told.add("DUE " + event.id);
        }
        for (int account : event.accounts) {
            if (!isInformational) {
                event.pending.add(account);
                told.add("REQUESTED " + key + " " + account);
            } else if (hasSession(account) && !isOver(event.terms)) {
                event.delivered++;
                told.add("OFFERED " + key + " " + account);
            } else {
                event.dropped++;
            }
        }
        endIfDone(event);
    }

    private void endIfDone(Event event) {
        if (event.pending.isEmpty() && !event.isDecisionOpen) {
            end(event, event.isCanceled ? "CANCELED" : "DONE");
        }
    }

    private void end(Event event, String how) {
        event.isOver = true;
        told.add("ENDED " + event.terms.eventKey() + " " + how + " " + event.delivered + " 0 " + event.dropped);
    }

    /** Telegram has taken one, as it was asked for an event of this id and account. */
    void delivered(long id, int accountId) {
        for (Event event : all) {
            if (event.id == id && event.pending.remove(accountId)) {
                event.delivered++;
                endIfDone(event);
            }
        }
    }

    String cancel(String key, int askerId) {
        orphans.removeIf(orphan -> orphan.key().equals(key) && (askerId == 0 || askerId == orphan.owner()));
        Event event = byKey.get(key);
        if (event == null || event.isOver) {
            return "UNKNOWN_EVENT";
        }
        if (askerId != 0 && askerId != event.terms.accountId()) {
            return "NOT_OWNER";
        }
        if (!event.isOut) {
            end(event, "CANCELED");
            return "ACCEPTED";
        }
        if (event.isCanceled || event.pending.isEmpty()) {
            return "WRONG_STATE";
        }
        event.isCanceled = true;
        event.pending.clear();
        endIfDone(event);
        return "ACCEPTED";
    }

    String removeCondition(long id, int askerId) {
        for (Orphan orphan : orphans) {
            if (orphan.id() == id) {
                boolean isOwner = askerId == 0 || askerId == orphan.owner();
                if (isOwner) {
                    orphans.remove(orphan);
                }
                return isOwner ? "ACCEPTED" : "NOT_OWNER";
            }
        }
        for (Event event : all) {
            boolean isStanding = event.id == id && event.terms.kind() == EventKind.CONDITIONAL && !event.isOut;
            if (isStanding && !event.isOver) {
                if (askerId != 0 && askerId != event.terms.accountId()) {
                    return "NOT_OWNER";
                }
                end(event, "CANCELED");
                return "ACCEPTED";
            }
        }
        return "UNKNOWN_CONDITION";
    }

    /** An order has come for a decision, with a verdict. */
    void decided(long id, String verdict) {
        for (Event event : all) {
            if (event.id == id && event.isDecisionOpen) {
                event.isDecisionOpen = false;
                told.add("ANSWERED " + event.terms.eventKey() + " " + verdict);
                endIfDone(event);
            }
        }
    }
}
