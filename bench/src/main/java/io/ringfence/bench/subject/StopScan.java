package io.ringfence.bench.subject;

import io.ringfence.core.event.ExecutionReportDecoder;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.event.OrderPurpose;
import io.ringfence.core.event.PriceTickDecoder;
import io.ringfence.core.event.StopType;
import io.ringfence.journal.JournalListener;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * Which stops have to fire, found by trying every stop with every trade of a journal; it knows nothing of the core. Ticks have
 * to be the rows of a capture, each once and in order.
 */
final class StopScan implements JournalListener {
    private final Capture capture;
    private final List<Stop> stops;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final PriceTickDecoder tick = new PriceTickDecoder();
    private final ExecutionReportDecoder report = new ExecutionReportDecoder();
    private final List<String> wrong = new ArrayList<>();
    private long ticks;
    private long fired;
    private long trace;

    /** A long strategy's stop, so far below its entry, or below the highest trade since. */
    static final class Stop {
        private final long strategyId;
        private final StopType type;
        private final long distance;
        private long level;
        private boolean isArmed;

        Stop(long strategyId, StopType type, long distance) {
            this.strategyId = strategyId;
            this.type = type;
            this.distance = distance;
        }

        private void arm(long entry) {
            level = entry - distance;
            isArmed = true;
        }

        /** The trail is raised first, then tested. */
        private boolean isFiredBy(long price) {
            if (!isArmed) {
                return false;
            }
            if (type == StopType.TRAILING) {
                level = Math.max(level, price - distance);
            }
            isArmed = price > level;
            return !isArmed;
        }
    }

    StopScan(Capture capture, List<Stop> stops) {
        this.capture = capture;
        this.stops = stops;
    }

    @Override
    public void onEvent(long sequence, long timestampNs, DirectBuffer buffer, int offset, int length) {
        header.wrap(buffer, offset);
        int body = offset + MessageHeaderDecoder.ENCODED_LENGTH;
        if (header.templateId() == PriceTickDecoder.TEMPLATE_ID) {
            tick.wrap(buffer, body, header.blockLength(), header.version());
            onTick(sequence);
        } else if (header.templateId() == ExecutionReportDecoder.TEMPLATE_ID) {
            report.wrap(buffer, body, header.blockLength(), header.version());
            if (report.purpose() == OrderPurpose.ENTRY) {
                arm(report.strategyId(), report.lastPrice());
            }
        }
    }

    private void onTick(long sequence) {
        int row = CaptureLoop.row(capture, ticks);
        ticks++;
        boolean isTrade = capture.isTrade(row);
        boolean isSame = isTrade
                ? tick.last() == capture.price(row)
                : tick.last() == PriceTickDecoder.lastNullValue()
                        && tick.bid() == capture.bid(row)
                        && tick.ask() == capture.ask(row);
        if (!isSame && wrong.isEmpty()) {
            wrong.add("tick " + ticks + " in the journal is not row " + (row + 1) + " of the capture");
        }
        if (isTrade) {
            for (Stop stop : stops) {
                if (stop.isFiredBy(tick.last())) {
                    fired++;
                    trace += FeedPort.trace(sequence, stop.strategyId);
                }
            }
        }
    }

    private void arm(long strategyId, long price) {
        for (Stop stop : stops) {
            if (stop.strategyId == strategyId) {
                stop.arm(price);
            }
        }
    }

    long ticks() {
        return ticks;
    }

    /** Times a stop had to fire. */
    long fired() {
        return fired;
    }

    /** Of all of these, as {@link FeedPort#trace()}. */
    long trace() {
        return trace;
    }

    /** Where the ticks are not the capture's rows. */
    List<String> wrong() {
        return wrong;
    }
}
