package io.ringfence.transport.broker;

import java.util.Comparator;
import java.util.PriorityQueue;
import org.agrona.MutableDirectBuffer;

/**
 * The stream of reports from the simulated broker to the host, where they are lost, doubled and late as drawn. A late one
 * waits at the broker, and is lost with the link.
 */
final class SimulatedReports {
    /** Ties go by the order in which they were put off. */
    private record Late(long dueNs, long number, BrokerReport report) {}

    /** Where an order stands now: the report that it would make, written down without one. Used again for the next. */
    static final class Standing implements BrokerMessage {
        private SimulatedOrder order;

        private Standing() {}

        private Standing of(SimulatedOrder told) {
            order = told;
            return this;
        }

        @Override
        public int encode(MutableDirectBuffer buffer, int offset, BrokerEncoders encoders) {
            return BrokerReport.encode(
                    encoders.report.wrapAndApplyHeader(buffer, offset, encoders.header),
                    order.clientOrderId,
                    order.strategyId,
                    order.instrumentId,
                    order.side,
                    order.purpose,
                    order.executionType(),
                    order.standingReason(),
                    order.cumQuantity,
                    order.cumNotional,
                    order.cumFee,
                    order.lastPrice);
        }
    }

    private final SimulatedFaults faults;
    private final SimulatedDraws draws;
    private final ReportPump pump;
    private final Standing standing = new Standing();
    private final PriorityQueue<Late> late =
            new PriorityQueue<>(Comparator.comparingLong(Late::dueNs).thenComparingLong(Late::number));
    private long lateCount;
    private boolean isLinkDown;

    SimulatedReports(SimulatedFaults faults, SimulatedDraws draws, ReportPump pump) {
        this.faults = faults;
        this.draws = draws;
        this.pump = pump;
    }

    /** Tells what became of an order. */
    void stream(SimulatedOrder order, long nowNs) {
        if (isLinkDown) {
            return;
        }
        long number = order.changeCount + ((long) order.repeatCount << 32);
        if (draws.ratio(order, SimulatedDraws.DROPPED, number) < faults.dropRate()) {
            return;
        }
        tell(order, nowNs, draws.below(faults.reportDelayNs() + 1, order, SimulatedDraws.DELAY, number));
        if (draws.ratio(order, SimulatedDraws.DUPLICATED, number) < faults.duplicateRate()) {
            tell(order, nowNs, draws.below(faults.reportDelayNs() + 1, order, SimulatedDraws.DELAY_OF_COPY, number));
        }
    }

    private void tell(SimulatedOrder order, long nowNs, long delayNs) {
        if (delayNs == 0) {
            pump.offer(standing.of(order));
        } else {
            late.add(new Late(nowNs + delayNs, lateCount++, order.report()));
        }
    }

    /** Answers what was asked with where an order stands. */
    void answer(SimulatedOrder order) {
        answer(standing.of(order));
    }

    /** Answers what was asked: at once, and lost only when the link is down. */
    void answer(BrokerMessage message) {
        if (!isLinkDown) {
            pump.offer(message);
        }
    }

    /** When the next late report comes. */
    long dueNs() {
        return late.isEmpty() ? Long.MAX_VALUE : late.peek().dueNs;
    }

    void tellNext() {
        pump.offer(late.poll().report);
    }

    void linkLost() {
        isLinkDown = true;
        late.clear();
    }

    void linkBack() {
        isLinkDown = false;
    }
}
