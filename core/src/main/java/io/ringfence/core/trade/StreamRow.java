package io.ringfence.core.trade;

import io.ringfence.core.event.EventType.Channel;

/**
 * How far one stream has come.
 *
 * @param accountId whose it is, {@link io.ringfence.core.ring.OutputBuffer#EVERYBODY} for what everybody has
 * @param channel of the account's streams
 * @param position of the newest event in it, 1 for the first
 */
public record StreamRow(int accountId, Channel channel, long position) {}
