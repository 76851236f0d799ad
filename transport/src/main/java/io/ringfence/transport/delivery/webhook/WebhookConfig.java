package io.ringfence.transport.delivery.webhook;

import io.ringfence.transport.delivery.Bounds;
import io.ringfence.transport.delivery.BreakerConfig;

/**
 * Webhooks.
 *
 * @param isLoopbackAllowed whether receivers on this machine may be named, those over plain http among them; for receivers of the
 *     operator's own, never where strangers can become users
 * @param maxBodyBytes largest request, 1,024 to 1,048,576; a larger one fails
 * @param nameThreads that ask for names at once, 1 to 64
 * @param maxReceivers of which it is remembered whether they are down, 1 to 100,000
 * @param breaker when a receiver, a host and port, counts as down
 */
public record WebhookConfig(
        boolean isLoopbackAllowed, int maxBodyBytes, int nameThreads, int maxReceivers, BreakerConfig breaker) {
    /** Validates. */
    public WebhookConfig {
        Bounds.check("webhook.max-body-bytes", maxBodyBytes, 1_024, 1 << 20);
        Bounds.check("webhook.name-threads", nameThreads, 1, 64);
        Bounds.check("webhook.max-receivers", maxReceivers, 1, 100_000);
    }

    /** The public Internet alone, 128 KiB, 8 threads, 1,024 receivers. */
    public static WebhookConfig defaults() {
        return new WebhookConfig(false, 131_072, 8, 1_024, BreakerConfig.defaults());
    }
}
