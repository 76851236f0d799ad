package io.ringfence.transport.delivery.fcm;

import io.ringfence.core.event.DeliveryChannel;
import io.ringfence.core.event.DeliveryPriority;
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
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;

/** Channel PUSH: a person's phones, all that are registered. {@link FcmAnswers} says what its answers mean. */
public final class FcmCourier implements Courier {
    private static final int UNAUTHORIZED = 401;
    /** Of the 4,096 that FCM takes of one message, so that the rest of it has room even where each byte is escaped. */
    private static final int MAX_TITLE_BYTES = 256;

    private static final int MAX_TEXT_BYTES = 2_048;

    private final FcmConfig config;
    private final long maxRetryAfterMs;
    private final Addresses addresses;
    private final LongSupplier epochMs;
    private final HttpCaller http;
    private final AccessTokens tokens;
    private final URI messages;

    /**
     * A courier; nothing is connected yet.
     *
     * @param epochMs the wall's clock, milliseconds since 1970, which Google's has to agree with to some minutes
     * @throws IOException when the service account's key cannot be read or is none; the message shows nothing of it
     */
    public FcmCourier(FcmConfig config, HttpLimits limits, Contacts contacts, LongSupplier epochMs) throws IOException {
        this.config = config;
        this.maxRetryAfterMs = limits.maxRetryAfterMs();
        this.addresses = new Addresses(contacts, DeliveryChannel.PUSH);
        this.epochMs = epochMs;
        ServiceAccount account = ServiceAccount.read(config.serviceAccount());
        this.messages = URI.create(config.api() + "/v1/projects/" + account.projectId() + "/messages:send");
        this.http = new HttpCaller("fcm", limits);
        this.tokens = new AccessTokens(account, http, epochMs);
    }

    @Override
    public DeliveryChannel channel() {
        return DeliveryChannel.PUSH;
    }

    @Override
    public int requestCount(int accountId) {
        return addresses.count(accountId);
    }

    @Override
    public CompletionStage<Attempt> send(Notification notification) {
        return addresses.sendAll(
                notification.accountId(),
                phone -> tokens.token()
                        .thenCompose(token -> token.isThere()
                                ? send(notification, phone, token)
                                : CompletableFuture.completedFuture(
                                        AddressAnswer.of(Attempt.later(0, token.fault())))));
    }

    private CompletableFuture<AddressAnswer> send(Notification notification, Contact phone, AccessTokens.Token token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(messages)
                .header("Authorization", "Bearer " + token.bearer())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(message(notification, phone.address())));
        return http.call(request).thenApply(answer -> {
            if (answer.status() == UNAUTHORIZED) {
                tokens.refused(token);
            }
            return FcmAnswers.of(answer, epochMs.getAsLong(), maxRetryAfterMs);
        });
    }

    /** Message of the REST reference, {@code projects.messages}. */
    private byte[] message(Notification notification, String phone) {
        boolean isUrgent = notification.priority() == DeliveryPriority.CRITICAL;
        String priority = notification.priority().name().toLowerCase(Locale.ROOT);
        JsonText json = new JsonText(1_024).object().object("message").text("token", phone);
        json.object("notification")
                .text("title", Text.cutBytes(notification.title(), MAX_TITLE_BYTES))
                .text("body", Text.cutBytes(notification.text(), MAX_TEXT_BYTES))
                .endObject();
        json.object("data")
                .text("event_id", notification.eventKey())
                .text("type", notification.type())
                .text("priority", priority)
                .time("created_at", notification.createdTimeNs())
                .endObject();
        json.object("android")
                .text("priority", isUrgent ? "HIGH" : "NORMAL")
                .text("ttl", config.ttlSeconds() + "s")
                .object("notification")
                .text("tag", notification.eventKey())
                .endObject()
                .endObject();
        json.object("apns")
                .object("headers")
                .text("apns-priority", isUrgent ? "10" : "5")
                .text("apns-collapse-id", notification.eventKey())
                .text("apns-expiration", Long.toString(epochMs.getAsLong() / 1_000 + config.ttlSeconds()))
                .endObject()
                .endObject();
        return json.endObject().endObject().toBytes();
    }

    @Override
    public void close() {
        http.close();
    }
}
