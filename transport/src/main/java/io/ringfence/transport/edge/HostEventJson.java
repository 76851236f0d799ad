package io.ringfence.transport.edge;

import static io.ringfence.transport.edge.EventJson.FIGURE;
import static io.ringfence.transport.edge.EventJson.ORDER_ID;
import static io.ringfence.transport.edge.EventJson.PRICE;
import static io.ringfence.transport.edge.EventJson.STRATEGY_ID;
import static io.ringfence.transport.edge.EventJson.SYMBOL;
import static io.ringfence.transport.edge.EventJson.TIMESTAMP;
import static io.ringfence.transport.edge.EventJson.name;

import io.ringfence.core.event.AlertCode;
import io.ringfence.core.event.AlertTriggeredDecoder;
import io.ringfence.core.event.CommandAnsweredDecoder;
import io.ringfence.core.event.CommandRefusedDecoder;
import io.ringfence.core.event.ConditionAction;
import io.ringfence.core.event.ConditionTriggeredDecoder;
import io.ringfence.core.event.DiskLevel;
import io.ringfence.core.event.DiskStateChangedDecoder;
import io.ringfence.core.event.ErrorLoggedDecoder;
import io.ringfence.core.event.Flag;
import io.ringfence.core.event.KillLevel;
import io.ringfence.core.event.KillSwitchChangedDecoder;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.event.PriceStreamDisconnectedDecoder;
import io.ringfence.core.event.PriceStreamRestoredDecoder;
import io.ringfence.core.event.RiskCode;
import io.ringfence.core.event.RiskRejectedDecoder;
import io.ringfence.core.event.RuntimeStateLoadedDecoder;
import io.ringfence.core.event.Severity;
import io.ringfence.core.event.SystemRecoveryDecoder;
import io.ringfence.core.event.TradingState;
import io.ringfence.core.event.Verdict;
import org.agrona.DirectBuffer;

/** Events of the host, of accounts, feeds and conditions as JSON: what {@link EventJson} has no room for. */
final class HostEventJson {
    private static final byte[] STRATEGY_COUNT = name("strategyCount");
    private static final byte[] UNKNOWN_ORDER_COUNT = name("unknownOrderCount");
    private static final byte[] CODE = name("code");
    private static final byte[] SUBJECT_ID = name("subjectId");
    private static final byte[] VERDICT = name("verdict");
    private static final byte[] SEQUENCE = name("sequence");
    private static final byte[] POSITION_COUNT = name("positionCount");
    private static final byte[] OPEN_ORDER_COUNT = name("openOrderCount");
    private static final byte[] KILL_LEVEL = name("killLevel");
    private static final byte[] SEVERITY = name("severity");
    private static final byte[] COMMAND_ID = name("commandId");
    private static final byte[] ACCOUNT_ID = name("accountId");
    private static final byte[] FIRST_SEQUENCE = name("firstSequence");
    private static final byte[] IS_REPEAT = name("isRepeat");
    private static final byte[] BOUND = name("bound");
    private static final byte[] ACTUAL = name("actual");
    private static final byte[] FREE_BYTES = name("freeBytes");
    private static final byte[] LEVEL = name("level");
    private static final byte[] STATE = name("state");
    private static final byte[] FEED_ID = name("feedId");
    private static final byte[] CONDITION_ID = name("conditionId");
    private static final byte[] ACTION = name("action");
    private static final byte[] TRUE = Ascii.bytes("true");
    private static final byte[] FALSE = Ascii.bytes("false");
    private static final byte[][] ALERT_CODES = Ascii.lowerCase(AlertCode.values());
    private static final byte[][] VERDICTS = Ascii.lowerCase(Verdict.values());
    private static final byte[][] DISK_LEVELS = Ascii.lowerCase(DiskLevel.values());
    private static final byte[][] KILL_LEVELS = Ascii.lowerCase(KillLevel.values());
    private static final byte[][] TRADING_STATES = Ascii.lowerCase(TradingState.values());
    private static final byte[][] RISK_CODES = Ascii.lowerCase(RiskCode.values());
    private static final byte[][] ERROR_CODES = Ascii.lowerCase(io.ringfence.core.event.ErrorCode.values());
    private static final byte[][] SEVERITIES = Ascii.lowerCase(Severity.values());
    private static final byte[][] ACTIONS = Ascii.lowerCase(ConditionAction.values());

