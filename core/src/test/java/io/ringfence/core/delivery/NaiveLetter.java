package io.ringfence.core.delivery;

import io.ringfence.core.event.DeliveryChannel;
import io.ringfence.core.event.DeliveryState;
import java.util.ArrayDeque;
import java.util.Deque;

/** An event to an account. */
final class NaiveLetter {
    final NaivePost post;
    final int account;
    final long serial;
    final Deque<Choice> ahead = new ArrayDeque<>();
    DeliveryState state = DeliveryState.NULL_VAL;
    Choice turn;
    boolean isLastWay;
    boolean hasMissedSession;
    int failed;
    int shownAnew;
    int offers;
    int attempts;
    long wakeNs = NaiveWalk.NEVER;
    long expireNs;
    boolean isAgain;

    NaiveLetter(NaivePost post, int account, long serial) {
        this.post = post;
        this.account = account;
        this.serial = serial;
        expireNs = post.expireNs;
        ahead.addAll(post.sent.plan());
    }

    boolean isDead() {
        return state == DeliveryState.DEAD_LETTER;
    }

    boolean isFor(DeliveryChannel channel) {
        return turn != null && turn.channel() == channel;
    }

    boolean isWithClients() {
        return state == DeliveryState.OFFERED
                || state == DeliveryState.BACKOFF && isFor(DeliveryChannel.ACTIVE_SESSION);
    }

    long dueNs() {
        return isDead() ? NaiveWalk.NEVER : Math.min(expireNs, wakeNs);
    }

    DeliveryChannel channel() {
        return isDead() ? DeliveryChannel.NULL_VAL : turn.channel();
    }

    int tries() {
        return offers + attempts;
    }
}
