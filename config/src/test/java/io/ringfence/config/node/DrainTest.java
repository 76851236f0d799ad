package io.ringfence.config.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.config.schedule.TradingCalendar;
import io.ringfence.core.event.LateStart;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.event.MessageHeaderEncoder;
import io.ringfence.core.event.SchedulerResyncRequiredEncoder;
import io.ringfence.core.event.TimeAdvancedDecoder;
import io.ringfence.core.ring.EventCore;
import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.RingConfig;
import io.ringfence.core.ring.Stage;
import io.ringfence.core.ring.StageThreads;
import io.ringfence.core.ring.Stages;
import io.ringfence.core.ring.Stages.NamedStage;
import io.ringfence.core.ring.ThreadingMode;
import io.ringfence.transport.broker.ReportPump;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A ring in which every time event asks the scheduler for three strategies' next times. */
@Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DrainTest {
    private static final TradingCalendar ALWAYS = new TradingCalendar(
            "always",
            2,
            ZoneOffset.UTC,
            LocalTime.MIDNIGHT,
            LocalTime.MIDNIGHT,
            Set.of(),
            Set.of(),
            Map.of(),
            Duration.ofMinutes(5));
    private static final int QUESTIONS = 3;

    private final List<String> seen = Collections.synchronizedList(new ArrayList<>());

    @ParameterizedTest
    @EnumSource(ThreadingMode.class)
    void shouldHaveEveryAnswerInTheRingWhenItHasDrainedInLockstep(ThreadingMode threading) {
        RingConfig config = RingConfig.defaults().with(threading);
        Stage nothing = (slot, endOfBatch) -> {};
        InputPump answers = new InputPump(16);
        ReportPump reports = new ReportPump(16);
        Stages stages = new Stages(
                nothing,
                nothing,
                this::ask,
                List.of(new NamedStage(
                        "scheduler", new SchedulerStage(List.of(ALWAYS), answers, seen::add, () -> {}))));
        try (EventCore core = new EventCore(config, () -> 1, 0, stages, StageThreads.unpinned())) {
            reports.connect(core.publisher());
            answers.connect(new InputAppender(core.publisher()));
            core.start();
            Drain drain = new Drain(core, reports, answers, threading == ThreadingMode.INLINE, true);
            TimeEvents time = new TimeEvents(core.publisher());
            for (int i = 0; i < 2; i++) {
                assertTrue(time.publish());
                assertTrue(drain.await());
            }
        }
        assertEquals(
                List.of(
                        "1 asks",
                        "2 answered",
                        "3 answered",
                        "4 answered",
                        "5 asks",
                        "6 answered",
                        "7 answered",
                        "8 answered"),
                seen);
    }

    private void ask(EventSlot slot, boolean endOfBatch) {
        boolean isTime =
                new MessageHeaderDecoder().wrap(slot.in().buffer(), 0).templateId() == TimeAdvancedDecoder.TEMPLATE_ID;
        seen.add(slot.sequence() + (isTime ? " asks" : " answered"));
        for (int strategyId = 0; isTime && strategyId < QUESTIONS; strategyId++) {
            int length = MessageHeaderEncoder.ENCODED_LENGTH + SchedulerResyncRequiredEncoder.BLOCK_LENGTH;
            new SchedulerResyncRequiredEncoder()
                    .wrapAndApplyHeader(
                            slot.out().claim(length), slot.out().claimedOffset(), new MessageHeaderEncoder())
                    .strategyId(strategyId)
                    .resyncId(slot.sequence())
                    .afterNs(1)
                    .entryTimeOfDay(0)
                    .exitTimeOfDay(1)
                    .calendarId(2)
                    .lateStart(LateStart.FIRE);
            slot.out().commit(length, 0, 0);
        }
    }
}
