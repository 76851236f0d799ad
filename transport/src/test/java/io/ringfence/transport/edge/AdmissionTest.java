package io.ringfence.transport.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    private static final long MS = 1_000_000;

    @Test
    void shouldAdmitExactlyTheBoundWhenManyConnect() {
        Admission admission = admission(3, 2, 1_000);

        assertEquals(Admission.Verdict.ADMITTED, connect(admission, 1, 0));
        assertEquals(Admission.Verdict.ADMITTED, connect(admission, 1, 0));
        assertEquals(Admission.Verdict.TOO_MANY_OF_ADDRESS, connect(admission, 1, 0));
        assertEquals(Admission.Verdict.ADMITTED, connect(admission, 2, 0));
        assertEquals(Admission.Verdict.TOO_MANY, connect(admission, 2, 0));
        admission.disconnect(1, 0);
        assertEquals(Admission.Verdict.ADMITTED, connect(admission, 2, 0));
        assertEquals(Admission.Verdict.TOO_MANY, connect(admission, 3, 0));
    }

    @Test
    void shouldSayWhenToComeBackWhenAnAddressConnectsTooOften() {
        Admission admission = admission(1_000, 1_000, 4);
        for (int i = 0; i < 4; i++) {
            assertEquals(Admission.Verdict.ADMITTED, connect(admission, 1, 0));
        }

        assertEquals(new Admission.Decision(Admission.Verdict.TOO_SOON, 100), admission.connect(1, 0));
        assertEquals(Admission.Verdict.ADMITTED, connect(admission, 2, 0));
        assertEquals(Admission.Verdict.TOO_SOON, connect(admission, 1, 100 * MS - 1));
        assertEquals(Admission.Verdict.ADMITTED, connect(admission, 1, 100 * MS));
    }

    @Test
    void shouldRememberConnectsWhenTheirConnectionsAreGone() {
        Admission admission = admission(1_000, 1_000, 2);
        connect(admission, 1, 0);
        connect(admission, 1, 0);
        admission.disconnect(1, 0);
        admission.disconnect(1, 0);

        assertEquals(Admission.Verdict.TOO_SOON, connect(admission, 1, 0));
        assertEquals(1, admission.addressCount());
        connect(admission, 1, 1_000 * MS);
        admission.disconnect(1, 2_000 * MS);
        assertEquals(0, admission.addressCount());
    }

    @Test
    void shouldKeepAtMostTheBoundOfAddressesWhenManyComeAndGo() {
        Admission admission = admission(1_000, 1_000, 2);
        for (long address = 0; address < 100; address++) {
            connect(admission, address, 0);
            admission.disconnect(address, 0);
        }

        assertEquals(8, admission.addressCount());
        // The oldest is forgotten with what it did, the newest is not.
        assertEquals(Admission.Verdict.ADMITTED, connect(admission, 99, 0));
        assertEquals(Admission.Verdict.TOO_SOON, connect(admission, 99, 0));
        assertEquals(Admission.Verdict.ADMITTED, connect(admission, 0, 0));
        assertEquals(Admission.Verdict.ADMITTED, connect(admission, 0, 0));
    }

    @Test
    void shouldTakeTheFirstHalfOfAnIpv6AddressAndAllOfAnIpv4Address() {
        assertEquals(key("2001:db8:1:2:3::4"), key("2001:db8:1:2:ffff::1"));
        assertNotEquals(key("2001:db8:1:2::1"), key("2001:db8:1:3::1"));
        assertNotEquals(key("192.0.2.1"), key("192.0.2.2"));
        assertEquals(key("192.0.2.255"), key("::ffff:192.0.2.255"));
        assertTrue(key("255.255.255.255") > 0);
    }

    private static Admission.Verdict connect(Admission admission, long address, long nowNs) {
        return admission.connect(address, nowNs).verdict();
    }

    private static Admission admission(int maxConnections, int perAddress, int burst) {
        return new Admission(EdgeConfig.defaults()
                .with(new ConnectionConfig(maxConnections, 1_000, 1_000, 1_000, 1_000, 0, 0))
                .with(new AdmissionConfig(perAddress, 1, 10, burst, 8, 1_000)));
    }

    private static long key(String address) {
        try {
            return Admission.keyOf(new InetSocketAddress(InetAddress.getByName(address), 1));
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}
