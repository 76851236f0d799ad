package io.ringfence.transport.delivery.webpush;

import io.ringfence.transport.account.SecretSource;
import io.ringfence.transport.delivery.Bounds;

/**
 * How events go to browsers. Read in section {@code delivery.web-push}.
 *
 * @param key the private key of the pair that push services know this host by; see {@link VapidKeys#create}
 * @param subject where a push service's operator reaches this host's: {@code mailto:…} or {@code https://…}
 * @param tokenLifetimeSeconds how long a token for a push service is valid, 300 to 86,400, which is what services take at most
 * @param normalTtlSeconds how long a push service keeps a normal event for a browser that is away, 0 to 2,419,200
 * @param criticalTtlSeconds the same for a critical one
 * @param maxPayloadBytes longest object that a browser gets, {@value #MIN_PAYLOAD_BYTES} to 3,993 bytes; push services need not
 *     take longer ones
 * @param lookupThreads that ask the name service and encrypt, 1 to 16
 * @param isLoopbackAllowed whether an endpoint may be this machine, without TLS too; for tests
 */
public record WebPushConfig(
        SecretSource key,
        String subject,
        int tokenLifetimeSeconds,
        int normalTtlSeconds,
        int criticalTtlSeconds,
        int maxPayloadBytes,
        int lookupThreads,
        boolean isLoopbackAllowed) {

    /** Has room for everything but a long text. */
    static final int MIN_PAYLOAD_BYTES = 2_048;

    private static final int DAY = 86_400;
    private static final int MAX_SUBJECT_CHARS = 256;

    /** Validates. */
    public WebPushConfig {
        if (subject.length() > MAX_SUBJECT_CHARS || !subject.matches("mailto:[!-~]+@[!-~]+|https://[!-~]+")) {
            throw Bounds.refusal(
                    "web-push.subject", "\"" + subject + "\"", "mailto: and an address, or https:// and a page");
        }
        Bounds.check("web-push.token-lifetime-seconds", tokenLifetimeSeconds, 300, DAY);
        Bounds.check("web-push.normal-ttl-seconds", normalTtlSeconds, 0, 28 * DAY);
        Bounds.check("web-push.critical-ttl-seconds", criticalTtlSeconds, 0, 28 * DAY);
        Bounds.check(
                "web-push.max-payload-bytes", maxPayloadBytes, MIN_PAYLOAD_BYTES, MessageEncryption.MAX_TEXT_BYTES);
        Bounds.check("web-push.lookup-threads", lookupThreads, 1, 16);
    }

    /** Kept for a day, critical ones for a week; a token is valid for half a day. */
    public static WebPushConfig defaults(SecretSource key, String subject) {
        return new WebPushConfig(key, subject, DAY / 2, DAY, 7 * DAY, MessageEncryption.MAX_TEXT_BYTES, 2, false);
    }

    /** The same, and this machine may be called. */
    public WebPushConfig withLoopback() {
        return new WebPushConfig(
                key,
                subject,
                tokenLifetimeSeconds,
                normalTtlSeconds,
                criticalTtlSeconds,
                maxPayloadBytes,
                lookupThreads,
                true);
    }
}
