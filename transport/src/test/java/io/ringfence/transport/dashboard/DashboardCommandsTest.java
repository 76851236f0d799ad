package io.ringfence.transport.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a person asks for is sent now or not at all, once, and as it was meant; skipped where there is no browser. */
@Timeout(value = 180, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DashboardCommandsTest extends DashboardFixture {
    private static final String RESULT = "document.getElementById('order-result').textContent";
    private static final String IS_HELD = "document.getElementById('order-submit').disabled";
    private static final String STOPS = "document.querySelector('#stops tbody').innerText";

    @BeforeEach
    void fillIn() {
        signIn();
        page.click("#order-quantity");
        page.type("0.5");
    }

    /** Down and up again; what waited in the page would be sent by now. */
    private void restart(Runnable meanwhile) {
        host.restart(() -> {
            page.await("a page that knows it", STATE + " !== 'live'");
            meanwhile.run();
        });
        page.await("a live page", STATE + " === 'live'");
        // The host takes what comes in order: an answer to this comes behind all that waited.
        page.click(button("Start night-04"));
        page.await("the fill", "document.querySelector('#stops tbody').innerText.includes('night-04')");
    }

    private void awaitResult(String text) {
        page.await(text, RESULT + ".includes('" + text + "')");
        assertEquals(Boolean.FALSE, page.eval(IS_HELD), "the form is held for good");
    }

    @Test
    void shouldRefuseAnOrderAtOnceWhenThereIsNoConnection() {
        restart(() -> {
            for (int i = 0; i < 3; i++) {
                page.eval("document.getElementById('order-result').textContent = ''");
                page.click("#order-submit");
                awaitResult("Not connected, nothing was sent");
            }
        });
        assertEquals(0, host.received("order_place"));

        page.click("#order-submit");
        page.await("the order", "document.querySelectorAll('#orders tbody tr').length === 1");
        assertEquals(1, host.received("order_place"));
    }

    @Test
    void shouldRefuseOtherCommandsAtOnceWhenThereIsNoConnection() {
        restart(() -> {
            page.click(button("Start long-01"));
            page.await(
                    "the refusal",
                    "document.getElementById('toast').innerText.includes('Start long-01: not connected')");
        });
        assertEquals("9", host.newest("strategy_start").get("strategyId"));
        assertEquals(1, host.received("strategy_start"));
    }

    @Test
    void shouldGiveAnOrderUpAndNotSendItAgainWhenNoAnswerComes() {
        host.mute(true);
        page.click("#order-submit");
        page.await("a form that is held", IS_HELD);
        page.click("#order-submit");
        page.click("#order-quantity");
        page.press("Enter");
        awaitResult("No answer in time");

        host.mute(false);
        restart(() -> {});
        assertEquals(1, host.received("order_place"));
        assertEquals(
                List.of("market", "0.5"),
                List.of(
                        host.newest("order_place").get("orderType"),
                        host.newest("order_place").get("quantity")));
    }

    @Test
    void shouldGiveAnOrderUpAndNotSendItAgainWhenTheConnectionBreaksBeforeTheAnswer() {
        host.mute(true);
        page.click("#order-submit");
        page.await("a form that is held", IS_HELD);
        restart(() -> {
            host.mute(false);
            awaitResult("The connection broke before the answer");
        });
        assertEquals(1, host.received("order_place"));
    }

    @Test
    void shouldKeepATrailingStopTrailingByWhatItTrailsWhenItIsMovedAsItIsShown() {
        page.click(button("Start trail-02"));
        page.await("its stop", STOPS + ".includes('2 % trailing')");
        page.click(button("Move the stop of trail-02"));
        page.await("the dialog", "document.getElementById('stop-dialog').open");

        assertEquals("New distance, percent", page.text("#stop-label"));
        assertEquals("2", page.eval("document.getElementById('stop-level').value"));
        page.click("#stop-form button.primary");
        awaitMoved();

        assertEquals(
                Map.of("percent", "2", "trailing", true),
                host.newest("stop_move").get("stop"));
        page.await("its stop", STOPS + ".includes('2 % trailing')");
    }

    @Test
    void shouldKeepATrailingStopTrailingWhenItIsGivenAnotherDistance() {
        page.click(button("Start trail-02"));
        page.await("its stop", STOPS + ".includes('2 % trailing')");
        page.click(button("Move the stop of trail-02"));
        page.await("the dialog", "document.getElementById('stop-dialog').open");
        page.eval("document.getElementById('stop-level').value = '1.5'");
        page.click("#stop-form button.primary");
        awaitMoved();

        assertEquals(
                Map.of("percent", "1.5", "trailing", true),
                host.newest("stop_move").get("stop"));
        page.await("its stop", STOPS + ".includes('1.5 % trailing')");
    }

    /** Where it begins to trail, and how far from its level it may trade, are not asked about. */
    @Test
    void shouldKeepTheRestOfAStopsTermsWhenItIsMoved() {
        host.stopTerms("4", Map.of("amount", "50", "trailing", true, "activation", "2400", "limitOffset", "3"));
        page.click(button("Start trail-02"));
        page.await("its stop", STOPS + ".includes('50 trailing')");
        page.click(button("Move the stop of trail-02"));
        page.await("the dialog", "document.getElementById('stop-dialog').open");
        assertEquals("New distance, amount", page.text("#stop-label"));
        page.eval("document.getElementById('stop-level').value = '40'");
        page.click("#stop-form button.primary");
        awaitMoved();

        assertEquals(
                Map.of("amount", "40", "trailing", true, "activation", "2400", "limitOffset", "3"),
                host.newest("stop_move").get("stop"));
    }

    private void awaitMoved() {
        page.await("the move", "document.getElementById('toast').innerText.includes('Move stop: accepted')");
    }
}