    private final SystemRecoveryDecoder systemRecovery = new SystemRecoveryDecoder();
    private final AlertTriggeredDecoder alertTriggered = new AlertTriggeredDecoder();
    private final CommandRefusedDecoder commandRefused = new CommandRefusedDecoder();
    private final RuntimeStateLoadedDecoder runtimeStateLoaded = new RuntimeStateLoadedDecoder();
    private final ErrorLoggedDecoder errorLogged = new ErrorLoggedDecoder();
    private final CommandAnsweredDecoder commandAnswered = new CommandAnsweredDecoder();
    private final RiskRejectedDecoder riskRejected = new RiskRejectedDecoder();
    private final KillSwitchChangedDecoder killSwitchChanged = new KillSwitchChangedDecoder();
    private final DiskStateChangedDecoder diskStateChanged = new DiskStateChangedDecoder();
    private final PriceStreamDisconnectedDecoder priceStreamDisconnected = new PriceStreamDisconnectedDecoder();
    private final PriceStreamRestoredDecoder priceStreamRestored = new PriceStreamRestoredDecoder();
    private final ConditionTriggeredDecoder conditionTriggered = new ConditionTriggeredDecoder();
    private final byte[] commandId = new byte[CommandAnsweredDecoder.commandIdLength()];

    private final Instruments instruments;
    private final JsonFrame json;

    HostEventJson(Instruments instruments, JsonFrame json) {
        this.instruments = instruments;
        this.json = json;
    }

    /** Writes an event's fields; returns false, with nothing written, for a type that is not here. */
    boolean event(DirectBuffer buffer, int offset, MessageHeaderDecoder header, long timeNs) {
        int block = header.blockLength();
        int version = header.version();
        switch (header.templateId()) {
            case SystemRecoveryDecoder.TEMPLATE_ID ->
                write(systemRecovery.wrap(buffer, offset, block, version), timeNs);
            case AlertTriggeredDecoder.TEMPLATE_ID ->
                write(alertTriggered.wrap(buffer, offset, block, version), timeNs);
            case CommandRefusedDecoder.TEMPLATE_ID ->
                write(commandRefused.wrap(buffer, offset, block, version), timeNs);
            case RuntimeStateLoadedDecoder.TEMPLATE_ID ->
                write(runtimeStateLoaded.wrap(buffer, offset, block, version), timeNs);
            case ErrorLoggedDecoder.TEMPLATE_ID -> write(errorLogged.wrap(buffer, offset, block, version), timeNs);
            case CommandAnsweredDecoder.TEMPLATE_ID ->
                write(commandAnswered.wrap(buffer, offset, block, version), timeNs);
            case RiskRejectedDecoder.TEMPLATE_ID -> write(riskRejected.wrap(buffer, offset, block, version), timeNs);
            case KillSwitchChangedDecoder.TEMPLATE_ID ->
                write(killSwitchChanged.wrap(buffer, offset, block, version), timeNs);
            case DiskStateChangedDecoder.TEMPLATE_ID ->
                write(diskStateChanged.wrap(buffer, offset, block, version), timeNs);
            case PriceStreamDisconnectedDecoder.TEMPLATE_ID ->
                write(priceStreamDisconnected.wrap(buffer, offset, block, version), timeNs);
            case PriceStreamRestoredDecoder.TEMPLATE_ID ->
                write(priceStreamRestored.wrap(buffer, offset, block, version), timeNs);
            case ConditionTriggeredDecoder.TEMPLATE_ID ->
                write(conditionTriggered.wrap(buffer, offset, block, version), timeNs);
            default -> {
                return false;
            }
        }
        return true;
    }

    private JsonFrame write(SystemRecoveryDecoder event, long timeNs) {
        return json.number(STRATEGY_COUNT, event.strategyCount())
                .number(UNKNOWN_ORDER_COUNT, event.unknownOrderCount())
                .time(TIMESTAMP, timeNs);
    }

