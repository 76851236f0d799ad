package io.ringfence.core.delivery;

import io.ringfence.core.event.EventSubmittedDecoder;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.event.Verdict;
import io.ringfence.core.state.StateFormatException;
import io.ringfence.core.state.StateSink;
import io.ringfence.core.state.StateSource;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.collections.IntArrayList;
import org.agrona.concurrent.UnsafeBuffer;

/** Writes and reads an event with its deliveries. What its message says is read from that again. */
final class EventState {
    /** More than the ring takes in one input. */
    private static final int MAX_MESSAGE_BYTES = 1 << 24;

    private final KeptEvents events;
    private final DeliveryWalk walk;
    private final EventJudge judge = new EventJudge();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final EventSubmittedDecoder submitted = new EventSubmittedDecoder();

    EventState(KeptEvents events, DeliveryWalk walk) {
        this.events = events;
        this.walk = walk;
    }

    void write(KeptEvent event, StateSink sink) {
        sink.putLong(event.id());
        writeMessage(event.message(), sink);
        sink.putLong(event.remaining());
        for (int i = 0; i < event.remaining(); i++) {
            sink.putLong(event.remaining(i));
        }
        sink.putFlag(event.isOut);
        sink.putFlag(event.isCanceled);
        sink.putFlag(event.isDecisionOpen);
        sink.putFlag(event.isDecisionUntold);
        sink.putLong(event.dueNs);
        sink.putLong(event.expireNs);
        sink.putLong(event.delivered);
        sink.putLong(event.dropped);
        sink.putLong(event.live + event.dead);
        for (Delivery delivery = event.firstDelivery; delivery != null; delivery = delivery.nextOfEvent) {
            delivery.writeTo(sink);
        }
    }

    /** Its length, then its bytes in words, the last one filled up with zeros. */
    private static void writeMessage(DirectBuffer message, StateSink sink) {
        int length = message.capacity();
        sink.putLong(length);
        int at = 0;
        for (; at + Long.BYTES <= length; at += Long.BYTES) {
            sink.putLong(message.getLong(at, ByteOrder.LITTLE_ENDIAN));
        }
        long rest = 0;
        for (int i = at; i < length; i++) {
            rest |= (message.getByte(i) & 0xFFL) << (i - at) * Byte.SIZE;
        }
        if (at < length) {
            sink.putLong(rest);
        }
    }

    void read(StateSource source) {
        KeptEvent event = readEvent(source);
        event.isOut = source.getFlag();
        event.isCanceled = source.getFlag();
        event.isDecisionOpen = source.getFlag();
        event.isDecisionUntold = source.getFlag();
        if (event.isDecisionOpen && !event.hasOrder() || event.isDecisionUntold && !event.isDecisionOpen) {
            throw new StateFormatException(
                    "a decision of event " + event.id() + " stands in the state where it cannot");
        }
        events.schedule(event, source.getLong());
        event.expireNs = source.getLong();
        event.delivered = source.getCount();
        event.dropped = source.getCount();
        walk.readFrom(source, event);
    }

    private KeptEvent readEvent(StateSource source) {
        long id = source.getLong();
        UnsafeBuffer message = readMessage(source);
        int count = source.getCount();
        IntArrayList accounts = new IntArrayList();
        for (int i = 0; i < count; i++) {
            int accountId = source.getInt();
            if (i > 0 && accountId <= accounts.getInt(i - 1)) {
                throw new StateFormatException("account " + accountId + " of event " + id + " is not ascending");
            }
            accounts.addInt(accountId);
        }
        try {
            submitted.wrapAndApplyHeader(message, 0, header);
            if (judge.judge(submitted, 1, Long.MIN_VALUE) != Verdict.ACCEPTED) {
                throw new StateFormatException("the event " + id + " in the state is none that is kept");
            }
            return events.add(id, message, 0, message.capacity(), submitted.sbeRewind(), accounts.toIntArray());
        } catch (IllegalStateException | IllegalArgumentException | IndexOutOfBoundsException e) {
            // A message that cannot be taken apart, or an event that stands there twice.
            throw new StateFormatException("the event " + id + " in the state cannot be kept: " + e.getMessage());
        }
    }

    private static UnsafeBuffer readMessage(StateSource source) {
        int length = source.getCount();
        if (length > MAX_MESSAGE_BYTES) {
            throw new StateFormatException("an event of " + length + " bytes stands in the state");
        }
        UnsafeBuffer words = new UnsafeBuffer(new byte[length + Long.BYTES - 1 & -Long.BYTES]);
        for (int at = 0; at < length; at += Long.BYTES) {
            words.putLong(at, source.getLong(), ByteOrder.LITTLE_ENDIAN);
        }
        return new UnsafeBuffer(words, 0, length);
    }
}
