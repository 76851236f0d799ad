package io.ringfence.journal.dump;

import io.ringfence.core.event.EventType;
import io.ringfence.core.event.ExecutionReportDecoder;
import io.ringfence.core.event.InstrumentDefinedDecoder;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.event.NodeStartedDecoder;
import io.ringfence.core.event.PriceTickDecoder;
import io.ringfence.core.event.StrategyCreatedDecoder;
import io.ringfence.core.event.StrategyStartRequestedDecoder;
import io.ringfence.core.event.StrategyTermsDecoder;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.agrona.DirectBuffer;

/** Takes input messages apart. Remembers the instruments' symbols, so it has to see every definition. */
final class InputFields {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final NodeStartedDecoder nodeStarted = new NodeStartedDecoder();
    private final InstrumentDefinedDecoder instrumentDefined = new InstrumentDefinedDecoder();
    private final PriceTickDecoder priceTick = new PriceTickDecoder();
    private final StrategyCreatedDecoder strategyCreated = new StrategyCreatedDecoder();
    private final StrategyStartRequestedDecoder strategyStartRequested = new StrategyStartRequestedDecoder();
    private final ExecutionReportDecoder executionReport = new ExecutionReportDecoder();
    private final Map<Integer, String> symbols = new HashMap<>();

    /** Type of a message, or null where the dictionary has none. */
    EventType type(DirectBuffer buffer, int offset) {
        return EventType.of(header.wrap(buffer, offset).templateId());
    }

    /** Template id of a message. */
    int templateId(DirectBuffer buffer, int offset) {
        return header.wrap(buffer, offset).templateId();
    }

    /** Notes a symbol. */
    void onInstrumentDefined(DirectBuffer buffer, int offset) {
        instrumentDefined.wrapAndApplyHeader(buffer, offset, header);
        symbols.put(instrumentDefined.instrumentId(), instrumentDefined.symbol());
    }

    /** Writes the fields of a message. */
    void write(EventType type, DirectBuffer buffer, int offset, EventText text) throws IOException {
        switch (type) {
            case NODE_STARTED -> write(nodeStarted.wrapAndApplyHeader(buffer, offset, header), text);
            case INSTRUMENT_DEFINED -> write(instrumentDefined.wrapAndApplyHeader(buffer, offset, header), text);
            case PRICE_TICK -> write(priceTick.wrapAndApplyHeader(buffer, offset, header), text);
            case TIME_ADVANCED -> {
                // Nothing but its timestamp.
            }
            case STRATEGY_CREATED -> write(strategyCreated.wrapAndApplyHeader(buffer, offset, header), text);
            case STRATEGY_START_REQUESTED ->
                text.integer(
                        "strategyId",
                        strategyStartRequested
                                .wrapAndApplyHeader(buffer, offset, header)
                                .strategyId());
            case EXECUTION_REPORT -> write(executionReport.wrapAndApplyHeader(buffer, offset, header), text);
            default -> text.text("unreadable", "no input that this build takes apart");
        }
    }

    private static void write(NodeStartedDecoder event, EventText text) throws IOException {
        text.integer("maxInstruments", event.maxInstruments());
        text.integer("maxStrategies", event.maxStrategies());
        text.integer("maxOpenOrders", event.maxOpenOrders());
        text.integer("maxExitAttempts", event.maxExitAttempts());
        text.integer("exitRetryDelayNs", event.exitRetryDelayNs());
        text.integer("exitRetryMaxDelayNs", event.exitRetryMaxDelayNs());
    }

    private static void write(InstrumentDefinedDecoder event, EventText text) throws IOException {
        text.integer("instrumentId", event.instrumentId());
        text.text("symbol", event.symbol());
    }

    private void write(PriceTickDecoder event, EventText text) throws IOException {
        instrument(event.instrumentId(), text);
        text.time("sourceTime", event.sourceTimeNs());
        text.integer("feedId", event.feedId());
        text.integer("feedSequence", event.feedSequence());
        text.decimal("last", event.last());
        text.decimal("lastQuantity", event.lastQuantity());
        text.decimal("low", event.low());
        text.decimal("high", event.high());
        text.decimal("bid", event.bid());
        text.decimal("ask", event.ask());
        text.decimal("bidLow", event.bidLow());
        text.decimal("bidHigh", event.bidHigh());
        text.decimal("askLow", event.askLow());
        text.decimal("askHigh", event.askHigh());
        text.decimal("midLow", event.midLow());
        text.decimal("midHigh", event.midHigh());
    }

    private void write(StrategyCreatedDecoder event, EventText text) throws IOException {
        instrument(event.instrumentId(), text);
        text.text("name", event.name());
        text.integer("accountId", event.accountId());
        text.named("positionSide", event.positionSide());
        text.named("triggerSource", event.triggerSource());
        terms(event.terms(), text);
    }

    private static void terms(StrategyTermsDecoder terms, EventText text) throws IOException {
        text.decimal("quantity", terms.quantity());
        text.time("entryTime", terms.entryTimeNs());
        text.time("exitTime", terms.exitTimeNs());
        text.named("stopType", terms.stopType());
        text.decimal("stopValue", terms.stopValue());
        text.named("stopUnit", terms.stopUnit());
        text.decimal("activationPrice", terms.activationPrice());
        text.decimal("stopLimitOffset", terms.stopLimitOffset());
        text.integer("fillDeadlineNs", terms.fillDeadlineNs());
        if (terms.targetValue() != StrategyTermsDecoder.targetValueNullValue()) {
            text.decimal("targetValue", terms.targetValue());
            text.named("targetUnit", terms.targetUnit());
            text.named("targetOrderType", terms.targetOrderType());
        }
    }

    private void write(ExecutionReportDecoder event, EventText text) throws IOException {
        instrument(event.instrumentId(), text);
        text.integer("clientOrderId", event.clientOrderId());
        text.integer("strategyId", event.strategyId());
        text.named("executionType", event.executionType());
        text.named("side", event.side());
        text.named("purpose", event.purpose());
        text.decimal("cumQuantity", event.cumQuantity());
        text.decimal("cumNotional", event.cumNotional());
        text.decimal("cumFee", event.cumFee());
        text.decimal("lastPrice", event.lastPrice());
        text.named("rejectReason", event.rejectReason());
    }

    private void instrument(int instrumentId, EventText text) throws IOException {
        text.integer("instrumentId", instrumentId);
        String symbol = symbols.get(instrumentId);
        if (symbol != null) {
            text.text("symbol", symbol);
        }
    }
}
