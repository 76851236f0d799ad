package io.ringfence.config.node;

import io.ringfence.core.command.InputEncoding;
import io.ringfence.core.command.NewStrategy;
import io.ringfence.core.command.TermsDigest;
import io.ringfence.core.command.TermsSpec;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.event.StrategyCreatedDecoder;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Encodes the inputs that make, change and start a declared strategy. Each returns the length without the header. */
final class StrategyInputs {
    private final InputEncoding inputs = new InputEncoding();
    private final Ids ids;

    StrategyInputs(Ids ids) {
        this.ids = ids;
    }

    int created(MutableDirectBuffer buffer, StrategySpec strategy) {
        NewStrategy resolved = new NewStrategy(
                strategy.name(),
                ids.instrument(strategy.symbol()),
                ids.account(strategy.account()),
                strategy.side(),
                strategy.triggerSource(),
                strategy.logic(),
                strategy.parameters(),
                strategy.terms(),
                strategy.isWatched());
        return inputs.strategyCreated(buffer, resolved, "");
    }

    int updated(MutableDirectBuffer buffer, String name, TermsSpec terms, boolean isWatched, String commandId) {
        return inputs.strategyUpdated(buffer, ids.strategy(name), ids.ownerOf(name), terms, isWatched, commandId);
    }

    int startRequested(MutableDirectBuffer buffer, String name, String commandId) {
        return inputs.startRequested(buffer, ids.strategy(name), ids.ownerOf(name), commandId);
    }

    /** The figure that the core keeps of what never changes of a strategy. */
    long identityDigest(StrategySpec strategy) {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[InputEncoding.MAX_INPUT_BYTES]);
        created(buffer, strategy);
        return TermsDigest.ofIdentity(
                new StrategyCreatedDecoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderDecoder()));
    }
}
