package io.ringfence.transport.edge;

import java.net.InetAddress;
import java.util.Map;

/**
 * An HTTP request as far as anyone answers by it.
 *
 * @param method in capitals
 * @param path decoded, without the query
 * @param query parameters, each the first of its name
 * @param bearer token of the header {@code Authorization}; null where there is none
 * @param idempotencyKey of the header {@code Idempotency-Key}; null where there is none
 * @param ifNoneMatch of the header {@code If-None-Match}; null where there is none
 * @param body empty where there is none
 * @param address the client's
 */
public record HttpAsk(
        String method,
        String path,
        Map<String, String> query,
        String bearer,
        String idempotencyKey,
        String ifNoneMatch,
        byte[] body,
        InetAddress address) {}
