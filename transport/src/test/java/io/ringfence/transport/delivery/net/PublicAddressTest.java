package io.ringfence.transport.delivery.net;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAddressTest {
    private static final String PRIVATE = "expected a public address, its host is in a private or special network";

    private static PublicAddress rule(boolean isLoopbackAllowed, String... addresses) {
        return new PublicAddress(isLoopbackAllowed, host -> {
            // What is in digits finds itself, as with the JDK.
            if (host.startsWith("[") || host.matches("[0-9]+(\\.[0-9]+){0,3}")) {
                return InetAddress.getAllByName(host);
            }
            InetAddress[] found = new InetAddress[addresses.length];
            for (int i = 0; i < found.length; i++) {
                found[i] = InetAddress.getByName(addresses[i]);
            }
            return found;
        });
    }

    private static String refusal(PublicAddress rule, String address) {
        return assertThrows(AddressRefusedException.class, () -> rule.check(rule.parse(address)))
                .getMessage();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://push.example.net/send/abc?d=1",
                "HTTPS://push.example.net",
                "https://push.example.net:8443/",
                "https://8.8.8.8/",
                "https://[2606:4700:4700::1111]/",
                "https://[2002:0808:0808::1]/",
                "https://[64:ff9b::8.8.8.8]/"
            })
    void shouldTakeAnAddressWhenItIsEveryones(String address) {
        PublicAddress rule = rule(false, "93.184.216.34", "2606:2800:220:1::1");
        assertDoesNotThrow(() -> rule.check(rule.parse(address)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://push.example.net/|expected an https address",
                "ftp://push.example.net/|expected an https address",
                "file:///etc/passwd|expected an https address with the name of a host",
                "//push.example.net/|expected an https address",
                "https:///path|expected an https address with the name of a host",
                "https:push.example.net|expected an https address with the name of a host",
                "https://a_b.example.net/|expected an https address with the name of a host",
                "https://push.example.net:0/|expected an https address with the name of a host",
                "https://push.example.net:65536/|expected an https address with the name of a host",
                "https://user:word@push.example.net/|expected an https address without a user and without #",
                "https://push.example.net/#part|expected an https address without a user and without #",
                "https://push.example.net/a b|expected an https address in ASCII alone",
                "https://bücher.example/|expected an https address in ASCII alone",
                "https://push.example.net/%|expected an https address",
            })
    void shouldSayWhatIsExpectedWhenTheTextIsOfAnotherForm(String address, String expected) {
        assertEquals(expected, refusal(rule(false, "93.184.216.34"), address));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.1.2.3",
                "100.64.0.1",
                "127.0.0.1",
                "127.255.255.254",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.1",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.0.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.1",
                "203.0.113.1",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::127.0.0.1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "fe80::1",
                "fec0::1",
                "fc00::1",
                "fd12:3456::1",
                "ff02::1",
                "100::1",
                "2001::1",
                "2001:db8::1",
                "2002:7f00:0001::1",
                "2002:0a00:0001::1",
                "3fff::1",
                "64:ff9b::10.0.0.1",
                "64:ff9b:1::8.8.8.8",
            })
    void shouldRefuseANetworkWhenItIsNotEveryones(String address) {
        assertEquals(PRIVATE, refusal(rule(false, address), "https://inside.example.net/"));
        // One is enough, wherever it stands.
        assertEquals(PRIVATE, refusal(rule(false, "8.8.8.8", address), "https://inside.example.net/"));
        String host = address.contains(":") ? "[" + address + "]" : address;
        assertThrows(AddressRefusedException.class, () -> rule(false).parse("https://" + host + "/"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://127.1/", "https://2130706433/", "https://127.0.1/"})
    void shouldRefuseLoopbackWhenItIsWrittenInOldForms(String address) {
        refusal(rule(false), address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://127.0.0.1:8080/", "http://localhost:8080/", "https://localhost/", "http://[::1]:8080/"})
    void shouldTakeThisMachineWhenThatIsAllowed(String address) {
        PublicAddress rule = rule(true, "127.0.0.1");
        assertDoesNotThrow(() -> rule.check(rule.parse(address)));
        PublicAddress strict = rule(false, "127.0.0.1");
        assertThrows(AddressRefusedException.class, () -> strict.check(strict.parse(address)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://push.example.net/", "http://10.0.0.1/", "https://10.0.0.1/"})
    void shouldRefuseOtherMachinesAllTheSameWhenLoopbackIsAllowed(String address) {
        refusal(rule(true, "127.0.0.1"), address);
    }

    @Test
    void shouldSayThatThereIsNoSuchHostWhenTheNameServiceDoes() {
        PublicAddress rule = new PublicAddress(false, host -> {
            throw new UnknownHostException(host);
        });
        assertThrows(UnknownHostException.class, () -> rule.check(rule.parse("https://none.example.net/")));
        assertThrows(UnknownHostException.class, () -> rule(false).check(rule.parse("https://none.example.net/")));
    }

    @Test
    void shouldRefuseAnAddressWhenItIsTooLong() throws IOException {
        String address = "https://push.example.net/" + "a".repeat(PublicAddress.MAX_CHARS);
        rule(false).parse(address.substring(0, PublicAddress.MAX_CHARS));
        assertThrows(AddressRefusedException.class, () -> rule(false).parse(address));
    }

    /** What the JDK knows of an address is a part of what the registries say. */
    @Property
    void shouldTakeNoAddressWhenTheJdkFindsItSpecial(@ForAll @Size(16) byte[] bytes, @ForAll boolean isShort)
            throws IOException {
        InetAddress address = InetAddress.getByAddress(isShort ? Arrays.copyOf(bytes, 4) : bytes);
        boolean isSpecial = address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress();
        assertFalse(isSpecial && isTaken(address), address.toString());
    }

    private static boolean isTaken(InetAddress address) throws IOException {
        PublicAddress rule = new PublicAddress(false, host -> new InetAddress[] {address});
        try {
            rule.check(rule.parse("https://push.example.net/"));
            return true;
        } catch (AddressRefusedException refused) {
            return false;
        }
    }

    /** Against whole numbers instead of bytes. */
    @Property
    void shouldHoldAnAddressWhenItsFirstBitsAreTheNetworks(@ForAll int first, @ForAll int other, @ForAll byte count) {
        int bits = Math.floorMod(count, 33);
        int mask = bits == 0 ? 0 : -1 << (32 - bits);
        Network network = Network.of(text(first) + "/" + bits);
        assertEquals((first & mask) == (other & mask), network.contains(bytes(other)));
        assertEquals(true, network.contains(bytes(first & mask | other & ~mask)));
        assertFalse(network.contains(new byte[16]));
    }

    private static byte[] bytes(int address) {
        return ByteBuffer.allocate(4).putInt(address).array();
    }

    private static String text(int address) {
        return (address >>> 24) + "." + (address >>> 16 & 255) + "." + (address >>> 8 & 255) + "." + (address & 255);
    }
}
