/**
 * Webhooks by the Standard Webhooks specification, 1.0.0: events to an address that a person has named, signed so that its owner
 * knows who they are from.
 *
 * <pre>
 *   POST address          {"type":"ORDER_FILLED","timestamp":"2026-01-02T03:04:05.678Z","data":{the event as the edge tells it}}
 *   webhook-id            the event's id, the same with each attempt: by it a receiver knows a repeat
 *   webhook-timestamp     seconds since 1970, of the attempt
 *   webhook-signature     v1,base64(HMAC-SHA256(secret, id.timestamp.body)), one for each secret
 * </pre>
 *
 * <p>An address that a user names would be the user's hand inside the network that the host stands in, if it led there. So it is
 * https ({@link io.ringfence.transport.delivery.net.PublicAddress} has the rule, and its one exception for this machine itself),
 * and before each request all addresses that its name has now are looked at: if one is private, loopback, link-local, multicast or
 * otherwise special, nothing is sent. Redirects are not followed, and of an answer only the status and Retry-After are used.
 *
 * <p><b>A name that changes its address in between</b> (rebinding) is looked up twice: by the rule, then by {@code java.net.http},
 * which takes no address from its caller. Between the two the JVM's own cache of names answers, for {@code
 * networkaddress.cache.ttl} seconds, 30 unless set otherwise, so that what was looked at is what is connected to; a connection that
 * is kept open stays where it was. Should that time run out in the moment between, or be set to 0, the other address is connected
 * to, but told nothing: the request goes out after the TLS handshake, in which whoever is there has to show a certificate that a
 * public authority gave for the name. What remains is that a connection can be opened, and is closed again. In the clear only this
 * machine's own names are called, where they are allowed at all, and those lead nowhere else.
 */
package io.ringfence.transport.delivery.webhook;
