package io.ringfence.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringfence.core.event.StopUnit;
import io.ringfence.core.testkit.TestEvent.Create;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * What another project's tests state of stops and targets on closing prices: an entry at a place of a price series, and
 * whether the rule holds at places given. Here the prices up to the entry come first, the entry is filled, the others follow.
 */
class Ta4jFactsTest {
    /** By row and position, both from 0. Their rules are asked anew at every place; the core's package page says why ours differ. */
    private static final Map<String, List<String>> DIFFERING = new TreeMap<>(Map.of(
            "pct-0.1", List.of("7: 1 after it fired"),
            "pct-3.1", List.of("4: 0 after it fired", "5: 1 after it fired"),
            "trail_pct-5.0", List.of("6: 0 after it fired"),
            "gain_pct-13.1", List.of("7: 1 after it fired"),
            "gain_pct-14.1", List.of("1: 1 before the entry", "2: 0 before the entry")));

    private final Map<String, List<String>> differing = new TreeMap<>();
    private int positionCount;
    private int agreeingCount;

    @Test
    @SuppressWarnings("unchecked")
    void shouldHoldAsStatedButWhereOurRuleDiffers() throws Exception {
        Map<String, Object> facts = (Map<String, Object>) Json.read(TestNodes.shared("oracles/ta4j_rule_cases.json"));
        List<List<Object>> rows = (List<List<Object>>) facts.get("rows");
        for (int row = 0; row < rows.size(); row++) {
            List<List<Object>> positions = (List<List<Object>>) rows.get(row).get(5);
            for (int i = 0; i < positions.size(); i++) {
                positionCount++;
                check(rows.get(row).get(0) + "-" + row + "." + i, rows.get(row), positions.get(i));
            }
        }
        assertEquals(15, rows.size());
        assertEquals(25, positionCount);
        assertEquals(DIFFERING, differing);
        assertEquals(64, agreeingCount);
    }

    @SuppressWarnings("unchecked")
    private void check(String id, List<Object> row, List<Object> position) {
        List<Object> prices = (List<Object>) row.get(4);
        int entry = ((BigDecimal) position.get(0)).intValueExact();
        int fired = firedAt(terms(row), prices, entry, position.get(1));
        new TreeMap<>((Map<String, Object>) position.get(2)).forEach((text, stated) -> {
            int place = Integer.parseInt(text);
            if (place < entry || fired < place) {
                String why = place < entry ? " before the entry" : " after it fired";
                differing.computeIfAbsent(id, key -> new ArrayList<>()).add(place + ": " + stated + why);
            } else {
                assertEquals(stated.toString(), place == fired ? "1" : "0", () -> id + " at " + place);
                agreeingCount++;
            }
        });
    }

    /** The place whose price fires, the entry's for what fires with the fill, the largest number for none. */
    private static int firedAt(Create terms, List<Object> prices, int entry, Object entryPrice) {
        OneStop stop = new OneStop(terms);
        prices.subList(0, entry + 1).forEach(stop::trade);
        if (stop.enter(entryPrice) != null) {
            return entry;
        }
        for (int place = entry + 1; place < prices.size(); place++) {
            if (stop.trade(prices.get(place)) != null) {
                return place;
            }
        }
        return Integer.MAX_VALUE;
    }

    private static Create terms(List<Object> row) {
        String side = (String) row.get(1);
        BigDecimal amount = (BigDecimal) row.get(2);
        return switch ((String) row.get(0)) {
            case "pct" -> OneStop.terms(side, StopUnit.RATIO, amount.movePointLeft(2));
            case "trail_pct" ->
                OneStop.terms(side, StopUnit.RATIO, amount.movePointLeft(2)).trailing();
            case "fixed" -> OneStop.terms(side, StopUnit.AMOUNT, amount);
            case "trail_fixed" -> OneStop.terms(side, StopUnit.AMOUNT, amount).trailing();
            case "gain_pct" -> OneStop.target(side, amount.movePointLeft(2));
            default -> throw new AssertionError(row.get(0));
        };
    }
}
