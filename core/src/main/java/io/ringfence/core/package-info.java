/**
 * The core of a host: pure logic behind one ring. No I/O, no clock, no logger, no random figure, no threads but those the
 * ring starts.
 *
 * <p>{@code ring} carries events, {@code stoploss} and {@code trade} are its two logic stages, {@code event} holds the
 * flyweights generated from {@code ringfence-events.xml} (see {@code core/EVENTS.md}), {@code state} turns state into a
 * hash, {@code account} and {@code risk} keep what accounts hold and what they may enter, {@code delivery} what has been
 * promised of events, {@code decimal} and {@code heap} are what the stages count and sort with.
 */
package io.ringfence.core;
