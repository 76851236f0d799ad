package io.ringfence.config.stat;

import io.ringfence.core.event.AlertTriggeredDecoder;
import io.ringfence.core.event.BrokerAuthFailedDecoder;
import io.ringfence.core.event.BrokerAuthSuccessDecoder;
import io.ringfence.core.event.BrokerDisconnectedDecoder;
import io.ringfence.core.event.BrokerKeySubmittedDecoder;
import io.ringfence.core.event.CancelOrderDecoder;
import io.ringfence.core.event.CommandRefusedDecoder;
import io.ringfence.core.event.ConditionCreatedDecoder;
import io.ringfence.core.event.ConditionRemovedDecoder;
import io.ringfence.core.event.ErrorLoggedDecoder;
import io.ringfence.core.event.ExecuteBuyDecoder;
import io.ringfence.core.event.ExecuteSellDecoder;
import io.ringfence.core.event.ExecuteStoplossDecoder;
import io.ringfence.core.event.ExecutionReportDecoder;
import io.ringfence.core.event.ExitRequestedDecoder;
import io.ringfence.core.event.KillSwitchSetDecoder;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.event.OrderFilledDecoder;
import io.ringfence.core.event.OrderRejectedDecoder;
import io.ringfence.core.event.PositionPulledDecoder;
import io.ringfence.core.event.PriceTickDecoder;
import io.ringfence.core.event.PullEndedDecoder;
import io.ringfence.core.event.RiskLimitsSetDecoder;
import io.ringfence.core.event.RiskRejectedDecoder;
import io.ringfence.core.event.StrategyCreatedDecoder;
import io.ringfence.core.event.StrategyScheduledDecoder;
import io.ringfence.core.event.StrategyStartRequestedDecoder;
import io.ringfence.core.event.StrategyStopRequestedDecoder;
import io.ringfence.core.event.StrategyUpdatedDecoder;
import io.ringfence.core.event.TimeAdvancedDecoder;
import io.ringfence.core.event.UserLoggedInDecoder;
import io.ringfence.core.event.UserRegisteredDecoder;
import io.ringfence.core.event.Verdict;
import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.OutputBuffer;
import io.ringfence.core.ring.Stage;
import io.ringfence.core.ring.StopFindings;
import org.agrona.DirectBuffer;

/**
 * Counts each event by its class, and what came of it, then calls another stage. Behind the gate, so that nothing of it is on the
 * way of an order; on a thread that has room for it. Allocates nothing.
 */
final class CountingStage implements Stage {
    private static final int NO_TEMPLATE = -1;

    private final StatFile file;
    private final Stage next;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final PriceTickDecoder tick = new PriceTickDecoder();

    CountingStage(StatFile file, Stage next) {
        this.file = file;
        this.next = next;
    }

    @Override
    public void onEvent(EventSlot slot, boolean endOfBatch) {
        int template = slot.in().length() < MessageHeaderDecoder.ENCODED_LENGTH
                ? NO_TEMPLATE
                : header.wrap(slot.in().buffer(), 0).templateId();
        if (template == PriceTickDecoder.TEMPLATE_ID) {
            countTick(slot);
        } else {
            file.increment(inputClass(template));
        }
        countFindings(slot.findings());
        OutputBuffer out = slot.out();
        for (int frame = 0; frame < out.length(); frame = out.next(frame)) {
            countOutput(header.wrap(out.buffer(), out.messageOffset(frame)).templateId());
        }
        next.onEvent(slot, endOfBatch);
    }

    private void countTick(EventSlot slot) {
        file.increment(HostCounter.TICKS);
        if (slot.findings().verdict() != Verdict.ACCEPTED) {
            file.increment(HostCounter.TICKS_REFUSED);
        }
        DirectBuffer in = slot.in().buffer();
        tick.wrapAndApplyHeader(in, 0, header);
        if (tick.low() != PriceTickDecoder.lowNullValue() || tick.bidLow() != PriceTickDecoder.bidLowNullValue()) {
            file.increment(HostCounter.TICKS_CONFLATED);
        }
    }

    private static HostCounter inputClass(int template) {
        return switch (template) {
            case ExecutionReportDecoder.TEMPLATE_ID,
                    BrokerDisconnectedDecoder.TEMPLATE_ID,
                    BrokerAuthSuccessDecoder.TEMPLATE_ID,
                    BrokerAuthFailedDecoder.TEMPLATE_ID,
                    PositionPulledDecoder.TEMPLATE_ID,
                    PullEndedDecoder.TEMPLATE_ID -> HostCounter.BROKER_REPORTS;
            case StrategyCreatedDecoder.TEMPLATE_ID,
                    StrategyUpdatedDecoder.TEMPLATE_ID,
                    StrategyStartRequestedDecoder.TEMPLATE_ID,
                    StrategyStopRequestedDecoder.TEMPLATE_ID,
                    ExitRequestedDecoder.TEMPLATE_ID,
                    KillSwitchSetDecoder.TEMPLATE_ID,
                    RiskLimitsSetDecoder.TEMPLATE_ID,
                    UserRegisteredDecoder.TEMPLATE_ID,
                    UserLoggedInDecoder.TEMPLATE_ID,
                    BrokerKeySubmittedDecoder.TEMPLATE_ID,
                    ConditionCreatedDecoder.TEMPLATE_ID,
                    ConditionRemovedDecoder.TEMPLATE_ID -> HostCounter.COMMANDS;
            case TimeAdvancedDecoder.TEMPLATE_ID, StrategyScheduledDecoder.TEMPLATE_ID -> HostCounter.TIME_EVENTS;
            default -> HostCounter.HOST_EVENTS;
        };
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

    private void countOutput(int template) {
        switch (template) {
            case ExecuteBuyDecoder.TEMPLATE_ID, ExecuteSellDecoder.TEMPLATE_ID, ExecuteStoplossDecoder.TEMPLATE_ID ->
                file.increment(HostCounter.ORDERS_SENT);
            case CancelOrderDecoder.TEMPLATE_ID -> file.increment(HostCounter.CANCELS_SENT);
            case OrderFilledDecoder.TEMPLATE_ID -> file.increment(HostCounter.FILLS);
            case OrderRejectedDecoder.TEMPLATE_ID -> file.increment(HostCounter.ORDERS_REJECTED);
            case RiskRejectedDecoder.TEMPLATE_ID -> file.increment(HostCounter.RISK_REJECTIONS);
            case CommandRefusedDecoder.TEMPLATE_ID -> file.increment(HostCounter.COMMANDS_REFUSED);
            case AlertTriggeredDecoder.TEMPLATE_ID -> file.increment(HostCounter.ALERTS);
            case ErrorLoggedDecoder.TEMPLATE_ID -> file.increment(HostCounter.ERRORS);
            default -> {
                // Not counted by itself.
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
