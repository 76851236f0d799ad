package io.ringfence.transport.event;

import io.ringfence.core.command.EventEncoding;
import io.ringfence.core.event.MessageHeaderEncoder;
import io.ringfence.core.ring.Admission;
import io.ringfence.core.ring.EventPublisher;
import io.ringfence.transport.edge.SessionListener;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.locks.LockSupport;
import org.agrona.MutableDirectBuffer;

/**
 * Brings sessions and acknowledgements into the ring as inputs. Event loops leave them here and go on; the thread of this
 * publishes, and what a full ring does not take stays here.
 *
 * <p>Of a session it is known what the core was told and what it is to be told, so that one that has come and gone before
 * the ring had room costs nothing, and none is left open: there are at most as many as connections that are open, or were when
 * the core was told of them. Acknowledgements have a bound of their own; one beyond it is the client's to send again, and the core
 * offers again what was not acknowledged.
 *
 * <p>Without {@link #start()} there is no thread, and whoever drives a core without threads calls {@link #drain()}.
 */
public final class EventInputs implements SessionListener, AutoCloseable {
    private static final long RETRY_NS = 20_000;
    private static final long UNCONNECTED_NS = 10_000_000;
    /** Of a session or an acknowledgement, its header included. */
    private static final int MAX_BYTES = 128;

    private static final class Session {
        final int accountId;
        final long id;
        boolean isOpen = true;
        boolean isToldOpen;
        boolean isQueued;

        Session(int accountId, long id) {
            this.accountId = accountId;
            this.id = id;
        }
    }

    private record Ack(int accountId, String eventKey) {}

    /** An input that waits: of a session, or else an acknowledgement. */
    private record Held(Session session, boolean isOpening, Ack ack) {
        int encode(EventEncoding encoding, MutableDirectBuffer buffer) {
            if (session == null) {
                return encoding.eventAcknowledged(buffer, ack.accountId(), ack.eventKey());
            }
            return isOpening
                    ? encoding.sessionOpened(buffer, session.accountId, session.id)
                    : encoding.sessionClosed(buffer, session.accountId, session.id);
        }
    }

    private final int maxHeldAcks;
    private final EventEncoding encoding = new EventEncoding();
    /** By id; guarded by this object, as is all that follows. */
    private final Map<Long, Session> sessions = new HashMap<>();

    private final Queue<Session> changed = new ArrayDeque<>();
    private final Queue<Ack> acks = new ArrayDeque<>();
    /** Published, of {@link #acks}. */
    private long ackCount;

    /** Set once, when the core is there; null before. */
    private volatile EventPublisher publisher;
    /** Set by whoever starts, read by event loops, which may be running before. */
    private volatile Thread thread;

    private volatile boolean isClosed;

    /** Holds what it is given until it is connected. */
    public EventInputs(EventConfig config) {
        this.maxHeldAcks = config.maxHeldAcks();
    }

    /** Names the way into the ring. */
    public void connect(EventPublisher ring) {
        publisher = ring;
        LockSupport.unpark(thread);
    }

    /** Starts the thread. */
    public void start() {
        thread = new Thread(this::run, "ringfence-edge-inputs");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void opened(int accountId, long sessionId) {
        synchronized (this) {
            Session session = new Session(accountId, sessionId);
            sessions.put(sessionId, session);
            queue(session);
        }
        LockSupport.unpark(thread);
    }

    @Override
    public void closed(int accountId, long sessionId) {
        synchronized (this) {
            Session session = sessions.get(sessionId);
            if (session == null) {
                return;
            }
            session.isOpen = false;
            queue(session);
        }
        LockSupport.unpark(thread);
    }

    private void queue(Session session) {
        if (!session.isQueued) {
            session.isQueued = true;
            changed.add(session);
        }
    }

    /** Takes acknowledgements of an account, all or none: false when too many wait. Any thread. */
    boolean acknowledge(int accountId, Collection<String> eventKeys) {
        synchronized (this) {
            if (acks.size() + eventKeys.size() > maxHeldAcks) {
                return false;
            }
            eventKeys.forEach(key -> acks.add(new Ack(accountId, key)));
        }
        LockSupport.unpark(thread);
        return true;
    }

    /** Sessions that the core is to be told of, and acknowledgements, that are not in the ring yet. Any thread. */
    public synchronized int pendingCount() {
        return changed.size() + acks.size();
    }

    /** Acknowledgements that the ring has taken. Any thread. */
    public synchronized long ackCount() {
        return ackCount;
    }

    /** Publishes what the ring takes, and returns how many inputs that were; negative when the core has halted. One thread at a time. */
    public int drain() {
        int count = 0;
        for (Held held = oldest(); held != null; held = oldest()) {
            EventPublisher ring = publisher;
            long claim = ring == null ? EventPublisher.BUSY : ring.tryClaim(Admission.COMMAND);
            if (claim < 0) {
                return claim == EventPublisher.HALTED ? -1 : count;
            }
            int length = held.encode(encoding, ring.slot(claim).in().reserve(MAX_BYTES));
            ring.slot(claim).in().commit(MessageHeaderEncoder.ENCODED_LENGTH + length);
            ring.publish(claim);
            taken(held);
            count++;
        }
        return count;
    }

    /** The oldest input, sessions first; null for none. Lets sessions go that the core need not hear of. */
    private synchronized Held oldest() {
        for (Session session = changed.peek(); session != null; session = changed.peek()) {
            if (session.isOpen != session.isToldOpen) {
                return new Held(session, session.isOpen, null);
            }
            settled(session);
        }
        Ack ack = acks.peek();
        return ack == null ? null : new Held(null, false, ack);
    }

    private synchronized void taken(Held held) {
        if (held.session() == null) {
            acks.remove();
            ackCount++;
            return;
        }
        Session session = held.session();
        session.isToldOpen = held.isOpening();
        if (session.isOpen == session.isToldOpen) {
            settled(session);
        }
    }

    /** The core knows of the oldest what it is to know. */
    private void settled(Session session) {
        changed.remove();
        session.isQueued = false;
        if (!session.isOpen) {
            sessions.remove(session.id);
        }
    }

    private void run() {
        while (!isClosed) {
            int count = drain();
            if (count < 0) {
                return;
            }
            if (count == 0 && pendingCount() == 0) {
                LockSupport.park(this);
            } else if (count == 0) {
                LockSupport.parkNanos(this, publisher == null ? UNCONNECTED_NS : RETRY_NS);
            }
        }
    }

    /** What is still held is dropped: with the next start of the host no session is open, and what was not acknowledged is offered again. */
    @Override
    public void close() {
        isClosed = true;
        Thread running = thread;
        if (running == null) {
            return;
        }
        LockSupport.unpark(running);
        // Its thread never waits for long, so an interrupt may wait until it has ended.
        boolean isInterrupted = false;
        while (running.isAlive()) {
            try {
                running.join();
            } catch (InterruptedException e) {
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
