package io.ringfence.core.delivery;

import static io.ringfence.core.event.DeliveryChannel.ACTIVE_SESSION;

import io.ringfence.core.event.AttemptOutcome;
import io.ringfence.core.event.DeliveryChannel;
import io.ringfence.core.event.DeliveryPriority;
import io.ringfence.core.event.DeliveryReason;
import io.ringfence.core.event.DeliveryState;
import io.ringfence.core.event.EventEnd;
import io.ringfence.core.event.EventKind;
import io.ringfence.core.event.LateStart;
import io.ringfence.core.event.Verdict;
import java.util.List;

/**
 * The promise by lists that are searched from end to end: nothing is indexed, counted or kept in order. What is to be done is
 * found anew each time by looking at everything.
 */
final class NaiveDeliveries extends NaiveWalk {
    // What comes in

    void onNodeStarted(DeliveryLimits newLimits) {
        limits = newLimits;
        sessions.clear();
        for (NaivePost post : List.copyOf(posts.values())) {
            if (post.isAwaitingOrder && post.isCanceled) {
                post.isAwaitingOrder = false;
                post.isOrderToBeTold = false;
                endIfDone(post);
            } else if (post.isAwaitingOrder) {
                post.isOrderToBeTold = true;
                post.workNs = Math.min(post.workNs, nowNs);
            }
            for (NaiveLetter letter : post.letters) {
                if (letter.state == DeliveryState.ATTEMPTING) {
                    letter.isAgain = true;
                    letter.wakeNs = Math.min(letter.wakeNs, nowNs);
                }
            }
        }
        fireDue();
    }

    private boolean isOverAtOnce(Submission sent, int count) {
        boolean isLate = sent.kind() == EventKind.SCHEDULED && sent.triggerNs() < nowNs;
        boolean isAhead =
                sent.kind() == EventKind.CONDITIONAL || sent.kind() == EventKind.SCHEDULED && sent.triggerNs() > nowNs;
        boolean isDecision = sent.kind() == EventKind.POST_TRADE && sent.orderBytes() > 0;
        return isLate && sent.lateStart() == LateStart.SKIP
                || sent.priority() == DeliveryPriority.INFORMATIONAL && !isAhead && !isDecision && count <= 64;
    }

    Verdict judge(Submission sent, int count) {
        if (sent.expireNs() != null && sent.expireNs() <= nowNs) {
            return Verdict.EVENT_EXPIRED;
        }
        if (find(sent.key()) != null) {
            return Verdict.REPEATED;
        }
        if (isOverAtOnce(sent, count)) {
            return limits.maxEvents() > 0 ? Verdict.ACCEPTED : Verdict.LIMIT_REACHED;
        }
        long bytes = sent.encode().capacity() + eventBytes();
        boolean hasRoom = posts.size() + 1 <= limits.maxEvents()
                && bytes <= limits.maxEventBytes()
                && deliveryCount() + count <= limits.maxDeliveries();
        return hasRoom ? Verdict.ACCEPTED : Verdict.LIMIT_REACHED;
    }

    void publish(long id, Submission sent, List<Integer> accounts) {
        NaivePost post = new NaivePost(id, sent, sent.encode().capacity(), accounts);
        if (isOverAtOnce(sent, accounts.size())) {
            if (sent.kind() == EventKind.SCHEDULED && sent.triggerNs() < nowNs && sent.lateStart() == LateStart.SKIP) {
                told.ended(id, 0, 0, 0, EventEnd.SKIPPED);
                return;
            }
            if (sent.kind() == EventKind.SCHEDULED) {
                told.triggered(id, Deliveries.NO_PRICE, accounts.size());
            }
            accounts.forEach(account -> inform(post, account));
            told.ended(id, post.delivered, 0, post.dropped, EventEnd.DONE);
            return;
        }
        posts.put(id, post);
        boolean isTimed = sent.kind() == EventKind.SCHEDULED;
        if (isTimed && sent.triggerNs() > nowNs) {
            post.workNs = sent.triggerNs();
        } else if (sent.kind() == EventKind.CONDITIONAL) {
            post.workNs = sent.expireNs() == null ? NEVER : sent.expireNs();
        } else {
            send(post, Deliveries.NO_PRICE);
        }
        fireDue();
    }

    boolean fire(long id, long price) {
        NaivePost post = posts.get(id);
        if (post == null || post.isOut) {
            return false;
        }
        send(post, price);
        fireDue();
        return true;
    }

    void withdraw(long id) {
        NaivePost post = posts.get(id);
        if (post != null && !post.isOut) {
            end(post, EventEnd.CANCELED);
        }
    }

    boolean decide(long id) {
        NaivePost post = posts.get(id);
        if (post == null || !post.isAwaitingOrder) {
            return false;
        }
        post.isAwaitingOrder = false;
        post.isOrderToBeTold = false;
        endIfDone(post);
        return true;
    }

