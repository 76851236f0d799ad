package io.ringfence.transport.edge;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.ringfence.core.ring.StageTimes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Brings messages from the core's output thread to the clients of one event loop.
 *
 * <pre>
 *   stage ──► HandOff ─────────────────────┐          ┌─► PriceBlock ──► each PriceSubscription ──┐
 *     └─────► LatestPrices (when full) ────┴─► run() ─┤                                           ├─► one flush a client
 *                                                     └─► the Stream's EventSubscriptions ────────┘
 * </pre>
 *
 * <p>What is handed over is bytes; the loop puts them into buffers of its own, so that Netty's allocator, its pools and its
 * search for leaks are no business of the core's thread. The producing side never waits: a price that finds the hand-off full
 * replaces the older one of its instrument, an event of a stream that does is given up, and before anything later reaches a
 * client that listens to a stream all of these are closed, to come back and resume.
 */
final class Fanout implements Runnable {
    /** Messages handed out before clients are flushed and the loop's other work gets its turn. */
    private static final int FRAMES_PER_RUN = 1_024;

    /** Messages after which the loop is woken before the batch has ended. */
    private static final int FRAMES_BEFORE_WAKE = 256;

    private final int index;
    private final EdgeCounters counters;
    private final ByteBufAllocator allocator;
    private final StageTimes.Point written;
    private final int handOffMessages;
    private final int blockBytes;
    private final HandOff handOff;
    private final LatestPrices latestPrices;
    private final AtomicBoolean scheduled = new AtomicBoolean();
    /** Set before the first client comes, and with it visible to the producer. */
    private Executor loop;

    /** Written by the loop, read by the producer. */
    private volatile int priceClientCount;
    /** Set by the producer, and by the loop where it has no memory; cleared by the loop. */
    private volatile boolean eventsLost;

    /** The producer's own. */
    private int unannouncedCount;

    private final PriceBlock block;
    private final List<PriceSubscription> priceSubscriptions = new ArrayList<>();
    private final List<Client> clients = new ArrayList<>();
    private final List<Client> unflushed = new ArrayList<>();
    private final long[] newestPriceSequence;
    /** Since when events are timed that are written and not yet flushed; what does not fit is not timed. */
    private final long[] unflushedStartsNs = new long[FRAMES_PER_RUN];

    private int unflushedStartCount;
    private final FrameSink deliver = this::deliver;
    private final JsonFrame json = new JsonFrame();
    private final EventJson events;
    private final IsoTime isoTime = new IsoTime();
    private final byte[] timeText = new byte[IsoTime.LENGTH];

    Fanout(
            int index,
            EdgeConfig config,
            Publications publications,
            EdgeCounters counters,
            ByteBufAllocator allocator,
            StageTimes.Point written) {
        this.index = index;
        this.counters = counters;
        this.allocator = allocator;
        this.written = written;
        this.handOffMessages = config.buffers().handOffMessages();
        this.blockBytes = config.buffers().writeBufferHighWaterBytes();
        this.handOff = new HandOff(handOffMessages);
        int maxInstruments = config.streams().maxInstruments();
        this.latestPrices = new LatestPrices(maxInstruments);
        this.newestPriceSequence = new long[maxInstruments];
        this.block = new PriceBlock(FRAMES_PER_RUN, blockBytes);
        this.events = new EventJson(publications.instruments(), json);
    }

    /** Names the event loop that the clients live on. */
    void attach(Executor eventLoop) {
        loop = eventLoop;
    }

    /** Which of the edge's loops it is, from 0. */
    int index() {
        return index;
    }

    /** Producer: whether anyone listens to prices. */
    boolean wantsPrices() {
        return priceClientCount > 0;
    }

    /** Producer: adds a price. */
    void offerPrice(FrameInfo info, JsonFrame frame) {
        boolean isTaken = handOff.offer(info, frame.bytes(), frame.offset(), frame.length());
        if (!isTaken && latestPrices.put(info, frame.bytes(), frame.offset(), frame.length())) {
            counters.increment(EdgeCounter.PRICES_CONFLATED_AT_HAND_OFF);
        }
        offered();
    }

