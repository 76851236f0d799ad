package io.ringfence.core.delivery;

import static io.ringfence.core.event.DeliveryChannel.ACTIVE_SESSION;
import static io.ringfence.core.event.DeliveryChannel.TELEGRAM;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.event.AttemptOutcome;
import io.ringfence.core.event.DeliveryPriority;
import io.ringfence.core.event.LateStart;
import io.ringfence.core.state.StateFormat;
import io.ringfence.core.state.StateFormatException;
import io.ringfence.core.state.StateImage;
import io.ringfence.core.testkit.StateBytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** What is written can be read, in any number, and what cannot be is refused with words. */
final class DeliveryStateTest {
    private static final int ACCOUNTS = 1_000;
    private static final int EVENTS_EACH = 100;

    /** Something in each state. */
    private static DeliveryBench mixed() {
        DeliveryBench bench = new DeliveryBench();
        bench.open(1);
        for (int i = 0; i < 4; i++) {
            bench.publish(Submission.of("offered and waiting " + i).by(ACTIVE_SESSION), 1, 2);
        }
        bench.at(105);
        bench.open(1);
        bench.publish(Submission.of("attempted").by(TELEGRAM).with(DeliveryPriority.CRITICAL), 1, 2, 3);
        bench.answer(5, 1, 1, TELEGRAM, AttemptOutcome.LATER);
        bench.answer(5, 2, 1, TELEGRAM, AttemptOutcome.FAILED);
        bench.publish(Submission.of("scheduled").scheduledFor(900, LateStart.SKIP), 4);
        bench.publish(Submission.of("conditional").conditional(), 4, 5);
        bench.publish(Submission.of("decision").deciding(3), 4);
        bench.publish(Submission.of("going out").by(TELEGRAM), DeliveryBench.accounts(1, 90));
        return bench;
    }

    private static StateBytes written(Deliveries deliveries) {
        StateBytes written = new StateBytes();
        deliveries.writeTo(written);
        return written;
    }

    @Property(tries = 2_000)
    void shouldRefuseWithWordsWhatCannotBe(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        StateBytes written = written(mixed().deliveries);
        int place = random.nextInt(written.size());
        long value = random.nextBoolean() ? random.nextInt(-3, 300) : random.nextLong();
        Deliveries other = new Deliveries(new CountingOutputs());
        try {
            other.readFrom(written.sourceWith(place, value));
        } catch (StateFormatException e) {
            assertTrue(e.getMessage().length() > 10, e.getMessage());
        }
    }

    @Test
    void shouldRefuseWhatIsCutOff() {
        StateBytes written = written(mixed().deliveries);
        for (int size = 0; size < written.size(); size++) {
            StateBytes.Reader source = written.source(size);
            assertThrows(StateFormatException.class, () -> new Deliveries(new CountingOutputs()).readFrom(source));
        }
    }

    @Test
    void shouldGoOnWhereItStoodWhenWorkIsLeft() {
        DeliveryBench bench = new DeliveryBench();
        bench.publish(Submission.of("going out").by(TELEGRAM), DeliveryBench.accounts(1, 200));
        bench.publish(Submission.of("decision").deciding(3).by(TELEGRAM), 1, 2);
        Told told = new Told();
        Deliveries other = new Deliveries(told.outputs());
        other.readFrom(written(bench.deliveries).source());
        List<String> lines = new ArrayList<>();
        List<String> otherLines = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            assertEquals(bench.deliveries.nextDeadlineNs(), other.nextDeadlineNs());
            lines.addAll(bench.at(100));
            other.beginEvent(100);
            other.fireDue();
            otherLines.addAll(told.take());
        }
        assertEquals(lines, otherLines);
        assertTrue(lines.contains("2 is to be an order"));
        assertEquals(written(bench.deliveries), written(other));
    }

    @Test
    void shouldStandTheSameWhenReadBackWithAHundredThousandPending(TestReporter reporter) {
        Deliveries deliveries = crowded();
        StateImage image = new StateImage();
        long beginNs = System.nanoTime();
        deliveries.writeTo(image);
        long writtenNs = System.nanoTime();
        Deliveries other = new Deliveries(new CountingOutputs());
        other.readFrom(image.source(StateFormat.VERSION));
        long readNs = System.nanoTime();
        StateImage again = new StateImage();
        other.writeTo(again);

        assertEquals(image.bytes(), again.bytes());
        assertEquals(ACCOUNTS * EVENTS_EACH, other.eventCount());
        assertEquals(ACCOUNTS * EVENTS_EACH, other.deliveryCount());
        assertEquals(deliveries.eventBytes(), other.eventBytes());
        int bytesEach = image.bytes().remaining() / other.eventCount();
        long messageBytes = deliveries.eventBytes() / other.eventCount();
        // Beside its message: what stands of the event and of its delivery, a word each.
        assertTrue(bytesEach <= messageBytes + 30 * Long.BYTES, () -> bytesEach + " bytes an event");
        reporter.publishEntry(Map.of(
                "bytes each", String.valueOf(bytesEach),
                "written in ms", String.valueOf((writtenNs - beginNs) / 1_000_000),
                "read in ms", String.valueOf((readNs - writtenNs) / 1_000_000)));
    }

    /** A thousand accounts, each with a hundred critical events of its own that wait. */
    private static Deliveries crowded() {
        Deliveries deliveries = new Deliveries(new CountingOutputs());
        deliveries.beginEvent(100);
        deliveries.onNodeStarted(DeliveryLimits.defaults());
        int[] account = new int[1];
        long id = 0;
        for (int event = 0; event < EVENTS_EACH; event++) {
            for (int i = 1; i <= ACCOUNTS; i++) {
                UnsafeBuffer message = Submission.of("event-" + ++id)
                        .by(ACTIVE_SESSION)
                        .with(DeliveryPriority.CRITICAL)
                        .withPayload(100)
                        .encode();
                account[0] = i;
                deliveries.beginEvent(100 + id);
                deliveries.fireDue();
                deliveries.publish(id, message, 0, message.capacity(), account, 1);
            }
        }
        return deliveries;
    }
}
