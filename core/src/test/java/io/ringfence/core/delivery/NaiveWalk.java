package io.ringfence.core.delivery;

import static io.ringfence.core.event.DeliveryChannel.ACTIVE_SESSION;

import io.ringfence.core.event.DeliveryChannel;
import io.ringfence.core.event.DeliveryPriority;
import io.ringfence.core.event.DeliveryReason;
import io.ringfence.core.event.DeliveryState;
import io.ringfence.core.event.EventEnd;
import io.ringfence.core.event.EventKind;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What {@link NaiveDeliveries} does with what it has, found anew each time by looking at everything. */
class NaiveWalk {
    static final long NEVER = Long.MAX_VALUE;

    private static final Comparator<NaiveLetter> WAITING_ORDER = Comparator.<NaiveLetter>comparingInt(
                    letter -> letter.post.sent.priority() == DeliveryPriority.CRITICAL ? 0 : 1)
            .thenComparingInt(letter -> letter.post.sent.urgency())
            .thenComparingLong(letter -> letter.post.id);

    final Told told = new Told();
    final Map<Long, NaivePost> posts = new TreeMap<>();
    final Map<Long, Integer> sessions = new TreeMap<>();
    DeliveryLimits limits = DeliveryLimits.NONE;
    long nowNs;
    int work;
    long serials;

    void beginEvent(long timeNs) {
        nowNs = timeNs;
        work = 64;
    }

    Stream<NaiveLetter> letters() {
        return posts.values().stream().flatMap(post -> post.letters.stream());
    }

    boolean hasSession(int account) {
        return sessions.containsValue(account);
    }

    /** As the start says it, a bit for each channel. */
    boolean isServed(DeliveryChannel channel) {
        return BigInteger.valueOf(limits.channels()).testBit(channel.value());
    }

    long inFlight(int account) {
        return letters()
                .filter(letter -> letter.account == account && letter.isWithClients())
                .count();
    }

    static long plus(long aNs, long bNs) {
        return BigInteger.valueOf(aNs)
                .add(BigInteger.valueOf(bNs))
                .min(BigInteger.valueOf(NEVER))
                .longValueExact();
    }

    // What can be done now

    /** Of all that wait and can go on: that of the lowest account, and there the first in order; or null. */
    NaiveLetter firstReady() {
        Map<Integer, Long> inFlight = letters()
                .filter(NaiveLetter::isWithClients)
                .collect(Collectors.groupingBy(letter -> letter.account, Collectors.counting()));
        return letters()
                .filter(letter -> letter.state == DeliveryState.WAITING)
                .filter(letter -> hasSession(letter.account)
                        ? inFlight.getOrDefault(letter.account, 0L) < limits.maxPendingAcks()
                        : !letter.isLastWay)
                .min(Comparator.<NaiveLetter>comparingInt(letter -> letter.account)
                        .thenComparing(WAITING_ORDER))
                .orElse(null);
    }

    NaivePost firstPost() {
        return posts.values().stream()
                .filter(post -> post.workNs != NEVER)
                .min(Comparator.<NaivePost>comparingLong(post -> post.workNs).thenComparingLong(post -> post.id))
                .orElse(null);
    }

    NaiveLetter firstLetter() {
        return letters()
                .filter(letter -> letter.dueNs() != NEVER)
                .min(Comparator.comparingLong(NaiveLetter::dueNs).thenComparingLong(letter -> letter.serial))
                .orElse(null);
    }

