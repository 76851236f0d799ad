package io.ringfence.transport.edge;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.internal.OutOfDirectMemoryError;
import io.ringfence.core.ring.StageTimes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Brings messages from the core's output thread to the clients of one event loop.
 *
 * <pre>
 *   stage ──► HandOff ─────────────────────┐
 *     └─────► LatestPrices (when full) ────┴──► run() on the loop ──► each Client: write, then one flush
 * </pre>
 *
 * <p>What is handed over is bytes; the loop puts them into buffers of its own, so that Netty's allocator, its pools and its
 * search for leaks are no business of the core's thread. The producing side never waits: a price that finds the hand-off full replaces the older one of its instrument, an order
 * event that does is given up, and before anything later reaches a client of channel {@code orders} all of them are closed.
 */
final class Fanout implements Runnable {
    /** Messages handed out before clients are flushed and the loop's other work gets its turn. */
    private static final int FRAMES_PER_RUN = 1_024;

    /** Messages after which the loop is woken before the batch has ended. */
    private static final int FRAMES_BEFORE_WAKE = 256;

    private final EdgeCounters counters;
    private final ByteBufAllocator allocator;
    private final StageTimes.Point written;
    private final int handOffMessages;
    private final HandOff handOff;
    private final LatestPrices latestPrices;
    private final AtomicBoolean scheduled = new AtomicBoolean();
    /** Set before the first client comes, and with it visible to the producer. */
    private Executor loop;

    /** Written by the loop, read by the producer. */
    private volatile int priceClientCount;
    /** Written by the loop, read by the producer. */
    private volatile int orderClientCount;
    /** Set by the producer, and by the loop where it has no memory; cleared by the loop. */
    private volatile boolean ordersLost;

    /** The producer's own. */
    private int unannouncedCount;

    private final List<Client> priceClients = new ArrayList<>();
    private final List<Client> orderClients = new ArrayList<>();
    private final List<Client> unflushed = new ArrayList<>();
    private final long[] newestPriceSequence;
    /** Since when events are timed that are written and not yet flushed; what does not fit is not timed. */
    private final long[] unflushedStartsNs = new long[FRAMES_PER_RUN];

    private int unflushedStartCount;
    private final FrameSink deliver = this::deliver;

    Fanout(EdgeConfig config, EdgeCounters counters, ByteBufAllocator allocator, StageTimes.Point written) {
        this.counters = counters;
        this.allocator = allocator;
        this.written = written;
        this.handOffMessages = config.buffers().handOffMessages();
        this.handOff = new HandOff(handOffMessages);
        this.latestPrices = new LatestPrices(config.streams().maxInstruments());
        this.newestPriceSequence = new long[config.streams().maxInstruments()];
    }

    /** Names the event loop that the clients live on. */
    void attach(Executor eventLoop) {
        loop = eventLoop;
    }

    /** Producer: whether anyone listens to prices. */
    boolean wantsPrices() {
        return priceClientCount > 0;
    }

    /** Producer: whether anyone listens to orders. */
    boolean wantsOrders() {
        return orderClientCount > 0;
    }

    /** Producer: adds a price. */
    void offerPrice(Instrument instrument, long sequence, long startNs, JsonFrame json) {
        boolean isTaken = handOff.offer(instrument, sequence, startNs, json.bytes(), json.offset(), json.length());
        if (!isTaken && latestPrices.put(instrument, sequence, startNs, json.bytes(), json.offset(), json.length())) {
            counters.increment(EdgeCounter.PRICES_CONFLATED_AT_HAND_OFF);
        }
        offered();
    }

    /** Producer: adds an order event. */
    void offerOrder(long sequence, long startNs, JsonFrame json) {
        if (!handOff.offer(null, sequence, startNs, json.bytes(), json.offset(), json.length())) {
            counters.increment(EdgeCounter.ORDERS_REFUSED_AT_HAND_OFF);
            ordersLost = true;
        }
        offered();
    }

    private void offered() {
        if (++unannouncedCount >= FRAMES_BEFORE_WAKE) {
            announce();
        }
    }

    /** Producer: wakes the loop when something was added since the last time. */
    void announce() {
        if (unannouncedCount == 0) {
            return;
        }
        unannouncedCount = 0;
        schedule();
    }

