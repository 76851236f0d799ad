package io.ringfence.transport.edge;

import static io.ringfence.transport.edge.EventJson.EXIT_REASONS;
import static io.ringfence.transport.edge.EventJson.FIGURE;
import static io.ringfence.transport.edge.EventJson.POSITION_SIDES;
import static io.ringfence.transport.edge.EventJson.PRICE;
import static io.ringfence.transport.edge.EventJson.QUANTITY;
import static io.ringfence.transport.edge.EventJson.REASON;
import static io.ringfence.transport.edge.EventJson.SYMBOL;
import static io.ringfence.transport.edge.EventJson.TIMESTAMP;
import static io.ringfence.transport.edge.EventJson.name;

import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.event.ActionExecutedDecoder;
import io.ringfence.core.event.ErrorDecoder;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.event.PositionClosedDecoder;
import io.ringfence.core.event.PositionOpenedDecoder;
import io.ringfence.core.event.PositionUpdatedDecoder;
import io.ringfence.core.event.RunnerAction;
import io.ringfence.core.event.RunnerStartedDecoder;
import io.ringfence.core.event.RunnerState;
import io.ringfence.core.event.RunnerStoppedDecoder;
import io.ringfence.core.event.Severity;
import io.ringfence.core.event.StateTransitionDecoder;
import io.ringfence.core.event.StatsUpdateDecoder;
import io.ringfence.core.event.TickReceivedDecoder;
import java.math.RoundingMode;
import org.agrona.DirectBuffer;

/**
 * Events of runners as JSON, in the shape their clients have always had: fields in an object {@code data}, in snake case;
 * decimals are numbers, and so is the time, in milliseconds since 1970-01-01T00:00:00Z.
 */
final class RunnerEventJson {
    private static final long NS_PER_MS = 1_000_000;
    private static final byte[] RUNNER_ID = Ascii.bytes("\"runner_id\":");
    private static final byte[] ORDER_ID = name("order_id");
    private static final byte[] CURRENT_PRICE = name("current_price");
    private static final byte[] UNREALIZED_PNL = name("unrealized_pnl");
    private static final byte[] EXIT_PRICE = name("exit_price");
    private static final byte[] REALIZED_PNL = name("realized_pnl");
    private static final byte[] POSITION_SIDE = name("position_side");
    private static final byte[] SEVERITY = name("severity");
    private static final byte[] ACTION = name("action");
    private static final byte[] FROM = name("from");
    private static final byte[] TO = name("to");
    private static final byte[] TICKS_PROCESSED = name("ticks_processed");
    private static final byte[] ACTIONS_EXECUTED = name("actions_executed");
    private static final byte[] ERROR_RATE = name("error_rate");
    private static final byte[] ROUND_COUNT = name("round_count");
    private static final byte[] WIN_COUNT = name("win_count");
    private static final byte[] CODE = name("code");
    private static final byte[][] STATES = Ascii.lowerCase(RunnerState.values());
    private static final byte[][] ACTIONS = Ascii.lowerCase(RunnerAction.values());
    private static final byte[][] SEVERITIES = Ascii.lowerCase(Severity.values());
    private static final byte[][] CODES = Ascii.lowerCase(io.ringfence.core.event.ErrorCode.values());

    private final RunnerStartedDecoder runnerStarted = new RunnerStartedDecoder();
    private final RunnerStoppedDecoder runnerStopped = new RunnerStoppedDecoder();
    private final TickReceivedDecoder tickReceived = new TickReceivedDecoder();
    private final StateTransitionDecoder stateTransition = new StateTransitionDecoder();
    private final ActionExecutedDecoder actionExecuted = new ActionExecutedDecoder();
    private final PositionOpenedDecoder positionOpened = new PositionOpenedDecoder();
    private final PositionUpdatedDecoder positionUpdated = new PositionUpdatedDecoder();
    private final PositionClosedDecoder positionClosed = new PositionClosedDecoder();
    private final ErrorDecoder error = new ErrorDecoder();
    private final StatsUpdateDecoder statsUpdate = new StatsUpdateDecoder();

    private final Instruments instruments;
    private final JsonFrame json;

    RunnerEventJson(Instruments instruments, JsonFrame json) {
        this.instruments = instruments;
        this.json = json;
    }

