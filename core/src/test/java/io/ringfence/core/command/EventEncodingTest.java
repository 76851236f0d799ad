package io.ringfence.core.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.event.AttemptOutcome;
import io.ringfence.core.event.Comparison;
import io.ringfence.core.event.ConditionAction;
import io.ringfence.core.event.ConditionCreatedDecoder;
import io.ringfence.core.event.ConditionField;
import io.ringfence.core.event.ConditionNodeKind;
import io.ringfence.core.event.DeliveryAttemptedDecoder;
import io.ringfence.core.event.DeliveryChannel;
import io.ringfence.core.event.DeliveryPolicySetDecoder;
import io.ringfence.core.event.DeliveryPriority;
import io.ringfence.core.event.EventSubmittedDecoder;
import io.ringfence.core.event.Flag;
import io.ringfence.core.event.GroupDefinedDecoder;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.event.UserEventType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** What was encoded reads back, whatever the buffer held before. */
class EventEncodingTest {
    private static final long NO_TIME = EventSubmittedDecoder.triggerTimeNsNullValue();

    private final EventEncoding encoding = new EventEncoding();
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[EventEncoding.MAX_EVENT_BYTES]);
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();

    private static NewEvent read(UnsafeBuffer from, int offset) {
        EventSubmittedDecoder event =
                new EventSubmittedDecoder().wrapAndApplyHeader(from, offset, new MessageHeaderDecoder());
        List<ChannelChoice> channels = new ArrayList<>();
        event.channels()
                .forEach(
                        choice -> channels.add(new ChannelChoice(choice.channel(), choice.onlyIfActive() == Flag.YES)));
        List<String> targets = new ArrayList<>();
        event.targets().forEach(target -> targets.add(target.target()));
        List<String> tags = new ArrayList<>();
        event.tags().forEach(tag -> tags.add(tag.tag()));
        String title = event.title();
        byte[] payload = new byte[event.payloadLength()];
        event.getPayload(payload, 0, payload.length);
        byte[] order = new byte[event.orderLength()];
        event.getOrder(order, 0, order.length);
        return new NewEvent(
                event.accountId(),
                event.eventKey(),
                event.kind(),
                event.priority(),
                event.urgency(),
                event.eventType(),
                event.typeName(),
                event.sourceId(),
                event.createdTimeNs(),
                time(event.triggerTimeNs()),
                time(event.expireTimeNs()),
                event.lateStart(),
                channels,
                targets,
                tags,
                title,
                event.payloadForm(),
                payload,
                order);
    }

    private static OptionalLong time(long timeNs) {
        return timeNs == NO_TIME ? OptionalLong.empty() : OptionalLong.of(timeNs);
    }

    /** Arrays are equal by what is in them. */
    private static void assertSame(NewEvent expected, NewEvent actual) {
        assertArrayEquals(expected.payload(), actual.payload());
        assertArrayEquals(expected.order(), actual.order());
        String text = expected.toString().replaceAll("payload=\\[B@\\w+, order=\\[B@\\w+", "");
        assertEquals(text, actual.toString().replaceAll("payload=\\[B@\\w+, order=\\[B@\\w+", ""));
    }

    @Property(tries = 300)
    void shouldReadBackAnEventWhateverIsInIt(@ForAll long seed) {
        Random random = new Random(seed);
        NewEvent event = new RandomEvents(random).next(random.nextBoolean());
        random.nextBytes(buffer.byteArray());
        int length = MessageHeaderDecoder.ENCODED_LENGTH + encoding.eventSubmitted(buffer, event, "c-1");
        assertTrue(length <= EventForm.MAX_BYTES);
        assertSame(event, read(buffer, 0));
        EventSubmittedDecoder decoder = new EventSubmittedDecoder().wrapAndApplyHeader(buffer, 0, header);
        assertEquals("c-1", decoder.commandId());
        assertEquals(length, MessageHeaderDecoder.ENCODED_LENGTH + decoder.sbeDecodedLength());
    }

    @Test
    void shouldPutTheEventBehindTheNodesWhenItWaitsForACondition() {
        NewCondition condition = new NewCondition(
                "dip",
                3,
                List.of(new NewCondition.Node(
                        ConditionNodeKind.PRICE, 1, ConditionField.LAST, Comparison.LESS, 800, 0)),
                5,
                false,
                ConditionAction.ALERT,
                9);
        NewEvent event = new RandomEvents(new Random(3)).next(true);
        Arrays.fill(buffer.byteArray(), (byte) 7);
        int length = encoding.conditionalEvent(buffer, condition, event, "c-2");
        ConditionCreatedDecoder created = new ConditionCreatedDecoder().wrapAndApplyHeader(buffer, 0, header);
        assertEquals(
                "dip 3 5 EVENT 0 NO c-2",
                created.name() + " " + created.accountId() + " " + created.hysteresisRatio() + " " + created.action()
                        + " " + created.strategyId() + " " + created.isRepeating() + " " + created.commandId());
        ConditionCreatedDecoder.NodesDecoder node = created.nodes().next();
        assertEquals("1 800 LESS", node.instrumentId() + " " + node.value() + " " + node.comparison());
        UnsafeBuffer submitted = new UnsafeBuffer(0, 0);
        created.wrapSubmitted(submitted);
        assertSame(event, read(submitted, 0));
        assertEquals(length, created.encodedLength());
    }

    @Test
    void shouldCutTheChannelsWordsToALabel() {
        encoding.deliveryAttempted(
                buffer,
                5,
                2,
                3,
                DeliveryChannel.EMAIL,
                AttemptOutcome.LATER,
                70,
                "\u20ac 4.7.0 try again later, the box is full");
        DeliveryAttemptedDecoder attempted = new DeliveryAttemptedDecoder().wrapAndApplyHeader(buffer, 0, header);
        assertEquals(
                "5 2 3 EMAIL LATER 70 ? 4.7.0 try again later, the box",
                attempted.eventId() + " " + attempted.accountId() + " " + attempted.attempt() + " "
                        + attempted.channel() + " " + attempted.outcome() + " " + attempted.retryAfterNs() + " "
                        + attempted.detail());
    }

    @Test
    void shouldEncodePoliciesAndGroups() {
        encoding.deliveryPolicySet(
                buffer,
                4,
                UserEventType.ORDER_FILLED,
                DeliveryPriority.CRITICAL,
                List.of(new ChannelChoice(DeliveryChannel.ACTIVE_SESSION, true)),
                "c-3");
        DeliveryPolicySetDecoder policy = new DeliveryPolicySetDecoder().wrapAndApplyHeader(buffer, 0, header);
        assertEquals(
                "4 ORDER_FILLED CRITICAL c-3",
                policy.accountId() + " " + policy.eventType() + " " + policy.priority() + " " + policy.commandId());
        DeliveryPolicySetDecoder.ChannelsDecoder channels = policy.channels();
        assertEquals(1, channels.count());
        channels.next();
        assertEquals("ACTIVE_SESSION YES", channels.channel() + " " + channels.onlyIfActive());

        encoding.groupDefined(buffer, "desk", List.of("ann", "bob"));
        GroupDefinedDecoder group = new GroupDefinedDecoder().wrapAndApplyHeader(buffer, 0, header);
        assertEquals("desk", group.name());
        List<String> members = new ArrayList<>();
        group.members().forEach(member -> members.add(member.member()));
        assertEquals(List.of("ann", "bob"), members);
        assertThrows(
                IllegalArgumentException.class,
                () -> encoding.groupDefined(buffer, "desk", Collections.nCopies(513, "ann")));
        assertTrue(encoding.groupDefined(buffer, "desk", Collections.nCopies(512, "x".repeat(32))) > 16_000);
    }

    @Test
    void shouldSayWhichPartOfAnEventIsTooLarge() {
        NewEvent event = new RandomEvents(new Random(1)).next(false);
        String problem = assertThrows(
                        IllegalArgumentException.class,
                        () -> new NewEvent(
                                event.accountId(),
                                "k",
                                event.kind(),
                                event.priority(),
                                event.urgency(),
                                event.eventType(),
                                "",
                                "",
                                0,
                                OptionalLong.empty(),
                                OptionalLong.empty(),
                                event.lateStart(),
                                event.channels(),
                                event.targets(),
                                event.tags(),
                                "\u20ac".repeat(171),
                                event.payloadForm(),
                                event.payload(),
                                event.order()))
                .getMessage();
        assertEquals("event k: title = 513 bytes: expected at most 512", problem);
    }
}
