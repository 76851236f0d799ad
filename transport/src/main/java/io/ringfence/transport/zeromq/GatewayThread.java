package io.ringfence.transport.zeromq;

import io.ringfence.transport.zeromq.EventPort.Offer;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.zeromq.ZMQ.Socket;

/**
 * The thread that owns the sockets: takes messages in turn from all of them, hands each to the core, and sends acks for what the
 * core has journaled. An event that finds no room is kept, and no other is taken meanwhile, so that what comes waits with its
 * producer; after a while it is refused, for the producer to send it again.
 */
final class GatewayThread implements Runnable {
    /** From one socket in turn. */
    private static final int BATCH = 32;

    private static final long BUSY_RETRY_NS = 200_000;
    private static final long IDLE_MS = 1_000;
    private static final long NS_PER_MS = 1_000_000;
    /** Beyond the time that acks have to go out, for threads to end. */
    private static final long CLOSE_MS = 5_000;

    private final ZeroMqConfig config;
    private final Sockets sockets;
    private final NewEvents newEvents;
    private final EventPort port;
    private final WatchedUsers users;
    private final Wake wake;
    private final ZeroMqCounters counters;
    private final Consumer<String> onNotice;
    private final Thread thread = new Thread(this, "ringfence-zeromq");
    /** Of an event that the port has not taken yet; null where there is none. */
    private Held held;

    private long healMs = IDLE_MS;
    /** Set by whoever closes. */
    private volatile boolean isClosed;

    /** An event that waits for room. */
    private record Held(Origin origin, String eventId, long sinceNs) {}

