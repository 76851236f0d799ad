package io.ringfence.transport.delivery;

import io.ringfence.core.event.DeliveryChannel;
import io.ringfence.core.event.DeliveryPriority;
import io.ringfence.core.event.EventKind;
import io.ringfence.core.event.EventSubmittedEncoder;
import io.ringfence.core.event.Flag;
import io.ringfence.core.event.LateStart;
import io.ringfence.core.event.MessageHeaderEncoder;
import io.ringfence.core.event.PayloadForm;
import io.ringfence.core.event.UserEventType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** Events as the core has them, for tests. */
public final class SubmittedEvent {
    public UserEventType type = UserEventType.ALERT_TRIGGERED;
    public String typeName = "";
    public String sourceId = "risk";
    public String key = "019b7d3a-5c2e-7a31-9d5e-0c6a4f0e8b11";
    public DeliveryPriority priority = DeliveryPriority.CRITICAL;
    public int urgency = 3;
    public String title = "Margin";
    public List<String> tags = List.of("plan", "desk");
    public PayloadForm form = PayloadForm.JSON;
    public byte[] payload = "{\"left\":\"12.5\"}".getBytes(StandardCharsets.UTF_8);

    public SubmittedEvent payload(PayloadForm newForm, byte[] bytes) {
        form = newForm;
        payload = bytes;
        return this;
    }

    public SubmittedEvent json(String json) {
        return payload(PayloadForm.JSON, json.getBytes(StandardCharsets.UTF_8));
    }

    public byte[] bytes() {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[32_768]);
        EventSubmittedEncoder event = new EventSubmittedEncoder()
                .wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                .triggerTimeNs(EventSubmittedEncoder.triggerTimeNsNullValue())
                .expireTimeNs(EventSubmittedEncoder.expireTimeNsNullValue())
                .createdTimeNs(Notifications.CREATED_NS)
                .accountId(0)
                .kind(EventKind.IMMEDIATE)
                .lateStart(LateStart.FIRE)
                .urgency((short) urgency)
                .priority(priority)
                .eventType(type)
                .payloadForm(form)
                .typeName(typeName)
                .sourceId(sourceId)
                .eventKey(key)
                .commandId("");
        event.channelsCount(2)
                .next()
                .channel(DeliveryChannel.ACTIVE_SESSION)
                .onlyIfActive(Flag.YES)
                .next()
                .channel(DeliveryChannel.TELEGRAM)
                .onlyIfActive(Flag.NO);
        event.targetsCount(1).next().target("ann");
        EventSubmittedEncoder.TagsEncoder tagged = event.tagsCount(tags.size());
        tags.forEach(tag -> tagged.next().tag(tag));
        event.title(title).putPayload(payload, 0, payload.length).putOrder(new byte[0], 0, 0);
        return Arrays.copyOf(buffer.byteArray(), MessageHeaderEncoder.ENCODED_LENGTH + event.encodedLength());
    }

    public DeliveryRequest request() {
        return new DeliveryRequest(77, 7, 1, DeliveryChannel.TELEGRAM, priority, urgency, bytes());
    }
}
