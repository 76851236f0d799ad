package io.ringfence.core.trade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.CoreLogic;
import io.ringfence.core.command.EventForm;
import io.ringfence.core.event.ConditionCreatedDecoder;
import io.ringfence.core.event.DeliveryChannel;
import io.ringfence.core.event.DeliveryPriority;
import io.ringfence.core.event.EventType;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.event.Side;
import io.ringfence.core.event.UserEventType;
import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.RingConfig;
import io.ringfence.core.testkit.AccountEvents.Register;
import io.ringfence.core.testkit.DeliveryEvents.Group;
import io.ringfence.core.testkit.DeliveryEvents.OpenSession;
import io.ringfence.core.testkit.DeliveryEvents.Policy;
import io.ringfence.core.testkit.EventBuilder;
import io.ringfence.core.testkit.NodeEvents.Node;
import io.ringfence.core.testkit.OrderEvents.PlaceOrder;
import io.ringfence.core.testkit.OutputView;
import io.ringfence.core.testkit.TestEvent;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.agrona.concurrent.UnsafeBuffer;

/** Bytes that are no event, or not a whole one, are refused: the core goes on, and what a slot held before decides nothing. */
class MalformedEventTest {
    private static final int HEADER = MessageHeaderDecoder.ENCODED_LENGTH;
    private static final List<TestEvent> BEGINNING = List.of(
            Node.defaults(),
            new TestEvent.Define(0, "BTC"),
            new Register(1, "ann", 0),
            new Group("all", "ann", "host"),
            new OpenSession(1, 1));

    /** A core whose slots hold these bytes before each input. */
    private static final class Host {
        private final CoreLogic logic = new CoreLogic();
        private final EventSlot slot = new EventSlot(RingConfig.defaults());
        private final byte filler;
        private long sequence;

        Host(int filler) {
            this.filler = (byte) filler;
            BEGINNING.forEach(event -> apply(bytes(event)));
        }

        List<String> apply(byte[] input) {
            slot.claim(++sequence, 10);
            slot.in().reserve(40_000).setMemory(0, 40_000, filler);
            slot.in().set(new UnsafeBuffer(input), 0, input.length);
            logic.apply(slot);
            return OutputView.lines(slot.out());
        }
    }

    private static byte[] bytes(TestEvent event) {
        EventSlot slot = new EventSlot(RingConfig.defaults());
        event.encode(slot.in());
        byte[] bytes = new byte[slot.in().length()];
        slot.in().buffer().getBytes(0, bytes);
        return bytes;
    }

    private final Host[] hosts = {new Host(0), new Host(1), new Host(0xFF)};

    private List<String> apply(byte[] input) {
        List<String> first = hosts[0].apply(input);
        for (Host host : hosts) {
            if (host != hosts[0]) {
                assertEquals(first, host.apply(input));
            }
        }
        return first;
    }

    private void checkStates() {
        for (Host host : hosts) {
            assertEquals(hosts[0].logic.stateHash(), host.logic.stateHash());
        }
        // And it goes on.
        List<String> lines = apply(bytes(new EventBuilder("last").to("ann").submit("c")));
        assertTrue(lines.get(0).startsWith("COMMAND_ANSWERED"), lines::toString);
    }

    /** An event of each kind, with everything that it may carry. */
    private static byte[] any(Random random) {
        EventBuilder event = new EventBuilder("k" + random.nextInt(1_000))
                .by(random.nextInt(2))
                .to(random.nextBoolean() ? "all" : "ann")
                .priority(DeliveryPriority.get((short) random.nextInt(3)))
                .tags("a", "b")
                .title("a title")
                .json("{}");
        return bytes(
                switch (random.nextInt(4)) {
                    case 0 -> event.submit("");
                    case 1 -> event.at(random.nextInt(20)).submit("x");
                    case 2 -> event.order(PlaceOrder.open(Side.BUY, 5, 7)).submit("y");
                    default -> event.submitAbove(0, 5);
                });
    }

    @Property(tries = 300)
    void shouldRefuseOrTakeWhateverBytesAreOthers(@ForAll long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 10; i++) {
            byte[] message = any(random);
            boolean isCondition = message[2] == ConditionCreatedDecoder.TEMPLATE_ID;
            // The block and the nodes of a condition are judged as ever.
            int from = isCondition
                    ? HEADER
                            + ConditionCreatedDecoder.BLOCK_LENGTH
                            + 4
                            + ConditionCreatedDecoder.NodesDecoder.sbeBlockLength()
                    : 0;
            for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                int at = from + random.nextInt(message.length - from);
                // It stays an input of its type.
                if (at != 2 && at != 3) {
                    message[at] = (byte) (random.nextBoolean() ? random.nextInt(4) : random.nextInt());
                }
            }
            int length = random.nextInt(3) == 0 ? from + random.nextInt(message.length - from) : message.length;
            apply(Arrays.copyOf(message, Math.max(HEADER, length)));
        }
        checkStates();
    }

    @Property(tries = 50)
    void shouldRefusePoliciesAndGroupsThatAreCutShort(@ForAll long seed) {
        Random random = new Random(seed);
        byte[] policy = bytes(new Policy(
                1,
                UserEventType.ORDER_FILLED,
                DeliveryPriority.NORMAL,
                DeliveryChannel.ACTIVE_SESSION,
                DeliveryChannel.EMAIL));
        byte[] group = bytes(new Group("g", "ann", "host"));
        for (int length = HEADER; length < policy.length; length++) {
            assertRefused(apply(Arrays.copyOf(policy, length)));
        }
        for (int length = HEADER; length < group.length; length++) {
            assertRefused(apply(Arrays.copyOf(group, length)));
        }
        for (int i = 0; i < 20; i++) {
            byte[] other = policy.clone();
            // Priority, kind, and what follows the block; not whose it is, nor its command.
            other[random.nextBoolean() ? HEADER + 4 + random.nextInt(2) : policy.length - 1 - random.nextInt(8)] =
                    (byte) random.nextInt();
            apply(other);
        }
        checkStates();
    }

    private static void assertRefused(List<String> lines) {
        assertTrue(lines.get(0).startsWith("COMMAND_REFUSED"), lines::toString);
    }

    @Property(tries = 20)
    void shouldRefuseAnEventThatIsTooLarge(@ForAll long seed) {
        byte[] message = Arrays.copyOf(
                bytes(new EventBuilder("k").to("ann").submit()),
                EventForm.MAX_BYTES + 1 + new Random(seed).nextInt(10_000));
        long sequence = hosts[0].sequence + 1;
        assertEquals(
                "COMMAND_REFUSED " + sequence + " INVALID_EVENT", apply(message).get(0));
        assertEquals(EventType.EVENT_SUBMITTED.templateId(), message[2]);
        checkStates();
    }
}
