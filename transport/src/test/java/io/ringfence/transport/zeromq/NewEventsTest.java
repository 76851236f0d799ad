package io.ringfence.transport.zeromq;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringfence.core.command.ChannelChoice;
import io.ringfence.core.command.NewEvent;
import io.ringfence.core.event.DeliveryChannel;
import io.ringfence.core.event.DeliveryPriority;
import io.ringfence.core.event.EventKind;
import io.ringfence.core.event.PayloadForm;
import io.ringfence.core.event.UserEventType;
import io.ringfence.transport.zeromq.UserEvent.Preference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NewEventsTest {
    private static final long NOW_NS = 123_456_789_012_345_678L;

    private final NewEvents events = new NewEvents(100, () -> NOW_NS, name -> name);

    private NewEvent of(int type, int priority, String payload, Preference... channels) throws BadEventException {
        return events.of(new UserEvent("ann", "e-1", 5, type, payload.getBytes(), priority, List.of(channels)));
    }

    @Test
    void shouldBeAnImmediateOneOfTheOperatorsToTheUserWhenItIsWellFormed() throws BadEventException {
        NewEvent event = of(3, 2, "{ \"a\": 1 }", new Preference(0, false), new Preference(2, true));
        assertEquals(
                List.of(
                        0,
                        "e-1",
                        EventKind.IMMEDIATE,
                        DeliveryPriority.CRITICAL,
                        UserEventType.ALERT_TRIGGERED,
                        "zeromq",
                        5_000_000L,
                        List.of("ann"),
                        PayloadForm.JSON),
                List.of(
                        event.accountId(),
                        event.eventKey(),
                        event.kind(),
                        event.priority(),
                        event.eventType(),
                        event.sourceId(),
                        event.createdTimeNs(),
                        event.targets(),
                        event.payloadForm()));
        assertEquals(
                List.of(
                        new ChannelChoice(DeliveryChannel.ACTIVE_SESSION, false),
                        new ChannelChoice(DeliveryChannel.TELEGRAM, true)),
                event.channels());
        assertArrayEquals("{\"a\":1}".getBytes(), event.payload());
    }

    @Test
    void shouldHaveAConstantForEachOfTheProtocolsWhenItIsByItsNumber() throws BadEventException {
        List<String> types = new ArrayList<>();
        for (int number = 0; number <= 6; number++) {
            types.add(of(number, 0, "").eventType().name());
        }
        assertEquals(names("EventType"), types);
        List<String> priorities = new ArrayList<>();
        for (int number = 0; number <= 2; number++) {
            priorities.add(of(0, number, "").priority().name());
        }
        assertEquals(names("Priority"), priorities);
        List<String> channels = new ArrayList<>();
        for (int number = 0; number <= 4; number++) {
            channels.add(of(0, 0, "", new Preference(number, false))
                    .channels()
                    .get(0)
                    .channel()
                    .name());
        }
        assertEquals(names("ChannelType"), channels);
    }

    private static List<String> names(String constants) {
        return ProtoFile.file().findEnumTypeByName(constants).getValues().stream()
                .map(constant -> constant.getName())
                .toList();
    }

    @Test
    void shouldFillInWhatIsLeftOutWhenTheEventIsTheLeast() throws BadEventException {
        NewEvent event = events.of(new UserEvent("ann", "e-1", 0, 0, new byte[0], 0, List.of()));
        assertEquals(NOW_NS, event.createdTimeNs());
        assertEquals(List.of(new ChannelChoice(DeliveryChannel.ACTIVE_SESSION, false)), event.channels());
        assertEquals(PayloadForm.NONE, event.payloadForm());
        assertEquals(DeliveryPriority.INFORMATIONAL, event.priority());
    }

    @Test
    void shouldBeBytesWhenThePayloadIsNoJsonObject() throws BadEventException {
        NewEvent event = of(0, 0, "[1]");
        assertEquals(PayloadForm.BYTES, event.payloadForm());
        assertArrayEquals("[1]".getBytes(), event.payload());
    }
}
