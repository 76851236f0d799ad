package io.ringfence.transport.edge;

import io.ringfence.transport.rate.Rate;
import io.ringfence.transport.rate.TokenBucket;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts connections and connects, in all and of each address, and says who may come in. Called by all event loops, with a
 * monitor that is held for a few map operations.
 *
 * <p>What is kept is bounded: an address is kept while it has a connection, which are bounded, and afterwards until its
 * bucket is full again or too many others came after it.
 */
final class Admission {
    private final int maxConnections;
    private final AdmissionConfig config;
    private final Rate connectRate;

    private final Map<Long, Address> connected = new HashMap<>();
    /** Without a connection, the one that was so longest first. */
    private final LinkedHashMap<Long, Address> left = new LinkedHashMap<>();

    private int connectionCount;

    Admission(EdgeConfig config) {
        this.maxConnections = config.connections().maxConnections();
        this.config = config.admission();
        this.connectRate = this.config.connectRate();
    }

    /** What becomes of a connection. */
    enum Verdict {
        ADMITTED,
        TOO_MANY,
        TOO_MANY_OF_ADDRESS,
        TOO_SOON
    }

    /**
     * What becomes of a connection, and when to try again.
     *
     * @param retryAfterMs from which on it would not be too soon
     */
    record Decision(Verdict verdict, long retryAfterMs) {
        private static final Decision ADMITTED = new Decision(Verdict.ADMITTED, 0);
    }

    private static final class Address {
        final TokenBucket connects;
        int connectionCount;

        Address(Rate rate, long nowNs) {
            connects = new TokenBucket(rate, nowNs);
        }
    }

    /** Whether this address may have one more connection now. The connect counts even where it may not. */
    synchronized Decision connect(long key, long nowNs) {
        Address address = connected.get(key);
        if (address == null) {
            address = left.remove(key);
        }
        if (address == null) {
            address = new Address(connectRate, nowNs);
        }
        long waitNs = address.connects.take(nowNs);
        Decision decision = decide(address, waitNs);
        if (decision.verdict() == Verdict.ADMITTED) {
            connectionCount++;
            address.connectionCount++;
        }
        keep(key, address);
        return decision;
    }

    private Decision decide(Address address, long waitNs) {
        if (waitNs > 0) {
            return new Decision(Verdict.TOO_SOON, SessionReplies.retryAfterMs(waitNs));
        }
        if (connectionCount >= maxConnections) {
            return new Decision(Verdict.TOO_MANY, 0);
        }
        return address.connectionCount >= config.maxConnectionsPerAddress()
                ? new Decision(Verdict.TOO_MANY_OF_ADDRESS, 0)
                : Decision.ADMITTED;
    }

    /** One that was admitted is gone. */
    synchronized void disconnect(long key, long nowNs) {
        connectionCount--;
        Address address = connected.get(key);
        if (--address.connectionCount == 0) {
            connected.remove(key);
            if (!address.connects.isFull(nowNs)) {
                keep(key, address);
            }
        }
    }

    private void keep(long key, Address address) {
        if (address.connectionCount > 0) {
            connected.put(key, address);
            return;
        }
        left.put(key, address);
        if (left.size() > config.maxAddresses()) {
            left.remove(left.keySet().iterator().next());
        }
    }

    /** Addresses that are kept. */
    synchronized int addressCount() {
        return connected.size() + left.size();
    }

    /** What counts as one address: the first 64 bits of IPv6, IPv4 as in its place in IPv6 (RFC 4291), shifted. */
    static long keyOf(SocketAddress remote) {
        if (!(remote instanceof InetSocketAddress socket) || socket.getAddress() == null) {
            return 0;
        }
        InetAddress address = socket.getAddress();
        ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
        return address instanceof Inet6Address ? bytes.getLong() : 0xFFFFL << 32 | bytes.getInt() & 0xFFFF_FFFFL;
    }
}
