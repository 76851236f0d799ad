package io.ringfence.transport.edge;

import java.nio.file.Path;

/**
 * TLS 1.2 and 1.3, with the JDK's implementation and choice of ciphers.
 *
 * @param certificateChain PEM file, the edge's own certificate first
 * @param privateKey PEM file, PKCS #8, not encrypted
 * @param reloadPeriodMs from one look at whether the files have changed to the next, 0 for never; connections that are open
 *     stay with what they began with
 * @param hstsMaxAgeS for which browsers are told to come with TLS alone, 0 for not
 */
public record TlsConfig(Path certificateChain, Path privateKey, int reloadPeriodMs, int hstsMaxAgeS) {

    /** Validates. */
    public TlsConfig {
        Bounds.check(reloadPeriodMs, 0, 86_400_000, "tls.reload-period-ms");
        Bounds.check(hstsMaxAgeS, 0, 100_000_000, "tls.hsts-max-age-s");
    }
}
