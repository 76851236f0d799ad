package io.ringfence.core.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.event.AttemptOutcome;
import io.ringfence.core.event.Comparison;
import io.ringfence.core.event.ConditionAction;
import io.ringfence.core.event.ConditionField;
import io.ringfence.core.event.DeliveryChannel;
import io.ringfence.core.event.DeliveryPriority;
import io.ringfence.core.event.DiskLevel;
import io.ringfence.core.event.EventType;
import io.ringfence.core.event.ExecutionType;
import io.ringfence.core.event.KillLevel;
import io.ringfence.core.event.LateStart;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.event.MessageHeaderEncoder;
import io.ringfence.core.event.OrderPurpose;
import io.ringfence.core.event.PositionSide;
import io.ringfence.core.event.RejectReason;
import io.ringfence.core.event.Side;
import io.ringfence.core.event.StopMode;
import io.ringfence.core.event.StopUnit;
import io.ringfence.core.event.StrategyUpdatedDecoder;
import io.ringfence.core.event.TriggerSource;
import io.ringfence.core.event.UserEventType;
import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.OutputBuffer;
import io.ringfence.core.ring.RingConfig;
import io.ringfence.core.testkit.TestEvent.Create;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class TestKitTest {
    private static final Create CREATE =
            new Create(0, PositionSide.LONG, 1, 100, 200, TriggerSource.LAST, StopUnit.AMOUNT, 10);
    private static final List<TestEvent> EVENTS = List.of(
            TestEvent.Node.defaults(),
            new TestEvent.Define(0, "A"),
            TestEvent.Tick.of(0, 1),
            new TestEvent.Time(),
            CREATE,
            new TestEvent.Start(5),
            new TestEvent.Report(ExecutionType.FILL, 1, 2, OrderPurpose.ENTRY, Side.BUY, 3, 4, 5, RejectReason.NONE),
            new TestEvent.Update(5, CREATE),
            new TestEvent.Stop(5, StopMode.KEEP),
            new TestEvent.Exit(5),
            new TestEvent.Kill(KillLevel.FLATTEN),
            new TestEvent.RiskLimits(0).with(TestEvent.RiskLimits.Limit.MAX_OPEN_ORDERS, 7),
            new TestEvent.Disconnected(),
            new TestEvent.AuthSuccess(),
            new TestEvent.AuthFailed(),
            new TestEvent.FeedConnected(0, 0),
            new TestEvent.FeedError(0, 0),
            new TestEvent.Register(1, "ann", 100),
            new TestEvent.LogIn(1),
            new TestEvent.BrokerKey(0, 1, "key"),
            new TestEvent.Scheduled(5, 6, 100, 200),
            new TestEvent.Condition(
                    5,
                    ConditionAction.EXIT,
                    TestEvent.Condition.Node.price(0, ConditionField.LAST, Comparison.LESS, 1),
                    TestEvent.Condition.Node.not()),
            new TestEvent.RemoveCondition(9),
            new TestEvent.PositionPulled(7, 0, -1),
            new TestEvent.PullEnded(7, 2),
            new HostEvents.Skipped(5),
            new HostEvents.DiskSpace(DiskLevel.LOW, 4096),
            new HostEvents.Diverged(3, 9),
            TestEvent.PlaceOrder.open(Side.SELL, 5, 7).by(2, "p"),
            new TestEvent.CancelOrder(77, 2, "q"),
            new TestEvent.ReplaceOrder(77, 5, TestEvent.NONE, 2, "r"),
            new TestEvent.MoveStop(9, StopUnit.RATIO, 3),
            new EventBuilder("k").title("t").tags("a", "b").submit("s"),
            new TestEvent.Cancel("k", 1, "t"),
            new TestEvent.Acknowledge("k", 1),
            new TestEvent.Attempted(5, 1, 2, DeliveryChannel.PUSH, AttemptOutcome.LATER, 7),
            new TestEvent.Resend("k", 1, 2, "u"),
            new TestEvent.OpenSession(1, 8),
            new TestEvent.CloseSession(1, 8),
            new TestEvent.Policy(
                    1, UserEventType.ORDER_FILLED, DeliveryPriority.CRITICAL, DeliveryChannel.ACTIVE_SESSION),
            new TestEvent.Group("all", "ann", "bob"));

    @Test
    void shouldEncodeEveryInputWhateverTheBufferHeldBefore() {
        EnumSet<EventType> encoded = EnumSet.noneOf(EventType.class);
        for (TestEvent event : EVENTS) {
            byte[] bytes = bytes(event, (byte) 0x5A);
            assertArrayEquals(bytes(event, (byte) 0), bytes, event::toString);
            encoded.add(EventType.of(bytes[2] & 0xFF | (bytes[3] & 0xFF) << 8));
        }
        EnumSet<EventType> inputs = EnumSet.allOf(EventType.class);
        inputs.removeIf(type -> type.category() != EventType.Category.INPUT);
        assertEquals(inputs, encoded);
    }

    private static byte[] bytes(TestEvent event, byte before) {
        EventSlot slot = new EventSlot(RingConfig.defaults());
        slot.in().reserve(1024).setMemory(0, 1024, before);
        event.encode(slot.in());
        byte[] bytes = new byte[slot.in().length()];
        slot.in().buffer().getBytes(0, bytes);
        return bytes;
    }

    @Test
    void shouldEncodeTheWholeSetupWhenAStrategyIsUpdated() {
        EventSlot slot = new EventSlot(RingConfig.defaults());
        Create terms = CREATE.by(7)
                .named("n")
                .logic("p", "a=1")
                .watched()
                .holding(8)
                .daily(9, 10, 11)
                .late(LateStart.SKIP)
                .command("c");
        assertEquals(new Setup(7, "n", "p", "a=1", true, 8, 9, 10, 11, LateStart.SKIP, "c"), terms.setup());
        new TestEvent.Update(5, terms).encode(slot.in());
        StrategyUpdatedDecoder updated =
                new StrategyUpdatedDecoder().wrapAndApplyHeader(slot.in().buffer(), 0, new MessageHeaderDecoder());
        assertEquals(
                "7 YES c 8 9 10 11 SKIP",
                updated.accountId() + " " + updated.isWatched() + " " + updated.commandId() + " "
                        + updated.terms().holdingTimeNs() + " "
                        + updated.terms().calendarId() + " "
                        + updated.terms().entryTimeOfDay() + " "
                        + updated.terms().exitTimeOfDay() + " "
                        + updated.terms().lateStart());
    }

    @Test
    void shouldHaveALineForEveryOutputOfTheDictionary() {
        EnumSet<EventType> byNameAlone =
                EnumSet.of(EventType.STRATEGY_STARTED, EventType.BUY_TRIGGERED, EventType.SELL_TRIGGERED);
        for (EventType type : EventType.values()) {
            if (type.category() == EventType.Category.INPUT) {
                continue;
            }
            OutputBuffer out = new EventSlot(RingConfig.defaults()).out();
            // Ones are a valid value of every field and enum.
            out.claim(256).setMemory(out.claimedOffset(), 256, (byte) 1);
            new MessageHeaderEncoder()
                    .wrap(out.claim(256), out.claimedOffset())
                    .blockLength(200)
                    .templateId(type.templateId())
                    .schemaId(1)
                    .version(1);
            out.commit(256, 0, 0);
            String line = OutputView.lines(out).get(0);
            assertTrue(line.startsWith(type.eventName()), line);
            assertEquals(byNameAlone.contains(type), line.equals(type.eventName()), line);
            assertEquals(
                    OrderCommand.isOf(type) ? 1 : 0, OutputView.commands(out).size(), line);
            assertEquals(
                    type == EventType.PULL_BROKER_STATE ? 1 : 0,
                    OutputView.pulls(out).size(),
                    line);
        }
    }
}
