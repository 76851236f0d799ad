package io.ringfence.config.crash;

/**
 * An event as it was shown to an account's sessions.
 *
 * @param offer which one to this account, from 1
 */
record Offer(String key, int account, int offer, boolean isAckWanted) {}
