package io.ringfence.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.config.OneStop.Firing;
import io.ringfence.core.event.StopUnit;
import io.ringfence.core.testkit.TestEvent.Create;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What another project's tests state of stops, one price at a time: where the stop stands after a price and whether it fired.
 * A callback that always answers the same ratio is a stop that trails at that ratio, one that answers nothing a fixed one.
 */
class FreqtradeFactsTest {
    /** By row from 0; the core's package page says why ours differ. */
    private static final Map<String, List<String>> DIFFERING_ROWS =
            Map.of("2", List.of("price 0.91 fires nothing, stated: liquidation"));

    /** By sequence, and its step from 0. */
    private static final Map<String, List<String>> DIFFERING_SEQUENCES = new TreeMap<>(Map.of(
            "positive_long_offset_0", List.of("initial stop 1.98, stated 1.8"),
            "positive_long_offset_0.011", List.of("initial stop 1.98, stated 1.8"),
            "positive_long_offset_0.055", List.of("1: stop 1.98, stated 1.8", "initial stop 1.98, stated 1.8"),
            "positive_short_offset_0", List.of("initial stop 2.222, stated 2.42"),
            "positive_short_offset_0.011", List.of("initial stop 2.222, stated 2.42"),
            "positive_short_offset_0.055", List.of("1: stop 2.222, stated 2.42", "initial stop 2.222, stated 2.42"),
            "adjust_long", List.of("5: stop 1.53, stated 1.26"),
            "adjust_short",
                    List.of(
                            "3: price 0.8 fires, stated: moves nothing",
                            "5: stop 0.33, stated 0.66",
                            "6: liquidation price",
                            "7: price 0.59 fires, stated: moves nothing",
                            "7: stop 0.33, stated 0.649"),
            "reinit_long_leverage_5", List.of("ratio of the margin", "1: other terms", "2: other terms"),
            "reinit_short_leverage_5", List.of("ratio of the margin", "1: other terms", "2: other terms")));

    private final Map<String, List<String>> differing = new TreeMap<>();
    private Map<String, Object> facts;

    @BeforeEach
    @SuppressWarnings("unchecked")
    void readFacts() throws Exception {
        facts = (Map<String, Object>) Json.read(TestNodes.shared("oracles/freqtrade_tick_stop_cases.json"));
    }

    private void differ(String id, String how) {
        differing.computeIfAbsent(id, key -> new ArrayList<>()).add(how);
    }

    @Test
    @SuppressWarnings("unchecked")
    void shouldStandAndFireAsStatedWhenTwoPricesCome() {
        Map<String, Object> cases = (Map<String, Object>) facts.get("two_tick_cases");
        Map<String, Object> common = (Map<String, Object>) cases.get("common");
        List<List<Object>> rows = (List<List<Object>>) cases.get("rows");
        assertEquals(13, rows.size());
        for (int i = 0; i < rows.size(); i++) {
            List<Object> row = rows.get(i);
            OneStop stop = new OneStop(terms(row, common));
            stop.enter(common.get("entry"));
            checkPrice(i, stop, row.get(0), row.get(4), row.get(5));
            checkPrice(i, stop, row.get(6), row.get(7), row.get(8));
        }
        assertEquals(DIFFERING_ROWS, differing);
    }

    private void checkPrice(int row, OneStop stop, Object price, Object statedLevel, Object statedExit) {
        Firing firing = stop.trade(price);
        BigDecimal level = firing == null ? stop.level() : firing.level();
        // Theirs are rounded up to the price's decimals, and compared after rounding once more.
        BigDecimal rounded = level.setScale(4, RoundingMode.UP).setScale(3, RoundingMode.HALF_UP);
        assertEquals(0, rounded.compareTo((BigDecimal) statedLevel), () -> "row " + row + ": " + level);
        if (statedExit.equals("liquidation") && firing == null) {
            differ(Integer.toString(row), "price " + price + " fires nothing, stated: liquidation");
        } else {
            assertEquals(!statedExit.equals("none"), firing != null, () -> "row " + row + " at " + price);
        }
    }

    private static Create terms(List<Object> row, Map<String, Object> common) {
        Object callback = row.get(2);
        if (row.get(1).equals(true)) {
            return ratio("long", common.get("trailing_positive_pct")).trailing();
        }
        if (callback instanceof BigDecimal) {
            return ratio("long", callback).trailing();
        }
        if ("callback: 0.1 while profit<0.6".equals(callback)) {
            return ratio("long", new BigDecimal("0.1")).trailing();
        }
        assertTrue(callback == null || callback.toString().startsWith("callback returns "));
        return ratio("long", common.get("stop_pct"));
    }

    private static Create ratio(Object side, Object ratio) {
        return OneStop.terms((String) side, StopUnit.RATIO, (BigDecimal) ratio);
    }

