package io.ringfence.config.node;

import io.ringfence.core.event.Flag;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.event.MessageHeaderEncoder;
import io.ringfence.core.event.StrategyCreatedDecoder;
import io.ringfence.core.event.StrategyCreatedEncoder;
import io.ringfence.core.event.StrategyStartRequestedEncoder;
import io.ringfence.core.event.StrategyUpdatedEncoder;
import io.ringfence.core.trade.TermsDigest;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Encodes the inputs that make, change and start a declared strategy. Each returns the length without the header. */
final class StrategyInputs {
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final Ids ids;

    StrategyInputs(Ids ids) {
        this.ids = ids;
    }

    int created(MutableDirectBuffer buffer, StrategySpec strategy) {
        StrategyCreatedEncoder created = new StrategyCreatedEncoder().wrapAndApplyHeader(buffer, 0, header);
        TermsEncoding.write(strategy.terms(), created.terms());
        return created.instrumentId(ids.instrument(strategy.symbol()))
                .accountId(ids.account(strategy.account()))
                .positionSide(strategy.side())
                .triggerSource(strategy.triggerSource())
                .isWatched(flag(strategy.isWatched()))
                .name(strategy.name())
                .plugin(strategy.logic())
                .parameters(strategy.parameters())
                .commandId("")
                .encodedLength();
    }

    int updated(MutableDirectBuffer buffer, String name, TermsSpec terms, boolean isWatched, String commandId) {
        StrategyUpdatedEncoder updated = new StrategyUpdatedEncoder().wrapAndApplyHeader(buffer, 0, header);
        TermsEncoding.write(terms, updated.strategyId(ids.strategy(name)).terms());
        return updated.accountId(ids.ownerOf(name))
                .isWatched(flag(isWatched))
                .commandId(commandId)
                .encodedLength();
    }

    int startRequested(MutableDirectBuffer buffer, String name, String commandId) {
        return new StrategyStartRequestedEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .strategyId(ids.strategy(name))
                .accountId(ids.ownerOf(name))
                .commandId(commandId)
                .encodedLength();
    }

    /** The figure that the core keeps of what never changes of a strategy. */
    long identityDigest(StrategySpec strategy) {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[InputAppender.MAX_INPUT_BYTES]);
        created(buffer, strategy);
        return TermsDigest.ofIdentity(
                new StrategyCreatedDecoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderDecoder()));
    }

    static Flag flag(boolean isSet) {
        return isSet ? Flag.YES : Flag.NO;
    }
}
