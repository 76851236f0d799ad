package io.ringfence.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class TimerCommandTest {
    private static LineUp lineUp(String... args) {
        TimerCommand command = new TimerCommand();
        new CommandLine(command).parseArgs(args);
        return command.lineUp();
    }

    @Test
    void shouldMeasureEachWaitProfileUnderEachLoad() {
        LineUp lineUp = lineUp("--wait=quiet,spin", "--load=0,10000");
        assertEquals(
                List.of("quiet, idle", "quiet, 10,000 ticks/s", "spin, idle", "spin, 10,000 ticks/s"),
                lineUp.turns().stream().map(turn -> turn.subject().name()).toList());
        assertEquals("quiet, idle", lineUp.subject());
        // Each is ours, and has a table of its own.
        assertEquals(
                Map.of(
                        "quiet, 10,000 ticks/s", "quiet, 10,000 ticks/s",
                        "spin, idle", "spin, idle",
                        "spin, 10,000 ticks/s", "spin, 10,000 ticks/s"),
                lineUp.besides());
    }

    @Test
    void shouldDivideTheTimersIntoRounds() {
        var load = lineUp("--timers=1000", "--rounds=4", "--interval=20")
                .turns()
                .get(0)
                .load();
        assertEquals(50, load.ratePerSecond());
        assertEquals(250 * 20, load.measureMs());
    }
}
