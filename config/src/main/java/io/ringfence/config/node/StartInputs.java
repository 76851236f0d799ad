package io.ringfence.config.node;

import io.ringfence.config.node.StrategySpec.Distance;
import io.ringfence.core.CoreLogic;
import io.ringfence.core.event.Flag;
import io.ringfence.core.event.InstrumentDefinedEncoder;
import io.ringfence.core.event.LateStart;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.event.MessageHeaderEncoder;
import io.ringfence.core.event.NodeStartedEncoder;
import io.ringfence.core.event.OrderType;
import io.ringfence.core.event.StopType;
import io.ringfence.core.event.StopUnit;
import io.ringfence.core.event.StrategyCreatedDecoder;
import io.ringfence.core.event.StrategyCreatedEncoder;
import io.ringfence.core.event.StrategyStartRequestedEncoder;
import io.ringfence.core.event.StrategyTermsEncoder;
import io.ringfence.core.ring.EventPublisher;
import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.trade.StrategyRow;
import io.ringfence.core.trade.StrategyState;
import io.ringfence.core.trade.TermsDigest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The inputs of every start: that the node started and with which bounds, then the instruments and strategies of the
 * configuration that the journal does not know yet. Symbols and strategy names are the identity across starts, so a start
 * that died in the middle is finished by the next.
 */
final class StartInputs {
    /** Room for the largest of the node's own inputs. */
    static final int MAX_INPUT_BYTES = MessageHeaderEncoder.ENCODED_LENGTH + 512;

    private final NodeConfig config;
    private final List<String> knownSymbols;
    private final Map<String, StrategyRow> knownStrategies = new HashMap<>();
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private EventPublisher publisher;

    /**
     * Looks at what was recovered; to be made before the core's threads run.
     *
     * @throws IOException when the bounds have no room for what is new: the core would refuse it without an end to the start
     */
    StartInputs(NodeConfig config, CoreLogic recovered) throws IOException {
        this.config = config;
        this.knownSymbols = recovered.stopLoss().symbols();
        for (StrategyRow row : recovered.trade().strategyRows()) {
            knownStrategies.put(row.name(), row);
        }
        NodeLimits limits = config.limits();
        check(limits.maxInstruments(), knownSymbols.size(), addedSymbols().size(), "instruments");
        check(limits.maxStrategies(), knownStrategies.size(), addedStrategies(), "strategies");
    }

    private static void check(int bound, int known, int added, String what) throws IOException {
        if (added > 0 && known + added > bound) {
            throw new IOException("limits.max-" + what + " = " + bound + ": expected at least " + (known + added)
                    + ", for " + known + " " + what + " in the journal and " + added + " new ones");
        }
    }

    private int addedStrategies() {
        return (int) config.strategies().stream()
                .filter(strategy -> !knownStrategies.containsKey(strategy.name()))
                .count();
    }

    /** Number that a configured symbol has, or gets by this start. */
    int instrumentId(String symbol) {
        int known = knownSymbols.indexOf(symbol);
        if (known >= 0) {
            return known;
        }
        List<String> added = addedSymbols();
        return knownSymbols.size() + added.indexOf(symbol);
    }

    private List<String> addedSymbols() {
        return config.instruments().stream()
                .filter(symbol -> !knownSymbols.contains(symbol))
                .toList();
    }

