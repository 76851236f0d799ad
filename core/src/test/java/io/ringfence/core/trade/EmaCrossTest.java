package io.ringfence.core.trade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ringfence.core.event.PositionSide;
import io.ringfence.core.event.StopUnit;
import io.ringfence.core.event.TriggerSource;
import io.ringfence.core.strategy.Plugins;
import io.ringfence.core.testkit.OrderCommand;
import io.ringfence.core.testkit.TestEvent;
import io.ringfence.core.testkit.TestEvent.Create;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code ema-cross}, held against the same averages in decimals of any length. */
final class EmaCrossTest {
    private static final long ONE = TradeScenario.ONE;

    /** A core of its own, so that properties have one a try. */
    private static final class Session extends TradeScenario {
        private Session(Create terms) {
            open();
            start(terms);
        }
    }

    private static Create terms(PositionSide side, long entryTimeNs, String parameters) {
        return new Create(
                        0, side, 2 * ONE, entryTimeNs, TestEvent.NONE, TriggerSource.LAST, StopUnit.AMOUNT, 1000 * ONE)
                .logic("ema-cross", parameters);
    }

    /** Feeds prices, fills everything at once; tells what it did with which. */
    private static List<String> trades(Session session, List<Integer> prices, long stepNs) {
        List<String> trades = new ArrayList<>();
        for (int i = 0; i < prices.size(); i++) {
            for (OrderCommand order : session.core.at(1 + i * stepNs).commands(session.trade(prices.get(i)))) {
                trades.add(i + " " + order.purpose());
                session.core.apply(Session.fill(order, 2, prices.get(i)));
            }
        }
        return trades;
    }

    private static BigDecimal next(BigDecimal average, BigDecimal price, int length) {
        BigDecimal weight = BigDecimal.valueOf(2 * ONE / (length + 1), 8);
        return average.add(price.subtract(average).multiply(weight).setScale(8, RoundingMode.HALF_EVEN));
    }

    private static List<String> naive(List<Integer> prices, int fastLength, int slowLength, boolean isLong) {
        List<String> trades = new ArrayList<>();
        BigDecimal fast = null;
        BigDecimal slow = null;
        boolean isHeld = false;
        for (int i = 0; i < prices.size(); i++) {
            BigDecimal price = BigDecimal.valueOf(prices.get(i));
            boolean wasAbove = fast != null && fast.compareTo(slow) > 0;
            fast = fast == null ? price : next(fast, price, fastLength);
            slow = slow == null ? price : next(slow, price, slowLength);
            boolean isAbove = fast.compareTo(slow) > 0;
            boolean isCross = i >= slowLength && isAbove != wasAbove;
            if (isCross && (isAbove == isLong) != isHeld) {
                trades.add(i + (isHeld ? " EXIT" : " ENTRY"));
                isHeld = !isHeld;
            }
        }
        return trades;
    }

    @Property(tries = 300)
    void shouldTradeAsTheAveragesInDecimalsCross(
            @ForAll @Size(max = 120) List<@IntRange(min = 90, max = 110) Integer> prices,
            @ForAll @IntRange(min = 2, max = 12) int slow,
            @ForAll @IntRange(min = 0, max = 10) int less,
            @ForAll boolean isLong) {
        int fast = Math.max(1, slow - 1 - less);
        PositionSide side = isLong ? PositionSide.LONG : PositionSide.SHORT;
        Session session = new Session(terms(side, TestEvent.NONE, "fast=" + fast + " slow=" + slow));
        assertEquals(naive(prices, fast, slow, isLong), trades(session, prices, 1));
    }

    @Test
    void shouldEnterWhenTheFastAverageCrossesAndLeaveWhenItCrossesBack() {
        List<Integer> prices = List.of(100, 100, 100, 100, 110, 110, 90, 80);
        assertEquals(
                List.of("4 ENTRY", "6 EXIT"),
                trades(new Session(terms(PositionSide.LONG, TestEvent.NONE, "fast=1 slow=3")), prices, 1));
        assertEquals(
                List.of("6 ENTRY"),
                trades(new Session(terms(PositionSide.SHORT, TestEvent.NONE, "fast=1 slow=3")), prices, 1));
    }

