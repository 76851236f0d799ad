package io.ringfence.core.command;

import io.ringfence.core.event.NodeStartedDecoder;

/**
 * Versions of the trading rules. A rule that is changed, so that the same inputs would cause other outputs, gets a version:
 * NODE_STARTED says which one holds from that start on, and a journal is replayed under those it was written under.
 *
 * <ul>
 *   <li>1: the first.
 *   <li>2: while the kill switch stands at CANCEL_ALL or above, a target that fires leaves at the market. Before, it left by
 *       the limited order that its terms ask for, which is what the kill switch had just taken back.
 *   <li>3: no account takes what the others need. The broker's refusals halt the account whose orders they were of, and all
 *       accounts only when they come from several; before, those of any halted all. An entry whose notional does not fit is
 *       refused by the risk chain; before, by the broker. A late fill of an order that another was put in the place of belongs
 *       to the position of that one; before, it sold the whole of it. Of the ids of commands the oldest of the account that has
 *       most is forgotten first; before, the oldest of all. Ids that the host has made up are not remembered. A
 *       person's orders that would add to a round of which very many were filled are refused.
 *       A tick is shown to those who watch until the event has put out much; before, to all, however many.
 * </ul>
 */
public final class Rules {
    /** Those of a journal that names none. */
    public static final int FIRST = 1;

    /** From here on a target of an account that is halted leaves at the market. */
    public static final int HALTED_TARGETS_AT_MARKET = 2;

    /** From here on what an account does is its own affair. */
    public static final int ACCOUNTS_APART = 3;

    /** The newest: what this build starts under, and the highest that it can replay. */
    public static final int VERSION = ACCOUNTS_APART;

    private Rules() {}

    /** Those that hold from a start on. */
    public static int versionOf(NodeStartedDecoder started) {
        int version = started.ruleVersion();
        return version == NodeStartedDecoder.ruleVersionNullValue() ? FIRST : version;
    }
}
