/**
 * Events in words: what a person outside the edge gets to read, and the same as JSON for those that are programs.
 *
 * <pre>
 *   EventSubmitted ─► EventValues      what it says, by name: title, source, …, payload.price
 *                        ▲ PayloadValues   of JSON;  MessageValues   of what the trade stage put out
 *                  ─► Templates        which template: a configured one, one for the message, one for the type
 *                  ─► Notification
 * </pre>
 *
 * <p>A template is text with names in braces, {@code {payload.quantity} {payload.symbol} at {payload.price}}; a brace itself is
 * written twice. The names that every event has are those of {@link io.ringfence.transport.delivery.template.EventValues}; behind
 * {@code payload.} any may stand, and one that an event does not have reads {@code -}. So a template is checked when the host starts,
 * as far as it can be, and no event makes one fail.
 *
 * <p>A {@link io.ringfence.transport.delivery.template.TemplateWriter} belongs to one thread; templates may be shared.
 */
package io.ringfence.transport.delivery.template;
