package io.ringfence.transport.view;

import io.ringfence.core.event.DeliveryState;
import java.util.ArrayList;
import java.util.List;

/** An event to one account: where it stands, and the newest of what led there. */
final class DeliveryView {
    /** In place of a time. */
    static final long NONE = Long.MIN_VALUE;

    final int accountId;
    private final List<DeliveryStep> steps = new ArrayList<>(4);
    /** Steps that were more than are kept. */
    int omittedSteps;
    /** Offers to sessions so far. */
    int offers;
    /** Attempts by channels so far. */
    int attempts;
    /** When the next thing is done about it; none where that was not told, as of an offer to sessions that came anew. */
    long nextNs = NONE;
    /** When the sessions were first offered it, since it was last begun. */
    long firstOfferNs = NONE;

    DeliveryView(int accountId) {
        this.accountId = accountId;
    }

    /** Adds what happened; answers whether it says something new, and not more of the same: an offer is told, and then its state. */
    boolean add(DeliveryStep step, int maxSteps) {
        DeliveryStep last = last();
        boolean isSame = last != null
                && last.timeNs() == step.timeNs()
                && last.state() == step.state()
                && last.channel() == step.channel();
        if (isSame) {
            steps.set(steps.size() - 1, step);
            return false;
        }
        if (steps.size() == maxSteps) {
            steps.remove(0);
            omittedSteps++;
        }
        steps.add(step);
        return true;
    }

    /** How many steps are kept. */
    int stepCount() {
        return steps.size();
    }

    /** The newest step, null before the first. */
    DeliveryStep last() {
        return steps.isEmpty() ? null : steps.get(steps.size() - 1);
    }

    /** Where it stands; null before the first step. */
    DeliveryState state() {
        return steps.isEmpty() ? null : last().state();
    }

    boolean isDead() {
        return state() == DeliveryState.DEAD_LETTER;
    }

    boolean isUnderWay() {
        DeliveryState state = state();
        return state == DeliveryState.WAITING
                || state == DeliveryState.OFFERED
                || state == DeliveryState.ATTEMPTING
                || state == DeliveryState.BACKOFF;
    }

    /** The steps that are kept, the oldest first; a copy. */
    List<DeliveryStep> steps() {
        return List.copyOf(steps);
    }
}
