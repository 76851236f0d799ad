package io.ringfence.transport.dashboard;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ringfence.transport.client.ScriptedHost;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** One browser for all tests of a class, and a host and a page for each; skips where there is no browser. */
abstract class DashboardFixture {
    static final String STATE = "document.getElementById('link').dataset.state";
    static final String EVENTS = "document.getElementById('events').innerText";

    private static Browser browser;
    ScriptedHost host;
    BrowserPage page;

    @BeforeAll
    static void startBrowser() throws Exception {
        Optional<Path> executable = Browser.find();
        assumeTrue(executable.isPresent(), "no Chromium on the path: the dashboard is not tested in a browser");
        browser = Browser.start(executable.get());
    }

    @AfterAll
    static void closeBrowser() throws Exception {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void open() throws Exception {
        host = new ScriptedHost(0).start();
        page = browser.open();
        page.size(1440, 900, false);
    }

    @AfterEach
    void close() {
        page.close();
        host.close();
    }

    void signIn() {
        page.open(host.origin() + "/");
        page.click("#username");
        page.type("alice");
        page.click("#password");
        page.type(ScriptedHost.PASSWORD);
        page.click("#login button.primary");
        page.await("a live page", STATE + " === 'live'");
        page.await("strategies", "document.querySelectorAll('#strategies tbody tr').length === 4");
    }

    static String button(String label) {
        return "button[aria-label=" + '"' + label + '"' + "]";
    }
}
