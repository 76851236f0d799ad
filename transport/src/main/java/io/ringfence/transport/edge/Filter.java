package io.ringfence.transport.edge;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Set;

/**
 * What of a channel a client wants: all that is given has to match, and what an event lacks is let through. It decides what
 * is sent of what the client may see, never what it may see.
 *
 * @param symbols null for all
 * @param runnerIds ascending, null for all
 * @param templateIds types of events, null for all
 * @param minSeverity value of the least severity, 0 for any
 * @param tags bits of {@link #CRITICAL}, {@link #HIGH_FREQUENCY} and {@link #NORMAL} of which any is wanted, 0 for all
 */
record Filter(Set<String> symbols, long[] runnerIds, BitSet templateIds, int minSeverity, int tags) {
    /** Has to arrive. */
    static final int CRITICAL = 1;
    /** May come with every tick. */
    static final int HIGH_FREQUENCY = 2;
    /** Neither. */
    static final int NORMAL = 4;

    static final Filter NONE = new Filter(null, null, null, 0, 0);

    boolean admits(Instrument instrument) {
        return symbols == null || symbols.contains(instrument.symbol());
    }

    boolean admits(FrameInfo info, Instruments instruments) {
        if (templateIds != null && !templateIds.get(info.templateId)) {
            return false;
        }
        if (runnerIds != null && info.strategyId != 0 && Arrays.binarySearch(runnerIds, info.strategyId) < 0) {
            return false;
        }
        if (minSeverity > 0 && info.severity > 0 && info.severity < minSeverity) {
            return false;
        }
        if (tags != 0 && (tags & tag(EventTraits.of(info.templateId))) == 0) {
            return false;
        }
        if (symbols != null && info.instrumentId >= 0) {
            Instrument instrument = instruments.of(info.instrumentId);
            return instrument != null && symbols.contains(instrument.symbol());
        }
        return true;
    }

    private static int tag(EventTraits traits) {
        return traits.isCritical() ? CRITICAL : traits.isHighFrequency() ? HIGH_FREQUENCY : NORMAL;
    }

    /** As the bound on subscriptions counts: one, or one for each symbol. */
    int weight() {
        return symbols == null ? 1 : symbols.size();
    }
}
