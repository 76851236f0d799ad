package io.ringfence.transport.delivery.fcm;

import io.ringfence.transport.account.SecretSource;
import io.ringfence.transport.delivery.Bounds;
import java.net.URI;

/**
 * The project that phones are registered with.
 *
 * @param serviceAccount where the service account's key is, the JSON file that Google's console gives out
 * @param api where FCM is: http or https and a host, no path
 * @param ttlSeconds for how long FCM tries to reach a phone, 0 to 2,419,200 seconds, which is FCM's own bound of 4 weeks
 */
public record FcmConfig(SecretSource serviceAccount, URI api, int ttlSeconds) {
    private static final URI GOOGLE = URI.create("https://fcm.googleapis.com");

    /** Validates. */
    public FcmConfig {
        boolean isBase = ("https".equals(api.getScheme()) || "http".equals(api.getScheme()))
                && api.getHost() != null
                && api.getRawUserInfo() == null
                && api.getRawQuery() == null
                && api.getRawPath().isEmpty();
        if (!isBase) {
            throw Bounds.refusal("fcm.api", api, "https:// and a host, with nothing behind it");
        }
        Bounds.check("fcm.ttl-seconds", ttlSeconds, 0, 2_419_200);
    }

    /** Google's own, a day. */
    public static FcmConfig defaults(SecretSource serviceAccount) {
        return new FcmConfig(serviceAccount, GOOGLE, 86_400);
    }
}