    @Test
    @SuppressWarnings("unchecked")
    void shouldStandAndFireAsStatedWhenASequenceOfPricesComes() {
        List<Map<String, Object>> sequences = (List<Map<String, Object>>) facts.get("sequences");
        assertEquals(12, sequences.size());
        for (Map<String, Object> sequence : sequences) {
            if (((String) sequence.get("id")).matches("(adjust|reinit)_.*")) {
                checkAdjustments(sequence);
            } else {
                checkPrices(sequence);
            }
        }
        assertEquals(DIFFERING_SEQUENCES, differing);
    }

    /** Prices that come one by one. */
    private void checkPrices(Map<String, Object> sequence) {
        String id = (String) sequence.get("id");
        OneStop stop = new OneStop(trailing(sequence));
        stop.enter(sequence.get("entry"));
        BigDecimal initial = stop.level();
        List<Map<String, Object>> steps = steps(sequence);
        for (int i = 0; i < steps.size(); i++) {
            Map<String, Object> step = steps.get(i);
            Firing firing = stop.trade(step.get("price"));
            assertEquals(step.get("exit"), firing != null, () -> id + " at " + step);
            BigDecimal level = firing == null ? stop.level() : firing.level();
            compare(id, i + ": stop ", level, step.get("stop"));
            compare(id, "initial stop ", initial, step.get("initial_stop"));
        }
    }

    /** Notes where a level differs from the one that is stated, if one is. */
    private void compare(String id, String what, BigDecimal level, Object stated) {
        if (stated != null && level.compareTo((BigDecimal) stated) != 0) {
            differing
                    .computeIfAbsent(id, key -> new ArrayList<>())
                    .add(what + level.toPlainString() + ", stated " + stated);
        }
    }

    /** A stop that trails at the narrower of two ratios, from the profit on at which theirs turns to it. */
    private static Create trailing(Map<String, Object> sequence) {
        if (sequence.containsKey("trail_pct")) {
            return ratio(sequence.get("side"), sequence.get("trail_pct")).trailing();
        }
        Create terms = ratio(sequence.get("side"), sequence.get("trailing_positive_pct"));
        if (sequence.get("only_after_offset").equals(false)) {
            return terms.trailing();
        }
        // Profit counts after the fee of either way: long (1 - f) p / ((1 + f) e) - 1, short 1 - (1 + f) p / ((1 - f)
        // e).
        boolean isLong = sequence.get("side").equals("long");
        BigDecimal offset = (BigDecimal) sequence.get("offset");
        BigDecimal fee = (BigDecimal) sequence.get("fee_each_way");
        BigDecimal more = BigDecimal.ONE.add(fee);
        BigDecimal less = BigDecimal.ONE.subtract(fee);
        BigDecimal costs = isLong ? more.divide(less, MathContext.DECIMAL64) : less.divide(more, MathContext.DECIMAL64);
        BigDecimal gain = isLong ? BigDecimal.ONE.add(offset) : BigDecimal.ONE.subtract(offset);
        BigDecimal activation = ((BigDecimal) sequence.get("entry"))
                .multiply(costs)
                .multiply(gain)
                .setScale(8, isLong ? RoundingMode.CEILING : RoundingMode.FLOOR);
        return terms.trailingFrom(OneStop.scaled(activation));
    }

    /** Calls that set a stop from a price: by one that trails at the call's ratio over the prices of the calls so far. */
    private void checkAdjustments(Map<String, Object> sequence) {
        String id = (String) sequence.get("id");
        BigDecimal leverage = (BigDecimal) sequence.getOrDefault("leverage", BigDecimal.ONE);
        if (leverage.compareTo(BigDecimal.ONE) != 0) {
            differ(id, "ratio of the margin");
        }
        List<Object> prices = new ArrayList<>();
        List<Map<String, Object>> steps = steps(sequence);
        for (int i = 0; i < steps.size(); i++) {
            Map<String, Object> step = steps.get(i);
            if (step.containsKey("set_liquidation")) {
                differ(id, i + ": liquidation price");
                continue;
            }
            if (step.containsKey("reinit_pct")) {
                differ(id, i + ": other terms");
            } else {
                prices.add(step.get("set_from"));
            }
            Object ratio = step.getOrDefault("reinit_pct", step.get("pct"));
            OneStop stop = new OneStop(ratio(sequence.get("side"), ((BigDecimal) ratio).divide(leverage))
                    .trailing());
            stop.enter(sequence.get("entry"));
            for (Object price : prices) {
                if (stop.trade(price) != null) {
                    assertEquals(prices.size() - 1, prices.lastIndexOf(price));
                    differ(id, i + ": price " + price + " fires, stated: moves nothing");
                    stop = stop.undone();
                    prices.remove(prices.size() - 1);
                    break;
                }
            }
            compare(id, i + ": stop ", stop.level(), step.get("stop"));
        }
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> steps(Map<String, Object> sequence) {
        return (List<Map<String, Object>>) sequence.get("steps");
    }
}
