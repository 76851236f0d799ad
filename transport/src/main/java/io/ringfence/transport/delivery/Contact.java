package io.ringfence.transport.delivery;

/**
 * An address at a channel.
 *
 * @param address in the channel's own form
 * @param secret that goes with it; empty for none. Never in a log
 */
public record Contact(String address, String secret) {
    @Override
    public String toString() {
        return address;
    }
}
