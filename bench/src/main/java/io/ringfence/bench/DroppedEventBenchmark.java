package io.ringfence.bench;

import io.ringfence.core.delivery.Deliveries;
import io.ringfence.core.delivery.DeliveryLimits;
import io.ringfence.core.delivery.DeliveryOutputs;
import io.ringfence.core.delivery.EventKey;
import io.ringfence.core.delivery.EventKeys;
import io.ringfence.core.delivery.KeptEvent;
import io.ringfence.core.event.DeliveryChangedEncoder;
import io.ringfence.core.event.DeliveryChannel;
import io.ringfence.core.event.DeliveryPriority;
import io.ringfence.core.event.DeliveryReason;
import io.ringfence.core.event.DeliveryState;
import io.ringfence.core.event.EventEnd;
import io.ringfence.core.event.EventEndedEncoder;
import io.ringfence.core.event.EventKind;
import io.ringfence.core.event.EventSubmittedDecoder;
import io.ringfence.core.event.EventSubmittedEncoder;
import io.ringfence.core.event.Flag;
import io.ringfence.core.event.LateStart;
import io.ringfence.core.event.MessageHeaderEncoder;
import io.ringfence.core.event.PayloadForm;
import io.ringfence.core.event.UserEventType;
import io.ringfence.core.event.Verdict;
import java.nio.ByteOrder;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * An informational event for an account without a session, against a number of others that wait: whether its key is known and
 * whether it fits, then its way through the deliveries, and both outputs encoded. The ring, the journal and the look-up of the
 * account's name are not inside.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DroppedEventBenchmark {
    private static final int ACCOUNTS = 1_000;
    private static final int KEY_OFFSET =
            MessageHeaderEncoder.ENCODED_LENGTH + EventSubmittedDecoder.eventKeyEncodingOffset();

    @Param({"0", "100000"})
    private int pending;

    private final Encoded outputs = new Encoded();
    private final Deliveries deliveries = new Deliveries(outputs);
    private final EventKeys keys = new EventKeys();
    private final EventKey key = new EventKey();
    private final UnsafeBuffer message = new UnsafeBuffer(new byte[1_024]);
    private final int[] account = new int[1];
    private int length;
    private long sequence;

    /** Publishes what waits: critical events of all accounts, none of which has a session. */
    @Setup
    public void crowd() {
        deliveries.beginEvent(0);
        deliveries.onNodeStarted(DeliveryLimits.defaults());
        keys.capacity(deliveries.limits().maxEventKeys());
        length = encode(DeliveryPriority.CRITICAL);
        for (int i = 0; i < pending; i++) {
            account[0] = 1 + i % ACCOUNTS;
            publishNext();
        }
        length = encode(DeliveryPriority.INFORMATIONAL);
        account[0] = 1;
    }

    private int encode(DeliveryPriority priority) {
        EventSubmittedEncoder event = new EventSubmittedEncoder();
        event.wrapAndApplyHeader(message, 0, new MessageHeaderEncoder());
        event.triggerTimeNs(EventSubmittedDecoder.triggerTimeNsNullValue())
                .expireTimeNs(EventSubmittedDecoder.expireTimeNsNullValue())
                .createdTimeNs(1)
                .accountId(0)
                .kind(EventKind.IMMEDIATE)
                .lateStart(LateStart.FIRE)
                .urgency((short) 5)
                .priority(priority)
                .eventType(UserEventType.OWN)
                .payloadForm(PayloadForm.JSON)
                .typeName("PRICE_NOTE")
                .sourceId("bench")
                .eventKey("01890a5d-ac96-774b-bcce-b302099a8057")
                .commandId("");
        event.channelsCount(1).next().channel(DeliveryChannel.ACTIVE_SESSION).onlyIfActive(Flag.NO);
        event.targetsCount(1).next().target("ann");
        event.tagsCount(0);
        event.title("A note");
        byte[] payload = new byte[100];
        event.putPayload(payload, 0, payload.length);
        event.putOrder(payload, 0, 0);
        return MessageHeaderEncoder.ENCODED_LENGTH + event.encodedLength();
    }

    private void publishNext() {
        deliveries.beginEvent(++sequence);
        deliveries.fireDue();
        // The last word of the text, so that no two are alike.
        message.putLong(KEY_OFFSET + 3 * Long.BYTES, sequence | 1L << 62, ByteOrder.LITTLE_ENDIAN);
        key.set(message, KEY_OFFSET);
        if (keys.find(key) != EventKeys.NONE || deliveries.judge(message, 0, length, 1) != Verdict.ACCEPTED) {
            throw new IllegalStateException("the event " + sequence + " was refused");
        }
        keys.add(key, sequence);
        deliveries.publish(sequence, message, 0, length, account, 1);
    }

    /** One event, dropped. */
    @Benchmark
    public long drop() {
        publishNext();
        return outputs.bytes;
    }

    /** Encodes what the drop puts out, as the trade stage does. */
    private static final class Encoded implements DeliveryOutputs {
        private final UnsafeBuffer out = new UnsafeBuffer(new byte[1_024]);
        private final MessageHeaderEncoder header = new MessageHeaderEncoder();
        private final DeliveryChangedEncoder deliveryChanged = new DeliveryChangedEncoder();
        private final EventEndedEncoder eventEnded = new EventEndedEncoder();
        private long bytes;

        @Override
        public void triggered(KeptEvent event, long price, int targetCount) {
            throw new IllegalStateException();
        }

        @Override
        public void decisionDue(KeptEvent event) {
            throw new IllegalStateException();
        }

        @Override
        public void offered(KeptEvent event, int accountId, int offer, boolean isAckWanted) {
            throw new IllegalStateException();
        }

        @Override
        public void requested(KeptEvent event, int accountId, int attempt, DeliveryChannel channel) {
            throw new IllegalStateException();
        }

        @Override
        public void changed(
                KeptEvent event,
                int accountId,
                DeliveryState state,
                DeliveryChannel channel,
                DeliveryReason reason,
                int attempt,
                long nextTimeNs,
                String detail) {
            deliveryChanged
                    .wrapAndApplyHeader(out, 0, header)
                    .eventId(event.id())
                    .nextTimeNs(nextTimeNs)
                    .attempt(attempt)
                    .state(state)
                    .channel(channel)
                    .reason(reason)
                    .detail(detail);
            event.putKey(out, deliveryChanged.offset() + DeliveryChangedEncoder.eventKeyEncodingOffset());
            bytes += deliveryChanged.limit();
        }

        @Override
        public void ended(KeptEvent event, int delivered, int dead, int dropped, EventEnd end) {
            eventEnded
                    .wrapAndApplyHeader(out, 0, header)
                    .eventId(event.id())
                    .deliveredCount(delivered)
                    .deadLetterCount(dead)
                    .droppedCount(dropped)
                    .end(end);
            event.putKey(out, eventEnded.offset() + EventEndedEncoder.eventKeyEncodingOffset());
            bytes += eventEnded.limit();
        }
    }
}
