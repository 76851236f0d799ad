package io.ringfence.transport.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.event.AttemptOutcome;
import io.ringfence.core.event.DeliveryChannel;
import io.ringfence.core.ring.EventPublisher;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 2, unit = TimeUnit.MINUTES)
class AnswerPumpTest {
    private final List<Long> published = Collections.synchronizedList(new ArrayList<>());

    private static DeliveryAnswer answer(long eventId) {
        return DeskFixture.answer(eventId, Attempt.delivered("taken"));
    }

    private long publish(DeliveryAnswer answer) {
        published.add(answer.eventId());
        return published.size();
    }

    @Test
    void shouldHoldWhatAFullRingDoesNotTake() {
        AnswerPump pump = new AnswerPump(10);
        boolean[] isFull = {true};
        pump.connect(answer -> isFull[0] ? EventPublisher.BUSY : publish(answer));
        pump.offer(answer(1));
        pump.offer(answer(2));

        assertEquals(0, pump.drain());
        assertEquals(2, pump.takenCount());
        isFull[0] = false;
        assertEquals(2, pump.drain());
        assertEquals(List.of(1L, 2L), published);
        assertEquals(0, pump.takenCount());
    }

    @Test
    void shouldSayThatItDroppedWhenThereIsNoPlace() {
        AnswerPump pump = new AnswerPump(2);
        pump.connect(this::publish);
        assertTrue(pump.reserve());
        assertTrue(pump.offer(answer(1)));
        assertFalse(pump.offer(answer(2)));
        assertFalse(pump.reserve());

        pump.answer(answer(3));
        assertEquals(2, pump.drain());
        assertEquals(List.of(1L, 3L), published);
    }

    @Test
    void shouldStopWhenTheCoreHasHalted() {
        AnswerPump pump = new AnswerPump(2);
        pump.connect(answer -> EventPublisher.HALTED);
        pump.offer(answer(1));

        assertEquals(-1, pump.drain());
    }

    @Test
    void shouldPublishEveryAnswerOfManyThreadsWhenTheRingIsOftenFull() throws Exception {
        AnswerPump pump = new AnswerPump(100_000);
        AtomicInteger asked = new AtomicInteger();
        CountDownLatch all = new CountDownLatch(4_000);
        pump.connect(answer -> {
            if (asked.incrementAndGet() % 3 == 0) {
                return EventPublisher.BUSY;
            }
            all.countDown();
            return publish(answer);
        });
        pump.start();
        List<Thread> threads = IntStream.range(0, 4)
                .mapToObj(number -> new Thread(() -> {
                    for (int i = 0; i < 1_000; i++) {
                        pump.offer(answer(number * 1_000L + i));
                    }
                }))
                .toList();
        threads.forEach(Thread::start);

        assertTrue(all.await(1, TimeUnit.MINUTES));
        pump.close();
        for (Thread thread : threads) {
            thread.join();
        }
        for (int number = 0; number < 4; number++) {
            long from = number * 1_000L;
            List<Long> own = published.stream()
                    .filter(eventId -> eventId >= from && eventId < from + 1_000)
                    .toList();
            assertEquals(IntStream.range(0, 1_000).mapToObj(i -> from + i).toList(), own);
        }
    }

    @Test
    void shouldFitIntoTheInputWhateverAServiceSaid() {
        DeliveryAnswer answer = new DeliveryAnswer(
                1, 2, 3, DeliveryChannel.PUSH, AttemptOutcome.LATER, -5, "Größe\r\nX-Evil: 1 " + "x".repeat(100));

        assertEquals(0, answer.retryAfterNs());
        assertEquals("Gr??e??X-Evil: 1 xxxxxxxxxxxxxxx", answer.detail());
        assertEquals(
                0,
                DeliveryAnswer.of(Requests.of(1), new Attempt(AttemptOutcome.DELIVERED, 7, true, ""))
                        .retryAfterNs());
    }
}
