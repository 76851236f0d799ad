package io.ringfence.transport.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.OutputBuffer;
import io.ringfence.core.ring.RingConfig;
import io.ringfence.core.ring.StageTimes;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.ObjLongConsumer;

/** A running edge, and the core's side of it: each call is one event. Fails on close when a buffer was not released. */
final class EdgeFixture implements AutoCloseable {
    static final String EPOCH = "e1";
    static final List<String> SYMBOLS = List.of("SOL", "ETH", "BTC");

    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(20);

    private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(true);
    private final ConcurrentLinkedQueue<String> leaks = new ConcurrentLinkedQueue<>();
    private final EventSlot slot = new EventSlot(RingConfig.defaults());
    final EdgeServer server;
    final EdgeStage stage;
    private long sequence;
    private long fills;

    EdgeFixture(EdgeConfig config) {
        this(config, System::nanoTime);
    }

    /** With a clock of the test's for rates. */
    EdgeFixture(EdgeConfig config, LongSupplier nanoClock) {
        this(config, TokenCheck.NONE, nanoClock);
    }

    /** With users. */
    EdgeFixture(EdgeConfig config, TokenCheck tokens) {
        this(config, tokens, System::nanoTime);
    }

    /** With users, and somebody who is told of sessions. */
    EdgeFixture(EdgeConfig config, TokenCheck tokens, SessionListener sessions) {
        this(config, tokens, System::nanoTime, sessions);
    }

    private EdgeFixture(EdgeConfig config, TokenCheck tokens, LongSupplier nanoClock) {
        this(config, tokens, nanoClock, SessionListener.NONE);
    }

    private EdgeFixture(EdgeConfig config, TokenCheck tokens, LongSupplier nanoClock, SessionListener sessions) {
        ByteBufUtil.setLeakListener((type, records) -> leaks.add(type + records));
        server = new EdgeServer(config, EPOCH, StageTimes.NONE, tokens, allocator, nanoClock);
        server.sessions(sessions);
        stage = new EdgeStage(server, SYMBOLS);
        server.start();
    }

    URI uri() {
        return URI.create("ws://127.0.0.1:" + port() + "/ws");
    }

    int port() {
        return server.boundAddress().getPort();
    }

    /** A tick with a last trade, and the end of its batch; returns the sequence. */
    long tick(int instrumentId, String last) {
        Events.tick(next(), instrumentId, last, null, null);
        return deliver(true);
    }

    /** The same in the middle of a batch. */
    long tickInBatch(int instrumentId, String last) {
        Events.tick(next(), instrumentId, last, null, null);
        return deliver(false);
    }

    long quote(int instrumentId, String bid, String ask) {
        Events.tick(next(), instrumentId, null, bid, ask);
        return deliver(true);
    }

    long define(int instrumentId, String symbol) {
        Events.define(next(), instrumentId, symbol);
        return deliver(true);
    }

    long filled() {
        return event(Events::filled);
    }

    /** An event of the one stream that there is, written at the place that it is told; returns the sequence. */
    long event(ObjLongConsumer<OutputBuffer> write) {
        Events.nothing(next());
        write.accept(slot.out(), ++fills);
        return deliver(true);
    }

    private EventSlot next() {
        slot.claim(++sequence, Events.TIME_NS);
        return slot;
    }

    private long deliver(boolean endOfBatch) {
        stage.onEvent(slot, endOfBatch);
        return sequence;
    }

    long count(EdgeCounter counter) {
        return server.counters().value(counter);
    }

    static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE_NS;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                fail("waited in vain for " + what);
            }
            LockSupport.parkNanos(200_000);
        }
    }

    @Override
    public void close() {
        server.close();
        assertEquals(0, server.counters().value(EdgeCounter.CONNECTIONS_OPEN), "connections open");
        assertEquals(0, allocator.metric().usedDirectMemory(), "direct memory not released");
        assertEquals(0, allocator.metric().usedHeapMemory(), "heap memory not released");
        assertEquals(List.of(), List.copyOf(leaks));
    }
}
