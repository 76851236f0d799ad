package io.ringfence.journal.dump;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringfence.core.command.NewCondition;
import io.ringfence.core.command.NewEvent;
import io.ringfence.core.event.Comparison;
import io.ringfence.core.event.ConditionAction;
import io.ringfence.core.event.ConditionField;
import io.ringfence.core.event.EventType;
import io.ringfence.core.event.EventType.Category;
import io.ringfence.core.event.ExecutionType;
import io.ringfence.core.event.KillLevel;
import io.ringfence.core.event.MessageHeaderEncoder;
import io.ringfence.core.event.OrderAcceptedEncoder;
import io.ringfence.core.event.OrderPurpose;
import io.ringfence.core.event.PositionSide;
import io.ringfence.core.event.RejectReason;
import io.ringfence.core.event.Side;
import io.ringfence.core.event.StopUnit;
import io.ringfence.core.event.TriggerSource;
import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.RingConfig;
import io.ringfence.core.testkit.AccountEvents.Kill;
import io.ringfence.core.testkit.AccountEvents.Register;
import io.ringfence.core.testkit.EventBuilder;
import io.ringfence.core.testkit.StrategyEvents.Condition;
import io.ringfence.core.testkit.StrategyEvents.Exit;
import io.ringfence.core.testkit.StrategyEvents.RemoveCondition;
import io.ringfence.core.testkit.TestEvent;
import io.ringfence.core.testkit.TestEvent.Create;
import io.ringfence.core.testkit.TestEvent.Define;
import io.ringfence.core.testkit.TestEvent.Report;
import io.ringfence.core.testkit.TestEvent.Tick;
import io.ringfence.core.testkit.TestEvent.Time;
import io.ringfence.journal.dump.EventFilter.Range;
import io.ringfence.journal.dump.EventFilter.Subject;
import io.ringfence.journal.dump.EventFilter.Unknown;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Two people, two instruments, a strategy and a condition each; the sequences that each filter takes. */
final class EventFilterTest {
    private static final int BTC = 0;
    private static final int ETH = 1;
    private static final int ANN = 1;
    private static final int BEN = 2;

    private static final List<TestEvent> INPUTS = List.of(
            new Define(BTC, "BTCUSD"), // 1
            new Define(ETH, "ETHUSD"), // 2
            new Register(ANN, "ann", 0), // 3
            new Register(BEN, "ben", 0), // 4
            create(BTC, ANN, "dawn"), // 5
            create(ETH, BEN, "dusk"), // 6
            Tick.of(BTC, 1), // 7
            Tick.of(ETH, 1), // 8
            new Report( // 9, which says instrument 0, as every report of the kit does
                    ExecutionType.ACCEPTED, 5 << 16, 5, OrderPurpose.ENTRY, Side.BUY, 0, 0, 0, RejectReason.NONE),
            new Condition(6, ConditionAction.ALERT, price(ETH), price(ETH), Condition.Node.all(2)), // 10, by the host
            new Exit(6, ANN, ""), // 11, ann asks for what is ben's
            new RemoveCondition(10, 0, ""), // 12
            new Kill(KillLevel.NO_ENTRIES), // 13
            new Time(), // 14
            new Condition(0, ConditionAction.ALERT, price(BTC)), // 15, for no strategy
            create(BTC, BEN, "dusk")); // 16, another of the same name

    private static Condition.Node price(int instrumentId) {
        return Condition.Node.price(instrumentId, ConditionField.LAST, Comparison.GREATER, 1);
    }

    private static TestEvent create(int instrumentId, int accountId, String name) {
        return new Create(instrumentId, PositionSide.LONG, 1, 10, 20, TriggerSource.LAST, StopUnit.AMOUNT, 1)
                .by(accountId)
                .named(name);
    }

    private static EventPrinter print(EventFilter filter, StringBuilder text) throws IOException {
        EventPrinter printer = new EventPrinter(EventPrinter.Format.JSON, filter, text);
        EventSlot slot = new EventSlot(RingConfig.defaults());
        for (int i = 0; i < INPUTS.size(); i++) {
            INPUTS.get(i).encode(slot.in());
            printer.learn(i + 1, slot.in().buffer(), 0);
            printer.print(i + 1, 100L * (i + 1), slot.in().buffer(), 0);
        }
        return printer;
    }

    private static List<Integer> sequences(EventFilter filter) throws IOException {
        StringBuilder text = new StringBuilder();
        print(filter, text);
        List<Integer> sequences = new ArrayList<>();
        text.toString()
                .lines()
                .forEach(line -> sequences.add(Integer.valueOf(line.replaceAll("\\{\"sequence\":(\\d+),.*", "$1"))));
        return sequences;
    }

    private static List<Integer> about(String symbol, String account, String strategy) throws IOException {
        return sequences(new EventFilter(Range.ALL, Range.ALL, Set.of(), new Subject(symbol, account, strategy)));
    }

    @Test
    void shouldTakeWhatNamesASubjectOrAStrategyOrConditionOfIt() throws IOException {
        assertEquals(List.of(1, 5, 7, 9, 15, 16), about("BTCUSD", null, null));
        assertEquals(List.of(2, 6, 8, 10, 11, 12), about("ETHUSD", null, null));
        assertEquals(List.of(3, 5, 9, 11), about(null, "ann", null));
        assertEquals(List.of(4, 6, 10, 11, 12, 16), about(null, "ben", null));
        assertEquals(List.of(10, 12, 15), about(null, "host", null));
        assertEquals(List.of(5, 9), about(null, null, "dawn"));
    }

