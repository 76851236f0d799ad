package io.ringfence.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.event.OrderPurpose;
import io.ringfence.core.event.PositionSide;
import io.ringfence.core.event.StopUnit;
import io.ringfence.core.event.TriggerSource;
import io.ringfence.core.testkit.OrderCommand;
import io.ringfence.core.testkit.TestCore;
import io.ringfence.core.testkit.TestEvent;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What another project's tests state of fixed stops: two prices after an entry, the stop's level and whether it fired. The
 * rows with trailing stops, a callback that sets another stop, or a liquidation price state other rules.
 */
class FreqtradeFactsTest {
    private static final String[] COLUMNS = {
        "price1",
        "trailing",
        "callback",
        "liquidation",
        "stop_after_1",
        "exit_after_1",
        "price2",
        "stop_after_2",
        "exit_after_2"
    };

    @TestFactory
    @SuppressWarnings("unchecked")
    Stream<DynamicTest> shouldFireAsStatedWhenTheStopIsFixed() throws Exception {
        Path file = TestNodes.shared("oracles/freqtrade_tick_stop_cases.json");
        Map<String, Object> facts = (Map<String, Object>) ((Map<String, Object>) Json.read(file)).get("two_tick_cases");
        Map<String, Object> common = (Map<String, Object>) facts.get("common");
        List<List<Object>> rows = (List<List<Object>>) facts.get("rows");
        List<List<Object>> fixed =
                rows.stream().filter(FreqtradeFactsTest::isFixed).toList();
        // Two plain ones, and two whose callback leaves the stop as it is.
        assertEquals(4, fixed.size(), () -> "rows of " + List.of(COLUMNS));
        return fixed.stream().map(row -> DynamicTest.dynamicTest(row.toString(), () -> check(row, common)));
    }

    private static boolean isFixed(List<Object> row) {
        Object callback = row.get(2);
        boolean isUnchanged = callback == null || callback.toString().startsWith("callback returns");
        return row.get(1).equals(false) && isUnchanged && row.get(3) == null;
    }

    private static void check(List<Object> row, Map<String, Object> common) {
        TestCore core = new TestCore().at(1);
        long entry = scaled(common.get("entry"));
        core.apply(TestEvent.Node.defaults());
        core.apply(new TestEvent.Define(0, "X"));
        core.apply(new TestEvent.Create(
                0,
                PositionSide.LONG,
                Decimal.ONE,
                2,
                100,
                TriggerSource.LAST,
                StopUnit.RATIO,
                scaled(common.get("stop_pct"))));
        core.apply(new TestEvent.Start(core.sequence()));
        core.at(2);
        OrderCommand buy = core.commands(new TestEvent.Time()).get(0);
        core.apply(buy.filled(Decimal.ONE, entry, 0));

        assertEquals(exit(row.get(5)), isStopSent(core, 1, row.get(0)));
        assertEquals(scaled(row.get(4)), level(core));
        assertEquals(exit(row.get(8)), isStopSent(core, 2, row.get(6)));
        assertEquals(scaled(row.get(7)), level(core));
    }

    private static boolean exit(Object stated) {
        return !stated.equals("none");
    }

    private static boolean isStopSent(TestCore core, long feedSequence, Object price) {
        List<OrderCommand> commands =
                core.commands(TestEvent.Tick.of(0, feedSequence).trade(scaled(price)));
        return commands.stream().anyMatch(command -> command.purpose() == OrderPurpose.STOP);
    }

    private static long level(TestCore core) {
        return core.logic().trade().strategyRows().get(0).stopLevel();
    }

    private static long scaled(Object number) {
        return Decimal.parse(((BigDecimal) number).toPlainString());
    }
}