    /** Producer: adds an event of a stream, or without a frame the news that something of it has changed. */
    void offerEvent(FrameInfo info, JsonFrame frame) {
        if (!handOff.offer(info, frame.bytes(), frame.offset(), frame.length())) {
            counters.increment(EdgeCounter.EVENTS_REFUSED_AT_HAND_OFF);
            eventsLost = true;
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
        handOutPrices(true);
        if (eventsLost) {
            closeEventClients();
        }
        flush();
        for (int i = 0; i < unflushedStartCount; i++) {
            written.onPassed(unflushedStartsNs[i]);
        }
        unflushedStartCount = 0;
        if (!handOff.isEmpty()) {
            schedule();
        }
    }

    private void flush() {
        for (int i = 0; i < unflushed.size(); i++) {
            unflushed.get(i).flushWhatWaits();
        }
        unflushed.clear();
    }

    /** Loop: hands out all that waits, at the end, when the loop has nothing else to do. */
    void drain() {
        for (int frames = 0; frames <= handOffMessages; frames += FRAMES_PER_RUN) {
            run();
        }
    }

    private void deliver(FrameInfo info, byte[] source, int offset, int length) {
        if (info.isPrice()) {
            addPrice(info, source, offset, length);
        } else {
            deliverEvent(info, source, offset, length);
        }
    }

    private void addPrice(FrameInfo info, byte[] source, int offset, int length) {
        int id = info.instrument.id();
        if (info.sequence <= newestPriceSequence[id]) {
            // One that overtook it through LatestPrices has been handed out.
            counters.increment(EdgeCounter.PRICES_CONFLATED_AT_HAND_OFF);
            return;
        }
        if (block.isBegun() && block.isFull()) {
            handOutPrices(false);
        }
        try {
            if (!block.isBegun()) {
                block.begin(allocator.directBuffer(Math.min(blockBytes, 4_096)));
            }
            newestPriceSequence[id] = info.sequence;
            block.add(info, source, offset, length);
        } catch (OutOfMemoryError memoryShort) {
            // An edge without memory is no reason to end the loop.
            counters.increment(EdgeCounter.MEMORY_SHORT);
        }
    }

    /**
     * Writes the block to whom it is for.
     *
     * @param isLast nothing comes behind it in this run, so each client is flushed while what it has is in the caches
     */
    private void handOutPrices(boolean isLast) {
        if (!block.isBegun()) {
            return;
        }
        boolean isWritten = false;
        try {
            // Backwards, because a client that is closed on the way is taken out of the list.
            for (int i = priceSubscriptions.size() - 1; i >= 0; i--) {
                PriceSubscription subscription = priceSubscriptions.get(i);
                if (subscription.offer(block)) {
                    isWritten = true;
                    if (isLast) {
                        subscription.client.flush();
                    }
                }
            }
            for (int i = 0; isWritten && i < block.count(); i++) {
                timed(block.startNs(i));
            }
        } catch (OutOfMemoryError memoryShort) {
            counters.increment(EdgeCounter.MEMORY_SHORT);
        } finally {
            block.end();
        }
    }

    private void timed(long startNs) {
        if (startNs != 0 && unflushedStartCount < unflushedStartsNs.length) {
            unflushedStartsNs[unflushedStartCount++] = startNs;
        }
    }

    private void deliverEvent(FrameInfo info, byte[] source, int offset, int length) {
        if (eventsLost) {
            closeEventClients();
        }
        List<EventSubscription> listening = info.stream.subscriptions(index);
        if (listening.isEmpty()) {
            return;
        }
        // A client that listens to both sees the price before what it caused.
        handOutPrices(false);
        ByteBuf frame = null;
        boolean isWritten = false;
        try {
            frame = allocator.directBuffer(length).writeBytes(source, offset, length);
            for (int i = listening.size() - 1; i >= 0; i--) {
                isWritten |= listening.get(i).offer(info, frame);
            }
        } catch (OutOfMemoryError memoryShort) {
            // Somebody did not get it: all come back and resume.
            counters.increment(EdgeCounter.MEMORY_SHORT);
            eventsLost = true;
        } finally {
            if (frame != null) {
                frame.release();
            }
        }
        if (isWritten) {
            timed(info.startNs);
        }
    }

    private void closeEventClients() {
        eventsLost = false;
        for (int i = clients.size() - 1; i >= 0; i--) {
            if (clients.get(i).subscriptions().hasStreams()) {
                clients.get(i).closeSlow("events were lost on the way to the event loop");
            }
        }
    }

    /** Any thread: does something on the loop; false when that is ending. */
    boolean execute(Runnable task) {
        try {
            loop.execute(task);
            return true;
        } catch (RejectedExecutionException loopIsEnding) {
            return false;
        }
    }

    /** Loop: brings an object that nobody keeps to those who listen to these streams, as far as they keep up. */
    void relay(List<Stream> streams, byte[] json) {
        ByteBuf frame = null;
        try {
            frame = allocator.directBuffer(JsonFrame.MAX_HEADER_BYTES + json.length);
            frame.writeZero(JsonFrame.MAX_HEADER_BYTES).writeBytes(json);
            Frames.finish(frame, JsonFrame.MAX_HEADER_BYTES);
            for (Stream stream : streams) {
                List<EventSubscription> listening = stream.subscriptions(index);
                for (int i = listening.size() - 1; i >= 0; i--) {
                    boolean isWritten = listening.get(i).relay(frame);
                    counters.increment(isWritten ? EdgeCounter.MESSAGES_RELAYED : EdgeCounter.RELAYS_DROPPED);
                }
            }
            flush();
        } catch (OutOfMemoryError memoryShort) {
            counters.increment(EdgeCounter.MEMORY_SHORT);
        } finally {
            if (frame != null) {
                frame.release();
            }
        }
    }

    /** Loop: tells each client where its streams stand. */
    void heartbeat(long epochNs) {
        isoTime.write(epochNs, timeText, 0);
        String time = new String(timeText, StandardCharsets.US_ASCII);
        for (int i = clients.size() - 1; i >= 0; i--) {
            try {
                clients.get(i).heartbeat(time);
            } catch (OutOfMemoryError memoryShort) {
                // A task that throws is never run again.
                counters.increment(EdgeCounter.MEMORY_SHORT);
            }
        }
        // Those that wrote while nothing came from the core.
        flush();
    }

    /** Loop: writes a price with the lowest and the highest that it stands for; good until the next call. */
    JsonFrame priceJson(Instrument instrument, long price, long low, long high, long timeNs, long sequence) {
        events.price(instrument, price, low, high, timeNs, sequence);
        json.end();
        return json;
    }

    /** Loop: the writer of events that were kept; what it writes is in {@link #json()}, to be ended. */
    EventJson events() {
        return events;
    }

    JsonFrame json() {
        return json;
    }

    /** Loop: flushes this client at the end of the run. */
    void flushLater(Client client) {
        unflushed.add(client);
    }

    /** Loop: hands prices to this subscription from now on. */
    void add(PriceSubscription prices) {
        priceSubscriptions.add(prices);
        priceClientCount = priceSubscriptions.size();
    }

    /** Loop: the opposite. */
    void remove(PriceSubscription prices) {
        removeUnordered(priceSubscriptions, prices);
        priceClientCount = priceSubscriptions.size();
    }

    /** Loop: a client that listens to something. */
    void add(Client client) {
        clients.add(client);
    }

    /** Loop: the opposite; a client that is not there is no error. */
    void remove(Client client) {
        removeUnordered(clients, client);
    }

    static <T> void removeUnordered(List<T> list, T item) {
        int at = list.indexOf(item);
        if (at >= 0) {
            T last = list.remove(list.size() - 1);
            if (at < list.size()) {
                list.set(at, last);
            }
        }
    }
}