    void sessionOpened(int account, long sessionId) {
        if (sessions.putIfAbsent(sessionId, account) != null) {
            return;
        }
        List<NaiveLetter> shown = letters()
                .filter(letter -> letter.account == account && letter.isWithClients())
                .toList();
        for (NaiveLetter letter : shown) {
            if (letter.state == DeliveryState.BACKOFF) {
                letter.wakeNs = Math.min(letter.wakeNs, nowNs);
            } else if (!letter.isAgain && letter.shownAnew < (long) limits.maxOffers() * letter.post.factor()) {
                letter.shownAnew++;
                letter.isAgain = true;
                letter.wakeNs = Math.min(letter.wakeNs, nowNs);
            }
        }
        fireDue();
    }

    void sessionClosed(int account, long sessionId) {
        if (sessions.remove(sessionId, account)) {
            fireDue();
        }
    }

    private NaivePost find(String key) {
        return posts.values().stream()
                .filter(post -> post.sent.key().equals(key))
                .findFirst()
                .orElse(null);
    }

    private static NaiveLetter letter(NaivePost post, int account) {
        return post == null
                ? null
                : post.letters.stream()
                        .filter(letter -> letter.account == account)
                        .findFirst()
                        .orElse(null);
    }

    Verdict acknowledge(String key, int account) {
        NaiveLetter letter = letter(find(key), account);
        if (letter == null) {
            return Verdict.UNKNOWN_EVENT;
        }
        deliver(letter, ACTIVE_SESSION, DeliveryReason.ACKNOWLEDGED, "");
        fireDue();
        return Verdict.ACCEPTED;
    }

    boolean attempted(
            long id,
            int account,
            int attempt,
            DeliveryChannel channel,
            AttemptOutcome outcome,
            long retryAfterNs,
            String detail) {
        NaiveLetter letter = letter(posts.get(id), account);
        if (letter == null || attempt < 1 || attempt > letter.attempts) {
            return false;
        }
        if (outcome == AttemptOutcome.DELIVERED) {
            deliver(letter, channel, DeliveryReason.ACCEPTED, detail);
        } else if (letter.state != DeliveryState.ATTEMPTING
                || attempt != letter.attempts
                || channel != letter.channel()) {
            return false;
        } else if (isOver(letter)) {
            // Told as such.
        } else if (outcome == AttemptOutcome.LATER) {
            fail(letter, limits.maxAttempts(), DeliveryReason.CHANNEL_LATER, retryAfterNs, detail);
        } else {
            leave(letter, DeliveryReason.CHANNEL_FAILED, detail);
        }
        fireDue();
        return true;
    }

    Verdict resend(String key, int asker, int account) {
        NaivePost post = find(key);
        if (post == null) {
            return Verdict.UNKNOWN_EVENT;
        }
        if (!List.of(0, post.sent.sender(), account).contains(asker)) {
            return Verdict.NOT_OWNER;
        }
        NaiveLetter letter = letter(post, account);
        if (letter == null) {
            return Verdict.UNKNOWN_EVENT;
        }
        if (!letter.isDead() || post.isCanceled) {
            return Verdict.WRONG_STATE;
        }
        letter.ahead.clear();
        letter.ahead.addAll(post.sent.plan());
        letter.isLastWay = false;
        letter.hasMissedSession = false;
        boolean isInTime = post.sent.expireNs() != null && post.sent.expireNs() > nowNs;
        letter.expireNs = isInTime ? post.sent.expireNs() : plus(nowNs, limits.maxEventAgeNs());
        turn(letter, DeliveryReason.RESENT, "");
        fireDue();
        return Verdict.ACCEPTED;
    }

    Verdict cancel(String key, int asker) {
        NaivePost post = find(key);
        if (post == null) {
            return Verdict.UNKNOWN_EVENT;
        }
        if (!List.of(0, post.sent.sender()).contains(asker)) {
            return Verdict.NOT_OWNER;
        }
        if (!post.isOut) {
            end(post, EventEnd.CANCELED);
            fireDue();
            return Verdict.ACCEPTED;
        }
        if (post.isCanceled || post.accounts.isEmpty() && post.letters.isEmpty()) {
            return Verdict.WRONG_STATE;
        }
        if (post.isOrderToBeTold) {
            post.isOrderToBeTold = false;
            post.isAwaitingOrder = false;
        }
        post.isCanceled = true;
        post.workNs = Math.min(post.workNs, nowNs);
        fireDue();
        return Verdict.ACCEPTED;
    }

    // What stands

    int eventCount() {
        return posts.size();
    }

    long eventBytes() {
        return posts.values().stream().mapToLong(post -> post.bytes).sum();
    }

    long deliveryCount() {
        return posts.values().stream()
                .mapToLong(post -> post.accounts.size() + post.letters.size())
                .sum();
    }

    List<EventRow> rows() {
        return posts.values().stream().map(NaiveDeliveries::row).toList();
    }

    private static EventRow row(NaivePost post) {
        List<DeliveryRow> letters = post.letters.stream()
                .map(letter -> new DeliveryRow(
                        post.id,
                        letter.account,
                        letter.state,
                        letter.channel(),
                        letter.offers,
                        letter.attempts,
                        letter.dueNs() == NEVER ? DeliveryOutputs.NO_TIME : letter.dueNs()))
                .toList();
        return new EventRow(
                post.id,
                post.sent.key(),
                post.sent.sender(),
                post.isOut,
                post.isCanceled,
                post.isAwaitingOrder,
                post.accounts.size(),
                post.delivered,
                post.dropped,
                letters);
    }
}
