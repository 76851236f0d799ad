package io.ringfence.core.testkit;

import io.ringfence.core.command.ChannelChoice;
import io.ringfence.core.command.NewCondition;
import io.ringfence.core.command.NewEvent;
import io.ringfence.core.event.Comparison;
import io.ringfence.core.event.ConditionAction;
import io.ringfence.core.event.ConditionField;
import io.ringfence.core.event.ConditionNodeKind;
import io.ringfence.core.event.DeliveryChannel;
import io.ringfence.core.event.DeliveryPriority;
import io.ringfence.core.event.EventKind;
import io.ringfence.core.event.LateStart;
import io.ringfence.core.event.PayloadForm;
import io.ringfence.core.event.UserEventType;
import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.RingConfig;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/** Builds events of which most is as usual: of the host's own, normal, at once, for a session and then by Telegram. */
public final class EventBuilder {
    private static final byte[] NO_BYTES = {};

    private final String key;
    private int accountId;
    private EventKind kind = EventKind.IMMEDIATE;
    private DeliveryPriority priority = DeliveryPriority.NORMAL;
    private int urgency = 5;
    private UserEventType type = UserEventType.OWN;
    private String typeName = "TEST";
    private OptionalLong triggerTimeNs = OptionalLong.empty();
    private OptionalLong expireTimeNs = OptionalLong.empty();
    private LateStart lateStart = LateStart.FIRE;
    private List<ChannelChoice> channels = new ArrayList<>(List.of(
            new ChannelChoice(DeliveryChannel.ACTIVE_SESSION, false),
            new ChannelChoice(DeliveryChannel.TELEGRAM, false)));
    private List<String> targets = List.of("host");
    private List<String> tags = List.of();
    private String title = "";
    private PayloadForm payloadForm = PayloadForm.NONE;
    private byte[] payload = NO_BYTES;
    private byte[] order = NO_BYTES;

    public EventBuilder(String key) {
        this.key = key;
    }

    public EventBuilder by(int newAccountId) {
        accountId = newAccountId;
        return this;
    }

    public EventBuilder to(String... names) {
        targets = List.of(names);
        return this;
    }

    public EventBuilder kind(EventKind newKind) {
        kind = newKind;
        return this;
    }

    public EventBuilder priority(DeliveryPriority newPriority) {
        priority = newPriority;
        return this;
    }

    public EventBuilder urgency(int newUrgency) {
        urgency = newUrgency;
        return this;
    }

    public EventBuilder type(UserEventType newType, String newTypeName) {
        type = newType;
        typeName = newTypeName;
        return this;
    }

    /** A scheduled one. */
    public EventBuilder at(long timeNs) {
        kind = EventKind.SCHEDULED;
        triggerTimeNs = OptionalLong.of(timeNs);
        return this;
    }

    public EventBuilder expires(long timeNs) {
        expireTimeNs = OptionalLong.of(timeNs);
        return this;
    }

    public EventBuilder late(LateStart newLateStart) {
        lateStart = newLateStart;
        return this;
    }

    public EventBuilder channels(DeliveryChannel... ways) {
        channels = new ArrayList<>();
        Arrays.stream(ways).forEach(way -> channels.add(new ChannelChoice(way, false)));
        return this;
    }

    /** One more way. */
    public EventBuilder channel(DeliveryChannel way, boolean onlyIfActive) {
        channels.add(new ChannelChoice(way, onlyIfActive));
        return this;
    }

    public EventBuilder tags(String... newTags) {
        tags = List.of(newTags);
        return this;
    }

    public EventBuilder title(String newTitle) {
        title = newTitle;
        return this;
    }

    public EventBuilder json(String text) {
        payloadForm = PayloadForm.JSON;
        payload = text.getBytes(StandardCharsets.UTF_8);
        return this;
    }

    public EventBuilder payload(PayloadForm form, byte[] bytes) {
        payloadForm = form;
        payload = bytes;
        return this;
    }

    /** A decision, with an input as its order. */
    public EventBuilder order(TestEvent newOrder) {
        EventSlot slot = new EventSlot(RingConfig.defaults());
        newOrder.encode(slot.in());
        byte[] bytes = new byte[slot.in().length()];
        slot.in().buffer().getBytes(0, bytes);
        return orderBytes(bytes);
    }

    /** What is said to be a decision. */
    public EventBuilder orderBytes(byte[] bytes) {
        kind = EventKind.POST_TRADE;
        order = bytes;
        return this;
    }

    public NewEvent build() {
        return new NewEvent(
                accountId,
                key,
                kind,
                priority,
                urgency,
                type,
                typeName,
                "",
                0,
                triggerTimeNs,
                expireTimeNs,
                lateStart,
                channels,
                targets,
                tags,
                title,
                payloadForm,
                payload,
                order);
    }

    /**
     * The event as an input that waits for the last trade of an instrument to be above a level.
     *
     * @param level scaled
     */
    public TestEvent submitAbove(int instrumentId, long level) {
        return submitWhen(
                "",
                new NewCondition.Node(
                        ConditionNodeKind.PRICE, instrumentId, ConditionField.LAST, Comparison.GREATER, level, 0));
    }

    /** The event as an input that waits for a condition of its sender's. */
    public TestEvent submitWhen(String commandId, NewCondition.Node... nodes) {
        kind = EventKind.CONDITIONAL;
        NewCondition condition =
                new NewCondition("when", accountId, List.of(nodes), 0, false, ConditionAction.EVENT, 0);
        return new TestEvent.SubmitWhen(condition, build(), commandId);
    }

    /** The event as an input. */
    public TestEvent submit() {
        return submit("");
    }

    /** The event as an input with a command id. */
    public TestEvent submit(String commandId) {
        return new TestEvent.Submit(build(), commandId);
    }
}
