package io.ringfence.transport.broker;

import io.ringfence.core.event.BrokerAuthFailedDecoder;
import io.ringfence.core.event.BrokerAuthSuccessDecoder;
import io.ringfence.core.event.BrokerDisconnectedDecoder;
import io.ringfence.core.event.ExecutionReportDecoder;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.event.PositionPulledDecoder;
import io.ringfence.core.event.PullEndedDecoder;
import io.ringfence.core.ring.EventCore;
import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.RingConfig;
import io.ringfence.core.ring.Stage;
import io.ringfence.core.ring.StageThreads;
import io.ringfence.core.ring.Stages;
import io.ringfence.core.ring.ThreadingMode;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/** A pump into an INLINE core that keeps the reports, as values. */
final class ReportSink implements AutoCloseable {
    private static final Stage NOTHING = (slot, endOfBatch) -> {};

    final ReportPump pump;
    final EventCore core;
    private final List<BrokerMessage> taken = new ArrayList<>();

    ReportSink(int maxHeldReports) {
        pump = new ReportPump(maxHeldReports);
        core = new EventCore(
                RingConfig.defaults().with(ThreadingMode.INLINE),
                () -> 0,
                0,
                new Stages(NOTHING, NOTHING, (slot, endOfBatch) -> taken.add(message(slot)), List.of()),
                StageThreads.unpinned());
        core.start();
        pump.connect(core.publisher());
    }

    /** What was offered since the last call, in order, where it was reports alone. */
    List<BrokerReport> drain() {
        return messages().stream().map(BrokerReport.class::cast).toList();
    }

    /** What was offered since the last call, in order. */
    List<BrokerMessage> messages() {
        pump.drain();
        List<BrokerMessage> messages = List.copyOf(taken);
        taken.clear();
        return messages;
    }

    private static BrokerMessage message(EventSlot slot) {
        DirectBuffer in = slot.in().buffer();
        MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(in, 0);
        switch (header.templateId()) {
            case BrokerDisconnectedDecoder.TEMPLATE_ID -> {
                BrokerDisconnectedDecoder down = new BrokerDisconnectedDecoder().wrapAndApplyHeader(in, 0, header);
                return new BrokerMessage.Disconnected(down.gatewayId(), down.reason());
            }
            case BrokerAuthSuccessDecoder.TEMPLATE_ID -> {
                BrokerAuthSuccessDecoder up = new BrokerAuthSuccessDecoder().wrapAndApplyHeader(in, 0, header);
                return new BrokerMessage.AuthSuccess(up.gatewayId(), up.accountId());
            }
            case BrokerAuthFailedDecoder.TEMPLATE_ID -> {
                BrokerAuthFailedDecoder failed = new BrokerAuthFailedDecoder().wrapAndApplyHeader(in, 0, header);
                return new BrokerMessage.AuthFailed(failed.gatewayId(), failed.accountId(), failed.reason());
            }
            case PositionPulledDecoder.TEMPLATE_ID -> {
                PositionPulledDecoder held = new PositionPulledDecoder().wrapAndApplyHeader(in, 0, header);
                return new BrokerMessage.PositionHeld(held.pullId(), held.instrumentId(), held.quantity());
            }
            case PullEndedDecoder.TEMPLATE_ID -> {
                PullEndedDecoder end = new PullEndedDecoder().wrapAndApplyHeader(in, 0, header);
                return new BrokerMessage.PullEnded(end.pullId(), end.openOrderCount());
            }
            default -> {
                return decode(slot);
            }
        }
    }

    static BrokerReport decode(EventSlot slot) {
        ExecutionReportDecoder report =
                new ExecutionReportDecoder().wrapAndApplyHeader(slot.in().buffer(), 0, new MessageHeaderDecoder());
        long lastPrice = report.lastPrice();
        return new BrokerReport(
                report.clientOrderId(),
                report.strategyId(),
                report.instrumentId(),
                report.side(),
                report.purpose(),
                report.executionType(),
                report.rejectReason(),
                report.cumQuantity(),
                report.cumNotional(),
                report.cumFee(),
                lastPrice == ExecutionReportDecoder.lastPriceNullValue() ? 0 : lastPrice);
    }

    @Override
    public void close() {
        pump.close();
        core.close();
    }
}
