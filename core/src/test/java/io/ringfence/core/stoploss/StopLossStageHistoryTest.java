package io.ringfence.core.stoploss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.event.Verdict;
import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.RingConfig;
import io.ringfence.core.ring.StopFindings;
import io.ringfence.core.stoploss.NaiveStopLoss.Finding;
import io.ringfence.core.stoploss.NaiveStopLoss.Result;
import io.ringfence.core.testkit.TestEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

final class StopLossStageHistoryTest {
    private static final int EVENTS = 120;

    @Property(tries = 3000)
    void shouldFindWhatTheNaiveStageFinds(@ForAll Random random) {
        StopLossHistory history = new StopLossHistory(random);
        StopLossStage stage = new StopLossStage();
        NaiveStopLoss naive = new NaiveStopLoss();
        EventSlot slot = new EventSlot(RingConfig.defaults());
        List<TestEvent> events = new ArrayList<>();
        for (long sequence = 1; sequence <= EVENTS; sequence++) {
            TestEvent event = history.next();
            events.add(event);
            slot.claim(sequence, sequence);
            event.encode(slot.in());
            stage.onEvent(slot, true);
            Result expected = naive.apply(sequence, event);
            assertEquals(expected, result(slot.findings()), () -> lines(events));
            boolean isCommand = event instanceof TestEvent.Create
                    || event instanceof TestEvent.Update
                    || event instanceof TestEvent.PlaceOrder
                    || event instanceof TestEvent.MoveStop;
            if (isCommand && expected.verdict() == Verdict.REPEATED) {
                assertEquals(naive.repeated().subjectId(), slot.findings().repeatSubjectId(), () -> lines(events));
                assertEquals(naive.repeated().sequence(), slot.findings().repeatSequence(), () -> lines(events));
            }
        }
    }

    /** State that no hash tells of would let two stages that look alike go different ways. */
    @Property(tries = 2000)
    void shouldGoTheSameWayWhenTheHashIsTheSame(@ForAll Random random) {
        StopLossHistory history = new StopLossHistory(random);
        int changed = random.nextInt(40);
        DrivenStage stage = new DrivenStage();
        DrivenStage other = new DrivenStage();
        List<TestEvent> events = new ArrayList<>();
        boolean isSame = true;
        for (int i = 0; i < EVENTS; i++) {
            TestEvent event = history.next();
            events.add(event);
            Result result = stage.apply(event);
            Result otherResult = other.apply(i == changed ? history.varied(event) : event);
            if (i != changed && isSame) {
                assertEquals(result, otherResult, () -> "changed: " + changed + lines(events));
            }
            isSame = stage.hash().equals(other.hash());
            if (i < changed) {
                assertTrue(isSame, () -> lines(events));
            }
        }
    }

    private static String lines(List<TestEvent> events) {
        StringBuilder text = new StringBuilder();
        events.forEach(event -> text.append('\n').append(event));
        return text.toString();
    }

    static Result result(StopFindings findings) {
        List<Finding> list = new ArrayList<>();
        for (int i = 0; i < findings.count(); i++) {
            list.add(new Finding(findings.kind(i), findings.strategyId(i), findings.level(i), findings.price(i)));
        }
        return new Result(findings.verdict(), list);
    }
}
