package io.ringfence.transport.delivery.webpush;

import io.ringfence.core.event.DeliveryChannel;
import io.ringfence.core.event.DeliveryPriority;
import io.ringfence.transport.delivery.AddressAnswer;
import io.ringfence.transport.delivery.Addresses;
import io.ringfence.transport.delivery.Attempt;
import io.ringfence.transport.delivery.Contact;
import io.ringfence.transport.delivery.Contacts;
import io.ringfence.transport.delivery.Courier;
import io.ringfence.transport.delivery.Notification;
import io.ringfence.transport.delivery.net.AddressRefusedException;
import io.ringfence.transport.delivery.net.DaemonThreads;
import io.ringfence.transport.delivery.net.HttpCaller;
import io.ringfence.transport.delivery.net.HttpLimits;
import io.ringfence.transport.delivery.net.PublicAddress;
import java.io.IOException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpRequest;
import java.security.SecureRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLContext;

/** Channel WEB: a person's browsers, all that are subscribed. {@link PushAnswers} says what answers mean; redirects have failed. */
public final class WebPushCourier implements Courier {
    private final WebPushConfig config;
    private final HttpLimits limits;
    private final Addresses browsers;
    private final LongSupplier epochMs;
    private final PublicAddress rule;
    private final VapidKeys keys;
    private final VapidTokens tokens;
    private final SecureRandom random = new SecureRandom();
    private final ThreadPoolExecutor lookups;
    private final HttpCaller http;

    /**
     * A courier; nothing is connected yet.
     *
     * @param epochMs the wall's clock, milliseconds since 1970, which tokens expire by
     * @throws IOException when the key cannot be read or is none; the message shows nothing of it
     */
    public WebPushCourier(WebPushConfig config, HttpLimits limits, Contacts contacts, LongSupplier epochMs)
            throws IOException {
        this(config, limits, contacts, epochMs, null);
    }

    /** One that trusts whom a context trusts. */
    WebPushCourier(WebPushConfig config, HttpLimits limits, Contacts contacts, LongSupplier epochMs, SSLContext trust)
            throws IOException {
        this.config = config;
        this.limits = limits;
        this.browsers = new Addresses(contacts, DeliveryChannel.WEB);
        this.epochMs = epochMs;
        this.rule = new PublicAddress(config.isLoopbackAllowed());
        this.keys = VapidKeys.read(config.key(), "delivery.web-push.key");
        this.tokens = new VapidTokens(keys, config.subject(), config.tokenLifetimeSeconds());
        this.lookups = DaemonThreads.pool("ringfence-web-lookup", config.lookupThreads());
        this.http = new HttpCaller("web", limits, trust);
    }

    /** The public key in base64url, which a page gives to {@code pushManager.subscribe} as applicationServerKey. */
    public String publicKey() {
        return keys.publicKey();
    }

    @Override
    public DeliveryChannel channel() {
        return DeliveryChannel.WEB;
    }

    @Override
    public int requestCount(int accountId) {
        return browsers.count(accountId);
    }

    @Override
    public CompletionStage<Attempt> send(Notification notification) {
        byte[] payload = PushPayload.of(notification, config.maxPayloadBytes());
        return browsers.sendAll(notification.accountId(), browser -> push(browser, payload, notification.priority()));
    }

    private CompletableFuture<AddressAnswer> push(Contact browser, byte[] payload, DeliveryPriority priority) {
        CompletableFuture<AddressAnswer> answer = new CompletableFuture<>();
        try {
            lookups.execute(() -> begin(browser, payload, priority, answer));
        } catch (RejectedExecutionException closed) {
            answer.complete(later("given up"));
        }
        // The name service has a time-out of its own, which may be longer.
        return answer.completeOnTimeout(later("no answer in time"), limits.totalMs(), TimeUnit.MILLISECONDS);
    }

    private void begin(
            Contact browser, byte[] payload, DeliveryPriority priority, CompletableFuture<AddressAnswer> answer) {
        if (answer.isDone()) {
            return;
        }
        try {
            PushSubscription to = PushSubscription.of(browser);
            URI endpoint = rule.parse(to.endpoint());
            rule.check(endpoint);
            http.call(request(to, endpoint, payload, priority))
                    .thenAccept(said ->
                            answer.complete(PushAnswers.of(said, epochMs.getAsLong(), limits.maxRetryAfterMs())));
        } catch (AddressRefusedException refused) {
            answer.complete(AddressAnswer.of(Attempt.failed("endpoint is not public")));
        } catch (UnknownHostException unknown) {
            answer.complete(later("name not found"));
        } catch (IOException malformed) {
            answer.complete(AddressAnswer.of(Attempt.failed("not a subscription")));
        } catch (RuntimeException bug) {
            answer.completeExceptionally(bug);
        }
    }

    private HttpRequest.Builder request(PushSubscription to, URI endpoint, byte[] payload, DeliveryPriority priority) {
        byte[] salt = new byte[MessageEncryption.SALT_BYTES];
        random.nextBytes(salt);
        byte[] body = MessageEncryption.encrypt(payload, to, P256.newPair(), salt);
        boolean isUrgent = priority == DeliveryPriority.CRITICAL;
        return HttpRequest.newBuilder(endpoint)
                .header("TTL", Integer.toString(isUrgent ? config.criticalTtlSeconds() : config.normalTtlSeconds()))
                // RFC 8030 section 5.3.
                .header("Urgency", isUrgent ? "high" : "normal")
                .header("Content-Type", "application/octet-stream")
                .header("Content-Encoding", "aes128gcm")
                .header("Authorization", tokens.authorization(endpoint, epochMs.getAsLong()))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    }

    private static AddressAnswer later(String detail) {
        return AddressAnswer.of(Attempt.later(0, detail));
    }

    /** What waits for its turn is given up; its attempts end when their time is over. */
    @Override
    public void close() {
        lookups.shutdownNow();
        http.close();
    }
}
