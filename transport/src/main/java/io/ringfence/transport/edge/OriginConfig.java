package io.ringfence.transport.edge;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Pages of which other hosts a browser may connect for. Those of the edge itself always may; a client that sends no
 * {@code Origin}, which a browser always does, is not concerned.
 *
 * @param allowed origins as a browser sends them, {@code https://desk.example.com:8443}
 */
public record OriginConfig(Set<String> allowed) {
    private static final int MAX_ORIGINS = 256;

    /** Validates. */
    public OriginConfig {
        allowed = new LinkedHashSet<>(allowed);
        Bounds.check(allowed.size(), 0, MAX_ORIGINS, "allowed-origins.length");
        for (String origin : allowed) {
            if (!isOrigin(origin)) {
                throw new IllegalArgumentException("edge.allowed-origins: \"" + origin
                        + "\": expected http or https, a host, and a port where it is not the scheme's own, in lower case:"
                        + " https://desk.example.com:8443");
            }
        }
        allowed = Set.copyOf(allowed);
    }

    /** Nobody else's. */
    public static OriginConfig defaults() {
        return new OriginConfig(Set.of());
    }

    /** What a browser would write: it leaves the scheme's own port out. */
    private static boolean isOrigin(String text) {
        try {
            URI uri = new URI(text);
            String scheme = String.valueOf(uri.getScheme());
            int schemePort = switch (scheme) {
                case "http" -> 80;
                case "https" -> 443;
                default -> 0;
            };
            String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
            return schemePort != 0
                    && uri.getHost() != null
                    && uri.getPort() != schemePort
                    && text.equals(scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + port);
        } catch (URISyntaxException malformed) {
            return false;
        }
    }
}
