package io.ringfence.transport.dashboard;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ringfence.transport.client.ScriptedHost;
import org.junit.jupiter.api.Test;

/**
 * Pictures of the page for whoever changes how it looks: {@code -Dtest=DashboardPictures
 * -Dringfence.test.screenshots=FOLDER}. No test by its name, so that no build takes the time.
 */
class DashboardPictures {
    /** 250 seconds of the host's time, so that there is a chart to see. */
    private static final int CANDLES_STEPS = 100;

    @Test
    void shouldTakePicturesWhenAFolderIsNamed() throws Exception {
        assumeTrue(System.getProperty("ringfence.test.screenshots") != null, "no folder for pictures");
        try (Browser browser = Browser.start(Browser.find().orElseThrow());
                ScriptedHost host = new ScriptedHost(2_500).start();
                BrowserPage page = browser.open()) {
            page.size(1440, 900, false);
            page.scheme("light");
            page.open(host.origin() + "/");
            page.picture("login-light");
            page.eval("document.getElementById('username').value = 'alice'");
            page.eval("document.getElementById('password').value = '" + ScriptedHost.PASSWORD + "'");
            page.click("#login button.primary");
            page.await("strategies", "document.querySelectorAll('#strategies tbody tr').length === 4");
            page.picture("empty-light");
            host.awaitSteps(CANDLES_STEPS);
            page.click("button[aria-label='Start long-01']");
            page.click("button[aria-label='Start trail-02']");
            page.eval("document.getElementById('order-type').value = 'limit'");
            page.eval("document.getElementById('order-form').dispatchEvent(new Event('input', {bubbles: true}))");
            page.eval("document.getElementById('order-quantity').value = '0.5'");
            page.click("#order-submit");
            host.awaitSteps(CANDLES_STEPS);
            page.picture("wide-light");
            page.scheme("dark");
            page.picture("wide-dark");
            page.click("#kill-open");
            page.picture("kill-dark");
            page.press("Escape");
            page.size(390, 844, true);
            page.eval("scrollTo(0, 0)");
            page.picture("phone-dark-1");
            for (int i = 2; i <= 4; i++) {
                page.eval("scrollTo(0, " + (i - 1) * 780 + ")");
                page.picture("phone-dark-" + i);
            }
            page.scheme("light");
            page.eval("scrollTo(0, 0)");
            page.picture("phone-light-1");
            page.size(360, 740, true);
            page.picture("small-light");
            page.size(900, 1000, false);
            page.picture("tablet-light");
        }
    }
}
