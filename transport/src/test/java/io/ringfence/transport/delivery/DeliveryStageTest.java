package io.ringfence.transport.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ringfence.core.event.AttemptOutcome;
import io.ringfence.core.event.DeliveryChannel;
import io.ringfence.core.event.DeliveryPriority;
import io.ringfence.core.event.DeliveryState;
import io.ringfence.core.ring.ThreadingMode;
import io.ringfence.transport.delivery.template.TemplateConfig;
import io.ringfence.transport.delivery.template.TemplateWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 2, unit = TimeUnit.MINUTES)
class DeliveryStageTest {
    private static final byte[] EVENT = new SubmittedEvent().bytes();

    /** Answers at once, by the title; keeps what it was handed. */
    private static class Counting implements Courier {
        final List<Notification> sent = new ArrayList<>();
        /** Without a permit sending waits. */
        final Semaphore gate = new Semaphore(Integer.MAX_VALUE);

        @Override
        public DeliveryChannel channel() {
            return DeliveryChannel.PUSH;
        }

        @Override
        public CompletionStage<Attempt> send(Notification notification) {
            try {
                // A test that has failed does not open it.
                gate.tryAcquire(30, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            sent.add(notification);
            return CompletableFuture.completedFuture(Attempt.delivered(notification.title()));
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    private static DeliveryDesk desk(Courier courier, ChannelConfig config) {
        return new DeliveryDesk(
                new DeliveryConfig(8_192, Map.of(DeliveryChannel.PUSH, config)),
                List.of(courier),
                TemplateWriter.supplier(TemplateConfig.defaults(), id -> null),
                System::nanoTime);
    }

    private static ChannelConfig fast(int maxWaiting) {
        return new ChannelConfig(
                maxWaiting, 1 << 30, 3_600_000, 0, 16, 600_000, 6_000_000, 100_000, BreakerConfig.none());
    }

    private static void await(DeliveryCore core, int answers) {
        while (core.answered.size() < answers) {
            LockSupport.parkNanos(100_000);
        }
    }

    @Test
    void shouldAnswerEveryRequestOnceWhenTheCoreHasThreadsOfItsOwn() {
        Counting courier = new Counting();
        try (DeliveryDesk desk = desk(courier, fast(100_000));
                DeliveryCore core = new DeliveryCore(ThreadingMode.COMPACT, desk)) {
            desk.start();
            for (long eventId = 1; eventId <= 2_000; eventId++) {
                core.willRequest(eventId, (int) eventId, DeliveryChannel.PUSH, EVENT);
                if (eventId % 7 == 0) {
                    core.event();
                }
            }
            core.event();
            await(core, 2_000);

            Set<DeliveryAnswer> expected = new HashSet<>();
            LongStream.rangeClosed(1, 2_000)
                    .forEach(id -> expected.add(DeliveryCore.answer(id, (int) id, AttemptOutcome.DELIVERED, "Margin")));
            assertEquals(expected, new HashSet<>(core.answered));
            assertEquals(2_000, core.answered.size());
            assertEquals(2_000, desk.counters().count(DeliveryChannel.PUSH, DeliveryStatus.DELIVERED));
            assertEquals(1_999, desk.counters().retries(DeliveryChannel.PUSH));
            assertEquals(0, desk.heldAnswerCount());
        }
        Notification first = courier.sent.get(0);
        assertEquals("019b7d3a-5c2e-7a31-9d5e-0c6a4f0e8b11", first.eventKey());
        assertEquals(7, first.accountId());
        assertEquals(DeliveryPriority.CRITICAL, first.priority());
        assertEquals("left: 12.5", first.text());
    }

    @Test
    void shouldGoOnAndTurnAwayWhenAChannelDoesNotMove() {
        Counting courier = new Counting();
        courier.gate.drainPermits();
        try (DeliveryDesk desk = desk(courier, fast(10));
                DeliveryCore core = new DeliveryCore(ThreadingMode.COMPACT, desk)) {
            desk.start();
            for (long eventId = 1; eventId <= 100; eventId++) {
                core.willRequest(eventId, 1, DeliveryChannel.PUSH, EVENT).event();
            }
            // At most one is with the courier, and ten wait.
            await(core, 89);
            core.answered.forEach(answer -> {
                assertEquals(AttemptOutcome.LATER, answer.outcome());
                assertEquals("too many wait", answer.detail());
            });

            courier.gate.release(100);
            await(core, 100);
            assertEquals(
                    100,
                    new HashSet<>(core.answered.stream()
                                    .map(DeliveryAnswer::eventId)
                                    .toList())
                            .size());
        }
    }

    @Test
    void shouldSendNothingWhenTheCoreTakesItBackWhileItWaits() {
        Counting courier = new Counting();
        courier.gate.drainPermits();
        try (DeliveryDesk desk = desk(courier, fast(10));
                DeliveryCore core = new DeliveryCore(ThreadingMode.COMPACT, desk)) {
            desk.start();
            core.willRequest(1, 1, DeliveryChannel.PUSH, EVENT).event();
            while (desk.waitingCount(DeliveryChannel.PUSH) > 0 || courier.gate.getQueueLength() == 0) {
                LockSupport.parkNanos(100_000);
            }
            core.willRequest(2, 1, DeliveryChannel.PUSH, EVENT)
                    .willRequest(3, 1, DeliveryChannel.PUSH, EVENT)
                    .willChange(2, DeliveryState.DELIVERED)
                    .willChange(3, DeliveryState.ATTEMPTING)
                    .event();
            while (desk.counters().count(DeliveryChannel.PUSH, DeliveryStatus.WITHDRAWN) == 0) {
                LockSupport.parkNanos(100_000);
            }
            courier.gate.release(100);
            await(core, 2);

            assertEquals(
                    Set.of(1L, 3L),
                    new HashSet<>(
                            core.answered.stream().map(DeliveryAnswer::eventId).toList()));
        }
    }

    @Test
    void shouldFailAtOnceWhenNobodyServesTheChannel() {
        try (DeliveryDesk desk = desk(new Counting(), fast(10));
                DeliveryCore core = new DeliveryCore(ThreadingMode.COMPACT, desk)) {
            desk.start();
            core.willRequest(5, 2, DeliveryChannel.EMAIL, EVENT).event();
            await(core, 1);

            assertEquals(
                    List.of(new DeliveryAnswer(
                            5, 7, 2, DeliveryChannel.EMAIL, AttemptOutcome.FAILED, 0, "channel is not served here")),
                    core.answered);
            assertEquals(1, desk.counters().count(DeliveryChannel.EMAIL, DeliveryStatus.NO_CHANNEL));
        }
    }

    @Test
    void shouldRefuseASecondCourierOfAChannel() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new DeliveryDesk(
                        DeliveryConfig.defaults(),
                        List.of(new Counting(), new Counting()),
                        TemplateWriter.supplier(TemplateConfig.defaults(), id -> null),
                        System::nanoTime));
    }
}