    @Test
    void shouldNotEnterBeforeItsEntryTime() {
        List<Integer> prices = List.of(100, 100, 100, 100, 110, 90, 110);
        assertEquals(List.of("6 ENTRY"), trades(new Session(terms(PositionSide.LONG, 7, "fast=1 slow=3")), prices, 1));
        assertEquals(
                List.of("4 ENTRY", "5 EXIT", "6 ENTRY"),
                trades(new Session(terms(PositionSide.LONG, 5, "fast=1 slow=3")), prices, 1));
    }

    @Test
    void shouldTakeASampleAMillisecondAtMostWhenAskedTo() {
        List<Integer> every = List.of(100, 100, 100, 100, 110);
        List<Integer> doubled = List.of(100, 999, 100, 999, 100, 999, 100, 999, 110, 999);
        assertEquals(
                List.of("4 ENTRY"),
                trades(
                        new Session(terms(PositionSide.LONG, TestEvent.NONE, "fast=1 slow=3 every-ms=1")),
                        every,
                        1_000_000));
        assertEquals(
                List.of("8 ENTRY"),
                trades(
                        new Session(terms(PositionSide.LONG, TestEvent.NONE, "fast=1 slow=3 every-ms=1")),
                        doubled,
                        500_000));
    }

    @ParameterizedTest
    @CsvSource({
        "'', parameter slow is missing",
        "slow=5, parameter fast is missing",
        "fast=5 slow=5, 'parameter fast = 5: expected a whole number, 1 to 4'",
        "fast=0 slow=5, 'parameter fast = 0: expected a whole number, 1 to 4'",
        "fast=1 slow=1, 'parameter slow = 1: expected a whole number, 2 to 100000'",
        "fast=1 slow=100001, 'parameter slow = 100001: expected a whole number, 2 to 100000'",
        "fast=1.5 slow=5, 'parameter fast = 1.5: expected a whole number, 1 to 4'",
        "fast=1 slow=5 every-ms=0, 'parameter every-ms = 0: expected a whole number, 1 to 86400000'",
        "fast=1 slow=5 size=2, 'parameter size: expected one of fast, slow, every-ms'",
        "fast=1 slow=5 fast=2, 'parameters = \"fast=1 slow=5 fast=2\": fast stands there twice'",
        "fast, 'parameters = \"fast\": expected name=value, not fast'",
        "fast=, 'parameters = \"fast=\": expected name=value, not fast='",
        "=1, 'parameters = \"=1\": expected name=value, not =1'",
    })
    void shouldSayWhichParameterItRefuses(String parameters, String message) {
        Throwable refusal =
                assertThrows(IllegalArgumentException.class, () -> Plugins.BUILT_IN.create("ema-cross", parameters));
        assertEquals(message, refusal.getMessage());
    }

    @Test
    void shouldRefuseACreationWithWhatNoPlugInTakes() {
        Session session = new Session(terms(PositionSide.LONG, TestEvent.NONE, "fast=1  slow=3 every-ms=86400000"));
        for (String parameters : List.of("", "fast=3 slow=3", "fast=1 slow=3 x=1")) {
            assertEquals(
                    List.of("COMMAND_REFUSED " + (session.core.sequence() + 1) + " UNKNOWN_PLUGIN"),
                    session.core.apply(terms(PositionSide.LONG, TestEvent.NONE, parameters)));
        }
        assertEquals(
                List.of("COMMAND_REFUSED 8 UNKNOWN_PLUGIN"),
                session.core.apply(terms(PositionSide.LONG, TestEvent.NONE, "").logic("ema", "")));
        assertEquals(
                List.of("COMMAND_REFUSED 9 UNKNOWN_PLUGIN"),
                session.core.apply(terms(PositionSide.LONG, TestEvent.NONE, "").logic("timed", "fast=1")));
    }

    @Test
    void shouldSayWhichNamesOfPlugInsThereAreAndRefuseOneThatIsTaken() {
        assertEquals(Set.of("ema-cross", "timed"), Plugins.BUILT_IN.names());
        assertEquals(
                "logic = ema: expected one of ema-cross, timed",
                assertThrows(IllegalArgumentException.class, () -> Plugins.BUILT_IN.create("ema", ""))
                        .getMessage());
        TestPlugin plugin = new TestPlugin();
        assertEquals(
                "plug-in io.ringfence.core.trade.TestPlugin: name = test: io.ringfence.core.trade.TestPlugin has it",
                assertThrows(IllegalArgumentException.class, () -> Plugins.with(List.of(plugin, plugin)))
                        .getMessage());
    }
}
