/**
 * E-mail, through one SMTP server that takes it from there.
 *
 * <pre>
 *   MailCourier.send ─► queue, bounded ─► mail-N, each with a connection of its own, kept while there is something to send
 *                                           │      and closed after idleTimeoutMs without
 *                                           ▼
 *                                         delivered (the server has it), later (4xx, no connection, a login refused), failed (5xx)
 *   mail-watch: ends a connection whose attempt, or whose write, takes too long
 * </pre>
 *
 * <p>A message is plain text in UTF-8. What is of an event goes into its subject and body alone, its subject without control
 * characters; addresses are taken only in a form that has no room for a second header, see {@link
 * io.ringfence.transport.delivery.mail.MailAddress}. Its Message-ID follows from the event's id and the account: when an answer
 * was lost and it is sent again, mail programs know it for the same.
 *
 * <p>What the server says is believed: it is the operator's own choice. Its bounces come to the sender's address as mail, and
 * nobody here reads them.
 */
package io.ringfence.transport.delivery.mail;
