package io.ringfence.transport.broker;

/**
 * When the link to the simulated broker is lost and back.
 *
 * <p>Time is cut into stretches of {@code disconnect-every}; in each the link is lost at a drawn moment, early enough to
 * be back before the stretch ends. So the moments depend on the seed and event time alone, and a host that comes back
 * meets the same ones. A moment is passed over when no tick came and no order or cancel went on its way since the last loss:
 * a run whose data have ended loses the link once more at most.
 */
final class SimulatedLink {
    private final SimulatedFaults faults;
    private final SimulatedDraws draws;
    /** The first moment that is not past; none is before the time is known. */
    private long nextLossNs = Long.MAX_VALUE;
    /** When it will be back, {@link SimulatedBooks#NEVER} while it is up. */
    private long backNs = SimulatedBooks.NEVER;

    private boolean hasTraffic = true;

    SimulatedLink(SimulatedFaults faults, SimulatedDraws draws) {
        this.faults = faults;
        this.draws = draws;
    }

    /** Takes up where the host died: what fell due while there was none is passed over. */
    void resumeAt(long nowNs) {
        nextLossNs = firstLossAfter(nowNs);
    }

    boolean isDown() {
        return backNs != SimulatedBooks.NEVER;
    }

    /** A tick came, or an order or a cancel went on its way. */
    void traffic() {
        hasTraffic = true;
    }

    /** Time went on this far. */
    void passed(long timeNs) {
        if (nextLossNs <= timeNs) {
            nextLossNs = firstLossAfter(timeNs);
        }
    }

    private long firstLossAfter(long timeNs) {
        if (faults.disconnectEveryNs() == 0) {
            return Long.MAX_VALUE;
        }
        long stretch = Math.floorDiv(timeNs, faults.disconnectEveryNs());
        long loss = lossIn(stretch);
        return loss > timeNs ? loss : lossIn(stretch + 1);
    }

    private long lossIn(long stretch) {
        return stretch * faults.disconnectEveryNs()
                + draws.ofLink(faults.disconnectEveryNs() - faults.disconnectForNs(), stretch);
    }

    /** When the link changes next. */
    long dueNs() {
        if (isDown()) {
            return backNs;
        }
        return hasTraffic ? nextLossNs : Long.MAX_VALUE;
    }

    void lost(long timeNs) {
        backNs = timeNs + faults.disconnectForNs();
        hasTraffic = false;
    }

    void back() {
        backNs = SimulatedBooks.NEVER;
    }
}
