package io.ringfence.transport.delivery.telegram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.event.AttemptOutcome;
import io.ringfence.transport.delivery.Attempt;
import io.ringfence.transport.delivery.ContactBook;
import io.ringfence.transport.delivery.Notification;
import io.ringfence.transport.delivery.Notifications;
import io.ringfence.transport.delivery.Secrets;
import io.ringfence.transport.delivery.net.HttpLimits;
import io.ringfence.transport.delivery.net.JsonTree;
import io.ringfence.transport.delivery.net.Service;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 2, unit = TimeUnit.MINUTES)
class TelegramCourierTest {
    private static final String TOKEN = "123456:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw";
    private static final HttpLimits LIMITS = new HttpLimits(20_000, 60_000, 4_096, 60_000, 2);
    private static final HttpLimits IMPATIENT = new HttpLimits(100, 300, 4_096, 60_000, 2);
    private static final Service.Reply TAKEN = Service.ok("{\"ok\":true,\"result\":{\"message_id\":42,\"date\":1}}");

    @TempDir
    private Path directory;

    private Service service;

    @BeforeEach
    void open() throws IOException {
        service = new Service().will(TAKEN);
    }

    @AfterEach
    void close() {
        service.close();
    }

    private Attempt send(HttpLimits limits, ContactBook contacts, Notification notification) throws IOException {
        TelegramConfig config = new TelegramConfig(Secrets.in(directory, TOKEN + "\n"), service.base(), 4_096);
        try (TelegramCourier courier = new TelegramCourier(config, limits, contacts)) {
            return courier.send(notification).toCompletableFuture().join();
        }
    }

    private Attempt send() throws IOException {
        return send(LIMITS, new ContactBook("1001"), Notifications.of("Filled", "10 BTCUSD"));
    }

    private static Service.Reply refusal(int code, String description) {
        return Service.answer(
                code,
                "{\"ok\":false,\"error_code\":" + code + ",\"description\":\"" + description + "\"}",
                "Content-Type",
                "application/json");
    }

    @Test
    void shouldSendTitleAndTextAsTheyAreWhenTheApiTakesThem() throws IOException {
        Attempt attempt = send(
                LIMITS, new ContactBook("-1001234567890"), Notifications.of("Fill <b> \"1\"", "10 € & more\n_x_ *y*"));

        assertEquals(Attempt.delivered("message 42"), attempt);
        Service.Received request = service.received().get(0);
        assertEquals("POST", request.method());
        assertEquals("/bot" + TOKEN + "/sendMessage", request.path());
        assertEquals("application/json", request.header("Content-Type"));
        JsonTree body = JsonTree.parse(request.body()).orElseThrow();
        assertEquals("-1001234567890", body.text("chat_id"));
        assertEquals("Fill <b> \"1\"\n10 € & more\n_x_ *y*", body.text("text"));
        assertEquals("", body.text("parse_mode"));
        assertTrue(body.isTrue("link_preview_options", "is_disabled"));
    }

    @Test
    void shouldCutTheTextWhenItIsLongerThanAMessage() throws IOException {
        send(LIMITS, new ContactBook("1"), Notifications.of("t", "\uD83D\uDE00".repeat(4_096)));

        String text =
                JsonTree.parse(service.received().get(0).body()).orElseThrow().text("text");
        assertEquals(4_095, text.length());
        assertTrue(text.endsWith("\uD83D\uDE00…"));
    }

    @Test
    void shouldHoldTheWholeBotWhenItHasSentTooMuch() throws IOException {
        service.will(Service.answer(
                429,
                "{\"ok\":false,\"error_code\":429,\"description\":\"Too Many Requests: retry after 34\","
                        + "\"parameters\":{\"retry_after\":34}}"));

        assertEquals(Attempt.holdAll(TimeUnit.SECONDS.toNanos(34), "429 retry after 34 s"), send());
    }

    @ParameterizedTest
    @CsvSource({"99999999999,60000", "-5,1000", "0,1000", "\"soon\",1000"})
    void shouldHoldForATimeThatCanBeWhenTheApiSaysAnyOther(String retryAfter, long expectedMs) throws IOException {
        service.will(Service.answer(
                429,
                "{\"ok\":false,\"error_code\":429,\"description\":\"\",\"parameters\":{\"retry_after\":" + retryAfter
                        + "}}"));

        Attempt attempt = send();

        assertTrue(attempt.holdsAll());
        assertEquals(TimeUnit.MILLISECONDS.toNanos(expectedMs), attempt.retryAfterNs());
    }

