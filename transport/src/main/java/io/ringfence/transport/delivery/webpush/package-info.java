/**
 * Web Push: events to the browsers of a person, through the push services of their makers.
 *
 * <pre>
 *   WebPushCourier.send ─► ringfence-web-lookup-N: look the endpoint's name up, encrypt, POST
 *                          ringfence-web-http-N: answers ─► delivered, later, failed; a subscription that is gone is removed
 * </pre>
 *
 * <p>A browser's page subscribes with {@link io.ringfence.transport.delivery.webpush.VapidKeys#publicKey} as its {@code
 * applicationServerKey}, and hands the {@link io.ringfence.transport.delivery.webpush.PushSubscription} in. Each message is
 * encrypted for that browser alone (RFC 8291, one record of {@code aes128gcm}, RFC 8188) and sent by RFC 8030 with a token that
 * names this host (VAPID, RFC 8292). What the page's service worker gets is one JSON object:
 *
 * <pre>
 *   id, type, priority, title, text, created_at    always; what is too long is cut
 *   event                                          the event as the edge tells it, where there is room
 * </pre>
 *
 * <p>A message may come twice, when an answer was lost; by {@code id} as the notification's {@code tag} it is shown once. There
 * is no header {@code Topic}, with which the service would do that: one of the large ones keeps four of them for a browser, and
 * drops others.
 *
 * <p><b>Does not protect against</b> a subscription that somebody else handed in: who has a user's login can subscribe a browser
 * of his own.
 */
package io.ringfence.transport.delivery.webpush;
