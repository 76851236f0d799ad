package io.ringfence.transport.broker;

import java.nio.file.Path;
import java.util.Objects;

/**
 * How the simulated broker behaves. Rates are scaled ratios from 0 to 1; which orders they hit follows from the seed and
 * the order's strategy, purpose and place among those alone, so a run can be repeated.
 *
 * @param log file of what it was sent and did
 * @param latencyNs from sending an order to its arrival, on event time; 0 to one hour
 * @param partialFillRate orders that fill in two parts, the second on a later tick
 * @param rejectRate orders that are refused
 * @param feeRate fee as a ratio of the notional
 * @param seed of the draws
 * @param maxHeldReports reports that may wait for room in the ring, 1 to 16,777,216; the answer to a pull is as many as it has
 *     orders and positions
 * @param expectedOrders orders that room is made for at the start, 0 to 4,194,304; each beyond them makes some garbage
 * @param faults what goes wrong besides
 */
public record SimulatedBrokerConfig(
        Path log,
        long latencyNs,
        long partialFillRate,
        long rejectRate,
        long feeRate,
        long seed,
        int maxHeldReports,
        int expectedOrders,
        SimulatedFaults faults) {

    private static final int MAX_EXPECTED_ORDERS = 1 << 22;
    private static final long HOUR_NS = 3_600_000_000_000L;

    /** Validates. */
    public SimulatedBrokerConfig {
        Objects.requireNonNull(faults, "faults");
        SimulatedFaults.check(latencyNs >= 0 && latencyNs <= HOUR_NS, "latency", latencyNs + " ns", "0 to 1 hour");
        SimulatedFaults.checkRatio("partial-fill-rate", partialFillRate);
        SimulatedFaults.checkRatio("reject-rate", rejectRate);
        SimulatedFaults.checkRatio("fee-rate", feeRate);
        SimulatedFaults.check(
                maxHeldReports >= 1 && maxHeldReports <= ReportPump.MAX_HELD_REPORTS,
                "max-held-reports",
                maxHeldReports,
                "1 to " + ReportPump.MAX_HELD_REPORTS);
        SimulatedFaults.check(
                expectedOrders >= 0 && expectedOrders <= MAX_EXPECTED_ORDERS,
                "expected-orders",
                expectedOrders,
                "0 to " + MAX_EXPECTED_ORDERS);
    }
}
