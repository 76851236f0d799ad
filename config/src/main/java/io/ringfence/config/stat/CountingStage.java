package io.ringfence.config.stat;

import io.ringfence.core.event.EventType;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.event.PriceTickDecoder;
import io.ringfence.core.event.Verdict;
import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.OutputBuffer;
import io.ringfence.core.ring.Stage;
import io.ringfence.core.ring.StopFindings;
import java.util.EnumSet;
import java.util.Set;

/**
 * Counts each event by its class, and what came of it, then calls another stage. Behind the gate, so that nothing of it is on
 * the way of an order, and on a thread that has room for it. Allocates nothing.
 */
final class CountingStage implements Stage {
    private static final Set<EventType> REPORTS = EnumSet.of(
            EventType.EXECUTION_REPORT,
            EventType.BROKER_DISCONNECTED,
            EventType.BROKER_AUTH_SUCCESS,
            EventType.BROKER_AUTH_FAILED,
            EventType.POSITION_PULLED,
            EventType.PULL_ENDED);
    private static final Set<EventType> TIMES = EnumSet.of(EventType.TIME_ADVANCED, EventType.STRATEGY_SCHEDULED);
    private static final Set<EventType> COMMANDS = EnumSet.of(
            EventType.STRATEGY_CREATED,
            EventType.STRATEGY_START_REQUESTED,
            EventType.STRATEGY_UPDATED,
            EventType.STRATEGY_STOP_REQUESTED,
            EventType.EXIT_REQUESTED,
            EventType.KILL_SWITCH_SET,
            EventType.RISK_LIMITS_SET,
            EventType.USER_REGISTERED,
            EventType.USER_LOGGED_IN,
            EventType.BROKER_KEY_SUBMITTED,
            EventType.CONDITION_CREATED,
            EventType.CONDITION_REMOVED,
            EventType.ORDER_REQUESTED,
            EventType.ORDER_CANCEL_REQUESTED,
            EventType.ORDER_REPLACE_REQUESTED,
            EventType.STOP_UPDATED,
            EventType.EVENT_SUBMITTED,
            EventType.EVENT_CANCELED,
            EventType.EVENT_ACKNOWLEDGED,
            EventType.DEAD_LETTER_RESENT,
            EventType.DELIVERY_POLICY_SET);

    /** Above every template id of the dictionary. */
    private static final int TEMPLATES = 256;

    /** What a message counts as, by its template id; null: as nothing. */
    private static final HostCounter[] COUNTERS = new HostCounter[TEMPLATES];

    static {
        for (EventType type : EventType.values()) {
            COUNTERS[type.templateId()] = type.category() == EventType.Category.INPUT ? ofInput(type) : ofOutput(type);
        }
    }

    private final StatFile file;
    private final Stage next;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final PriceTickDecoder tick = new PriceTickDecoder();

    CountingStage(StatFile file, Stage next) {
        this.file = file;
        this.next = next;
    }

    private static HostCounter ofInput(EventType type) {
        if (type == EventType.PRICE_TICK) {
            return HostCounter.TICKS;
        }
        if (REPORTS.contains(type)) {
            return HostCounter.BROKER_REPORTS;
        }
        if (TIMES.contains(type)) {
            return HostCounter.TIME_EVENTS;
        }
        return COMMANDS.contains(type) ? HostCounter.COMMANDS : HostCounter.HOST_EVENTS;
    }

    private static HostCounter ofOutput(EventType type) {
        return switch (type) {
            case EXECUTE_BUY, EXECUTE_SELL, EXECUTE_STOPLOSS -> HostCounter.ORDERS_SENT;
            case CANCEL_ORDER -> HostCounter.CANCELS_SENT;
            case ORDER_FILLED -> HostCounter.FILLS;
            case ORDER_REJECTED -> HostCounter.ORDERS_REJECTED;
            case RISK_REJECTED -> HostCounter.RISK_REJECTIONS;
            case COMMAND_REFUSED -> HostCounter.COMMANDS_REFUSED;
            case ALERT_TRIGGERED -> HostCounter.ALERTS;
            case ERROR_LOGGED -> HostCounter.ERRORS;
            default -> null;
        };
    }

    @Override
    public void onEvent(EventSlot slot, boolean endOfBatch) {
        HostCounter input = counter(header.wrap(slot.in().buffer(), 0).templateId());
        if (input == HostCounter.TICKS) {
            countTick(slot);
        }
        file.increment(input == null ? HostCounter.HOST_EVENTS : input);
        countFindings(slot.findings());
        OutputBuffer out = slot.out();
        for (int frame = 0; frame < out.length(); frame = out.next(frame)) {
            HostCounter output =
                    counter(header.wrap(out.buffer(), out.messageOffset(frame)).templateId());
            if (output != null) {
                file.increment(output);
            }
        }
        next.onEvent(slot, endOfBatch);
    }

    private static HostCounter counter(int template) {
        return template < TEMPLATES ? COUNTERS[template] : null;
    }

    private void countTick(EventSlot slot) {
        if (slot.findings().verdict() != Verdict.ACCEPTED) {
            file.increment(HostCounter.TICKS_REFUSED);
        }
        tick.wrap(slot.in().buffer(), MessageHeaderDecoder.ENCODED_LENGTH, header.blockLength(), header.version());
        if (tick.low() != PriceTickDecoder.lowNullValue()
                || tick.bidLow() != PriceTickDecoder.bidLowNullValue()
                || tick.askLow() != PriceTickDecoder.askLowNullValue()
                || tick.midLow() != PriceTickDecoder.midLowNullValue()) {
            file.increment(HostCounter.TICKS_CONFLATED);
        }
    }

    private void countFindings(StopFindings findings) {
        for (int i = 0; i < findings.count(); i++) {
            switch (findings.kind(i)) {
                case ARMED -> file.increment(HostCounter.STOPS_ARMED);
                case FIRED -> file.increment(HostCounter.STOPS_FIRED);
                case TARGET_FIRED -> file.increment(HostCounter.TARGETS_FIRED);
                default -> {
                    // Counted as what comes of it.
                }
            }
        }
    }

    @Override
    public void flush() {
        next.flush();
    }

    @Override
    public boolean isBatched() {
        return next.isBatched();
    }

    @Override
    public void onStart() {
        next.onStart();
    }

    @Override
    public void onStop() {
        next.onStop();
    }
}
