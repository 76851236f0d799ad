package io.ringfence.config.node;

import io.ringfence.core.command.TermsDigest;
import io.ringfence.core.command.TermsEncoding;
import io.ringfence.core.command.TermsSpec;
import io.ringfence.core.event.StrategyTermsDecoder;
import io.ringfence.core.event.StrategyTermsEncoder;
import org.agrona.concurrent.UnsafeBuffer;

/** Holds declared terms against those in force. */
final class TermsFigure {
    private TermsFigure() {}

    /** The figure that the core keeps of terms in force. */
    static long digest(TermsSpec spec, boolean isWatched) {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[StrategyTermsEncoder.ENCODED_LENGTH]);
        TermsEncoding.write(spec, new StrategyTermsEncoder().wrap(buffer, 0));
        return TermsDigest.ofTerms(new StrategyTermsDecoder().wrap(buffer, 0), isWatched);
    }
}
