package io.ringfence.transport.delivery.webhook;

import io.ringfence.core.event.DeliveryChannel;
import io.ringfence.transport.delivery.AddressAnswer;
import io.ringfence.transport.delivery.Addresses;
import io.ringfence.transport.delivery.Attempt;
import io.ringfence.transport.delivery.CircuitBreaker;
import io.ringfence.transport.delivery.Contact;
import io.ringfence.transport.delivery.Contacts;
import io.ringfence.transport.delivery.Courier;
import io.ringfence.transport.delivery.Notification;
import io.ringfence.transport.delivery.ServiceBreakers;
import io.ringfence.transport.delivery.net.AddressRefusedException;
import io.ringfence.transport.delivery.net.DaemonThreads;
import io.ringfence.transport.delivery.net.HttpAnswer;
import io.ringfence.transport.delivery.net.HttpCaller;
import io.ringfence.transport.delivery.net.HttpLimits;
import io.ringfence.transport.delivery.net.PublicAddress;
import io.ringfence.transport.json.JsonText;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLContext;

/** Channel WEBHOOK: the event itself, to addresses that a person has named. See the package for what is sent and what is not. */
public final class WebhookCourier implements Courier {
    private static final String USER_AGENT = "Ringfence";
    private static final String NOT_ALLOWED = "address is not allowed";
    /** Until the one request to a receiver that was down has been answered. */
    private static final long PROBE_WAIT_NS = TimeUnit.SECONDS.toNanos(1);

    private final WebhookConfig config;
    private final HttpLimits limits;
    private final Addresses addresses;
    private final PublicAddress rule;
    private final LongSupplier epochMs;
    private final LongSupplier nanoClock;
    private final HttpCaller http;
    private final ThreadPoolExecutor names;
    private final ServiceBreakers receivers;

    /**
     * A courier; nothing is connected yet.
     *
     * @param epochMs the wall's clock, milliseconds since 1970: receivers refuse what is some minutes old
     * @param nanoClock does not run backwards
     */
    public WebhookCourier(
            WebhookConfig config, HttpLimits limits, Contacts contacts, LongSupplier epochMs, LongSupplier nanoClock) {
        this(config, limits, contacts, epochMs, nanoClock, new PublicAddress(config.isLoopbackAllowed()), null);
    }

    /** With a rule and certificates of its own. */
    WebhookCourier(
            WebhookConfig config,
            HttpLimits limits,
            Contacts contacts,
            LongSupplier epochMs,
            LongSupplier nanoClock,
            PublicAddress rule,
            SSLContext trust) {
        this.config = config;
        this.limits = limits;
        this.addresses = new Addresses(contacts, DeliveryChannel.WEBHOOK);
        this.rule = rule;
        this.epochMs = epochMs;
        this.nanoClock = nanoClock;
        this.http = new HttpCaller("webhook", limits, trust);
        this.names = DaemonThreads.pool("ringfence-webhook-names", config.nameThreads());
        this.receivers = new ServiceBreakers(config.breaker(), config.maxReceivers());
    }

    @Override
    public DeliveryChannel channel() {
        return DeliveryChannel.WEBHOOK;
    }

    @Override
    public int requestCount(int accountId) {
        return addresses.count(accountId);
    }

    @Override
    public CompletionStage<Attempt> send(Notification notification) {
        byte[] body = body(notification);
        if (body.length > config.maxBodyBytes()) {
            return CompletableFuture.completedFuture(Attempt.failed("event is too large"));
        }
        String id = WebhookId.of(notification.eventKey());
        return addresses.sendAll(notification.accountId(), receiver -> send(receiver, id, body));
    }

    private static byte[] body(Notification notification) {
        return new JsonText(notification.json().length() + 128)
                .object()
                .text("type", notification.type())
                .time("timestamp", notification.createdTimeNs())
                .json("data", notification.json())
                .endObject()
                .toBytes();
    }

    private CompletableFuture<AddressAnswer> send(Contact receiver, String id, byte[] body) {
        URI address;
        try {
            address = rule.parse(receiver.address());
        } catch (AddressRefusedException refused) {
            return done(Attempt.failed(NOT_ALLOWED));
        }
        Optional<WebhookSignature> signature = WebhookSignature.of(receiver.secret());
        if (signature.isEmpty()) {
            return done(Attempt.failed("secret is none"));
        }
        String service = address.getRawAuthority().toLowerCase(Locale.ROOT);
        ServiceBreakers.Pass pass = receivers.enter(service, nanoClock.getAsLong());
        if (pass == null) {
            long waitNs = receivers.waitNs(service, nanoClock.getAsLong());
            return done(Attempt.later(
                    waitNs == CircuitBreaker.UNTIL_ANSWERED ? PROBE_WAIT_NS : waitNs, "receiver is down"));
        }
        return check(address)
                .thenCompose(fine -> post(address, id, signature.get(), body))
                .handle((answer, refusal) -> {
                    boolean isUp = refusal == null ? WebhookAnswers.isUp(answer) : isNotAllowed(refusal);
                    pass.exit(isUp, nanoClock.getAsLong());
                    return refusal == null
                            ? WebhookAnswers.of(answer, epochMs.getAsLong(), limits.maxRetryAfterMs())
                            : AddressAnswer.of(
                                    isNotAllowed(refusal)
                                            ? Attempt.failed(NOT_ALLOWED)
                                            : Attempt.later(0, "name not found"));
                });
    }

    private static CompletableFuture<AddressAnswer> done(Attempt attempt) {
        return CompletableFuture.completedFuture(AddressAnswer.of(attempt));
    }

    /** Waits for the name service on a thread for that, no longer than for a connection. */
    private CompletableFuture<Void> check(URI address) {
        return CompletableFuture.runAsync(
                        () -> {
                            try {
                                rule.check(address);
                            } catch (IOException e) {
                                throw new CompletionException(e);
                            }
                        },
                        names)
                .orTimeout(limits.connectMs(), TimeUnit.MILLISECONDS);
    }

    private CompletableFuture<HttpAnswer> post(URI address, String id, WebhookSignature signature, byte[] body) {
        long timestampS = Math.floorDiv(epochMs.getAsLong(), 1_000L);
        return http.call(HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .header("User-Agent", USER_AGENT)
                .header("webhook-id", id)
                .header("webhook-timestamp", Long.toString(timestampS))
                .header("webhook-signature", signature.header(id, timestampS, body))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    private static boolean isNotAllowed(Throwable refusal) {
        return refusal instanceof AddressRefusedException || refusal.getCause() instanceof AddressRefusedException;
    }

    @Override
    public void close() {
        names.shutdownNow();
        http.close();
    }
}
