package io.ringfence.transport.delivery;

import io.ringfence.core.event.DeliveryChangedDecoder;
import io.ringfence.core.event.DeliveryRequestedDecoder;
import io.ringfence.core.event.DeliveryState;
import io.ringfence.core.event.EventSubmittedDecoder;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.OutputBuffer;
import io.ringfence.core.ring.Stage;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Takes requests for deliveries from the core's outputs, behind the gate, and copies them for the desk. Never waits: a channel
 * that cannot take one answers instead. Allocates for deliveries alone. One thread.
 */
public final class DeliveryStage implements Stage {
    private final DeliveryDesk desk;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final MessageHeaderDecoder submittedHeader = new MessageHeaderDecoder();
    private final DeliveryRequestedDecoder requested = new DeliveryRequestedDecoder();
    private final DeliveryChangedDecoder changed = new DeliveryChangedDecoder();
    private final EventSubmittedDecoder submitted = new EventSubmittedDecoder();
    private final UnsafeBuffer event = new UnsafeBuffer(new byte[0]);

    /** A stage before a desk, which the composition root starts and closes. */
    public DeliveryStage(DeliveryDesk desk) {
        this.desk = desk;
    }

    @Override
    public void onEvent(EventSlot slot, boolean endOfBatch) {
        OutputBuffer out = slot.out();
        for (int frame = 0; frame < out.length(); frame = out.next(frame)) {
            DirectBuffer buffer = out.buffer();
            int offset = out.messageOffset(frame);
            switch (header.wrap(buffer, offset).templateId()) {
                case DeliveryRequestedDecoder.TEMPLATE_ID -> request(buffer, offset);
                case DeliveryChangedDecoder.TEMPLATE_ID -> change(buffer, offset, out.accountId(frame));
                default -> {
                    // For others.
                }
            }
        }
    }

    private void request(DirectBuffer buffer, int offset) {
        requested.wrapAndApplyHeader(buffer, offset, header);
        long eventId = requested.eventId();
        int accountId = requested.accountId();
        int attempt = requested.attempt();
        byte[] bytes = new byte[requested.submittedLength()];
        requested.getSubmitted(bytes, 0, bytes.length);
        event.wrap(bytes);
        submitted.wrapAndApplyHeader(event, 0, submittedHeader);
        desk.request(new DeliveryRequest(
                eventId, accountId, attempt, requested.channel(), submitted.priority(), submitted.urgency(), bytes));
    }

    /** In any state but this one the core waits for no channel: what still waits here was acknowledged, has expired, or is over. */
    private void change(DirectBuffer buffer, int offset, int accountId) {
        changed.wrapAndApplyHeader(buffer, offset, header);
        if (changed.state() != DeliveryState.ATTEMPTING) {
            desk.withdraw(changed.eventId(), accountId);
        }
    }
}
