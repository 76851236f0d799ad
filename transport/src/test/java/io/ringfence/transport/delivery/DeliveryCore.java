package io.ringfence.transport.delivery;

import io.ringfence.core.command.EventEncoding;
import io.ringfence.core.event.AttemptOutcome;
import io.ringfence.core.event.DeliveryAttemptedDecoder;
import io.ringfence.core.event.DeliveryChangedEncoder;
import io.ringfence.core.event.DeliveryChannel;
import io.ringfence.core.event.DeliveryReason;
import io.ringfence.core.event.DeliveryRequestedEncoder;
import io.ringfence.core.event.DeliveryState;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.event.MessageHeaderEncoder;
import io.ringfence.core.event.TimeAdvancedEncoder;
import io.ringfence.core.ring.Admission;
import io.ringfence.core.ring.EventCore;
import io.ringfence.core.ring.EventPublisher;
import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.RingConfig;
import io.ringfence.core.ring.Stage;
import io.ringfence.core.ring.StageThreads;
import io.ringfence.core.ring.Stages;
import io.ringfence.core.ring.ThreadingMode;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.agrona.MutableDirectBuffer;

/** A real ring whose trade stage asks for what a test wants and keeps the answers. The desk's stage stands behind the gate. */
final class DeliveryCore implements AutoCloseable {
    private static final Stage NOTHING = (slot, endOfBatch) -> {};

    final List<DeliveryAnswer> answered = new CopyOnWriteArrayList<>();
    private final ConcurrentLinkedQueue<Consumer<EventSlot>> outputs = new ConcurrentLinkedQueue<>();
    private final EventEncoding encoding = new EventEncoding();
    private final EventCore core;

    DeliveryCore(ThreadingMode mode, DeliveryDesk desk) {
        core = new EventCore(
                RingConfig.defaults().with(mode),
                () -> 0,
                0,
                new Stages(
                        NOTHING,
                        NOTHING,
                        this::trade,
                        List.of(new Stages.NamedStage("delivery", new DeliveryStage(desk)))),
                StageThreads.unpinned());
        desk.connect(this::tryAppend);
        core.start();
    }

    private void trade(EventSlot slot, boolean endOfBatch) {
        MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(slot.in().buffer(), 0);
        if (header.templateId() == DeliveryAttemptedDecoder.TEMPLATE_ID) {
            DeliveryAttemptedDecoder attempted =
                    new DeliveryAttemptedDecoder().wrapAndApplyHeader(slot.in().buffer(), 0, header);
            answered.add(new DeliveryAnswer(
                    attempted.eventId(),
                    attempted.accountId(),
                    attempted.attempt(),
                    attempted.channel(),
                    attempted.outcome(),
                    attempted.retryAfterNs(),
                    attempted.detail()));
            return;
        }
        for (var output = outputs.poll(); output != null; output = outputs.poll()) {
            output.accept(slot);
        }
    }

    private long tryAppend(DeliveryAnswer answer) {
        long claim = core.publisher().tryClaim(Admission.VITAL);
        if (claim < 0) {
            return claim;
        }
        EventSlot slot = core.publisher().slot(claim);
        int length = encoding.deliveryAttempted(
                slot.in().reserve(256),
                answer.eventId(),
                answer.accountId(),
                answer.attempt(),
                answer.channel(),
                answer.outcome(),
                answer.retryAfterNs(),
                answer.detail());
        slot.in().commit(MessageHeaderEncoder.ENCODED_LENGTH + length);
        long sequence = slot.sequence();
        core.publisher().publish(claim);
        return sequence;
    }

    /** The next event's outputs. */
    DeliveryCore willRequest(long eventId, int attempt, DeliveryChannel channel, byte[] event) {
        outputs.add(slot -> {
            MutableDirectBuffer buffer = slot.out().claim(1_024 + event.length);
            int length = new DeliveryRequestedEncoder()
                    .wrapAndApplyHeader(buffer, slot.out().claimedOffset(), new MessageHeaderEncoder())
                    .eventId(eventId)
                    .accountId(7)
                    .attempt(attempt)
                    .channel(channel)
                    .putSubmitted(event, 0, event.length)
                    .encodedLength();
            slot.out().commit(MessageHeaderEncoder.ENCODED_LENGTH + length, 7, 0);
        });
        return this;
    }

    DeliveryCore willChange(long eventId, DeliveryState state) {
        outputs.add(slot -> {
            MutableDirectBuffer buffer = slot.out().claim(1_024);
            int length = new DeliveryChangedEncoder()
                    .wrapAndApplyHeader(buffer, slot.out().claimedOffset(), new MessageHeaderEncoder())
                    .eventId(eventId)
                    .attempt(1)
                    .state(state)
                    .channel(DeliveryChannel.NULL_VAL)
                    .reason(DeliveryReason.ACKNOWLEDGED)
                    .encodedLength();
            slot.out().commit(MessageHeaderEncoder.ENCODED_LENGTH + length, 7, 1);
        });
        return this;
    }

    /** Publishes an event that carries what was asked for. */
    void event() {
        long claim = EventPublisher.BUSY;
        while (claim < 0) {
            claim = core.publisher().tryClaim(Admission.VITAL);
        }
        EventSlot slot = core.publisher().slot(claim);
        new TimeAdvancedEncoder().wrapAndApplyHeader(slot.in().reserve(64), 0, new MessageHeaderEncoder());
        slot.in().commit(MessageHeaderEncoder.ENCODED_LENGTH + TimeAdvancedEncoder.BLOCK_LENGTH);
        core.publisher().publish(claim);
    }

    static DeliveryAnswer answer(long eventId, int attempt, AttemptOutcome outcome, String detail) {
        return new DeliveryAnswer(eventId, 7, attempt, DeliveryChannel.PUSH, outcome, 0, detail);
    }

    @Override
    public void close() {
        core.close();
    }
}