    /** Writes an event's fields; returns false, with nothing written, for a type that is not here. */
    boolean event(DirectBuffer buffer, int offset, MessageHeaderDecoder header, long timeNs) {
        int block = header.blockLength();
        int version = header.version();
        switch (header.templateId()) {
            case RunnerStartedDecoder.TEMPLATE_ID -> write(runnerStarted.wrap(buffer, offset, block, version), timeNs);
            case RunnerStoppedDecoder.TEMPLATE_ID -> write(runnerStopped.wrap(buffer, offset, block, version), timeNs);
            case TickReceivedDecoder.TEMPLATE_ID -> write(tickReceived.wrap(buffer, offset, block, version), timeNs);
            case StateTransitionDecoder.TEMPLATE_ID ->
                write(stateTransition.wrap(buffer, offset, block, version), timeNs);
            case ActionExecutedDecoder.TEMPLATE_ID ->
                write(actionExecuted.wrap(buffer, offset, block, version), timeNs);
            case PositionOpenedDecoder.TEMPLATE_ID ->
                write(positionOpened.wrap(buffer, offset, block, version), timeNs);
            case PositionUpdatedDecoder.TEMPLATE_ID ->
                write(positionUpdated.wrap(buffer, offset, block, version), timeNs);
            case PositionClosedDecoder.TEMPLATE_ID ->
                write(positionClosed.wrap(buffer, offset, block, version), timeNs);
            case ErrorDecoder.TEMPLATE_ID -> write(error.wrap(buffer, offset, block, version), timeNs);
            case StatsUpdateDecoder.TEMPLATE_ID -> write(statsUpdate.wrap(buffer, offset, block, version), timeNs);
            default -> {
                return false;
            }
        }
        json.close();
        return true;
    }

    /** Opens the object and the one within it, whose first field has no comma before it. */
    static byte[] opening(String type) {
        return Ascii.bytes("{\"type\":\"" + type + "\",\"data\":{");
    }

    private JsonFrame begin(long strategyId, int instrumentId, long timeNs) {
        return json.id(RUNNER_ID, strategyId)
                .json(SYMBOL, instruments.symbolJson(instrumentId))
                .number(TIMESTAMP, Math.floorDiv(timeNs, NS_PER_MS));
    }

    /** Errors per tick, scaled; 0 before the first tick. */
    private static long errorRate(long errorCount, long ticksProcessed) {
        return ticksProcessed == 0 ? 0 : Decimal.divide(errorCount, ticksProcessed, RoundingMode.HALF_EVEN);
    }

    private void write(RunnerStartedDecoder event, long timeNs) {
        begin(event.strategyId(), event.instrumentId(), timeNs);
    }

    private void write(RunnerStoppedDecoder event, long timeNs) {
        begin(event.strategyId(), event.instrumentId(), timeNs)
                .json(REASON, EXIT_REASONS[event.reason().ordinal()]);
    }

    private void write(TickReceivedDecoder event, long timeNs) {
        begin(event.strategyId(), event.instrumentId(), timeNs).decimalNumber(PRICE, event.price());
    }

    private void write(StateTransitionDecoder event, long timeNs) {
        begin(event.strategyId(), event.instrumentId(), timeNs)
                .json(FROM, STATES[event.from().ordinal()])
                .json(TO, STATES[event.to().ordinal()])
                .json(REASON, EXIT_REASONS[event.reason().ordinal()]);
    }

    private void write(ActionExecutedDecoder event, long timeNs) {
        begin(event.strategyId(), event.instrumentId(), timeNs)
                .json(ACTION, ACTIONS[event.action().ordinal()])
                .id(ORDER_ID, event.clientOrderId())
                .decimalNumber(QUANTITY, event.quantity());
    }

    private void write(PositionOpenedDecoder event, long timeNs) {
        begin(event.strategyId(), event.instrumentId(), timeNs)
                .json(POSITION_SIDE, POSITION_SIDES[event.positionSide().ordinal()])
                .decimalNumber(QUANTITY, event.quantity())
                .decimalNumber(PRICE, event.price());
    }

    private void write(PositionUpdatedDecoder event, long timeNs) {
        begin(event.strategyId(), event.instrumentId(), timeNs)
                .decimalNumber(QUANTITY, event.quantity())
                .decimalNumber(CURRENT_PRICE, event.currentPrice())
                .decimalNumber(UNREALIZED_PNL, event.unrealizedPnl());
    }

    private void write(PositionClosedDecoder event, long timeNs) {
        begin(event.strategyId(), event.instrumentId(), timeNs)
                .decimalNumber(EXIT_PRICE, event.exitPrice())
                .decimalNumber(REALIZED_PNL, event.realizedPnl())
                .json(REASON, EXIT_REASONS[event.reason().ordinal()]);
    }

    private void write(ErrorDecoder event, long timeNs) {
        begin(event.strategyId(), event.instrumentId(), timeNs)
                .json(SEVERITY, SEVERITIES[event.severity().ordinal()])
                .json(CODE, CODES[event.code().ordinal()])
                .id(FIGURE, event.figure());
    }

    private void write(StatsUpdateDecoder event, long timeNs) {
        begin(event.strategyId(), event.instrumentId(), timeNs)
                .number(TICKS_PROCESSED, event.ticksProcessed())
                .number(ACTIONS_EXECUTED, event.actionsExecuted())
                .decimalNumber(ERROR_RATE, errorRate(event.errorCount(), event.ticksProcessed()))
                .number(ROUND_COUNT, event.roundCount())
                .number(WIN_COUNT, event.winCount())
                .decimalNumber(REALIZED_PNL, event.realizedPnl());
    }
}
