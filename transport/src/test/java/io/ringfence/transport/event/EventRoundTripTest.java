package io.ringfence.transport.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.ringfence.core.command.EventForm;
import io.ringfence.core.command.NewCondition;
import io.ringfence.core.command.NewOrder;
import io.ringfence.core.command.TermsSpec;
import io.ringfence.core.event.Comparison;
import io.ringfence.core.event.ConditionAction;
import io.ringfence.core.event.ConditionCreatedDecoder;
import io.ringfence.core.event.ConditionField;
import io.ringfence.core.event.ConditionNodeKind;
import io.ringfence.core.event.EventSubmittedDecoder;
import io.ringfence.core.event.EventSubmittedDecoder.ChannelsDecoder;
import io.ringfence.core.event.EventSubmittedDecoder.TagsDecoder;
import io.ringfence.core.event.EventSubmittedDecoder.TargetsDecoder;
import io.ringfence.core.event.LateStart;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.event.OrderRequestedDecoder;
import io.ringfence.core.event.PayloadForm;
import io.ringfence.core.event.Side;
import io.ringfence.core.event.StopUnit;
import io.ringfence.core.event.TriggerSource;
import io.ringfence.core.event.Verdict;
import io.ringfence.transport.command.Calendars;
import io.ringfence.transport.command.Command;
import io.ringfence.transport.command.CommandReader;
import io.ringfence.transport.command.OtherCommand;
import io.ringfence.transport.command.OtherCommand.Encoded;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.agrona.concurrent.UnsafeBuffer;

/** From what a client writes to what the core is told, against what the event's maker says of it. */
final class EventRoundTripTest {
    private static final int SENDER = 7;
    private static final long CREATED_NS = 1_767_323_045_000_000_001L;
    private static final String KEY = "019b7d3a-5c2e-7a31-9d5e-0c6a4f0e8b11";

    private final EventMessages messages = new EventMessages(EventConfig.defaults(), new CommandReader(Calendars.NONE));

    /** The one instrument, the one name. */
    private static final class OneOfEach implements OtherCommand.Names {
        @Override
        public String account() {
            return "sender";
        }

        @Override
        public NewOrder order(Command.PlaceOrder order) {
            TermsSpec.Stop none =
                    new TermsSpec.Stop(StopUnit.LEVEL, 0, false, OptionalLong.empty(), OptionalLong.empty());
            TermsSpec terms = new TermsSpec(
                    order.terms().quantity(),
                    new TermsSpec.Times(OptionalLong.empty(), OptionalLong.empty(), 0, 0, LateStart.FIRE),
                    none,
                    Optional.empty(),
                    false,
                    0);
            return new NewOrder(
                    0, 0, SENDER, order.side(), order.limitPrice(), terms, false, TriggerSource.LAST, false);
        }

        @Override
        public List<NewCondition.Node> condition(List<Command.Node> nodes) {
            return nodes.stream()
                    .map(node -> new NewCondition.Node(
                            node.kind(), 0, node.field(), node.comparison(), node.value(), node.operandCount()))
                    .toList();
        }
    }

    @Property(tries = 1_000)
    void shouldTellTheCoreWhatTheClientWrote(@ForAll long seed) throws Exception {
        RandomEvent random = new RandomEvent(seed);
        boolean isBare = seed % 2 == 0;
        String json = isBare ? random.json() : "{\"type\":\"event\",\"id\":7,\"event\":" + random.json() + "}";
        EventAsked asked = messages.read("event", Map.of(), json.getBytes(StandardCharsets.UTF_8), isBare);
        EventAsked.Submit submit = assertInstanceOf(EventAsked.Submit.class, asked, () -> asked + " of " + json);
        EventCommand.Submit command = new EventCommand.Submit(SENDER, KEY, CREATED_NS, submit.event());
        Encoded encoded = command.resolve(new OneOfEach()).encode("c-1");
        assertEquals(random.expected, told(encoded), json);
    }

