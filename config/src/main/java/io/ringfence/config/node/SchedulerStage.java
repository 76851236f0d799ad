package io.ringfence.config.node;

import io.ringfence.config.schedule.DailySchedule;
import io.ringfence.config.schedule.DailyTimes;
import io.ringfence.config.schedule.TradingCalendar;
import io.ringfence.core.event.LateStart;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.event.MessageHeaderEncoder;
import io.ringfence.core.event.SchedulerResyncRequiredDecoder;
import io.ringfence.core.event.StrategyScheduledEncoder;
import io.ringfence.core.event.TradeDecisionDueDecoder;
import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.OutputBuffer;
import io.ringfence.core.ring.Stage;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.agrona.MutableDirectBuffer;

/**
 * Answers SCHEDULER_RESYNC_REQUIRED with STRATEGY_SCHEDULED, behind the gate: the core knows no zone and no calendar, so the
 * host resolves, and the instants are journaled. What cannot be resolved stays unanswered, with a notice. TRADE_DECISION_DUE is
 * answered likewise, by {@link Decisions}.
 *
 * <p>After each batch it has the clock look whether the core has set an earlier deadline: behind the gate and the orders, where
 * waking a thread holds nobody up.
 */
final class SchedulerStage implements Stage {
    private final Map<Integer, TradingCalendar> calendars = new HashMap<>();
    private final InputPump pump;
    private final Decisions decisions;
    private final Consumer<String> notices;
    private final Runnable afterBatch;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final SchedulerResyncRequiredDecoder required = new SchedulerResyncRequiredDecoder();
    private final TradeDecisionDueDecoder decided = new TradeDecisionDueDecoder();

    /** A stage that puts its questions to {@code pump}; notices come on its thread, or the pump's. */
    SchedulerStage(List<TradingCalendar> calendars, InputPump pump, Consumer<String> notices, Runnable afterBatch) {
        calendars.forEach(calendar -> this.calendars.put(calendar.id(), calendar));
        this.pump = pump;
        this.decisions = new Decisions(pump, notices);
        this.notices = notices;
        this.afterBatch = afterBatch;
    }

    @Override
    public void onEvent(EventSlot slot, boolean endOfBatch) {
        OutputBuffer out = slot.out();
        for (int frame = 0; frame < out.length(); frame = out.next(frame)) {
            header.wrap(out.buffer(), out.messageOffset(frame));
            if (header.templateId() == SchedulerResyncRequiredDecoder.TEMPLATE_ID) {
                take(required.wrapAndApplyHeader(out.buffer(), out.messageOffset(frame), header));
            } else if (header.templateId() == TradeDecisionDueDecoder.TEMPLATE_ID) {
                decisions.take(decided.wrapAndApplyHeader(out.buffer(), out.messageOffset(frame), header));
            }
        }
        if (endOfBatch) {
            afterBatch.run();
        }
    }

    private void take(SchedulerResyncRequiredDecoder wanted) {
        Wanted copy = new Wanted(
                wanted.strategyId(),
                wanted.resyncId(),
                wanted.afterNs(),
                wanted.entryTimeOfDay(),
                wanted.exitTimeOfDay(),
                wanted.calendarId(),
                wanted.lateStart());
        if (!pump.offer(() -> answer(copy))) {
            notices.accept("strategy " + copy.strategyId() + ": not scheduled, too many wait for their next times");
        }
    }

    /** What the core asked, kept past the event. Times of day in nanoseconds since midnight. */
    private record Wanted(
            long strategyId, long resyncId, long afterNs, long entry, long exit, int calendarId, LateStart lateStart) {}

    private ToIntFunction<MutableDirectBuffer> answer(Wanted wanted) {
        TradingCalendar calendar = calendars.get(wanted.calendarId());
        if (calendar == null) {
            notices.accept("strategy " + wanted.strategyId() + ": not scheduled, as no calendar has id "
                    + wanted.calendarId());
            return null;
        }
        try {
            DailyTimes times = next(calendar, wanted);
            return buffer -> encode(buffer, wanted, times);
        } catch (RuntimeException unresolvable) {
            notices.accept("strategy " + wanted.strategyId() + ": not scheduled by calendar " + calendar.name() + ": "
                    + unresolvable.getMessage());
            return null;
        }
    }

    private static DailyTimes next(TradingCalendar calendar, Wanted wanted) {
        DailySchedule schedule = new DailySchedule(
                calendar, LocalTime.ofNanoOfDay(wanted.entry()), LocalTime.ofNanoOfDay(wanted.exit()));
        return wanted.lateStart() == LateStart.FIRE
                ? schedule.firstExitingAfter(wanted.afterNs())
                : schedule.firstEnteringAfter(wanted.afterNs());
    }

    private static int encode(MutableDirectBuffer buffer, Wanted wanted, DailyTimes times) {
        return new StrategyScheduledEncoder()
                .wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                .strategyId(wanted.strategyId())
                .resyncId(wanted.resyncId())
                .entryTimeNs(times.entryNs())
                .exitTimeNs(times.exitNs())
                .encodedLength();
    }
}
