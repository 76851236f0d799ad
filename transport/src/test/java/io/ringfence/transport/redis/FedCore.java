package io.ringfence.transport.redis;

import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.event.PriceFeedConnectedDecoder;
import io.ringfence.core.event.PriceFeedErrorDecoder;
import io.ringfence.core.event.PriceTickDecoder;
import io.ringfence.core.ring.EventCore;
import io.ringfence.core.ring.EventPublisher;
import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.RingConfig;
import io.ringfence.core.ring.Stage;
import io.ringfence.core.ring.StageThreads;
import io.ringfence.core.ring.Stages;
import io.ringfence.core.ring.ThreadingMode;
import io.ringfence.core.ring.WaitProfile;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A real ring whose trade stage writes down what feeds say, a line each, once its gate is open. */
final class FedCore implements AutoCloseable {
    private static final Stage NOTHING = (slot, endOfBatch) -> {};

    final CountDownLatch gate;
    final List<String> lines = new CopyOnWriteArrayList<>();
    private final EventCore core;

    private FedCore(CountDownLatch gate) {
        this.gate = gate;
        RingConfig config = new RingConfig(64, ThreadingMode.COMPACT, WaitProfile.QUIET, 16, 128, 1_024, 64, 1_024);
        core = new EventCore(
                config,
                () -> 1_000,
                0,
                new Stages(NOTHING, NOTHING, this::onEvent, List.of()),
                StageThreads.unpinned());
        core.start();
    }

    static FedCore running() {
        return new FedCore(new CountDownLatch(0));
    }

    /** A stage that stands still until the gate opens, so that the ring fills. */
    static FedCore stalled() {
        return new FedCore(new CountDownLatch(1));
    }

    EventPublisher publisher() {
        return core.publisher();
    }

    private void onEvent(EventSlot slot, boolean endOfBatch) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(slot.in().buffer(), 0);
        switch (header.templateId()) {
            case PriceFeedConnectedDecoder.TEMPLATE_ID ->
                lines.add("up "
                        + new PriceFeedConnectedDecoder()
                                .wrapAndApplyHeader(slot.in().buffer(), 0, header)
                                .feedId());
            case PriceFeedErrorDecoder.TEMPLATE_ID ->
                lines.add("down "
                        + new PriceFeedErrorDecoder()
                                .wrapAndApplyHeader(slot.in().buffer(), 0, header)
                                .feedId());
            default ->
                lines.add(
                        tick(new PriceTickDecoder().wrapAndApplyHeader(slot.in().buffer(), 0, header)));
        }
    }

    /** {@code tick FEED INSTRUMENT SEQUENCE at TIME: LAST}, and {@code (LOW to HIGH)} where it is conflated. */
    private static String tick(PriceTickDecoder tick) {
        boolean isOne = tick.low() == PriceTickDecoder.lowNullValue();
        return "tick " + tick.feedId() + ' ' + tick.instrumentId() + ' ' + tick.feedSequence() + " at "
                + tick.sourceTimeNs() + ": " + Decimal.toString(tick.last())
                + (isOne ? "" : " (" + Decimal.toString(tick.low()) + " to " + Decimal.toString(tick.high()) + ')');
    }

    void awaitLine(String line) throws InterruptedException {
        Await.until(() -> lines.contains(line), () -> line + " among " + lines);
    }

    long count(String line) {
        return lines.stream().filter(line::equals).count();
    }

    @Override
    public void close() {
        gate.countDown();
        core.close();
    }
}