    GatewayThread(
            ZeroMqConfig config,
            Sockets sockets,
            NewEvents newEvents,
            EventPort port,
            WatchedUsers users,
            Wake wake,
            ZeroMqCounters counters,
            Consumer<String> onNotice) {
        this.config = config;
        this.sockets = sockets;
        this.newEvents = newEvents;
        this.port = port;
        this.users = users;
        this.wake = wake;
        this.counters = counters;
        this.onNotice = onNotice;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    @Override
    public void run() {
        try {
            while (!isClosed) {
                takeChanges();
                boolean hasWorked = answer() | offerHeld() | receive();
                if (!hasWorked) {
                    await();
                }
            }
            answer();
        } catch (RuntimeException fault) {
            counters.increment(ZeroMqCounter.FAULTS);
            onNotice.accept("the gateway for ZeroMQ has ended: " + fault);
        } finally {
            sockets.close();
        }
    }

    private void takeChanges() {
        if (users.hasChanges()) {
            users.takeChanges((name, isWatched) -> sockets.watch(config.topicPrefix() + name, isWatched));
            counters.set(ZeroMqCounter.USERS_WATCHED, sockets.topicCount());
        }
        healMs = sockets.heal(System.nanoTime(), IDLE_MS);
    }

    /** Sends acks for what has come through the core. */
    private boolean answer() {
        boolean hasWorked = false;
        for (Outcome outcome = port.poll(); outcome != null; outcome = port.poll()) {
            counters.increment(
                    switch (outcome.status()) {
                        case QUEUED -> ZeroMqCounter.EVENTS_QUEUED;
                        case DELIVERED -> ZeroMqCounter.EVENTS_REPEATED;
                        case ERROR -> ZeroMqCounter.EVENTS_REFUSED;
                    });
            Pending pending = outcome.pending();
            ack(pending.origin(), pending.eventId(), outcome.status(), outcome.errorMessage());
            hasWorked = true;
        }
        if (hasWorked) {
            counters.set(ZeroMqCounter.EVENTS_PENDING, port.pendingCount());
        }
        return hasWorked;
    }

    private void ack(Origin origin, String eventId, AckStatus status, String errorMessage) {
        if (origin.isAcked()) {
            sockets.router().send(origin.ack(eventId, status, errorMessage));
        }
    }

    private boolean receive() {
        boolean hasWorked = receive(sockets.router().socket(), true);
        for (ProducerLink link : sockets.links()) {
            hasWorked |= link.socket() != null && receive(link.socket(), false);
        }
        return hasWorked;
    }

    private boolean receive(Socket socket, boolean isRouter) {
        int count = 0;
        while (count < BATCH && hasRoom()) {
            List<byte[]> frames = SocketOptions.receive(socket);
            if (frames == null) {
                break;
            }
            count++;
            counters.increment(ZeroMqCounter.EVENTS_RECEIVED);
            take(frames, isRouter);
        }
        return count > 0;
    }

    private boolean hasRoom() {
        return held == null && port.pendingCount() < config.bounds().maxPendingEvents();
    }

    private void take(List<byte[]> frames, boolean isRouter) {
        Origin origin = Origin.PUBLISHER;
        try {
            WireMessage message = isRouter ? WireMessage.routed(frames) : WireMessage.published(frames);
            origin = message.origin();
            take(message.event(), origin, message.topic());
        } catch (BadEventException bad) {
            refuse(origin, bad);
        }
    }

    private void take(UserEvent event, Origin origin, String topic) throws BadEventException {
        if (!origin.isAcked() && !isAskedFor(topic, event.userId())) {
            counters.increment(ZeroMqCounter.EVENTS_OF_OTHERS);
            return;
        }
        try {
            port.prepare(newEvents.of(event), origin);
        } catch (RuntimeException fault) {
            // A fault of ours that one message shows is no reason to take no other.
            counters.increment(ZeroMqCounter.FAULTS);
            throw new BadEventException(event.eventId(), "event: the host cannot read it");
        }
        held = new Held(origin, event.eventId(), System.nanoTime());
        offerHeld();
    }

    /** A topic is asked for by its beginning, so that others come along. */
    private boolean isAskedFor(String topic, String userId) {
        return sockets.isWatched(topic) && topic.equals(config.topicPrefix() + userId);
    }

    private void refuse(Origin origin, BadEventException bad) {
        if (bad.eventId().isEmpty()) {
            counters.increment(ZeroMqCounter.MESSAGES_BAD);
        } else {
            counters.increment(ZeroMqCounter.EVENTS_REFUSED);
            ack(origin, bad.eventId(), AckStatus.ERROR, bad.getMessage());
        }
    }

    /** Offers the event that waits, if one does. Tells whether it does not any more. */
    private boolean offerHeld() {
        if (held == null) {
            return false;
        }
        Offer offer = port.offer();
        if (offer == Offer.TAKEN) {
            held = null;
            counters.set(ZeroMqCounter.EVENTS_PENDING, port.pendingCount());
            return true;
        }
        boolean isLate = System.nanoTime() - held.sinceNs() >= config.bounds().busyTimeoutMs() * NS_PER_MS;
        if (offer == Offer.BUSY && !isLate) {
            return false;
        }
        counters.increment(ZeroMqCounter.EVENTS_BUSY);
        String why = offer == Offer.BUSY
                ? "the host has more to do than it can now: send the event again"
                : "the host takes no events before its next start: send the event again then";
        ack(held.origin(), held.eventId(), AckStatus.ERROR, why);
        held = null;
        return true;
    }

    private void await() {
        if (!hasRoom()) {
            // Messages that wait would end a wait for them at once.
            LockSupport.parkNanos(BUSY_RETRY_NS);
            return;
        }
        wake.beforeSleep();
        if (isClosed || users.hasChanges() || port.hasOutcomes()) {
            wake.afterSleep();
        } else {
            sockets.await(healMs);
        }
    }

    /** Ends the thread, and waits for that: for as long as acks may take to go out, and a little more. */
    void close() {
        isClosed = true;
        wake.signal();
        long deadlineNs = System.nanoTime() + (config.bounds().lingerMs() + CLOSE_MS) * NS_PER_MS;
        boolean interrupted = false;
        while (thread.isAlive() && System.nanoTime() < deadlineNs) {
            try {
                thread.join(Math.max(1, (deadlineNs - System.nanoTime()) / NS_PER_MS));
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