    long nextDeadlineNs() {
        NaivePost post = firstPost();
        NaiveLetter letter = firstLetter();
        return Stream.of(
                        post == null ? NEVER : post.workNs,
                        letter == null ? NEVER : letter.dueNs(),
                        firstReady() == null ? NEVER : nowNs)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    void fireDue() {
        for (; work > 0 && doNext(); work--) {
            // The condition has done it.
        }
    }

    private boolean doNext() {
        NaiveLetter ready = firstReady();
        if (ready != null) {
            serve(ready);
            return true;
        }
        NaivePost post = firstPost();
        NaiveLetter letter = firstLetter();
        long postNs = post == null ? NEVER : post.workNs;
        long letterNs = letter == null ? NEVER : letter.dueNs();
        if (Math.min(postNs, letterNs) > nowNs) {
            return false;
        }
        if (postNs <= letterNs) {
            workOn(post);
        } else {
            wake(letter);
        }
        return true;
    }

    void serve(NaiveLetter letter) {
        if (!isOver(letter)) {
            if (hasSession(letter.account)) {
                offer(letter, DeliveryReason.NONE, "");
            } else {
                loseSession(letter);
            }
        }
    }

    void workOn(NaivePost post) {
        if (!post.isOut) {
            if (post.sent.kind() == EventKind.SCHEDULED && post.workNs == post.sent.triggerNs()) {
                send(post, Deliveries.NO_PRICE);
            } else {
                end(post, EventEnd.EXPIRED);
            }
            return;
        }
        if (post.isOrderToBeTold) {
            post.isOrderToBeTold = false;
            told.decisionDue(post.id);
        } else if (post.isCanceled && !post.accounts.isEmpty()) {
            post.accounts.clear();
            endIfDone(post);
        } else if (post.isCanceled && !post.letters.isEmpty()) {
            cancel(post.letters.get(0));
        } else if (!post.accounts.isEmpty()) {
            takeTurn(post, post.accounts.poll());
        }
        boolean hasMore =
                post.isOrderToBeTold || !post.accounts.isEmpty() || post.isCanceled && !post.letters.isEmpty();
        if (!hasMore) {
            post.workNs = NEVER;
        }
    }

    void takeTurn(NaivePost post, int account) {
        if (post.isInformational()) {
            inform(post, account);
            endIfDone(post);
            return;
        }
        NaiveLetter letter = new NaiveLetter(post, account, ++serials);
        post.letters.add(letter);
        if (!isOver(letter)) {
            turn(letter, DeliveryReason.NONE, "");
        }
    }

    void inform(NaivePost post, int account) {
        boolean isLate = post.expireNs <= nowNs;
        if (hasSession(account) && !isLate) {
            post.delivered++;
            told.offered(post.id, account, 1, false);
        } else {
            post.dropped++;
            told.changed(
                    post.id,
                    account,
                    DeliveryState.DROPPED,
                    DeliveryChannel.NULL_VAL,
                    isLate ? DeliveryReason.EXPIRED : DeliveryReason.NO_SESSION,
                    0,
                    DeliveryOutputs.NO_TIME,
                    "");
        }
    }

    // Along the plan

    boolean isOver(NaiveLetter letter) {
        if (letter.post.isCanceled) {
            cancel(letter);
            return true;
        }
        if (letter.expireNs <= nowNs) {
            bury(letter, DeliveryReason.EXPIRED, "");
            return true;
        }
        return false;
    }

    void turn(NaiveLetter letter, DeliveryReason reason, String detail) {
        letter.failed = 0;
        letter.shownAnew = 0;
        DeliveryReason why = reason;
        while (!letter.ahead.isEmpty()) {
            Choice choice = letter.ahead.poll();
            boolean isSession = choice.channel() == ACTIVE_SESSION;
            if (!isSession && !isServed(choice.channel())) {
                why = why == DeliveryReason.NONE ? DeliveryReason.NOT_SERVED : why;
            } else if (!hasSession(letter.account) && (isSession || choice.onlyIfActive())) {
                letter.hasMissedSession |= isSession;
                why = why == DeliveryReason.NONE ? DeliveryReason.NO_SESSION : why;
            } else {
                take(letter, choice, why, detail);
                return;
            }
        }
        if (letter.hasMissedSession) {
            letter.hasMissedSession = false;
            letter.isLastWay = true;
            take(letter, Choice.always(ACTIVE_SESSION), why, detail);
        } else {
            bury(letter, why, detail);
        }
    }

    void take(NaiveLetter letter, Choice choice, DeliveryReason reason, String detail) {
        if (choice.channel() != ACTIVE_SESSION) {
            letter.turn = choice;
            ask(letter);
            tell(letter, reason, detail);
            return;
        }
        boolean isAnyWaiting = letters()
                .anyMatch(other ->
                        other != letter && other.account == letter.account && other.state == DeliveryState.WAITING);
        // One that is still with the clients by the choice before counts until it has left it.
        boolean hasRoom = hasSession(letter.account) && inFlight(letter.account) < limits.maxPendingAcks();
        letter.turn = choice;
        if (hasRoom && !isAnyWaiting) {
            offer(letter, reason, detail);
        } else {
            stay(letter);
        }
    }

    void stay(NaiveLetter letter) {
        become(letter, DeliveryState.WAITING, NEVER);
        tell(letter, hasSession(letter.account) ? DeliveryReason.NO_ROOM : DeliveryReason.NO_SESSION, "");
    }

    void offer(NaiveLetter letter, DeliveryReason reason, String detail) {
        show(letter);
        tell(letter, reason, detail);
    }

    void show(NaiveLetter letter) {
        become(letter, DeliveryState.OFFERED, plus(nowNs, limits.ackTimeoutNs()));
        told.offered(letter.post.id, letter.account, ++letter.offers, true);
    }

    void ask(NaiveLetter letter) {
        become(letter, DeliveryState.ATTEMPTING, plus(nowNs, limits.attemptTimeoutNs()));
        told.requested(letter.post.id, letter.account, ++letter.attempts, letter.channel());
    }

    void become(NaiveLetter letter, DeliveryState state, long wakeNs) {
        letter.state = state;
        letter.wakeNs = wakeNs;
        letter.isAgain = false;
    }

    void tell(NaiveLetter letter, DeliveryReason reason, String detail) {
        told.changed(
                letter.post.id,
                letter.account,
                letter.state,
                letter.channel(),
                reason,
                letter.tries(),
                letter.dueNs() == NEVER ? DeliveryOutputs.NO_TIME : letter.dueNs(),
                detail);
    }

    void wake(NaiveLetter letter) {
        if (isOver(letter)) {
            return;
        }
        boolean hasSession = hasSession(letter.account);
        boolean isSession = letter.isFor(ACTIVE_SESSION);
        if (isSession && !hasSession) {
            loseSession(letter);
        } else if (!isSession
                && !isServed(letter.channel())
                && (letter.isAgain || letter.state == DeliveryState.BACKOFF)) {
            leave(letter, DeliveryReason.NOT_SERVED, "");
        } else if (letter.isAgain && isSession) {
            show(letter);
        } else if (letter.isAgain) {
            ask(letter);
        } else if (letter.state == DeliveryState.BACKOFF) {
            if (isSession) {
                offer(letter, DeliveryReason.NONE, "");
            } else {
                ask(letter);
                tell(letter, DeliveryReason.NONE, "");
            }
        } else if (isSession) {
            fail(letter, limits.maxOffers(), DeliveryReason.NO_ACK, 0, "");
        } else {
            fail(letter, limits.maxAttempts(), DeliveryReason.CHANNEL_SILENT, 0, "");
        }
    }

    void fail(NaiveLetter letter, int max, DeliveryReason reason, long leastNs, String detail) {
        letter.failed++;
        if (letter.failed >= (long) max * letter.post.factor()) {
            leave(letter, reason, detail);
            return;
        }
        BigInteger delay = BigInteger.valueOf(limits.retryDelayNs()).shiftLeft(letter.failed - 1);
        delay = delay.min(BigInteger.valueOf(limits.retryMaxDelayNs())).max(BigInteger.valueOf(leastNs));
        become(letter, DeliveryState.BACKOFF, plus(nowNs, delay.longValueExact()));
        tell(letter, reason, detail);
    }

    void leave(NaiveLetter letter, DeliveryReason reason, String detail) {
        if (letter.isLastWay) {
            bury(letter, reason, detail);
        } else {
            turn(letter, reason, detail);
        }
    }

    void loseSession(NaiveLetter letter) {
        if (letter.isLastWay) {
            stay(letter);
        } else {
            letter.hasMissedSession = true;
            turn(letter, DeliveryReason.NO_SESSION, "");
        }
    }

    void bury(NaiveLetter letter, DeliveryReason reason, String detail) {
        become(letter, DeliveryState.DEAD_LETTER, NEVER);
        tell(letter, reason, detail);
        endIfDone(letter.post);
    }

    void cancel(NaiveLetter letter) {
        close(letter, DeliveryState.CANCELED, DeliveryChannel.NULL_VAL, DeliveryReason.CANCELED, "");
    }

    void deliver(NaiveLetter letter, DeliveryChannel channel, DeliveryReason reason, String detail) {
        letter.post.delivered++;
        close(letter, DeliveryState.DELIVERED, channel, reason, detail);
    }

    void close(NaiveLetter letter, DeliveryState state, DeliveryChannel channel, DeliveryReason reason, String detail) {
        letter.post.letters.remove(letter);
        told.changed(
                letter.post.id,
                letter.account,
                state,
                channel,
                reason,
                letter.tries(),
                DeliveryOutputs.NO_TIME,
                detail);
        endIfDone(letter.post);
    }

    void endIfDone(NaivePost post) {
        boolean isAllDead = post.letters.size() == post.dead();
        boolean isDone = post.accounts.isEmpty() && !post.isAwaitingOrder && isAllDead;
        if (isDone && (!post.isCanceled || post.letters.isEmpty())) {
            end(post, post.isCanceled ? EventEnd.CANCELED : EventEnd.DONE);
        }
    }

    void end(NaivePost post, EventEnd end) {
        told.ended(post.id, post.delivered, (int) post.dead(), post.dropped, end);
        if (post.letters.isEmpty()) {
            posts.remove(post.id);
        }
    }

    void send(NaivePost post, long price) {
        post.isOut = true;
        post.expireNs = post.sent.expireNs() == null ? plus(nowNs, limits.maxEventAgeNs()) : post.sent.expireNs();
        post.isAwaitingOrder = post.sent.kind() == EventKind.POST_TRADE && post.sent.orderBytes() > 0;
        post.isOrderToBeTold = post.isAwaitingOrder;
        if (post.sent.kind() == EventKind.SCHEDULED || post.sent.kind() == EventKind.CONDITIONAL) {
            told.triggered(post.id, price, post.accounts.size());
        }
        post.workNs = nowNs;
    }
}
