package io.ringfence.transport.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.transport.client.ScriptedHost;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The page in a real browser, as a person uses it; skipped where there is no browser. */
@Timeout(value = 180, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DashboardTest extends DashboardFixture {
    @Test
    void shouldShowPricesThatMoveWhenSignedIn() {
        signIn();
        String first = page.text("#chart-price");

        page.await("another price", "document.getElementById('chart-price').textContent !== '" + first + "'");
        page.await("a chart", "document.querySelectorAll('#chart canvas').length > 0");
        assertEquals("BTCUSD", page.text("#h-chart"));
        page.await(
                "percentiles of the round trip", "document.getElementById('latency').innerText.includes('round trip')");
        page.await("percentiles of the receipt", "document.getElementById('latency').innerText.includes('receipt')");
        assertEquals(List.of(), page.complaints);
    }

    @Test
    void shouldAskNobodyToSignInWhenTheHostIsOpen() {
        host.open();
        page.open(host.origin() + "/");
        page.await("strategies", "document.querySelectorAll('#strategies tbody tr').length === 4");

        assertEquals(0, host.received("auth"));
        assertEquals(List.of(), page.complaints);
    }

    @Test
    void shouldSayWhyWhenThePasswordIsWrong() {
        page.open(host.origin() + "/");
        page.click("#username");
        page.type("alice");
        page.click("#password");
        page.type("wrong");
        page.press("Enter");

        page.await(
                "the reason", "document.getElementById('login-error').textContent === 'name and password do not fit'");
        assertEquals("true", String.valueOf(page.eval("document.getElementById('board').hidden")));
    }

    @Test
    void shouldStartAndStopAStrategyWhenItsButtonsArePressed() {
        signIn();
        page.click(button("Start long-01"));

        page.await("the fill in the tail", EVENTS + ".includes('order filled')");
        page.await("the position", "document.getElementById('positions').innerText.includes('BTC')");
        page.await("its stop", "document.querySelector('#stops tbody').innerText.includes('long-01')");
        assertEquals("3", host.newest("strategy_start").get("strategyId"));

        page.click(button("Move the stop of long-01"));
        page.await("the dialog", "document.getElementById('stop-dialog').open");
        page.eval("document.getElementById('stop-level').value = '41000'");
        page.click("#stop-form button.primary");
        page.await(
                "the new level",
                "document.querySelector('#stops tbody').innerText.replace(/\\s/g, '').includes('41000')");
        assertEquals(Map.of("level", "41000"), host.newest("stop_move").get("stop"));

        page.click(button("Stop long-01"));
        page.await("the question", "document.getElementById('halt-dialog').open");
        page.click("#halt-dialog button[value=flatten]");
        page.await("the end", "document.querySelector('#strategies tbody tr').innerText.includes('stopped')");
        page.await("no position", "document.querySelectorAll('#positions tbody tr').length === 0");
        assertEquals("flatten", host.newest("strategy_stop").get("mode"));
        assertEquals(List.of(), page.complaints);
    }

    @Test
    void shouldPlaceAndCancelAnOrderWhenTheFormIsSent() {
        signIn();
        page.eval("document.getElementById('order-type').value = 'limit'");
        page.eval("document.getElementById('order-form').dispatchEvent(new Event('input', {bubbles: true}))");
        page.click("#order-quantity");
        page.type("0.5");
        page.eval("document.getElementById('order-limit').value = '42000'");
        page.click("#order-submit");

        page.await("the order", "document.querySelectorAll('#orders tbody tr').length === 1");
        Map<String, Object> sent = host.newest("order_place");
        assertEquals(
                List.of("BTCUSD", "buy", "limit", "0.5", "42000"),
                List.of("symbol", "side", "orderType", "quantity", "limitPrice").stream()
                        .map(sent::get)
                        .toList());
        page.click("#orders tbody button");
        page.await("no order", "document.querySelectorAll('#orders tbody tr').length === 0");
        assertEquals(List.of(), page.complaints);
    }

    @Test
    void shouldSetTheKillSwitchOnlyWhenItIsConfirmed() {
        signIn();
        page.click("#kill-open");
        page.await("the dialog", "document.getElementById('kill').open");
        page.click("#kill input[value=cancel_all]");
        page.click("#kill-set");
        assertEquals(Boolean.TRUE, page.eval("document.getElementById('kill').open"));
        page.click("#kill-sure");
        page.click("#kill-set");

        page.await("the level", "document.getElementById('kill-open').textContent === 'Kill switch: cancel all'");
        assertEquals("cancel_all", host.newest("kill_switch").getOrDefault("level", "cancel_all"));
    }

    @Test
    void shouldResumeWithoutAGapWhenTheHostRestarts() {
        signIn();
        page.click(button("Start trail-02"));
        page.await("the first fill", EVENTS + ".includes('order filled')");

        host.restart(() -> {
            page.await("a page that knows it", STATE + " !== 'live'");
            host.fill("7");
        });
        page.await("a live page", STATE + " === 'live'");
        page.await("what happened meanwhile", EVENTS + ".includes('ema-cross-03')");

        String fills = "Array.from(document.querySelectorAll('#events li'), (line) => line.innerText)"
                + ".filter((line) => line.includes('order filled')).length";
        assertEquals(2L, page.eval(fills));
        assertFalse(String.valueOf(page.eval(EVENTS)).contains("are lost"));
        assertTrue(host.newest("subscribe").containsKey("recover") || host.received("subscribe") > 8);
    }

    @Test
    void shouldNeedNoMouseWhenThereIsAKeyboard() {
        page.open(host.origin() + "/");
        page.await("the name's field", "document.activeElement.id === 'username'");
        page.type("alice");
        page.press("Tab");
        page.type(ScriptedHost.PASSWORD);
        page.press("Enter");
        page.await("strategies", "document.querySelectorAll('#strategies tbody tr').length === 4");

        page.press("?");
        page.await("help", "document.getElementById('help').open");
        page.press("Escape");
        page.await("no help", "!document.getElementById('help').open");
        page.press("2");
        page.await("the second symbol", "document.getElementById('h-chart').textContent === 'ETHUSD'");
        page.press("i");
        page.await("a minute", "document.querySelector('input[name=interval]:checked').value === '60'");
        page.press("s");
        page.await("the first strategy", "document.activeElement.getAttribute('aria-label') === 'Start long-01'");
        assertTrue(
                (Boolean) page.eval("getComputedStyle(document.activeElement).outlineStyle !== 'none'"),
                "focus is not seen");
        page.press("Enter");
        page.await("the fill", EVENTS + ".includes('order filled')");
        page.press("/");
        page.await("the filter", "document.activeElement.id === 'event-filter'");
        page.type("armed");
        page.await("what matches", "document.querySelectorAll('#events li').length === 1");
        page.press("Escape");
        page.press("k");
        page.await("the kill switch", "document.getElementById('kill').open");
        page.press("Escape");
        assertEquals(List.of(), page.complaints);
    }

    @Test
    void shouldFitWhenTheScreenIsAPhones() throws Exception {
        page.size(360, 740, true);
        page.open(host.origin() + "/");
        assertFits();
        signIn();
        page.click(button("Start long-01"));
        page.await("the fill", EVENTS + ".includes('order filled')");

        assertFits();
        for (String panel : List.of("strategies", "positions", "orders", "stops", "events")) {
            assertEquals(
                    Boolean.TRUE,
                    page.eval("(() => { const e = document.getElementById('" + panel
                            + "'); return e.scrollWidth <= e.clientWidth + 1; })()"),
                    panel + " scrolls sideways");
        }
    }

    private void assertFits() {
        assertEquals(360L, page.eval("document.documentElement.scrollWidth"));
    }

    @Test
    void shouldNameEveryControlWhenAssistiveTechnologyAsks() {
        page.open(host.origin() + "/");
        assertEquals(List.of(), page.namelessControls());
        signIn();
        page.click(button("Start long-01"));
        page.await("the fill", EVENTS + ".includes('order filled')");
        assertEquals(List.of(), page.namelessControls());
        assertEquals(
                0L,
                page.eval("Array.from(document.querySelectorAll('[id]'), (e) => e.id)"
                        + ".filter((id, i, all) => all.indexOf(id) !== i).length"),
                "ids twice");
    }

    @Test
    void shouldTakeNothingAsMarkupWhenTextComesFromTheHost() {
        signIn();
        page.eval("window.ran = false");
        host.publishNote("<img src=x onerror=\"window.ran=true\">");
        page.await("the text", EVENTS + ".includes('<img src=x')");

        assertEquals(Boolean.FALSE, page.eval("window.ran"));
        assertEquals(List.of(), page.complaints);
    }

    @Test
    void shouldKeepTheTokenOutOfAddressesWhenSignedIn() {
        signIn();
        assertEquals(host.origin() + "/", page.eval("location.href"));
        assertEquals(
                0L,
                page.eval("performance.getEntriesByType('resource').filter((r) => r.name.includes('token-')"
                        + " || !r.name.startsWith(location.origin)).length"));
        assertEquals(0L, page.eval("localStorage.length"));
    }
}