    /** Strategies whose configured terms are not those that the journal created them with, and that stay in force. */
    List<String> changedStrategies() {
        List<String> changed = new ArrayList<>();
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[MAX_INPUT_BYTES]);
        for (StrategySpec strategy : config.strategies()) {
            StrategyRow known = knownStrategies.get(strategy.name());
            if (known != null) {
                strategyCreated(buffer, strategy);
                StrategyCreatedDecoder configured =
                        new StrategyCreatedDecoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderDecoder());
                boolean isSame = TermsDigest.ofTerms(configured.terms()) == known.termsDigest()
                        && TermsDigest.ofIdentity(configured) == known.identityDigest();
                if (!isSame) {
                    changed.add(strategy.name());
                }
            }
        }
        return changed;
    }

    /** Publishes them all, in order. Stops early when the core halts. */
    void publish(EventPublisher ring) {
        publisher = ring;
        append(this::nodeStarted);
        for (String symbol : addedSymbols()) {
            append(buffer -> instrumentDefined(buffer, symbol));
        }
        for (StrategySpec strategy : config.strategies()) {
            StrategyRow known = knownStrategies.get(strategy.name());
            if (known == null) {
                long id = append(buffer -> strategyCreated(buffer, strategy));
                append(buffer -> startRequested(buffer, id));
            } else if (known.state() == StrategyState.CREATED) {
                append(buffer -> startRequested(buffer, known.id()));
            }
        }
    }

    /** Publishes one input and returns its sequence, 0 when the core has halted. */
    private long append(ToIntFunction<MutableDirectBuffer> encode) {
        long claim = TimeEvents.claim(publisher);
        if (claim < 0) {
            return 0;
        }
        EventSlot slot = publisher.slot(claim);
        long sequence = slot.sequence();
        int blockLength = encode.applyAsInt(slot.in().reserve(MAX_INPUT_BYTES));
        slot.in().commit(MessageHeaderEncoder.ENCODED_LENGTH + blockLength);
        publisher.publish(claim);
        return sequence;
    }

    private int nodeStarted(MutableDirectBuffer buffer) {
        NodeLimits limits = config.limits();
        return new NodeStartedEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .maxInstruments(limits.maxInstruments())
                .maxStrategies(limits.maxStrategies())
                .maxOpenOrders(limits.maxOpenOrders())
                .maxExitAttempts(limits.maxExitAttempts())
                .exitRetryDelayNs(limits.exitRetryDelayNs())
                .exitRetryMaxDelayNs(limits.exitRetryMaxDelayNs())
                .lateAfterNs(5_000_000_000L)
                .reconcilePeriodNs(0)
                .brokerErrorWindowNs(60_000_000_000L)
                .feedSilenceNs(30_000_000_000L)
                .maxBrokerErrors(0)
                .maxAccounts(1024)
                .maxCommandIds(65536)
                .maxConditions(10000)
                .maxActionsPerCall(16)
                .encodedLength();
    }

    private int instrumentDefined(MutableDirectBuffer buffer, String symbol) {
        return new InstrumentDefinedEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .instrumentId(instrumentId(symbol))
                .symbol(symbol)
                .encodedLength();
    }

    private int strategyCreated(MutableDirectBuffer buffer, StrategySpec strategy) {
        StrategyCreatedEncoder created = new StrategyCreatedEncoder().wrapAndApplyHeader(buffer, 0, header);
        created.terms()
                .quantity(strategy.quantity())
                .entryTimeNs(strategy.entryTimeNs())
                .exitTimeNs(strategy.exitTimeNs())
                .stopValue(strategy.stop().value())
                .activationPrice(
                        strategy.stop().activationPrice().orElse(StrategyTermsEncoder.activationPriceNullValue()))
                .targetValue(strategy.target().map(Distance::value).orElse(StrategyTermsEncoder.targetValueNullValue()))
                .entryTimeOfDay(StrategyTermsEncoder.entryTimeOfDayNullValue())
                .exitTimeOfDay(StrategyTermsEncoder.exitTimeOfDayNullValue())
                .holdingTimeNs(0)
                .calendarId(0)
                .lateStart(LateStart.FIRE)
                .stopLimitOffset(strategy.stop().limitOffset().orElse(StrategyTermsEncoder.stopLimitOffsetNullValue()))
                .fillDeadlineNs(strategy.fillDeadlineNs())
                .targetOrderType(strategy.isTargetLimited() ? OrderType.LIMIT : OrderType.MARKET)
                .stopType(strategy.stop().isTrailing() ? StopType.TRAILING : StopType.FIXED)
                .stopUnit(strategy.stop().unit())
                .targetUnit(strategy.target().map(Distance::unit).orElse(StopUnit.LEVEL));
        return created.instrumentId(instrumentId(strategy.symbol()))
                .accountId(0)
                .positionSide(strategy.side())
                .triggerSource(strategy.stop().triggerSource())
                .isWatched(Flag.NO)
                .name(strategy.name())
                .plugin("timed")
                .parameters("")
                .commandId("")
                .encodedLength();
    }

    private int startRequested(MutableDirectBuffer buffer, long strategyId) {
        return new StrategyStartRequestedEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .strategyId(strategyId)
                .accountId(0)
                .commandId("")
                .encodedLength();
    }
}
