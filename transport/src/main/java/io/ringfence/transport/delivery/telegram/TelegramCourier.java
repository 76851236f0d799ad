package io.ringfence.transport.delivery.telegram;

import io.ringfence.core.event.DeliveryChannel;
import io.ringfence.transport.delivery.AddressAnswer;
import io.ringfence.transport.delivery.Addresses;
import io.ringfence.transport.delivery.Attempt;
import io.ringfence.transport.delivery.Contact;
import io.ringfence.transport.delivery.Contacts;
import io.ringfence.transport.delivery.Courier;
import io.ringfence.transport.delivery.Notification;
import io.ringfence.transport.delivery.net.HttpCaller;
import io.ringfence.transport.delivery.net.HttpLimits;
import io.ringfence.transport.delivery.net.Text;
import io.ringfence.transport.json.JsonText;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Channel TELEGRAM: title and text as a message of a bot, as they are, without markup. {@link TelegramAnswers} has the rest. */
public final class TelegramCourier implements Courier {
    private static final Logger LOG = LoggerFactory.getLogger(TelegramCourier.class);

    private static final int MAX_TOKEN_BYTES = 256;
    private static final String TOKEN = "[0-9]{1,20}:[A-Za-z0-9_-]{20,128}";
    private static final int UNAUTHORIZED = 401;
    private static final int NOT_FOUND = 404;

    private final TelegramConfig config;
    private final long maxHoldNs;
    private final Addresses addresses;
    private final HttpCaller http;
    /** Has the token in it. */
    private final URI sendMessage;
    /** So that a wrong token is told once, and not with each event. */
    private final AtomicBoolean isTokenRefused = new AtomicBoolean();

    /**
     * A courier; nothing is connected yet.
     *
     * @throws IOException when the token cannot be read, or is none; the message does not show it
     */
    public TelegramCourier(TelegramConfig config, HttpLimits limits, Contacts contacts) throws IOException {
        this.config = config;
        this.maxHoldNs = TimeUnit.MILLISECONDS.toNanos(limits.maxRetryAfterMs());
        this.addresses = new Addresses(contacts, DeliveryChannel.TELEGRAM);
        String token = config.token().readText("delivery.telegram.token", MAX_TOKEN_BYTES);
        if (!token.matches(TOKEN)) {
            throw new IOException("delivery.telegram.token: expected a bot's token, digits, a colon and a key");
        }
        this.sendMessage = URI.create(config.api() + "/bot" + token + "/sendMessage");
        this.http = new HttpCaller("telegram", limits);
    }

    @Override
    public DeliveryChannel channel() {
        return DeliveryChannel.TELEGRAM;
    }

    @Override
    public int requestCount(int accountId) {
        return addresses.count(accountId);
    }

    @Override
    public CompletionStage<Attempt> send(Notification notification) {
        String text = text(notification);
        return addresses.sendAll(notification.accountId(), chat -> send(chat, text));
    }

    private CompletableFuture<AddressAnswer> send(Contact chat, String text) {
        byte[] body = new JsonText()
                .object()
                .text("chat_id", chat.address())
                .text("text", text)
                .object("link_preview_options")
                .flag("is_disabled", true)
                .endObject()
                .endObject()
                .toBytes();
        HttpRequest.Builder request = HttpRequest.newBuilder(sendMessage)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        return http.call(request).thenApply(answer -> {
            note(answer.status());
            return TelegramAnswers.of(answer, maxHoldNs);
        });
    }

    private String text(Notification notification) {
        String text = notification.text().equals(notification.title())
                ? notification.text()
                : notification.title() + "\n" + notification.text();
        return Text.cut(text, config.maxTextCharacters());
    }

    private void note(int status) {
        boolean isRefused = status == UNAUTHORIZED || status == NOT_FOUND;
        if (isRefused && isTokenRefused.compareAndSet(false, true)) {
            LOG.error("Telegram does not know the bot of delivery.telegram.token (HTTP {})", status);
        } else if (!isRefused && status > 0) {
            isTokenRefused.set(false);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
