package io.ringfence.core.trade;

import io.ringfence.core.event.NodeStartedDecoder;

/**
 * Versions of the trading rules. A rule that is changed, so that the same inputs would cause other outputs, gets a version:
 * NODE_STARTED says which one holds from that start on, and a journal is replayed under those it was written under.
 *
 * <ul>
 *   <li>1: the first.
 *   <li>2: while the kill switch stands at CANCEL_ALL or above, a target that fires leaves at the market. Before, it left by
 *       the limited order that its terms ask for, which is what the kill switch had just taken back.
 * </ul>
 */
public final class Rules {
    /** Those of a journal that names none. */
    static final int FIRST = 1;

    /** From here on a target of an account that is halted leaves at the market. */
    static final int HALTED_TARGETS_AT_MARKET = 2;

    /** The newest: what this build starts under, and the highest that it can replay. */
    public static final int VERSION = HALTED_TARGETS_AT_MARKET;

    private Rules() {}

    /** Those that hold from a start on. */
    public static int versionOf(NodeStartedDecoder started) {
        int version = started.ruleVersion();
        return version == NodeStartedDecoder.ruleVersionNullValue() ? FIRST : version;
    }
}
