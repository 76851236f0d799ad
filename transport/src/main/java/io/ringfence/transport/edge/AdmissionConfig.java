package io.ringfence.transport.edge;

import io.ringfence.transport.rate.Rate;

/**
 * Bounds on who may connect. An address is an IPv4 address, or the first 64 bits of an IPv6 address, which one client can have
 * all of; loopback is an address like any other. Behind a proxy all clients have the proxy's.
 *
 * @param maxConnectionsPerAddress most open connections of one address; one more is answered 503
 * @param maxConnectionsPerUser most open connections of one user; one more is closed with 3504
 * @param connectsPerSecond of one address, in the long run; one that comes sooner is answered 429, or cut where TLS is on
 * @param connectBurst connects of one address at once
 * @param maxAddresses most addresses without a connection whose connects are remembered; the one that was longest without is
 *     forgotten first
 * @param authDeadlineMs from the WebSocket handshake to {@code auth} or a subscription to prices
 */
public record AdmissionConfig(
        int maxConnectionsPerAddress,
        int maxConnectionsPerUser,
        int connectsPerSecond,
        int connectBurst,
        int maxAddresses,
        int authDeadlineMs) {

    /** Validates. */
    public AdmissionConfig {
        Bounds.check(maxConnectionsPerAddress, 1, 1 << 20, "max-connections-per-address");
        Bounds.check(maxConnectionsPerUser, 1, 1 << 20, "max-connections-per-user");
        Bounds.check(connectsPerSecond, 1, 1_000_000, "connects-per-second");
        Bounds.check(connectBurst, 1, 1_000_000, "connect-burst");
        Bounds.check(maxAddresses, 1, 1 << 20, "max-addresses");
        Bounds.checkTimeoutMs(authDeadlineMs, 1, "auth-deadline-ms");
    }

    /** 256 connections of an address, 16 of a user; 200 connects at once, then 50 a second; 10 s to say who one is. */
    public static AdmissionConfig defaults() {
        return new AdmissionConfig(256, 16, 50, 200, 16_384, 10_000);
    }

    Rate connectRate() {
        return Rate.of(connectsPerSecond, connectBurst);
    }
}
