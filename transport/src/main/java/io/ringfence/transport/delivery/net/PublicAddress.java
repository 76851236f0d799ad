package io.ringfence.transport.delivery.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * Holds users' addresses to the public Internet: a host that calls whatever a user names would be the user's hand inside the
 * network that it stands in.
 *
 * <p>An address is https, names a host and no user, and every address that its name has is one of the networks that IANA's
 * registries of special-purpose addresses leave for everyone. Names are looked up again by who connects, and might have another
 * address by then: the JVM's cache of names (30 s, unless {@code networkaddress.cache.ttl} says 0) makes that rare, and what is
 * connected to has to show a certificate for the name before it is told anything. Redirects are for the caller not to follow.
 *
 * <p>Any thread.
 */
public final class PublicAddress {
    /** Longest address that is taken. */
    public static final int MAX_CHARS = 2_048;

    private static final int MAX_PORT = 65_535;
    private static final Network[] SPECIAL_V4 = Network.all(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4");
    private static final Network GLOBAL_V6 = Network.of("2000::/3");
    private static final Network[] SPECIAL_V6 = Network.all("2001::/23", "2001:db8::/32", "3fff::/20");
    /** Have an IPv4 address in them, which is where they lead. */
    private static final Network V6_6TO4 = Network.of("2002::/16");

    private static final Network V6_NAT64 = Network.of("64:ff9b::/96");

    private final boolean isLoopbackAllowed;
    private final Names names;

    /** The name service. */
    interface Names {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    /**
     * A rule.
     *
     * @param isLoopbackAllowed whether this machine itself may be called, without TLS too; for tests, and for services of the
     *     operator's own beside the host
     */
    public PublicAddress(boolean isLoopbackAllowed) {
        this(isLoopbackAllowed, InetAddress::getAllByName);
    }

    PublicAddress(boolean isLoopbackAllowed, Names names) {
        this.isLoopbackAllowed = isLoopbackAllowed;
        this.names = names;
    }

    /**
     * Reads an address and refuses what can be refused by its text alone; no name is looked up.
     *
     * @throws AddressRefusedException with what was expected
     */
    public URI parse(String text) throws AddressRefusedException {
        if (text.length() > MAX_CHARS) {
            throw new AddressRefusedException("expected an https address of at most " + MAX_CHARS + " characters");
        }
        if (!text.matches("[!-~]+")) {
            throw new AddressRefusedException("expected an https address in ASCII alone");
        }
        URI address;
        try {
            address = new URI(text);
        } catch (URISyntaxException malformed) {
            throw new AddressRefusedException("expected an https address");
        }
        String host = address.getHost();
        if (host == null || address.getPort() == 0 || address.getPort() > MAX_PORT) {
            throw new AddressRefusedException("expected an https address with the name of a host");
        }
        if (address.getRawUserInfo() != null || address.getRawFragment() != null) {
            throw new AddressRefusedException("expected an https address without a user and without #");
        }
        boolean isHttp = "http".equalsIgnoreCase(address.getScheme()) && isLoopbackAllowed && isLoopbackText(host);
        if (!isHttp && !"https".equalsIgnoreCase(address.getScheme())) {
            throw new AddressRefusedException("expected an https address");
        }
        if (isDigits(host)) {
            try {
                check(address);
            } catch (AddressRefusedException refused) {
                throw refused;
            } catch (IOException malformed) {
                throw new AddressRefusedException("expected an https address with the name of a host");
            }
        }
        return address;
    }

    /**
     * Looks the host's name up, which waits for the name service.
     *
     * @param address that was parsed
     * @throws UnknownHostException when it has none now; it may later
     * @throws AddressRefusedException when one of its addresses is not everyone's
     */
    public void check(URI address) throws IOException {
        InetAddress[] found = names.addresses(address.getHost());
        if (found.length == 0) {
            throw new UnknownHostException(address.getHost());
        }
        for (InetAddress one : found) {
            boolean isFine = isPublic(one.getAddress()) || isLoopbackAllowed && one.isLoopbackAddress();
            if (!isFine) {
                throw new AddressRefusedException(
                        "expected a public address, its host is in a private or special network");
            }
        }
    }

    private static boolean isLoopbackText(String host) {
        return host.equalsIgnoreCase("localhost") || host.equals("[::1]") || host.matches("127(\\.[0-9]{1,3}){3}");
    }

    /** An address in digits, which is no name; also in forms that have not been in use for long. */
    private static boolean isDigits(String host) {
        return host.startsWith("[") || host.matches("[0-9]+(\\.[0-9]+){0,3}");
    }

    private static boolean isPublic(byte[] address) {
        if (address.length == 4) {
            return !Network.contain(SPECIAL_V4, address);
        }
        if (V6_6TO4.contains(address)) {
            return isPublic(Arrays.copyOfRange(address, 2, 6));
        }
        if (V6_NAT64.contains(address)) {
            return isPublic(Arrays.copyOfRange(address, 12, 16));
        }
        return GLOBAL_V6.contains(address) && !Network.contain(SPECIAL_V6, address);
    }
}
