package io.ringfence.config.crash;

import io.ringfence.config.Json;
import io.ringfence.config.crash.SentEvent.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Sends one event after the other to whatever host there is: each until it has been answered, under the same command id; some once
 * more when they have been, also to a later host; some without waiting for the answer. On a thread of its own.
 */
final class EventSender implements Runnable {
    private static final int MOST_PAUSE_MS = 10;

    private final EventDraw draw;
    private final AskingLine line;
    private final Supplier<String> address;
    private final Ledger ledger;
    private final Random random;
    private final List<SentEvent> accepted = new ArrayList<>();
    /** Asked for and not answered; written by the sender's thread. */
    private volatile SentEvent open;

    private volatile boolean isCalm;
    private volatile boolean isEnough;
    private volatile Throwable failure;

    /** A sender to the host at {@code address}, null while there is none. */
    EventSender(EventDraw draw, AskingLine line, Supplier<String> address, Ledger ledger, Random random) {
        this.draw = draw;
        this.line = line;
        this.address = address;
        this.ledger = ledger;
        this.random = random;
    }

    /** Nothing new from now on; what was not answered is still asked for. */
    void calmDown() {
        isCalm = true;
    }

    /** Whether it is calm, and all it has ever asked for is answered. */
    boolean isDone() {
        return isCalm && open == null;
    }

    void end() {
        isEnough = true;
    }

    /** What went wrong, null for nothing. */
    Throwable failure() {
        return failure;
    }

    @Override
    public void run() {
        try (line) {
            while (!isEnough) {
                String host = address.get();
                if (host != null && !isDone()) {
                    step(host);
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1 + random.nextInt(MOST_PAUSE_MS)));
            }
        } catch (Throwable thrown) {
            failure = thrown;
        }
    }

    private void step(String host) {
        boolean isNew = open == null && (accepted.isEmpty() || random.nextInt(10) > 0);
        SentEvent event = isNew ? begin() : open;
        if (event == null && !accepted.isEmpty()) {
            event = accepted.get(random.nextInt(accepted.size()));
        }
        if (event == null) {
            return;
        }
        boolean wasAccepted = event.isAccepted();
        event.ask(host);
        try {
            boolean isAnswerWanted = wasAccepted || !isNew || random.nextInt(6) > 0;
            String answer = line.ask(host, event, isAnswerWanted);
            if (answer != null) {
                answered(event, wasAccepted, event.answered((Map<?, ?>) Json.parse(answer), host));
            }
        } catch (IOException hostIsGone) {
            // Whether it was heard is found out by asking again.
        }
    }

    /** Something new, unless it was told meanwhile that there is to be nothing new. */
    private SentEvent begin() {
        SentEvent event = draw.next();
        open = event;
        // In this order, so that whoever calms it down and then finds nothing open finds nothing afterwards either.
        if (isCalm) {
            open = null;
            return null;
        }
        ledger.sent.add(event);
        return event;
    }

    private void answered(SentEvent event, boolean wasAccepted, Outcome outcome) {
        if (outcome == Outcome.LATER) {
            return;
        }
        if (wasAccepted) {
            ledger.sentTwice.incrementAndGet();
            return;
        }
        if (outcome == Outcome.REPEATED) {
            ledger.found.incrementAndGet();
        }
        if (outcome != Outcome.REFUSED) {
            accepted.add(event);
            ledger.accepted.incrementAndGet();
        }
        open = null;
    }
}