    private static Map<String, Object> told(Encoded encoded) {
        MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(encoded.buffer(), 0);
        boolean isConditional = header.templateId() == ConditionCreatedDecoder.TEMPLATE_ID;
        UnsafeBuffer message = new UnsafeBuffer(encoded.buffer(), 0, encoded.length());
        String commandId;
        if (isConditional) {
            ConditionCreatedDecoder condition = new ConditionCreatedDecoder();
            condition.wrapAndApplyHeader(message, 0, header);
            commandId = condition.commandId();
            checkCondition(condition);
            UnsafeBuffer carried = new UnsafeBuffer(0, 0);
            condition.wrapSubmitted(carried);
            message = carried;
        } else {
            commandId = new EventSubmittedDecoder()
                    .wrapAndApplyHeader(message, 0, header)
                    .commandId();
        }
        assertEquals("c-1", commandId);
        assertEquals(Verdict.ACCEPTED, new EventForm().judge(message, 0, message.capacity(), isConditional));
        Map<String, Object> told = fields(message);
        told.put("isConditional", isConditional);
        return told;
    }

    private static void checkCondition(ConditionCreatedDecoder condition) {
        assertEquals(KEY.replace("-", ""), condition.name());
        assertEquals(ConditionAction.EVENT, condition.action());
        assertEquals(SENDER, condition.accountId());
        ConditionCreatedDecoder.NodesDecoder node = condition.nodes();
        assertEquals(1, node.count());
        node.next();
        assertEquals(ConditionNodeKind.PRICE, node.kind());
        assertEquals(ConditionField.LAST, node.field());
        assertEquals(Comparison.LESS, node.comparison());
        assertEquals(5_00000000L, node.value());
    }

    private static Map<String, Object> fields(UnsafeBuffer message) {
        EventSubmittedDecoder event = new EventSubmittedDecoder();
        event.wrapAndApplyHeader(message, 0, new MessageHeaderDecoder());
        assertEquals(SENDER + KEY + CREATED_NS, event.accountId() + event.eventKey() + event.createdTimeNs());
        Map<String, Object> told = new TreeMap<>();
        told.put("kind", event.kind().name());
        told.put("lateStart", event.lateStart().name());
        told.put(
                "triggerTimeNs",
                event.triggerTimeNs() == EventSubmittedDecoder.triggerTimeNsNullValue() ? null : event.triggerTimeNs());
        told.put(
                "expireTimeNs",
                event.expireTimeNs() == EventSubmittedDecoder.expireTimeNsNullValue() ? null : event.expireTimeNs());
        told.put("urgency", (int) event.urgency());
        told.put("priority", event.priority().name());
        told.put("eventType", event.eventType().name());
        told.put("typeName", event.typeName());
        told.put("sourceId", event.sourceId());
        PayloadForm form = event.payloadForm();
        List<String> channels = new ArrayList<>();
        for (ChannelsDecoder channel = event.channels(); channel.hasNext(); ) {
            channel.next();
            channels.add(channel.channel() + " " + channel.onlyIfActive());
        }
        told.put("channels", channels);
        List<String> targets = new ArrayList<>();
        for (TargetsDecoder target = event.targets(); target.hasNext(); ) {
            targets.add(target.next().target());
        }
        told.put("targets", targets);
        List<String> tags = new ArrayList<>();
        for (TagsDecoder tag = event.tags(); tag.hasNext(); ) {
            tags.add(tag.next().tag());
        }
        told.put("tags", tags);
        told.put("title", event.title());
        byte[] payload = new byte[event.payloadLength()];
        event.getPayload(payload, 0, payload.length);
        told.put("payload", new String(payload, StandardCharsets.UTF_8));
        assertEquals(payload.length == 0 ? PayloadForm.NONE : PayloadForm.JSON, form);
        UnsafeBuffer order = new UnsafeBuffer(0, 0);
        event.wrapOrder(order);
        told.put("hasOrder", order.capacity() > 0);
        if (order.capacity() > 0) {
            OrderRequestedDecoder requested = new OrderRequestedDecoder();
            requested.wrapAndApplyHeader(order, 0, new MessageHeaderDecoder());
            assertEquals(Side.BUY, requested.side());
            assertEquals(2_00000000L, requested.terms().quantity());
            assertEquals(SENDER, requested.accountId());
        }
        return told;
    }
}