    private void schedule() {
        if (!scheduled.getAndSet(true)) {
            try {
                loop.execute(this);
            } catch (RejectedExecutionException loopIsEnding) {
                // Nobody is there to hear what waits.
                return;
            }
        }
    }

    /** Loop: hands out what waits, then flushes. */
    @Override
    public void run() {
        // Before the first poll, so that an offer after the last one schedules anew.
        scheduled.set(false);
        for (int count = 0; count < FRAMES_PER_RUN; count++) {
            if (!handOff.poll(deliver)) {
                break;
            }
        }
        latestPrices.takeAll(deliver);
        if (ordersLost) {
            closeOrderClients();
        }
        for (int i = 0; i < unflushed.size(); i++) {
            unflushed.get(i).flush();
        }
        unflushed.clear();
        for (int i = 0; i < unflushedStartCount; i++) {
            written.onPassed(unflushedStartsNs[i]);
        }
        unflushedStartCount = 0;
        if (!handOff.isEmpty()) {
            schedule();
        }
    }

    /** Loop: hands out all that waits, at the end, when the loop has nothing else to do. */
    void drain() {
        for (int frames = 0; frames <= handOffMessages; frames += FRAMES_PER_RUN) {
            run();
        }
    }

    /** Copies a frame into a buffer of its own; an edge without memory is no reason to end the loop. */
    private void deliver(Instrument instrument, long sequence, long startNs, byte[] source, int offset, int length) {
        ByteBuf bytes;
        try {
            bytes = allocator.directBuffer(length);
        } catch (OutOfDirectMemoryError memoryShort) {
            counters.increment(EdgeCounter.MEMORY_SHORT);
            if (instrument == null) {
                ordersLost = true;
            }
            return;
        }
        SharedFrame frame = new SharedFrame(instrument, sequence, bytes.writeBytes(source, offset, length));
        boolean isWritten = frame.isPrice() ? deliverPrice(frame) : deliverOrder(frame);
        if (isWritten && startNs != 0 && unflushedStartCount < unflushedStartsNs.length) {
            unflushedStartsNs[unflushedStartCount++] = startNs;
        }
        frame.release();
    }

    /** Whether any client got it. */
    private boolean deliverPrice(SharedFrame price) {
        int id = price.instrument().id();
        if (price.sequence() <= newestPriceSequence[id]) {
            // One that overtook it through LatestPrices has been handed out.
            counters.increment(EdgeCounter.PRICES_CONFLATED_AT_HAND_OFF);
            return false;
        }
        newestPriceSequence[id] = price.sequence();
        boolean isWritten = false;
        // Backwards, because a client that is closed on the way is taken out of the list.
        for (int i = priceClients.size() - 1; i >= 0; i--) {
            isWritten |= priceClients.get(i).offerPrice(price);
        }
        return isWritten;
    }

    private boolean deliverOrder(SharedFrame order) {
        if (ordersLost) {
            closeOrderClients();
        }
        boolean isWritten = false;
        for (int i = orderClients.size() - 1; i >= 0; i--) {
            isWritten |= orderClients.get(i).offerOrder(order);
        }
        return isWritten;
    }

    private void closeOrderClients() {
        ordersLost = false;
        for (int i = orderClients.size() - 1; i >= 0; i--) {
            orderClients.get(i).closeSlow("order events were lost on the way to the event loop");
        }
    }

    /** Loop: flushes this client at the end of the run. */
    void flushLater(Client client) {
        unflushed.add(client);
    }

    /** Loop: hands prices to this client from now on. */
    void addPriceClient(Client client) {
        priceClients.add(client);
        priceClientCount = priceClients.size();
    }

    /** Loop: the opposite; a client that is not there is no error. */
    void removePriceClient(Client client) {
        removeUnordered(priceClients, client);
        priceClientCount = priceClients.size();
    }

    /** Loop: hands order events to this client from now on. */
    void addOrderClient(Client client) {
        orderClients.add(client);
        orderClientCount = orderClients.size();
    }

    /** Loop: the opposite; a client that is not there is no error. */
    void removeOrderClient(Client client) {
        removeUnordered(orderClients, client);
        orderClientCount = orderClients.size();
    }

    private static void removeUnordered(List<Client> clients, Client client) {
        int at = clients.indexOf(client);
        if (at >= 0) {
            Client last = clients.remove(clients.size() - 1);
            if (at < clients.size()) {
                clients.set(at, last);
            }
        }
    }
}
