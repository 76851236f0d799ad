package io.ringfence.core.account;

import java.util.List;

/**
 * An account as it stands, all figures in units of 1e-8. A figure that does not fit stands at the largest one.
 *
 * @param realizedPnl of what was let go, before fees
 * @param equity cash, and what is held at last prices
 * @param holdings one for each instrument ever traded, by instrument
 */
public record AccountRow(
        int accountId,
        String name,
        long startCash,
        long cash,
        long realizedPnl,
        long fees,
        long equity,
        List<HoldingRow> holdings) {}
