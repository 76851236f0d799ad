package io.ringfence.transport.dashboard;

import static org.junit.jupiter.api.Assertions.fail;

import io.ringfence.transport.client.TestJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** One tab: what a person does with it, and what it shows. */
final class BrowserPage implements AutoCloseable, WebSocket.Listener {
    private static final long PATIENCE_S = 30;

    private final WebSocket socket;
    private final AtomicInteger nextId = new AtomicInteger();
    private final Map<Long, CompletableFuture<Map<String, Object>>> pending = new ConcurrentHashMap<>();
    private final StringBuilder part = new StringBuilder();
    /** What the console and the engine complained of. */
    final List<String> complaints = new CopyOnWriteArrayList<>();

    BrowserPage(URI uri) {
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(uri, this)
                .join();
        for (String domain : List.of("Page", "Runtime", "Log", "Accessibility")) {
            call(domain + ".enable", Map.of());
        }
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        part.append(data);
        webSocket.request(1);
        if (last) {
            String text = part.toString();
            part.setLength(0);
            onMessage(TestJson.object(text));
        }
        return null;
    }

    private void onMessage(Map<String, Object> message) {
        if (message.get("id") instanceof Long id) {
            pending.remove(id).complete(message);
            return;
        }
        Map<String, Object> params = TestJson.fields(message.get("params"));
        switch (String.valueOf(message.get("method"))) {
            case "Runtime.exceptionThrown" -> complaints.add("exception: " + params.get("exceptionDetails"));
            case "Runtime.consoleAPICalled" -> {
                if (List.of("error", "warning", "assert").contains(params.get("type"))) {
                    complaints.add("console: " + params.get("args"));
                }
            }
            case "Log.entryAdded" -> {
                Map<String, Object> entry = TestJson.fields(params.get("entry"));
                if (List.of("error", "warning").contains(entry.get("level"))) {
                    complaints.add("log: " + entry.get("text") + " " + entry.get("url"));
                }
            }
            default -> {
                // Of no interest here.
            }
        }
    }

    Map<String, Object> call(String method, Map<String, ?> params) {
        long id = nextId.incrementAndGet();
        CompletableFuture<Map<String, Object>> answer = new CompletableFuture<>();
        pending.put(id, answer);
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("id", id);
        message.put("method", method);
        message.put("params", params);
        socket.sendText(TestJson.write(message), true).join();
        Map<String, Object> reply =
                answer.orTimeout(PATIENCE_S, TimeUnit.SECONDS).join();
        if (reply.containsKey("error")) {
            throw new AssertionError(method + ": " + reply.get("error"));
        }
        return TestJson.fields(reply.get("result"));
    }

    /** The value of an expression in the page; promises are waited for. */
    Object eval(String script) {
        Map<String, Object> answer = call(
                "Runtime.evaluate",
                Map.of("expression", script, "returnByValue", true, "awaitPromise", true, "userGesture", true));
        if (answer.containsKey("exceptionDetails")) {
            throw new AssertionError(script + ": " + answer.get("exceptionDetails"));
        }
        return TestJson.fields(answer.get("result")).get("value");
    }

    void open(String url) {
        call("Page.navigate", Map.of("url", url));
        await("the page", "location.href.startsWith('" + url + "') && document.readyState === 'complete'");
    }

    void size(int width, int height, boolean isPhone) {
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", isPhone));
    }

    void scheme(String name) {
        call(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", name))));
    }

    /** Waits until an expression is true. */
    void await(String what, String condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
        while (!Boolean.TRUE.equals(eval("Boolean(" + condition + ")"))) {
            if (System.nanoTime() > deadline) {
                fail("waited in vain for " + what + "; the page says: " + eval("document.body.innerText.slice(0, 2000)")
                        + "; it complained: " + complaints);
            }
            try {
                TimeUnit.MILLISECONDS.sleep(20);
            } catch (InterruptedException interrupted) {
                throw new AssertionError(interrupted);
            }
        }
    }

    String text(String selector) {
        return String.valueOf(eval("document.querySelector(" + TestJson.write(selector) + ").textContent"));
    }

    /** Clicks where a person would: in the middle of the element, which has to be on top there. */
    void click(String selector) {
        String found = "document.querySelector(" + TestJson.write(selector) + ")";
        await(selector, found);
        Map<String, Object> box = TestJson.fields(eval("(() => { const e = " + found
                + "; e.scrollIntoView({block: 'center'}); const r = e.getBoundingClientRect();"
                + " const x = r.x + r.width / 2, y = r.y + r.height / 2;"
                + " return {x, y, isOnTop: e.contains(document.elementFromPoint(x, y))}; })()"));
        if (!Boolean.TRUE.equals(box.get("isOnTop"))) {
            fail(selector + " is covered");
        }
        for (String type : List.of("mousePressed", "mouseReleased")) {
            call(
                    "Input.dispatchMouseEvent",
                    Map.of("type", type, "x", box.get("x"), "y", box.get("y"), "button", "left", "clickCount", 1));
        }
    }

    /** Types text into what has the focus. */
    void type(String text) {
        call("Input.insertText", Map.of("text", text));
    }

    /** Presses one key: a character, or Tab, Enter, Escape, Space, ArrowDown. */
    void press(String key) {
        Map<String, Integer> codes =
                Map.of("Tab", 9, "Enter", 13, "Escape", 27, "Space", 32, "ArrowDown", 40, "ArrowRight", 39);
        Map<String, Object> event = new LinkedHashMap<>();
        boolean isNamed = codes.containsKey(key);
        event.put("type", "keyDown");
        event.put("key", key.equals("Space") ? " " : key);
        event.put("code", isNamed ? key : "");
        event.put("windowsVirtualKeyCode", isNamed ? codes.get(key) : (int) Character.toUpperCase(key.charAt(0)));
        if (!isNamed || key.equals("Space") || key.equals("Enter")) {
            event.put("text", key.equals("Space") ? " " : key.equals("Enter") ? "\r" : key);
        }
        call("Input.dispatchKeyEvent", event);
        event.put("type", "keyUp");
        event.remove("text");
        call("Input.dispatchKeyEvent", event);
    }

    /** Role and name, as the browser gives them to assistive technology, of each control that has no name. */
    List<String> namelessControls() {
        List<String> roles = List.of(
                "button",
                "textbox",
                "searchbox",
                "combobox",
                "radio",
                "checkbox",
                "link",
                "dialog",
                "table",
                "region",
                "image");
        List<String> nameless = new ArrayList<>();
        for (Object node :
                (List<?>) call("Accessibility.getFullAXTree", Map.of()).get("nodes")) {
            Map<String, Object> fields = TestJson.fields(node);
            Object role = fields.get("role") == null
                    ? null
                    : TestJson.fields(fields.get("role")).get("value");
            Object name = fields.get("name") == null
                    ? ""
                    : TestJson.fields(fields.get("name")).get("value");
            if (!Boolean.TRUE.equals(fields.get("ignored"))
                    && roles.contains(role)
                    && String.valueOf(name).isBlank()) {
                nameless.add(role + " " + fields.get("backendDOMNodeId"));
            }
        }
        return nameless;
    }

    /** Keeps a picture where {@code ringfence.test.screenshots} names a folder. */
    void picture(String name) throws IOException {
        String folder = System.getProperty("ringfence.test.screenshots");
        if (folder != null) {
            Object data =
                    call("Page.captureScreenshot", Map.of("format", "png")).get("data");
            Files.write(Path.of(folder, name + ".png"), Base64.getDecoder().decode((String) data));
        }
    }

    @Override
    public void close() {
        socket.abort();
    }
}
