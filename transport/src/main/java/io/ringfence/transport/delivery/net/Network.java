package io.ringfence.transport.delivery.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.stream.Stream;

/** A network: its first address, and how many bits of it count. */
final class Network {
    private final byte[] first;
    private final int bits;

    private Network(byte[] first, int bits) {
        this.first = first;
        this.bits = bits;
    }

    /** By its usual text, such as {@code 10.0.0.0/8}. */
    static Network of(String text) {
        String[] parts = text.split("/");
        try {
            // Digits alone: no name is looked up.
            return new Network(InetAddress.getByName(parts[0]).getAddress(), Integer.parseInt(parts[1]));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    static Network[] all(String... texts) {
        return Stream.of(texts).map(Network::of).toArray(Network[]::new);
    }

    static boolean contain(Network[] networks, byte[] address) {
        for (Network network : networks) {
            if (network.contains(address)) {
                return true;
            }
        }
        return false;
    }

    boolean contains(byte[] address) {
        if (address.length != first.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit += Byte.SIZE) {
            int mask = bits - bit >= Byte.SIZE ? 0xff : 0xff << (Byte.SIZE - (bits - bit));
            if (((address[bit / Byte.SIZE] ^ first[bit / Byte.SIZE]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }
}
