package io.ringfence.core.delivery;

import io.ringfence.core.event.DeliveryPriority;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** An event. */
final class NaivePost {
    final long id;
    final Submission sent;
    final int bytes;
    final Deque<Integer> accounts;
    final List<NaiveLetter> letters = new ArrayList<>();
    boolean isOut;
    boolean isCanceled;
    boolean isAwaitingOrder;
    boolean isOrderToBeTold;
    long workNs = NaiveWalk.NEVER;
    long expireNs = NaiveWalk.NEVER;
    int delivered;
    int dropped;

    NaivePost(long id, Submission sent, int bytes, List<Integer> accounts) {
        this.id = id;
        this.sent = sent;
        this.bytes = bytes;
        this.accounts = new ArrayDeque<>(accounts);
    }

    boolean isInformational() {
        return sent.priority() == DeliveryPriority.INFORMATIONAL;
    }

    long dead() {
        return letters.stream().filter(NaiveLetter::isDead).count();
    }

    int factor() {
        return sent.priority() == DeliveryPriority.CRITICAL ? 2 : 1;
    }
}
