/**
 * What people and programs ask of the core.
 *
 * <p>Commands come with an id of the sender's choice, so that one that is sent again, because its answer was lost, is
 * carried out once. The stop-loss stage keeps the ids of commands that it acts on itself ({@code CommandIds}), the trade
 * stage those of all others; each on its own thread. Where there is no room for more, the account that has most ids there gives
 * way.
 *
 * <p>{@code InputEncoding} writes them as inputs, whether they come from a file, a script or a client: {@code NewStrategy},
 * {@code NewCondition} and {@code TermsSpec} have what is too much for a list of arguments, with all names resolved to the
 * core's numbers.
 *
 * <p>{@code EventEncoding} does the same for events and their deliveries, {@code NewEvent} and {@code ChannelChoice}. Since an event
 * is carried by other messages, and comes from producers of all kinds, {@code EventForm} says of bytes whether they are one.
 */
package io.ringfence.core.command;
