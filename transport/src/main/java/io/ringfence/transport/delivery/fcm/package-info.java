/**
 * Firebase Cloud Messaging, HTTP v1: events to the phones of a person.
 *
 * <pre>
 *   FcmCourier.send ─► AccessTokens     the host's own login at Google: a signed JWT for a token that holds an hour
 *                   ─► messages:send    one request for each registration token
 *                   ─► FcmAnswers       delivered, later, failed, gone
 * </pre>
 *
 * <p>A person's address is a registration token of an app in the project of the service account. What the phone gets: title and text
 * as the notification that the system shows, and beside it, for the app, {@code event_id}, {@code type}, {@code priority} and {@code
 * created_at}. A repeat replaces the one that is shown (Android's tag, Apple's collapse id are the event's id).
 *
 * <p>Any thread; the private key and the tokens are in no log, exception or {@code toString}.
 */
package io.ringfence.transport.delivery.fcm;
