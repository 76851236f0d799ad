package io.ringfence.config.crash;

import io.ringfence.config.Json;
import io.ringfence.config.crash.Wire.Frame;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * A session of an account that acknowledges some of what it is shown at once, some twice, some late, also by a later connection
 * and to a later host, and some not at all; and that goes when it likes, and comes back. On a thread of its own.
 */
final class EventClient implements Runnable {
    private static final Set<Integer> RECONNECT = Set.of(1001, 3000);
    private static final int MOST_FRAMES = 80;
    private static final int MOST_LATENESS_MS = 1_000;

    private final int account;
    private final int mostAbsenceMs;
    private final Passes passes;
    private final Supplier<String> address;
    private final Ledger ledger;
    private final Random random;
    /** To acknowledge later, by when, in nanoseconds. */
    private final List<Late> owed = new ArrayList<>();

    private volatile boolean owesNothing = true;
    private volatile boolean isCalm;
    private volatile boolean isEnough;
    private volatile Throwable failure;

    private record Late(String key, long dueNs) {}

    /** A session with the host at {@code address}, null while there is none. */
    EventClient(int account, int mostAbsenceMs, Passes passes, Supplier<String> address, Ledger ledger, Random random) {
        this.account = account;
        this.mostAbsenceMs = mostAbsenceMs;
        this.passes = passes;
        this.address = address;
        this.ledger = ledger;
        this.random = random;
    }

    /** From now on it stays, and acknowledges everything at once. */
    void calmDown() {
        isCalm = true;
    }

    /** Whether it is calm, and has acknowledged all that it meant to. */
    boolean isDone() {
        return isCalm && owesNothing;
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
        try {
            while (!isEnough) {
                String host = address.get();
                if (host != null) {
                    visit(host);
                }
                pause(isCalm || random.nextInt(3) > 0 ? 5 : mostAbsenceMs);
            }
        } catch (Throwable thrown) {
            failure = thrown;
        }
    }

    private void visit(String host) {
        try {
            String token = passes.token(host, account, random.nextInt(64) == 0);
            try (Wire wire = new Wire(host)) {
                wire.text("{\"type\":\"auth\",\"token\":\"" + token + "\"}");
                wire.text("{\"type\":\"subscribe\",\"channel\":\"events\",\"snapshot\":false}");
                listen(wire);
            }
        } catch (IOException hostIsGone) {
            // It comes back.
        }
    }

    /** Reads until it has enough, or the host goes. There is a heartbeat often, so that what is owed is paid in time. */
    private void listen(Wire wire) throws IOException {
        int left = 1 + random.nextInt(MOST_FRAMES);
        while (!isEnough) {
            if (!isCalm && left-- == 0) {
                leave(wire);
                return;
            }
            Frame frame = wire.next();
            if (frame.opcode() == Wire.CLOSE) {
                if (!RECONNECT.contains(frame.closeCode())) {
                    throw new AssertionError("account " + account + " was closed with " + frame.closeCode());
                }
                return;
            }
            if (frame.opcode() == Wire.PING) {
                wire.frame(Wire.PONG, frame.payload());
            } else {
                onText(wire, frame.text());
            }
            payLate(wire);
        }
    }

    private void leave(Wire wire) throws IOException {
        if (random.nextBoolean()) {
            wire.half();
        }
        if (random.nextBoolean()) {
            wire.reset();
        }
    }

    private void onText(Wire wire, String text) throws IOException {
        switch (ResumingClient.type(text)) {
            case "event" -> onEvent(wire, (Map<?, ?>) Json.parse(text));
            case "error" -> {
                if (text.contains("\"code\":\"BUSY\"")) {
                    throw new IOException(text);
                }
                throw new AssertionError("account " + account + " was told " + text);
            }
            default -> {
                // Of streams, which others listen to.
            }
        }
    }

    private void onEvent(Wire wire, Map<?, ?> event) throws IOException {
        String key = (String) event.get("event_id");
        boolean isAckWanted = (Boolean) event.get("ack");
        int offer = ((Number) event.get("offer")).intValue();
        ledger.told.add(new Offer(key, account, offer, isAckWanted));
        if (!isAckWanted) {
            return;
        }
        int draw = isCalm ? 0 : random.nextInt(20);
        if (draw < 8) {
            acknowledge(wire, key);
        } else if (draw < 10) {
            acknowledge(wire, key);
            acknowledge(wire, key);
        } else if (draw < 14) {
            long latenessNs = TimeUnit.MILLISECONDS.toNanos(1 + random.nextInt(MOST_LATENESS_MS));
            owed.add(new Late(key, System.nanoTime() + latenessNs));
            owesNothing = false;
        } else {
            ledger.withheldAcks.incrementAndGet();
        }
    }

    private void acknowledge(Wire wire, String key) throws IOException {
        ledger.acknowledged.add(new Addressed(key, account));
        String named = random.nextBoolean() ? "\"event_id\":\"" + key + "\"" : "\"event_ids\":[\"" + key + "\"]";
        wire.text("{\"type\":\"event_ack\"," + named + "}");
        ledger.acks.incrementAndGet();
    }

    private void payLate(Wire wire) throws IOException {
        long nowNs = System.nanoTime();
        for (int i = owed.size() - 1; i >= 0; i--) {
            if (isCalm || owed.get(i).dueNs() - nowNs <= 0) {
                acknowledge(wire, owed.remove(i).key());
                ledger.lateAcks.incrementAndGet();
            }
        }
        owesNothing = owed.isEmpty();
    }

    /** Does nothing for at most so long, or until it is told to be calm. */
    private void pause(int mostMs) {
        long endNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(1 + random.nextInt(mostMs));
        while (!isEnough && System.nanoTime() - endNs < 0) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
            if (isCalm && mostMs > 5) {
                return;
            }
        }
    }
}
