package io.ringfence.transport.broker;

import static io.ringfence.transport.broker.BrokerFixture.scaled;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ringfence.core.event.RejectReason;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is refused of a configuration, by field and value. */
class SimulatedFaultsTest {
    private static final long ONE = scaled("1");
    private static final long HOUR = 3_600_000_000_000L;
    private static final long YEAR = 366 * 24 * HOUR;
    private static final List<RejectReason> OTHER = List.of(RejectReason.OTHER);

    private static SimulatedFaults rates(long drop, long twice, long lost) {
        return new SimulatedFaults(drop, twice, 0, lost, 0, 0, OTHER, Set.of(), 0);
    }

    private static SimulatedFaults times(long delayNs, long everyNs, long forNs, long expiryNs) {
        return new SimulatedFaults(0, 0, delayNs, 0, everyNs, forNs, OTHER, Set.of(), expiryNs);
    }

    private static SimulatedFaults lists(List<RejectReason> reasons, Set<String> keys) {
        return new SimulatedFaults(0, 0, 0, 0, 0, 0, reasons, keys, 0);
    }

    private static Set<String> keys(int count) {
        return IntStream.range(0, count).mapToObj(Integer::toString).collect(Collectors.toSet());
    }

    private static void assertRefused(String message, Runnable making) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, making::run).getMessage());
    }

    @Test
    void shouldTakeWhatIsWithinTheBounds() {
        assertEquals(rates(0, 0, 0), SimulatedFaults.NONE);
        assertEquals(ONE, rates(ONE, ONE, ONE).lostOrderRate());
        assertEquals(YEAR, times(HOUR, YEAR, YEAR - 1, YEAR).orderExpiryNs());
        assertEquals(1, times(0, 2, 1, 0).disconnectForNs());
        assertEquals(
                1_024, lists(SimulatedFaults.REASONS, keys(1_024)).refusedKeys().size());
    }

    @Test
    void shouldNameFieldAndValueWhenARateIsOutOfBounds() {
        assertRefused("broker.drop-rate = -0.00000001: expected 0 to 1", () -> rates(-1, 0, 0));
        assertRefused("broker.duplicate-rate = 1.00000001: expected 0 to 1", () -> rates(0, ONE + 1, 0));
        assertRefused("broker.lost-order-rate = 2: expected 0 to 1", () -> rates(0, 0, 2 * ONE));
    }

    @Test
    void shouldNameFieldAndValueWhenATimeIsOutOfBounds() {
        assertRefused("broker.report-delay = -1 ns: expected 0 to 1 hour", () -> times(-1, 0, 0, 0));
        assertRefused("broker.report-delay = 3600000000001 ns: expected 0 to 1 hour", () -> times(HOUR + 1, 0, 0, 0));
        assertRefused("broker.disconnect-every = -1 ns: expected 0 to 366 days", () -> times(0, -1, 0, 0));
        assertRefused(
                "broker.disconnect-every = 31622400000000001 ns: expected 0 to 366 days",
                () -> times(0, YEAR + 1, 1, 0));
        assertRefused("broker.disconnect-for = -1 ns: expected 0 to 366 days", () -> times(0, 0, -1, 0));
        assertRefused(
                "broker.disconnect-for = 0 ns: expected more than 0 and less than broker.disconnect-every = 10 ns",
                () -> times(0, 10, 0, 0));
        assertRefused(
                "broker.disconnect-for = 10 ns: expected more than 0 and less than broker.disconnect-every = 10 ns",
                () -> times(0, 10, 10, 0));
        assertRefused(
                "broker.order-expiry = 31622400000000001 ns: expected 0 to 366 days", () -> times(0, 0, 0, YEAR + 1));
    }

    @Test
    void shouldNameFieldAndValueWhenAListIsNotWhatIsOffered() {
        String offered =
                ": expected one or more of [INSUFFICIENT_MARGIN, INVALID_SYMBOL, MARKET_CLOSED, TOKEN_EXPIRED, "
                        + "SERVER_DOWN, OTHER], each once";
        assertRefused("broker.reject-reasons = []" + offered, () -> lists(List.of(), Set.of()));
        assertRefused("broker.reject-reasons = [NONE]" + offered, () -> lists(List.of(RejectReason.NONE), Set.of()));
        assertRefused(
                "broker.reject-reasons = [OTHER, OTHER]" + offered,
                () -> lists(List.of(RejectReason.OTHER, RejectReason.OTHER), Set.of()));
        assertRefused("broker.refused-keys = 1025 keys: expected 1024 at most", () -> lists(OTHER, keys(1_025)));
    }
}