    @ParameterizedTest
    @CsvSource({
        "403,Forbidden: bot was blocked by the user",
        "403,Forbidden: user is deactivated",
        "403,Forbidden: bot was kicked from the supergroup chat",
        "400,Bad Request: chat not found"
    })
    void shouldTakeTheChatAwayWhenItIsGone(int code, String description) throws IOException {
        service.will(refusal(code, description));
        ContactBook contacts = new ContactBook("1001");

        Attempt attempt = send(LIMITS, contacts, Notifications.of("t", "x"));

        assertEquals(AttemptOutcome.FAILED, attempt.outcome());
        assertEquals(List.of(), contacts.addresses());
        assertTrue(attempt.detail().startsWith(code + " "), attempt.detail());
    }

    @ParameterizedTest
    @CsvSource({
        "403,Forbidden: bot can't initiate conversation with a user",
        "400,Bad Request: not enough rights to send text messages to the chat",
        "400,Bad Request: message is too long",
        "413,Request Entity Too Large"
    })
    void shouldFailAndKeepTheChatWhenTheMessageIsNotTaken(int code, String description) throws IOException {
        service.will(refusal(code, description));
        ContactBook contacts = new ContactBook("1001");

        assertEquals(
                AttemptOutcome.FAILED,
                send(LIMITS, contacts, Notifications.of("t", "x")).outcome());
        assertEquals(List.of("1001"), contacts.addresses());
    }

    @ParameterizedTest
    @CsvSource({
        "401,Unauthorized",
        "404,Not Found",
        "500,Internal Server Error",
        "502,Bad Gateway",
        "409,Conflict: terminated by other getUpdates request"
    })
    void shouldTryLaterWhenItMayBeMended(int code, String description) throws IOException {
        service.will(refusal(code, description));
        ContactBook contacts = new ContactBook("1001");

        Attempt attempt = send(LIMITS, contacts, Notifications.of("t", "x"));

        assertEquals(AttemptOutcome.LATER, attempt.outcome());
        assertFalse(attempt.holdsAll());
        assertEquals(List.of("1001"), contacts.addresses());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>502</html>", "{\"ok\":true", "[]", "{}", "{\"ok\":false}"})
    void shouldTryLaterWhenTheAnswerIsBroken(String body) throws IOException {
        service.will(Service.answer(200, body));

        assertEquals(Attempt.later(0, "broken answer"), send());
    }

    @Test
    void shouldTryLaterWhenAnAnswerHasNoEnd() throws IOException {
        service.will(Service.flood());

        assertEquals(Attempt.later(0, "broken answer"), send());
    }

    @Test
    void shouldTryLaterWhenNothingIsAnswered() throws IOException {
        service.will(Service.silence());

        assertEquals(
                Attempt.later(0, "no answer in time"),
                send(IMPATIENT, new ContactBook("1"), Notifications.of("t", "x")));
    }

    @Test
    void shouldTryLaterWhenTheConnectionIsClosed() throws IOException {
        service.will(Service.hangUp());

        assertEquals(Attempt.later(0, "connection lost"), send());
    }

    @Test
    void shouldBeDeliveredWhenOneOfSeveralChatsTookIt() throws IOException {
        service.will(
                refusal(403, "Forbidden: bot was blocked by the user"), TAKEN, refusal(500, "Internal Server Error"));
        ContactBook contacts = new ContactBook("1", "2", "3");

        assertEquals(
                AttemptOutcome.DELIVERED,
                send(LIMITS, contacts, Notifications.of("t", "x")).outcome());
        assertEquals(3, service.received().size());
        assertEquals(2, contacts.addresses().size());
    }

    @Test
    void shouldFailWhenThereIsNoChat() throws IOException {
        assertEquals(Attempt.failed("no address"), send(LIMITS, new ContactBook(), Notifications.of("t", "x")));
        assertEquals(List.of(), service.received());
    }

    @ParameterizedTest
    @ValueSource(strings = {"123456", "123456:short", "123456:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw/../x"})
    void shouldSayWhereAndNotWhatWhenTheTokenIsNone(String token) throws IOException {
        TelegramConfig config = TelegramConfig.defaults(Secrets.in(directory, token));

        IOException refusal =
                assertThrows(IOException.class, () -> new TelegramCourier(config, LIMITS, new ContactBook()));

        assertEquals(
                "delivery.telegram.token: expected a bot's token, digits, a colon and a key", refusal.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://a", "https://a/path", "https://u@a", "https://a?q", "api.telegram.org"})
    void shouldRefuseAnApiThatIsNoneWhenConfigured(String api) throws IOException {
        IllegalArgumentException refusal = assertThrows(
                IllegalArgumentException.class,
                () -> new TelegramConfig(Secrets.in(directory, TOKEN), URI.create(api), 4_096));

        assertTrue(refusal.getMessage().startsWith("delivery.telegram.api = " + api + ": expected "));
    }
}