    private JsonFrame write(AlertTriggeredDecoder event, long timeNs) {
        return json.json(CODE, ALERT_CODES[event.code().ordinal()])
                .id(STRATEGY_ID, event.strategyId())
                .id(ORDER_ID, event.clientOrderId())
                .id(FIGURE, event.figure())
                .time(TIMESTAMP, timeNs);
    }

    private JsonFrame write(CommandRefusedDecoder event, long timeNs) {
        return json.id(SUBJECT_ID, event.subjectId())
                .json(VERDICT, VERDICTS[event.verdict().ordinal()])
                .time(TIMESTAMP, timeNs);
    }

    private JsonFrame write(RuntimeStateLoadedDecoder event, long timeNs) {
        return json.number(SEQUENCE, event.sequence())
                .number(STRATEGY_COUNT, event.strategyCount())
                .number(POSITION_COUNT, event.positionCount())
                .number(OPEN_ORDER_COUNT, event.openOrderCount())
                .json(KILL_LEVEL, KILL_LEVELS[event.killLevel().ordinal()])
                .time(TIMESTAMP, timeNs);
    }

    private JsonFrame write(ErrorLoggedDecoder event, long timeNs) {
        return json.json(CODE, ERROR_CODES[event.code().ordinal()])
                .json(SEVERITY, SEVERITIES[event.severity().ordinal()])
                .id(SUBJECT_ID, event.subjectId())
                .id(FIGURE, event.figure())
                .time(TIMESTAMP, timeNs);
    }

    private JsonFrame write(CommandAnsweredDecoder event, long timeNs) {
        event.getCommandId(commandId, 0);
        return json.text(COMMAND_ID, commandId)
                .number(ACCOUNT_ID, event.accountId())
                .id(SUBJECT_ID, event.subjectId())
                .number(FIRST_SEQUENCE, event.firstSequence())
                .json(IS_REPEAT, event.isRepeat() == Flag.YES ? TRUE : FALSE)
                .time(TIMESTAMP, timeNs);
    }

    private JsonFrame write(RiskRejectedDecoder event, long timeNs) {
        return json.id(STRATEGY_ID, event.strategyId())
                .number(ACCOUNT_ID, event.accountId())
                .json(SYMBOL, instruments.symbolJson(event.instrumentId()))
                .json(CODE, RISK_CODES[event.code().ordinal()])
                .id(BOUND, event.bound())
                .id(ACTUAL, event.actual())
                .time(TIMESTAMP, timeNs);
    }

    private JsonFrame write(DiskStateChangedDecoder event, long timeNs) {
        return json.json(LEVEL, DISK_LEVELS[event.level().ordinal()])
                .json(STATE, TRADING_STATES[event.state().ordinal()])
                .id(FREE_BYTES, event.freeBytes())
                .time(TIMESTAMP, timeNs);
    }

    private JsonFrame write(KillSwitchChangedDecoder event, long timeNs) {
        if (event.accountId() == KillSwitchChangedDecoder.accountIdNullValue()) {
            json.json(ACCOUNT_ID, null);
        } else {
            json.number(ACCOUNT_ID, event.accountId());
        }
        return json.json(LEVEL, KILL_LEVELS[event.level().ordinal()])
                .json(STATE, TRADING_STATES[event.state().ordinal()])
                .json(CODE, RISK_CODES[event.code().ordinal()])
                .time(TIMESTAMP, timeNs);
    }

    private JsonFrame write(PriceStreamDisconnectedDecoder event, long timeNs) {
        return json.number(FEED_ID, event.feedId())
                .json(SYMBOL, instruments.symbolJson(event.instrumentId()))
                .time(TIMESTAMP, timeNs);
    }

    private JsonFrame write(PriceStreamRestoredDecoder event, long timeNs) {
        return json.number(FEED_ID, event.feedId())
                .json(SYMBOL, instruments.symbolJson(event.instrumentId()))
                .time(TIMESTAMP, timeNs);
    }

    private JsonFrame write(ConditionTriggeredDecoder event, long timeNs) {
        return json.id(CONDITION_ID, event.conditionId())
                .id(STRATEGY_ID, event.strategyId())
                .json(SYMBOL, instruments.symbolJson(event.instrumentId()))
                .json(ACTION, ACTIONS[event.action().ordinal()])
                .decimal(PRICE, event.price())
                .time(TIMESTAMP, timeNs);
    }
}
