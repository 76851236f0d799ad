package io.ringfence.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.ringfence.config.OneStop.Firing;
import io.ringfence.core.event.StopUnit;
import io.ringfence.core.testkit.TestEvent.Create;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * What another project's tests state of stop orders: bars, ticks and quotes, and the price that each fills at. A sell is the
 * stop of a long position, a buy that of a short one; a bar is its open, then trades of which the last and the extremes are
 * told, and trades that come together are taken like one. The order is at the market, so its price is the market's: the level
 * where a bar went through it, else the price that touched.
 */
class LeanFactsTest {
    /** By case, from 0; the core's package page says why ours differ. */
    private static final Map<String, List<String>> DIFFERING = new TreeMap<>(Map.of(
            "2", List.of("fires with the fill by 291, stated: by later trades"),
            "3", List.of("fires with the fill by 291, stated: by later trades")));

    private final Map<String, List<String>> differing = new TreeMap<>();

    @Test
    void shouldFireAsStatedWhenBarsTradesAndQuotesCome() throws Exception {
        List<Map<String, Object>> cases = cases("equity_stop_market");
        assertEquals(12, cases.size());
        for (int i = 0; i < cases.size(); i++) {
            checkFeed(Integer.toString(i), cases.get(i));
        }
        assertEquals(DIFFERING, differing);
    }

    @SuppressWarnings("unchecked")
    private void checkFeed(String id, Map<String, Object> one) {
        OneStop stop = new OneStop(fixed(one));
        boolean isEntered = false;
        for (Map<String, Object> item : (List<Map<String, Object>>) one.get("feed")) {
            if (item.containsKey("at")) {
                assertEquals(false, item.get("filled"));
                feed(stop, item);
                continue;
            }
            if (!isEntered) {
                isEntered = true;
                Firing byFill = stop.enter(BigDecimal.valueOf(100));
                if (byFill != null) {
                    differ(
                            id,
                            "fires with the fill by " + byFill.price().toPlainString() + ", stated: by later trades");
                    // Without the price in force the rest agrees.
                    stop = new OneStop(fixed(one));
                    stop.enter(BigDecimal.valueOf(100));
                }
            }
            BigDecimal filled = feed(stop, item);
            assertEquals(item.get("filled"), filled != null, () -> id + ": " + item);
            if (filled != null) {
                assertEquals(
                        0, filled.compareTo((BigDecimal) item.get("price")), () -> id + ": " + item + " " + filled);
            }
        }
    }

    private void differ(String id, String how) {
        differing.computeIfAbsent(id, key -> new ArrayList<>()).add(how);
    }

    /** Feeds a bar, trades or a quote; returns the price that a market order would get, null for none. */
    @SuppressWarnings("unchecked")
    private static BigDecimal feed(OneStop stop, Map<String, Object> item) {
        if (item.containsKey("trade_tick")) {
            return price(stop.trade(item.get("trade_tick")));
        }
        List<Object> figures = (List<Object>) item.entrySet().iterator().next().getValue();
        if (item.containsKey("quote_tick")) {
            return price(stop.quote(figures.get(0), figures.get(1)));
        }
        if (item.containsKey("quote_bar_bid_ask")) {
            figures.forEach(price -> assertNull(stop.quote(price, price)));
            return null;
        }
        Firing atOpen = stop.trade(figures.get(0));
        if (atOpen != null) {
            return atOpen.price();
        }
        List<BigDecimal> sorted =
                figures.stream().map(BigDecimal.class::cast).sorted().toList();
        Firing within = stop.trades(figures.get(figures.size() - 1), sorted.get(0), sorted.get(sorted.size() - 1));
        return within == null ? null : within.level();
    }

    private static BigDecimal price(Firing firing) {
        return firing == null ? null : firing.price();
    }

    @Test
    @SuppressWarnings("unchecked")
    void shouldFireAtTheMarketWhenATickGapsThrough() throws Exception {
        List<Map<String, Object>> cases = cases("immediate_model_stop_market");
        assertEquals(2, cases.size());
        for (Map<String, Object> one : cases) {
            OneStop stop = new OneStop(fixed(one));
            stop.enter(BigDecimal.valueOf(100));
            for (List<Object> tick : (List<List<Object>>) one.get("ticks")) {
                assertEquals(tick.get(1), price(stop.trade(tick.get(0))), one::toString);
            }
        }
    }

    @Test
    @SuppressWarnings("unchecked")
    void shouldTrailAsStatedWhenTicksComeOneByOne() throws Exception {
        List<List<Object>> rows =
                (List<List<Object>>) table("immediate_model_trailing").get("rows");
        assertEquals(8, rows.size());
        for (List<Object> row : rows) {
            String side = side(row.get(0));
            BigDecimal trail = (BigDecimal) row.get(1);
            StopUnit unit = row.get(2).equals(true) ? StopUnit.RATIO : StopUnit.AMOUNT;
            OneStop stop = new OneStop(OneStop.terms(side, unit, trail).trailing());
            // Every initial stop of the table stands at its distance from 100.
            stop.enter(BigDecimal.valueOf(100));
            assertEquals(0, stop.level().compareTo((BigDecimal) row.get(3)), row::toString);
            for (List<Object> tick : (List<List<Object>>) row.get(4)) {
                Firing firing = stop.trade(tick.get(0));
                BigDecimal level = firing == null ? stop.level() : firing.level();
                assertEquals(0, level.compareTo((BigDecimal) tick.get(1)), () -> row + " at " + tick + ": " + level);
                assertEquals(tick.get(2) != null, firing != null, () -> row + " at " + tick);
                if (firing != null) {
                    assertEquals(0, firing.price().compareTo((BigDecimal) tick.get(2)), row::toString);
                }
            }
        }
    }

    private static Create fixed(Map<String, Object> one) {
        return OneStop.terms(side(one.get("side")), StopUnit.LEVEL, (BigDecimal) one.get("stop"));
    }

    private static String side(Object order) {
        return order.equals("sell") ? "long" : "short";
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> cases(String table) throws Exception {
        return (List<Map<String, Object>>) table(table).get("cases");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> table(String name) throws Exception {
        Path file = TestNodes.shared("oracles/lean_stop_order_fills.json");
        return (Map<String, Object>) ((Map<String, Object>) Json.read(file)).get(name);
    }
}
