package io.ringfence.config.crash;

/**
 * An event and one account that it goes to.
 *
 * @param key by which the world knows the event
 */
record Addressed(String key, int account) {}
