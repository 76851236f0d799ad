package io.ringfence.transport.zeromq;

import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where the gateway meets producers.
 *
 * @param host address that it listens on for events, and answers from
 * @param port of that, 1 to 65,535; 0 for any that is free
 * @param isOpen whether others than this machine's own programs may reach it. Nobody is asked who he is, and whoever reaches
 *     the port may send events to everybody
 * @param producers addresses, {@code host:port}, where producers publish events for users that have a session; at most 64
 * @param topicPrefix what stands before a user's name in the topic that producers publish under: none to 32 printable ASCII
 *     characters without a space
 * @param bounds on everything else
 */
public record ZeroMqConfig(
        String host, int port, boolean isOpen, List<String> producers, String topicPrefix, ZeroMqBounds bounds) {

    /** Where the event gateways that producers know listen. */
    public static final int USUAL_PORT = 5571;

    private static final int MAX_PRODUCERS = 64;
    private static final int MAX_PORT = 65_535;
    private static final Pattern TOPIC_PREFIX = Pattern.compile("[!-~]{0,32}");
    private static final Pattern ADDRESS =
            Pattern.compile("(?:[A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}]):([0-9]{1,5})");
    private static final Pattern LOOPBACK = Pattern.compile("localhost|::1|127(?:\\.[0-9]{1,3}){3}");

    /** Validates. */
    public ZeroMqConfig {
        if (host == null || host.isBlank()) {
            throw refusal("host", '"' + host + '"', "an address to bind");
        }
        if (port < 0 || port > MAX_PORT) {
            throw refusal("port", port, "0 to " + MAX_PORT);
        }
        if (!isOpen && !LOOPBACK.matcher(host).matches()) {
            throw refusal(
                    "open", false, "true, or zeromq.host to be this machine's own, such as 127.0.0.1; it is " + host);
        }
        producers = List.copyOf(producers);
        if (producers.size() > MAX_PRODUCERS) {
            throw refusal("producers", producers.size() + " addresses", "at most " + MAX_PRODUCERS);
        }
        producers.forEach(ZeroMqConfig::checkAddress);
        if (new HashSet<>(producers).size() < producers.size()) {
            throw refusal("producers", String.join(", ", producers), "each address once");
        }
        if (!TOPIC_PREFIX.matcher(topicPrefix).matches()) {
            throw refusal(
                    "topic-prefix", '"' + topicPrefix + '"', "at most 32 printable ASCII characters without a space");
        }
        if (bounds == null) {
            throw refusal("bounds", null, "bounds");
        }
    }

    /** Loopback, port 5571, no producers to listen to; the base of profiles. */
    public static ZeroMqConfig defaults() {
        return new ZeroMqConfig("127.0.0.1", USUAL_PORT, false, List.of(), "", ZeroMqBounds.defaults());
    }

    private static void checkAddress(String address) {
        var matcher = ADDRESS.matcher(address);
        int port = matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
        if (port < 1 || port > MAX_PORT) {
            throw refusal("producers", '"' + address + '"', "host:port");
        }
    }

    /** How the gateway's configuration refuses a value: with the field, the value and what was expected. */
    static IllegalArgumentException refusal(String field, Object value, String expected) {
        return new IllegalArgumentException("zeromq." + field + " = " + value + ": expected " + expected);
    }
}
