package io.ringfence.config.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.config.node.FoundPlugins;
import io.ringfence.core.CoreLogic;
import io.ringfence.core.delivery.EventRow;
import io.ringfence.core.event.AttemptOutcome;
import io.ringfence.core.event.CommandAnsweredDecoder;
import io.ringfence.core.event.DeliveryAttemptedDecoder;
import io.ringfence.core.event.DeliveryChangedDecoder;
import io.ringfence.core.event.DeliveryChannel;
import io.ringfence.core.event.DeliveryPolicySetDecoder;
import io.ringfence.core.event.DeliveryReason;
import io.ringfence.core.event.DeliveryRequestedDecoder;
import io.ringfence.core.event.DeliveryState;
import io.ringfence.core.event.EventAcknowledgedDecoder;
import io.ringfence.core.event.EventOfferedDecoder;
import io.ringfence.core.event.EventTriggeredDecoder;
import io.ringfence.core.event.EventType;
import io.ringfence.core.event.Flag;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.OutputBuffer;
import io.ringfence.core.ring.RingConfig;
import io.ringfence.journal.JournalReader;
import io.ringfence.journal.replica.Rebuild;
import io.ringfence.journal.replica.Snapshots;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** What a journal says of events: its inputs, and what the core puts out about them once more, from genesis. */
final class EventHistory {
    /** Where the core stands at the journal's end. */
    CoreLogic logic;
    /** Events that have not ended, by key. */
    final Map<String, EventRow> rows = new HashMap<>();
    /** Events that senders sent and the core took in, by key. */
    final Map<String, JournaledEvent> accepted = new HashMap<>();
    /** The same by title. */
    final Map<String, JournaledEvent> byTitle = new HashMap<>();
    /** Outcomes that accounts wanted as events: keys, and to whom. */
    final Map<String, Integer> wantedOutcomes = new HashMap<>();

    final Set<Offer> offered = new HashSet<>();
    /** How often each channel was to be asked. */
    final Map<Asked, Integer> requested = new HashMap<>();
    /** What the core was told: acknowledgements, and channels that have taken something. */
    final Set<Addressed> acknowledged = new HashSet<>();

    final Set<Asked> taken = new HashSet<>();
    /** Deliveries that the core calls done, and by which channel. */
    final Map<Addressed, DeliveryChannel> delivered = new HashMap<>();
    /** Why those died that ever did, the last time. */
    final Map<Addressed, DeliveryReason> died = new HashMap<>();

    final Set<Addressed> dropped = new HashSet<>();
    /** When scheduled and conditional ones went out. */
    final Map<String, Long> triggeredNs = new HashMap<>();

    /** Keys by the core's own ids. */
    private final Map<Long, String> keys = new HashMap<>();

    private final Map<Integer, Set<String>> commands = new HashMap<>();
    /** Accounts that want to know of their fills. */
    private final Set<Integer> wanting = new HashSet<>();

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private long nowNs;

    private EventHistory() {}

    /** Replays a journal. */
    static EventHistory of(Path journal) throws IOException {
        EventHistory history = new EventHistory();
        history.logic = new Rebuild(
                        FoundPlugins.replicas(RingConfig.defaults()),
                        new JournalReader(journal).upTo(Long.MAX_VALUE),
                        new Snapshots(journal, "test"))
                .fromGenesis()
                .follow(history::onApplied)
                .run()
                .replica()
                .logic();
        history.logic.trade().eventRows().forEach(row -> history.rows.put(row.key(), row));
        return history;
    }

    private void onApplied(EventSlot slot) {
        nowNs = Math.max(nowNs, slot.timestampNs());
        noteInput(slot);
        OutputBuffer out = slot.out();
        int index = 0;
        for (int frame = 0; frame < out.length(); frame = out.next(frame)) {
            noteOutput(slot, out.buffer(), out.messageOffset(frame), out.accountId(frame), index++);
        }
    }

    private void noteInput(EventSlot slot) {
        DirectBuffer in = slot.in().buffer();
        switch (EventType.of(header.wrap(in, 0).templateId())) {
            case EVENT_SUBMITTED, CONDITION_CREATED -> {
                JournaledEvent event = JournaledEvent.of(in);
                if (event != null && isTakenIn(slot, event.commandId())) {
                    accept(slot.sequence(), event);
                }
            }
            case EVENT_ACKNOWLEDGED -> {
                EventAcknowledgedDecoder ack = new EventAcknowledgedDecoder().wrapAndApplyHeader(in, 0, header);
                acknowledged.add(new Addressed(ack.eventKey(), ack.accountId()));
            }
            case DELIVERY_ATTEMPTED -> {
                DeliveryAttemptedDecoder answer = new DeliveryAttemptedDecoder().wrapAndApplyHeader(in, 0, header);
                if (answer.outcome() == AttemptOutcome.DELIVERED) {
                    taken.add(new Asked(answer.channel(), answer.accountId(), keys.get(answer.eventId())));
                }
            }
            case DELIVERY_POLICY_SET -> {
                DeliveryPolicySetDecoder policy = new DeliveryPolicySetDecoder().wrapAndApplyHeader(in, 0, header);
                wanting.add(policy.accountId());
            }
            default -> {
                // About no event.
            }
        }
    }

