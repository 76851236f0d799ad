package io.ringfence.transport.zeromq;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.InvalidProtocolBufferException;
import io.ringfence.transport.zeromq.UserEvent.Preference;
import io.ringfence.transport.zeromq.Wire.Ack;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The hand-written reader and writer against protobuf's own. */
class UserEventPropertyTest {
    private static final int MAX_CHANNELS = 8;

    @Property(tries = 1_000)
    void shouldReadWhatProtobufWroteWhenAnEventIsWellFormed(@ForAll("events") UserEvent event) throws Exception {
        byte[] bytes = Wire.encode(event);
        // Somewhere in a frame, as the type byte stands before it.
        byte[] frame = new byte[bytes.length + 5];
        Arrays.fill(frame, (byte) 0xFF);
        System.arraycopy(bytes, 0, frame, 3, bytes.length);
        assertEquals(Wire.text(event), Wire.text(UserEventDecoder.decode(frame, 3, bytes.length)));
    }

    /** A message behind another is the two joined, as protobuf has it. */
    @Property(tries = 500)
    void shouldJoinAsProtobufDoesWhenFieldsComeTwice(
            @ForAll("events") UserEvent first, @ForAll("events") UserEvent second) throws Exception {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.write(Wire.encode(first));
        both.write(Wire.encode(second));
        assertSame(both.toByteArray());
    }

    /** Bytes changed, cut out, put in, of messages and of none: both read the same, or both read nothing. */
    @Property(tries = 3_000)
    void shouldAgreeWithProtobufWhenBytesAreSpoilt(@ForAll("events") UserEvent event, @ForAll long seed)
            throws Exception {
        Random random = new Random(seed);
        byte[] bytes = Wire.encode(event);
        for (int change = random.nextInt(4); change >= 0; change--) {
            bytes = spoilt(bytes, random);
        }
        assertSame(bytes);
    }

    @Property(tries = 1_000)
    void shouldAgreeWithProtobufWhenBytesMeanNothing(@ForAll byte[] bytes) throws Exception {
        assertSame(bytes);
    }

    private static byte[] spoilt(byte[] bytes, Random random) {
        int at = random.nextInt(bytes.length + 1);
        switch (random.nextInt(4)) {
            case 0 -> {
                return Arrays.copyOf(bytes, at);
            }
            case 1 -> {
                byte[] changed = bytes.clone();
                if (at < bytes.length) {
                    changed[at] = (byte) random.nextInt();
                }
                return changed;
            }
            case 2 -> {
                byte[] longer = new byte[bytes.length + 1];
                System.arraycopy(bytes, 0, longer, 0, at);
                longer[at] = (byte) random.nextInt();
                System.arraycopy(bytes, at, longer, at + 1, bytes.length - at);
                return longer;
            }
            default -> {
                int end = at + random.nextInt(bytes.length - at + 1);
                byte[] shorter = new byte[bytes.length - (end - at)];
                System.arraycopy(bytes, 0, shorter, 0, at);
                System.arraycopy(bytes, end, shorter, at, bytes.length - end);
                return shorter;
            }
        }
    }

    private static void assertSame(byte[] bytes) {
        Optional<String> expected;
        try {
            UserEvent event = Wire.decode(bytes);
            expected = event.channels().size() > MAX_CHANNELS ? Optional.empty() : Optional.of(Wire.text(event));
        } catch (InvalidProtocolBufferException notProtobuf) {
            expected = Optional.empty();
        }
        Optional<String> actual;
        try {
            actual = Optional.of(Wire.text(UserEventDecoder.decode(bytes, 0, bytes.length)));
        } catch (BadEventException bad) {
            actual = Optional.empty();
        }
        assertEquals(expected, actual);
    }

    @Property(tries = 300)
    void shouldKnowTheEventsIdWhenWhatStandsBehindItCannotBeRead(@ForAll("events") UserEvent event) {
        UserEvent head = new UserEvent(event.userId(), event.eventId(), 0, 0, new byte[0], 0, List.of());
        byte[] bytes = Wire.encode(head);
        byte[] broken = Arrays.copyOf(bytes, bytes.length + 1);
        // A varint that does not end.
        broken[bytes.length] = (byte) 0xFF;
        try {
            UserEventDecoder.decode(broken, 0, broken.length);
        } catch (BadEventException bad) {
            assertEquals(event.eventId(), bad.eventId());
            return;
        }
        throw new AssertionError("it was read");
    }

    @Property(tries = 500)
    void shouldWriteAcksThatProtobufReadsWhenTheyAreWritten(
            @ForAll("text") String eventId, @ForAll AckStatus status, @ForAll("text") String errorMessage) {
        byte[] ack = EventAckEncoder.encode(1, eventId, status, errorMessage);
        ack[0] = WireMessage.EVENT_ACK;
        assertEquals(new Ack(eventId, status.name(), errorMessage), Wire.ack(ack));
    }

    @Property(tries = 1)
    void shouldHaveTheNumbersOfTheProtocolWhenTheShippedFileIsRead() {
        StringBuilder text = new StringBuilder();
        ProtoFile.file().getMessageTypes().forEach(message -> {
            text.append(message.getFullName());
            message.getFields()
                    .forEach(field ->
                            text.append(' ').append(field.getName()).append(' ').append(field.getNumber()));
            text.append('\n');
        });
        ProtoFile.file().getEnumTypes().forEach(constants -> {
            text.append(constants.getName());
            constants
                    .getValues()
                    .forEach(constant -> text.append(' ')
                            .append(constant.getName())
                            .append(' ')
                            .append(constant.getNumber()));
            text.append('\n');
        });
        assertEquals("""
                dexorder.events.UserEvent user_id 1 event_id 2 timestamp 3 event_type 4 payload 5 delivery 6
                dexorder.events.DeliverySpec priority 1 channels 2
                dexorder.events.ChannelPreference channel 1 only_if_active 2
                dexorder.events.EventAck event_id 1 status 2 error_message 3
                EventType ORDER_PLACED 0 ORDER_FILLED 1 ORDER_CANCELLED 2 ALERT_TRIGGERED 3 POSITION_UPDATED 4 WORKSPACE_CHANGED 5 STRATEGY_LOG 6
                Priority INFORMATIONAL 0 NORMAL 1 CRITICAL 2
                ChannelType ACTIVE_SESSION 0 WEB 1 TELEGRAM 2 EMAIL 3 PUSH 4
                AckStatus DELIVERED 0 QUEUED 1 ERROR 2
                """, text.toString());
    }

    @Provide
    Arbitrary<String> text() {
        return Arbitraries.strings()
                .ofMaxLength(40)
                .filter(text -> text.chars().noneMatch(c -> Character.isSurrogate((char) c)));
    }

    @Provide
    Arbitrary<UserEvent> events() {
        Arbitrary<Integer> constants = Arbitraries.oneOf(Arbitraries.integers().between(0, 7), Arbitraries.integers());
        Arbitrary<List<Preference>> channels = Combinators.combine(constants, Arbitraries.of(true, false))
                .as(Preference::new)
                .list()
                .ofMaxSize(MAX_CHANNELS);
        return Combinators.combine(
                        text(),
                        text(),
                        Arbitraries.longs(),
                        constants,
                        Arbitraries.bytes().array(byte[].class).ofMaxSize(60),
                        constants,
                        channels)
                .as(UserEvent::new);
    }
}