    @Test
    void shouldTakeIdsForNamesAndEveryStrategyOfAName() throws IOException {
        assertEquals(about(null, "ann", null), about(null, "1", null));
        assertEquals(about(null, "host", null), about(null, "0", null));
        assertEquals(List.of(6, 10, 11, 12, 16), about(null, null, "dusk"));
        assertEquals(List.of(6, 10, 11, 12), about(null, null, "6"));
        assertEquals(List.of(16), about(null, null, "16"));
    }

    @Test
    void shouldTakeOnlyWhatPassesEveryPart() throws IOException {
        assertEquals(List.of(16), about("BTCUSD", "ben", null));
        assertEquals(List.of(11), about(null, "ann", "dusk"));
        assertEquals(
                List.of(6, 10),
                sequences(new EventFilter(
                        new Range(6, 12), new Range(500, 1000), Set.of(), new Subject("ETHUSD", "ben", "dusk"))));
        assertEquals(
                List.of(10),
                sequences(new EventFilter(
                        Range.ALL,
                        Range.ALL,
                        EventFilter.types(List.of("condition-created"), Set.of(Category.INPUT)),
                        new Subject("ETHUSD", null, null))));
    }

    @Test
    void shouldTakeBothEndsOfARange() throws IOException {
        assertEquals(List.of(7, 8), sequences(new EventFilter(new Range(7, 8), Range.ALL, Set.of(), Subject.ANY)));
        assertEquals(List.of(7, 8), sequences(new EventFilter(Range.ALL, new Range(700, 899), Set.of(), Subject.ANY)));
        assertEquals(16, sequences(EventFilter.ALL).size());
    }

    @Test
    void shouldSayWhatThereIsWhenNothingIsWhatWasAskedFor() throws IOException {
        assertEquals(unknown("symbol", "btcusd", "one of BTCUSD, ETHUSD"), about(new Subject("btcusd", null, null)));
        assertEquals(unknown("account", "3", "one of 0 (host), 1 (ann), 2 (ben)"), about(new Subject(null, "3", null)));
        assertEquals(
                unknown("strategy", "noon", "one of 5 (dawn), 6 (dusk), 16 (dusk)"),
                about(new Subject("BTCUSD", "ann", "noon")));
        // Both are known; that nothing is about both is an answer.
        assertEquals(Optional.empty(), about(new Subject("ETHUSD", null, "dawn")));
        EventPrinter ofAnEmptyJournal = new EventPrinter(
                EventPrinter.Format.JSON,
                new EventFilter(Range.ALL, Range.ALL, Set.of(), new Subject("BTCUSD", null, null)),
                new StringBuilder());
        assertEquals(unknown("symbol", "BTCUSD", "none, there is no symbol"), ofAnEmptyJournal.unknown());
    }

    private static Optional<Unknown> unknown(String what, String value, String expected) {
        return Optional.of(new Unknown(what, value, expected));
    }

    private static Optional<Unknown> about(Subject subject) throws IOException {
        return print(new EventFilter(Range.ALL, Range.ALL, Set.of(), subject), new StringBuilder())
                .unknown();
    }

    @Test
    void shouldPrintOutputsBesideTheInputsThatItLearnedFrom() throws IOException {
        StringBuilder text = new StringBuilder();
        EventPrinter printer = print(
                new EventFilter(
                        Range.ALL,
                        Range.ALL,
                        EventFilter.types(List.of("order_accepted"), Set.of(Category.EVENT)),
                        new Subject("BTCUSD", "ann", "dawn")),
                text);
        UnsafeBuffer output = new UnsafeBuffer(new byte[64]);
        OrderAcceptedEncoder accepted =
                new OrderAcceptedEncoder().wrapAndApplyHeader(output, 3, new MessageHeaderEncoder());
        accepted.clientOrderId(5 << 16).strategyId(5).instrumentId(BTC);
        printer.print(9, 0, output, 3);
        accepted.strategyId(6).instrumentId(ETH);
        printer.print(9, 0, output, 3);
        assertEquals("""
                {"sequence":9,"timestamp":"1970-01-01T00:00:00Z","type":"ORDER_ACCEPTED","clientOrderId":327680,\
                "strategyId":5,"instrumentId":0,"symbol":"BTCUSD"}
                """, text.toString());
        assertEquals(1, printer.printed());
    }

    @Test
    void shouldCountAnEventToWhoSendsItAndWhomItIsFor() throws IOException {
        NewEvent event = new EventBuilder("k").by(ANN).to("ben").build();
        NewCondition condition = new NewCondition("", BEN, List.of(), 0, false, ConditionAction.EVENT, 0);
        assertEquals(List.of(true, true, false), areAbout(new TestEvent.Submit(event, "")));
        assertEquals(List.of(true, true, false), areAbout(new TestEvent.SubmitWhen(condition, event, "")));
        assertEquals(
                List.of(false, true, true),
                areAbout(new EventBuilder("k").to("ben", "nobody").submit()));
    }

    /** Of ann, of ben, of the host. */
    private static List<Boolean> areAbout(TestEvent input) throws IOException {
        List<Boolean> areAbout = new ArrayList<>();
        for (String account : List.of("ann", "2", "host")) {
            StringBuilder text = new StringBuilder();
            EventPrinter printer = print(
                    new EventFilter(new Range(99, 99), Range.ALL, Set.of(), new Subject(null, account, null)), text);
            EventSlot slot = new EventSlot(RingConfig.defaults());
            input.encode(slot.in());
            printer.print(99, 0, slot.in().buffer(), 0);
            areAbout.add(printer.printed() > 0);
        }
        return areAbout;
    }

    @Test
    void shouldFindATypeByEitherName() {
        Set<Category> outputs = Set.of(Category.COMMAND, Category.EVENT);
        assertEquals(
                Set.of(EventType.RUNNER_STARTED, EventType.EXECUTE_BUY),
                EventFilter.types(List.of("RunnerStarted", "runner-started", "Execute_Buy"), outputs));
    }
}
