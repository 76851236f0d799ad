package io.ringfence.config.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringfence.config.schedule.RandomCalendars.Scene;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class DailySchedulePropertyTest {
    @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
    void shouldFindWhatAWalkThroughDaysAndMinutesFinds(@ForAll("scenes") Scene scene) {
        DailySchedule schedule = new DailySchedule(scene.calendar(), scene.entry(), scene.exit());
        NaiveCalendar naive = new NaiveCalendar(scene.calendar());

        DailyTimes found = assertFound(schedule, naive, scene.afterNs());

        assertFound(schedule, naive, found.entryNs() - 1);
        assertFound(schedule, naive, found.entryNs());
        assertFound(schedule, naive, found.exitNs() - 1);
        assertFound(schedule, naive, found.exitNs());
    }

    private static DailyTimes assertFound(DailySchedule schedule, NaiveCalendar naive, long afterNs) {
        DailyTimes entering = schedule.firstEnteringAfter(afterNs);
        assertEquals(naive.first(schedule.entry(), schedule.exit(), afterNs, DailyTimes::entryNs), entering);
        assertEquals(
                naive.first(schedule.entry(), schedule.exit(), afterNs, DailyTimes::exitNs),
                schedule.firstExitingAfter(afterNs));
        return entering;
    }

    @Provide
    Arbitrary<Scene> scenes() {
        return RandomCalendars.scenes();
    }
}
