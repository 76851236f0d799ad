package io.ringfence.core.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.event.EventFields;
import io.ringfence.core.event.EventKind;
import io.ringfence.core.event.EventSubmittedDecoder;
import io.ringfence.core.event.EventSubmittedEncoder;
import io.ringfence.core.event.EventType;
import io.ringfence.core.event.FieldVisitor;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.event.MessageHeaderEncoder;
import io.ringfence.core.event.OrderRequestedDecoder;
import io.ringfence.core.event.Verdict;
import io.ringfence.core.testkit.EventBuilder;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What holds can be read by anyone; what does not is found out without a look beyond its end. */
class EventFormTest {
    private static final int HEADER = MessageHeaderDecoder.ENCODED_LENGTH;

    private final EventForm form = new EventForm();

    private static byte[] encode(NewEvent event) {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[EventEncoding.MAX_EVENT_BYTES]);
        return Arrays.copyOf(buffer.byteArray(), HEADER + new EventEncoding().eventSubmitted(buffer, event, "c"));
    }

    private static byte[] any(long seed, boolean isConditional) {
        return encode(new RandomEvents(new Random(seed)).next(isConditional));
    }

    /** A buffer that ends with the message, so that a look beyond it fails. */
    private Verdict judge(byte[] message, boolean isConditional) {
        return form.judge(new UnsafeBuffer(message), 0, message.length, isConditional);
    }

    @Property(tries = 300)
    void shouldTakeEveryEventWhosePartsFit(@ForAll long seed, @ForAll boolean isConditional) {
        byte[] message = any(seed, isConditional);
        assertEquals(Verdict.ACCEPTED, judge(message, isConditional));
        assertEquals(Verdict.INVALID_EVENT, judge(message, !isConditional));
        byte[] within = new byte[message.length + 30];
        System.arraycopy(message, 0, within, 17, message.length);
        assertEquals(Verdict.ACCEPTED, form.judge(new UnsafeBuffer(within), 17, message.length, isConditional));
    }

    @Property(tries = 50)
    void shouldRefuseEveryEventThatIsCutShortOrHasMore(@ForAll long seed) {
        byte[] message = any(seed, false);
        for (int length = 0; length < message.length; length += 1 + length / 300) {
            assertEquals(Verdict.INVALID_EVENT, judge(Arrays.copyOf(message, length), false));
        }
        assertEquals(Verdict.INVALID_EVENT, judge(Arrays.copyOf(message, message.length + 1), false));
    }

    /** Whatever bytes are others: what still passes reads from end to end, enums and orders included. */
    @Property(tries = 2_000)
    void shouldPassNothingThatCannotBeRead(@ForAll long seed) {
        Random random = new Random(seed);
        boolean isConditional = random.nextInt(4) == 0;
        byte[] message = any(seed, isConditional);
        // Mostly where lengths and enums are, less in the payload.
        int range = random.nextBoolean() ? message.length : Math.min(message.length, HEADER + 260);
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            message[random.nextInt(range)] = (byte) (random.nextBoolean() ? random.nextInt(3) : random.nextInt());
        }
        if (judge(message, isConditional) == Verdict.ACCEPTED) {
            Reader reader = new Reader();
            EventFields fields = new EventFields();
            assertEquals(EventType.EVENT_SUBMITTED, fields.visit(new UnsafeBuffer(message), 0, reader));
            EventSubmittedDecoder event = new EventSubmittedDecoder()
                    .wrapAndApplyHeader(new UnsafeBuffer(message), 0, new MessageHeaderDecoder());
            assertEquals(message.length - HEADER, event.sbeDecodedLength());
            assertNotEquals("", event.eventKey());
            assertTrue(reader.channels > 0 && reader.targets > 0);
        }
    }

    /** Looks at what is carried as well. */
    private static final class Reader implements FieldVisitor {
        int channels;
        int targets;

        @Override
        public FieldVisitor beginGroup(String name, int entryCount) {
            channels += name.equals("channels") ? entryCount : 0;
            targets += name.equals("targets") ? entryCount : 0;
            return this;
        }

        @Override
        public void absent(String name) {
            assertTrue(name.matches("triggerTime|expireTime"), name);
        }

        @Override
        public void message(String name, DirectBuffer value) {
            if (value.capacity() > 0) {
                assertEquals(EventType.ORDER_REQUESTED, new EventFields().visit(value, 0, new FieldVisitor() {}));
                OrderRequestedDecoder order =
                        new OrderRequestedDecoder().wrapAndApplyHeader(value, 0, new MessageHeaderDecoder());
                assertEquals(value.capacity(), HEADER + order.sbeDecodedLength());
            }
        }
    }

    private Verdict changed(Consumer<EventSubmittedEncoder> change) {
        byte[] message = simple(EventKind.IMMEDIATE);
        change.accept(new EventSubmittedEncoder().wrap(new UnsafeBuffer(message), HEADER));
        return judge(message, false);
    }

    private static byte[] simple(EventKind kind) {
        EventBuilder event = new EventBuilder("key-1");
        return encode((kind == EventKind.SCHEDULED ? event.at(50).expires(60) : event.kind(kind)).build());
    }

    @Test
    void shouldRefuseAnEventWhosePartsDoNotFit() {
        assertEquals(Verdict.ACCEPTED, changed(event -> {}));
        assertEquals(Verdict.INVALID_EVENT, changed(event -> event.urgency((short) 0)));
        assertEquals(Verdict.INVALID_EVENT, changed(event -> event.urgency((short) 11)));
        assertEquals(Verdict.INVALID_EVENT, changed(event -> event.triggerTimeNs(5)));
        assertEquals(Verdict.INVALID_EVENT, changed(event -> event.typeName("")));
        assertEquals(Verdict.INVALID_EVENT, changed(event -> event.eventKey("")));
        assertEquals(Verdict.INVALID_EVENT, changed(event -> event.eventKey("rf-5.1")));
        assertEquals(Verdict.INVALID_EVENT, changed(event -> event.eventKey("a b")));
        assertEquals(Verdict.ACCEPTED, changed(event -> event.eventKey("rf")));
        assertEquals(
                Verdict.INVALID_EVENT, changed(event -> event.eventKey("key").eventKey(5, (byte) 'x')));
        byte[] scheduled = simple(EventKind.SCHEDULED);
        assertEquals(Verdict.ACCEPTED, judge(scheduled, false));
        new EventSubmittedEncoder().wrap(new UnsafeBuffer(scheduled), HEADER).triggerTimeNs(60);
        assertEquals(Verdict.INVALID_EVENT, judge(scheduled, false));
        new EventSubmittedEncoder()
                .wrap(new UnsafeBuffer(scheduled), HEADER)
                .triggerTimeNs(EventSubmittedEncoder.triggerTimeNsNullValue());
        assertEquals(Verdict.INVALID_EVENT, judge(scheduled, false));
    }

    @ParameterizedTest
    @CsvSource({"3", "5", "65535"})
    void shouldRefuseAnotherVersionThanItsOwnAndTheNewest(int version) {
        byte[] message = simple(EventKind.IMMEDIATE);
        new MessageHeaderEncoder().wrap(new UnsafeBuffer(message), 0).version(version);
        assertEquals(Verdict.INVALID_EVENT, judge(message, false));
    }

    @Test
    void shouldRefuseAnOrderThatIsNoneOrAnotherAccounts() {
        EventBuilder event = new EventBuilder("d").by(2);
        byte[] order = RandomEvents.order(2);
        assertEquals(Verdict.ACCEPTED, judge(encode(event.orderBytes(order).build()), false));
        assertEquals(
                Verdict.INVALID_EVENT,
                judge(encode(event.orderBytes(RandomEvents.order(3)).build()), false));
        for (int at = 0; at < HEADER; at++) {
            byte[] other = order.clone();
            other[at]++;
            assertEquals(
                    Verdict.INVALID_EVENT, judge(encode(event.orderBytes(other).build()), false));
        }
        byte[] noSide = order.clone();
        noSide[HEADER + OrderRequestedDecoder.sideEncodingOffset()] = (byte) 255;
        assertEquals(
                Verdict.INVALID_EVENT, judge(encode(event.orderBytes(noSide).build()), false));
        assertEquals(
                Verdict.INVALID_EVENT,
                judge(encode(event.orderBytes(order).kind(EventKind.IMMEDIATE).build()), false));
        assertEquals(
                Verdict.INVALID_EVENT,
                judge(encode(event.orderBytes(Arrays.copyOf(order, 5)).build()), false));
    }
}
