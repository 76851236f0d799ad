package io.ringfence.bench;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TimerRunTest {
    @Test
    void shouldMeasureEachTimerOnceWhenANodeRuns() throws Exception {
        TimerRun.Result result = new TimerRun("quiet", 20, 10).run();
        Lateness event = result.event();
        assertTrue(event.p50() >= 0 && event.max() >= event.p50(), result::toString);
        // A client cannot have a message before the event that made it.
        assertTrue(result.client().p50() > event.p50(), result::toString);
        assertTrue(result.cpuPercent() > 0, result::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "100001", "-1", "ten", "1 0", "1 60001", "1 1 1"})
    void shouldRefuseArgumentsWhenTheyAreNoCounts(String line) {
        assertThrows(IllegalArgumentException.class, () -> TimerScenario.of(List.of(line.split(" "))));
    }
}
