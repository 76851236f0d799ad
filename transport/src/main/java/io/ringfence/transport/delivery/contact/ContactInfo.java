package io.ringfence.transport.delivery.contact;

import io.ringfence.core.event.DeliveryChannel;

/**
 * What may be shown of a contact to the account that it is of.
 *
 * @param id names it among the account's: 16 hexadecimal digits that follow from channel and address
 * @param accountId whose it is
 * @param channel by which it is reached
 * @param address in the channel's own form; of a browser, its endpoint
 * @param addedMs when it was added, milliseconds since 1970
 */
public record ContactInfo(String id, int accountId, DeliveryChannel channel, String address, long addedMs) {}
