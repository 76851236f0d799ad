package io.ringfence.transport.broker;

import io.ringfence.core.decimal.Decimal;
import java.nio.file.Path;

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
 * @param maxHeldReports reports that may wait for room in the ring, 1 to 16,777,216
 */
public record SimulatedBrokerConfig(
        Path log, long latencyNs, long partialFillRate, long rejectRate, long feeRate, long seed, int maxHeldReports) {

    private static final long HOUR_NS = 3_600_000_000_000L;

    /** Validates. */
    public SimulatedBrokerConfig {
        check(latencyNs >= 0 && latencyNs <= HOUR_NS, "latency", latencyNs + " ns", "0 to 1 hour");
        checkRatio("partial-fill-rate", partialFillRate);
        checkRatio("reject-rate", rejectRate);
        checkRatio("fee-rate", feeRate);
        check(maxHeldReports >= 1 && maxHeldReports <= 1 << 24, "max-held-reports", maxHeldReports, "1 to 16777216");
    }

    private static void checkRatio(String field, long value) {
        check(value >= 0 && value <= Decimal.ONE, field, Decimal.toString(value), "0 to 1");
    }

    private static void check(boolean holds, String field, Object value, String expected) {
        if (!holds) {
            throw new IllegalArgumentException("broker." + field + " = " + value + ": expected " + expected);
        }
    }
}
