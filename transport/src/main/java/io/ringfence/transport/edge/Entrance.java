package io.ringfence.transport.edge;

import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * What all connections share of who may come in.
 *
 * @param certificates for TLS; empty where everything is in the clear
 * @param admission counts connections
 * @param authentication knows users
 * @param nanoClock by which rates are counted
 */
record Entrance(
        Optional<TlsCertificates> certificates,
        Admission admission,
        Authentication authentication,
        LongSupplier nanoClock) {

    static Entrance of(EdgeConfig config, TokenCheck tokens, EdgeCounters counters, LongSupplier nanoClock) {
        return new Entrance(
                config.tls().map(tls -> new TlsCertificates(tls, counters)),
                new Admission(config),
                new Authentication(config, tokens, counters),
                nanoClock);
    }
}
