package io.ringfence.transport.delivery;

import io.ringfence.core.command.LabelText;
import io.ringfence.core.event.AttemptOutcome;
import io.ringfence.core.event.DeliveryChannel;
import io.ringfence.transport.delivery.WaitingRequests.Waiting;
import io.ringfence.transport.rate.Rate;
import io.ringfence.transport.rate.TokenBucket;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One channel: what waits for it, what is out, and whether anything may go out now.
 *
 * <p>The core's output thread offers and withdraws, couriers' threads put what came of a request into {@code landed}; everything
 * else belongs to the channel's own thread, which calls {@link #doWork} and sleeps in between. Without {@link #start} there is no
 * thread, and a test calls it.
 */
final class ChannelDesk implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ChannelDesk.class);

    /** Shortest sleep, also until a look whether there is room for answers again, which nobody tells. */
    private static final long MIN_IDLE_NS = TimeUnit.MILLISECONDS.toNanos(1);

    private static final long FOR_EVER = Long.MAX_VALUE;

    private final Courier courier;
    private final DeliveryChannel channel;
    private final ChannelConfig config;
    private final NotificationWriter writer;
    private final AnswerPump answers;
    private final DeliveryCounters counters;
    private final LongSupplier nanoClock;
    private final WaitingRequests waiting;
    private final ConcurrentLinkedQueue<Landed> landed = new ConcurrentLinkedQueue<>();

    private final ReturnTimes returnTimes;
    private final TokenBucket bucket;
    private final CircuitBreaker breaker;
    /** In the order they were sent, so that the first is the first to be given up on. */
    private final Set<Flight> flights = new LinkedHashSet<>();
    /** Until when the service wants to be left alone. */
    private long heldUntilNs;
    /** The number of flights, for others. */
    private volatile int inFlightCount;

    private volatile Thread thread;
    private volatile boolean isClosed;

    /** A request that is out. */
    private static final class Flight {
        final DeliveryRequest request;
        final long requestedNs;
        final long sentNs;
        final long ticket;

        Flight(Waiting from, long sentNs, long ticket) {
            this.request = from.request();
            this.requestedNs = from.sinceNs();
            this.sentNs = sentNs;
            this.ticket = ticket;
        }
    }

    /** What came of it. */
    private record Landed(Flight flight, Attempt attempt) {}

    ChannelDesk(
            Courier courier,
            ChannelConfig config,
            NotificationWriter writer,
            AnswerPump answers,
            DeliveryCounters counters,
            LongSupplier nanoClock) {
        this.courier = courier;
        this.channel = courier.channel();
        this.config = config;
        this.writer = writer;
        this.answers = answers;
        this.counters = counters;
        this.nanoClock = nanoClock;
        this.waiting = new WaitingRequests(config.maxWaiting(), config.maxWaitingBytes());
        long nowNs = nanoClock.getAsLong();
        Rate rate = Rate.perMinute(config.perMinute(), config.burst());
        this.returnTimes = new ReturnTimes(rate.intervalNs(), nowNs);
        this.bucket = new TokenBucket(rate, nowNs);
        this.breaker = new CircuitBreaker(config.breaker());
        this.heldUntilNs = nowNs;
    }

    void start() {
        thread = new Thread(this::run, "ringfence-delivery-" + channel.name().toLowerCase(Locale.ROOT));
        thread.setDaemon(true);
        thread.start();
    }

    /** Takes a request; on the core's output thread, which it never holds up. */
    void offer(DeliveryRequest request) {
        counters.requested(channel, request.attempt());
        long nowNs = nanoClock.getAsLong();
        for (DeliveryRequest turnedAway : waiting.add(request, nowNs)) {
            Attempt later = turnAway(config.turnedAwayNs(), "too many wait", nowNs);
            if (!answers.offer(DeliveryAnswer.of(turnedAway, later))) {
                counters.answerDropped();
            }
        }
        LockSupport.unpark(thread);
    }

    /** The core does not wait for an answer about this delivery any more; on its output thread. */
    void withdraw(long eventId, int accountId) {
        if (waiting.remove(eventId, accountId)) {
            counters.increment(channel, DeliveryStatus.WITHDRAWN);
        }
    }

    int waitingCount() {
        return waiting.count();
    }

    int inFlightCount() {
        return inFlightCount;
    }

    /** Does what can be done now, and returns how much that was. */
    int doWork() {
        long nowNs = nanoClock.getAsLong();
        int work = land(nowNs) + giveUp(nowNs) + turnAway(nowNs) + send(nowNs);
        inFlightCount = flights.size();
        return work;
    }

    /** How long there is nothing to do, unless somebody offers or something lands. */
    long idleNs() {
        long nowNs = nanoClock.getAsLong();
        long idleNs = FOR_EVER;
        for (Flight oldest : flights) {
            idleNs = oldest.sentNs + config.maxFlightNs() - nowNs;
            break;
        }
        if (waiting.count() == 0) {
            return idleNs;
        }
        idleNs = Math.min(idleNs, waiting.oldestNs(nowNs) + config.maxWaitNs() - nowNs);
        if (flights.size() < config.maxInFlight()) {
            long closedNs = Math.max(closedNs(nowNs), bucket.waitNs(nowNs));
            idleNs = Math.min(idleNs, closedNs);
        }
        return Math.max(MIN_IDLE_NS, idleNs);
    }

    private int land(long nowNs) {
        int count = 0;
        for (Landed next = landed.poll(); next != null; next = landed.poll()) {
            if (flights.remove(next.flight)) {
                conclude(next.flight, next.attempt, nowNs);
                count++;
            }
        }
        return count;
    }

    private int giveUp(long nowNs) {
        int count = 0;
        while (!flights.isEmpty()) {
            Flight oldest = flights.iterator().next();
            if (oldest.sentNs + config.maxFlightNs() - nowNs > 0) {
                break;
            }
            flights.remove(oldest);
            conclude(oldest, Attempt.later(0, "no answer in time"), nowNs);
            count++;
        }
        return count;
    }

    private void conclude(Flight flight, Attempt attempt, long nowNs) {
        boolean isUp = attempt.outcome() != AttemptOutcome.LATER || attempt.holdsAll();
        CircuitBreaker.State before = breaker.state();
        breaker.exit(flight.ticket, isUp, nowNs);
        if (breaker.state() == CircuitBreaker.State.OPEN && before == CircuitBreaker.State.CLOSED) {
            LOG.warn("channel {} counts as down: {}", channel, LabelText.of(attempt.detail()));
        } else if (breaker.state() == CircuitBreaker.State.CLOSED && before == CircuitBreaker.State.HALF_OPEN) {
            LOG.info("channel {} is up again", channel);
        }
        if (attempt.holdsAll()) {
            long untilNs = nowNs + attempt.retryAfterNs();
            heldUntilNs = untilNs - heldUntilNs > 0 ? untilNs : heldUntilNs;
        }
        if (attempt.outcome() == AttemptOutcome.DELIVERED) {
            counters.latency(channel).record(nowNs - flight.requestedNs);
        }
        counters.increment(channel, status(attempt.outcome()));
        answers.answer(DeliveryAnswer.of(flight.request, attempt));
    }

    private static DeliveryStatus status(AttemptOutcome outcome) {
        return switch (outcome) {
            case DELIVERED -> DeliveryStatus.DELIVERED;
            case FAILED -> DeliveryStatus.FAILED;
            default -> DeliveryStatus.LATER;
        };
    }

    /** Answers those that would wait for too long, at once where that is known already. */
    private int turnAway(long nowNs) {
        long closedNs = closedNs(nowNs);
        boolean isHeld = closedNs > 0 && closedNs != CircuitBreaker.UNTIL_ANSWERED;
        long byThenNs = nowNs + (isHeld ? closedNs : 0) - config.maxWaitNs();
        int count = 0;
        while (answers.reserve()) {
            Waiting late = waiting.pollOlder(byThenNs);
            if (late == null) {
                answers.release();
                break;
            }
            Attempt later = isHeld
                    ? turnAway(closedNs, "channel is held back", nowNs)
                    : turnAway(config.turnedAwayNs(), "waited for too long", nowNs);
            answers.answer(DeliveryAnswer.of(late.request(), later));
            count++;
        }
        return count;
    }

    private Attempt turnAway(long leastNs, String detail, long nowNs) {
        counters.increment(channel, DeliveryStatus.TURNED_AWAY);
        return Attempt.later(returnTimes.take(nowNs + leastNs) - nowNs, detail);
    }

    private int send(long nowNs) {
        int count = 0;
        while (flights.size() < config.maxInFlight()
                && waiting.count() > 0
                && closedNs(nowNs) == 0
                && bucket.waitNs(nowNs) == 0
                && answers.reserve()) {
            Waiting next = waiting.poll();
            if (next == null) {
                // Withdrawn a moment ago.
                answers.release();
                break;
            }
            send(next, nowNs);
            count++;
        }
        return count;
    }

    private void send(Waiting next, long nowNs) {
        Notification notification;
        try {
            notification = writer.write(next.request());
        } catch (IllegalArgumentException | IndexOutOfBoundsException unreadable) {
            LOG.error("event {} cannot be told by {}", next.request().eventId(), channel, unreadable);
            counters.increment(channel, DeliveryStatus.FAILED);
            answers.answer(DeliveryAnswer.of(next.request(), Attempt.failed("event cannot be read")));
            return;
        }
        Flight flight = new Flight(next, nowNs, breaker.enter(nowNs));
        flights.add(flight);
        try {
            for (int i = Math.max(1, courier.requestCount(notification.accountId())); i > 0; i--) {
                bucket.charge(nowNs);
            }
            courier.send(notification)
                    .whenComplete((attempt, bug) -> land(flight, bug == null ? attempt : afterBug(bug)));
        } catch (RuntimeException bug) {
            land(flight, afterBug(bug));
        }
    }

    /** Its message is left out: what was to be sent may be in it, and with which key. */
    private Attempt afterBug(Throwable bug) {
        RuntimeException withoutWords = new IllegalStateException(bug.getClass().getName());
        withoutWords.setStackTrace(bug.getStackTrace());
        LOG.error("courier of {} failed", channel, withoutWords);
        return Attempt.later(0, "courier failed");
    }

    private void land(Flight flight, Attempt attempt) {
        landed.add(new Landed(flight, attempt));
        LockSupport.unpark(thread);
    }

    /** How long nothing may go out, whatever the rate. */
    private long closedNs(long nowNs) {
        return Math.max(Math.max(0, heldUntilNs - nowNs), breaker.waitNs(nowNs));
    }

    private void run() {
        while (!isClosed) {
            if (doWork() == 0 && landed.isEmpty()) {
                long idleNs = idleNs();
                if (idleNs == FOR_EVER) {
                    LockSupport.park(this);
                } else {
                    LockSupport.parkNanos(this, idleNs);
                }
            }
        }
    }

    /** What waits and what is out is dropped: the core asks again when it is back. */
    @Override
    public void close() {
        isClosed = true;
        DeskThreads.join(thread);
        courier.close();
    }
}
