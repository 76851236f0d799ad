package io.ringfence.transport.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.event.EventAcknowledgedDecoder;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.event.SessionClosedDecoder;
import io.ringfence.core.event.SessionOpenedDecoder;
import io.ringfence.core.ring.Admission;
import io.ringfence.core.ring.EventCore;
import io.ringfence.core.ring.EventPublisher;
import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.RingConfig;
import io.ringfence.core.ring.Stage;
import io.ringfence.core.ring.StageThreads;
import io.ringfence.core.ring.Stages;
import io.ringfence.core.ring.Stages.NamedStage;
import io.ringfence.core.ring.ThreadingMode;
import io.ringfence.core.ring.WaitProfile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sessions and acknowledgements on their way into a ring that has room, or not. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EventInputsTest {
    private static final Stage NOTHING = (slot, endOfBatch) -> {};

    /** A ring without stages of its own, in memory: takes so many inputs, and is busy or has halted beyond. */
    private static final class Ring implements EventPublisher {
        final List<String> inputs = new ArrayList<>();
        private final EventSlot slot = new EventSlot(RingConfig.defaults());
        int room = Integer.MAX_VALUE;
        boolean hasHalted;

        @Override
        public long tryClaim(Admission admission) {
            assertEquals(Admission.COMMAND, admission);
            if (hasHalted || room == 0) {
                return hasHalted ? HALTED : BUSY;
            }
            room--;
            slot.claim(inputs.size() + 1, 1);
            return inputs.size();
        }

        @Override
        public EventSlot slot(long claim) {
            return slot;
        }

        @Override
        public void publish(long claim) {
            inputs.add(line(slot.in().buffer()));
        }
    }

    private static String line(DirectBuffer in) {
        MessageHeaderDecoder header = new MessageHeaderDecoder();
        return switch (header.wrap(in, 0).templateId()) {
            case SessionOpenedDecoder.TEMPLATE_ID -> {
                SessionOpenedDecoder opened = new SessionOpenedDecoder().wrapAndApplyHeader(in, 0, header);
                yield "open " + opened.accountId() + " " + opened.sessionId();
            }
            case SessionClosedDecoder.TEMPLATE_ID -> {
                SessionClosedDecoder closed = new SessionClosedDecoder().wrapAndApplyHeader(in, 0, header);
                yield "close " + closed.accountId() + " " + closed.sessionId();
            }
            default -> {
                EventAcknowledgedDecoder acked = new EventAcknowledgedDecoder().wrapAndApplyHeader(in, 0, header);
                yield "ack " + acked.accountId() + " " + acked.eventKey();
            }
        };
    }

    private final Ring ring = new Ring();

    private EventInputs inputs(int maxHeldAcks) {
        return new EventInputs(new EventConfig(0, 2, 1, maxHeldAcks, 0, 1 << 16, 1));
    }

    @Test
    void shouldHoldWhatItIsGivenUntilThereIsARing() {
        EventInputs inputs = inputs(8);
        inputs.opened(1, 5);
        inputs.acknowledge(1, List.of("a", "b"));
        assertEquals(0, inputs.drain());
        assertEquals(3, inputs.pendingCount());
        inputs.connect(ring);
        assertEquals(3, inputs.drain());
        assertEquals(List.of("open 1 5", "ack 1 a", "ack 1 b"), ring.inputs);
        assertEquals(0, inputs.pendingCount());
        assertEquals(2, inputs.ackCount());
    }

    @Test
    void shouldTellNothingOfASessionThatHasComeAndGoneWhileTheRingWasFull() {
        EventInputs inputs = inputs(8);
        inputs.connect(ring);
        inputs.opened(1, 5);
        inputs.drain();
        ring.room = 0;
        inputs.opened(1, 6);
        inputs.closed(1, 6);
        inputs.opened(2, 7);
        inputs.closed(1, 5);
        assertEquals(0, inputs.drain());
        ring.room = 1;
        assertEquals(1, inputs.drain());
        ring.room = 9;
        assertEquals(1, inputs.drain());
        assertEquals(List.of("open 1 5", "open 2 7", "close 1 5"), ring.inputs);
    }

    @Test
    void shouldRefuseAcknowledgementsAsAWholeWhenTooManyWait() {
        EventInputs inputs = inputs(3);
        assertTrue(inputs.acknowledge(1, List.of("a", "b")));
        assertFalse(inputs.acknowledge(1, List.of("c", "d")));
        assertTrue(inputs.acknowledge(1, List.of("e")));
        inputs.connect(ring);
        inputs.drain();
        assertEquals(List.of("ack 1 a", "ack 1 b", "ack 1 e"), ring.inputs);
        assertTrue(inputs.acknowledge(1, List.of("c", "d")));
    }

    @Test
    void shouldSayThatTheCoreHasHaltedWhenItHas() {
        EventInputs inputs = inputs(3);
        inputs.connect(ring);
        ring.hasHalted = true;
        inputs.opened(1, 5);
        assertEquals(-1, inputs.drain());
    }

    /** However sessions come and go, and whenever there is room: the core is told of each at most once, and stands right in the end. */
    @Property(tries = 500)
    void shouldLeaveTheCoreWithTheOpenSessionsWhateverTheOrder(@ForAll long seed) {
        Random random = new Random(seed);
        Ring full = new Ring();
        full.room = 0;
        EventInputs inputs = inputs(3);
        inputs.connect(full);
        Map<Long, Integer> open = new HashMap<>();
        long newest = 0;
        for (int i = 0; i < 100; i++) {
            switch (random.nextInt(4)) {
                case 0 -> {
                    open.put(++newest, 1 + random.nextInt(3));
                    inputs.opened(open.get(newest), newest);
                }
                case 1 -> {
                    if (!open.isEmpty()) {
                        List<Long> ids = new ArrayList<>(open.keySet());
                        long id = ids.get(random.nextInt(ids.size()));
                        inputs.closed(open.remove(id), id);
                    }
                }
                default -> {
                    full.room = random.nextInt(4);
                    inputs.drain();
                    full.room = 0;
                }
            }
        }
        full.room = Integer.MAX_VALUE;
        inputs.drain();
        assertEquals(open, standing(full.inputs), () -> "seed " + seed + ": " + full.inputs);
        assertEquals(0, inputs.pendingCount());
    }

    private static Map<Long, Integer> standing(List<String> lines) {
        Map<Long, Integer> standing = new HashMap<>();
        Map<Long, Integer> told = new HashMap<>();
        for (String line : lines) {
            String[] parts = line.split(" ");
            long id = Long.parseLong(parts[2]);
            if (parts[0].equals("open")) {
                assertEquals(null, told.put(id, 1), line);
                standing.put(id, Integer.parseInt(parts[1]));
            } else {
                assertEquals(Integer.valueOf(parts[1]), standing.remove(id), line);
            }
        }
        return standing;
    }

    /** A real ring, whose output is held up until it is full. */
    @Test
    void shouldBringAllInWhenARingThatWasFullHasRoomAgain() throws Exception {
        List<String> seen = new CopyOnWriteArrayList<>();
        CountDownLatch goOn = new CountDownLatch(1);
        Stage output = (slot, endOfBatch) -> {
            await(goOn);
            seen.add(line(slot.in().buffer()));
        };
        RingConfig config =
                new RingConfig(64, ThreadingMode.COMPACT, WaitProfile.QUIET, 16, 128, 65_536, 2_048, 1 << 20);
        try (EventCore core = new EventCore(
                        config,
                        () -> 1,
                        0,
                        new Stages(NOTHING, NOTHING, NOTHING, List.of(new NamedStage("edge", output))),
                        StageThreads.unpinned());
                EventInputs inputs = inputs(1_000)) {
            core.start();
            inputs.connect(core.publisher());
            inputs.start();
            List<String> expected = new ArrayList<>();
            for (int i = 1; i <= 500; i++) {
                inputs.acknowledge(1, List.of("k" + i));
                expected.add("ack 1 k" + i);
            }
            while (core.busyCount(Admission.COMMAND) == 0) {
                LockSupport.parkNanos(100_000);
            }
            goOn.countDown();
            while (seen.size() < expected.size()) {
                LockSupport.parkNanos(100_000);
            }
            assertEquals(expected, seen);
            assertEquals(500, inputs.ackCount());
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