    /** Whether a command was carried out, and not for the second time. */
    private boolean isTakenIn(EventSlot slot, String commandId) {
        OutputBuffer out = slot.out();
        CommandAnsweredDecoder answered = new CommandAnsweredDecoder();
        for (int frame = 0; frame < out.length(); frame = out.next(frame)) {
            int at = out.messageOffset(frame);
            if (header.wrap(out.buffer(), at).templateId() == CommandAnsweredDecoder.TEMPLATE_ID) {
                answered.wrapAndApplyHeader(out.buffer(), at, header);
                if (answered.commandId().equals(commandId)) {
                    return answered.isRepeat() == Flag.NO;
                }
            }
        }
        return false;
    }

    private void accept(long sequence, JournaledEvent event) {
        keys.put(sequence, event.key());
        assertNull(accepted.put(event.key(), event), () -> "two events have one key: " + event);
        assertNull(byTitle.put(event.title(), event), () -> "taken in twice: " + event);
        boolean isNew = commands.computeIfAbsent(event.sender(), sender -> new HashSet<>())
                .add(event.commandId());
        assertTrue(isNew, () -> "a command was carried out twice: " + event);
    }

    private void noteOutput(EventSlot slot, DirectBuffer buffer, int at, int account, int index) {
        switch (EventType.of(header.wrap(buffer, at).templateId())) {
            case EVENT_OFFERED -> {
                EventOfferedDecoder offer = new EventOfferedDecoder().wrapAndApplyHeader(buffer, at, header);
                UnsafeBuffer carried = new UnsafeBuffer();
                offer.wrapSubmitted(carried);
                String key = key(offer.eventId(), carried);
                boolean isNew = offered.add(new Offer(key, account, offer.offer(), offer.isAckWanted() == Flag.YES));
                assertTrue(isNew, () -> "offered twice under one number: " + key + " to " + account);
            }
            case DELIVERY_REQUESTED -> {
                DeliveryRequestedDecoder request =
                        new DeliveryRequestedDecoder().wrapAndApplyHeader(buffer, at, header);
                UnsafeBuffer carried = new UnsafeBuffer();
                request.wrapSubmitted(carried);
                String key = key(request.eventId(), carried);
                requested.merge(new Asked(request.channel(), request.accountId(), key), 1, Integer::sum);
            }
            case DELIVERY_CHANGED ->
                noteChange(new DeliveryChangedDecoder().wrapAndApplyHeader(buffer, at, header), account);
            case EVENT_TRIGGERED -> {
                EventTriggeredDecoder triggered = new EventTriggeredDecoder().wrapAndApplyHeader(buffer, at, header);
                String key = triggered.eventKey();
                assertNull(triggeredNs.put(key, nowNs), () -> "went out twice: " + accepted.get(key));
            }
            case ORDER_FILLED -> {
                if (wanting.contains(account)) {
                    wantedOutcomes.put("rf-" + slot.sequence() + "." + index, account);
                }
            }
            default -> {
                // About no event.
            }
        }
    }

    private String key(long eventId, UnsafeBuffer carried) {
        return keys.computeIfAbsent(eventId, id -> JournaledEvent.key(carried));
    }

    private void noteChange(DeliveryChangedDecoder change, int account) {
        Addressed to = new Addressed(change.eventKey(), account);
        keys.put(change.eventId(), to.key());
        DeliveryState state = change.state();
        JournaledEvent event = accepted.get(to.key());
        boolean isInformational = event != null && event.isInformational();
        assertEquals(isInformational, state == DeliveryState.DROPPED, () -> event + " is " + state);
        switch (state) {
            case DELIVERED ->
                assertNull(delivered.put(to, change.channel()), () -> "delivered twice: " + to + ", " + event);
            case DEAD_LETTER -> died.put(to, change.reason());
            case DROPPED -> assertTrue(dropped.add(to), () -> "dropped twice: " + to);
            default -> assertTrue(!delivered.containsKey(to), () -> to + " is delivered, and now " + state);
        }
    }

    /** Key of the event that the input with this sequence brought; null for none. */
    String keyOf(long sequence) {
        return keys.get(sequence);
    }

    /** Dead letters that are kept. */
    Set<Addressed> deadLetters() {
        Set<Addressed> dead = new HashSet<>();
        rows.forEach((key, row) -> row.deliveries().stream()
                .filter(delivery -> delivery.state() == DeliveryState.DEAD_LETTER)
                .forEach(delivery -> dead.add(new Addressed(key, delivery.accountId()))));
        return dead;
    }
}
