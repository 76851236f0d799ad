package io.ringfence.transport.account;

/**
 * What may be shown of a broker key.
 *
 * @param accountId whose it is
 * @param keyName of it
 * @param gateway it is for
 * @param keyEnding the last 4 characters of the key, never of the secret; empty for a key under 12 characters
 * @param createdMs when it was put, since 1970
 */
public record BrokerKeyInfo(int accountId, String keyName, String gateway, String keyEnding, long createdMs) {}
