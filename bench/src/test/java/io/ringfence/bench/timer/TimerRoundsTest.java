package io.ringfence.bench.timer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.bench.rig.LoadPlan;
import io.ringfence.bench.rig.RoundPlan;
import io.ringfence.bench.rig.RoundResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TimerRoundsTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(ints = {0, 2_000})
    void shouldMeasureEachTimerOnceWhenANodeRuns(int ticksPerSecond) throws Exception {
        Map<String, String> options = Map.of(
                TimerRounds.WAIT, "quiet",
                TimerRounds.TICKS_PER_SECOND, Integer.toString(ticksPerSecond),
                TimerRounds.DIRECTORY, directory.toString());
        RoundResult result = new TimerRounds().run(new RoundPlan("timers", 1, new LoadPlan(50, 100, 500), options));
        // A machine that stood still for a moment has not taken the load.
        assertEquals(
                List.of(),
                result.findings().stream()
                        .filter(finding -> !finding.contains("ticks/s were reached"))
                        .toList());
        var event = result.points().get("event");
        var client = result.points().get("client");
        assertEquals(25, event.getTotalCount());
        assertEquals(25, client.getTotalCount());
        assertEquals(50, result.achievedPerSecond());
        // A client cannot have a message before the event that made it.
        assertTrue(client.getValueAtPercentile(50) > event.getValueAtPercentile(50), result::toString);
        String reached = result.facts().get(0);
        assertEquals(ticksPerSecond == 0, reached.equals("ticks_a_second=0"), reached);
        try (Stream<Path> left = Files.list(directory)) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void shouldSayThatTheLoadWasAnotherWhenLessThanNinetyNineOfAHundredCame() {
        assertEquals(List.of(), TimerRound.fellBehind(0, 0));
        assertEquals(List.of(), TimerRound.fellBehind(9_900, 10_000));
        assertEquals(
                List.of("only 9,899 of 10,000 ticks/s were reached: it is not the load that was asked for"),
                TimerRound.fellBehind(9_899, 10_000));
    }

    @Test
    void shouldSpreadTicksEvenlyWhenARecordingIsMade() throws Exception {
        var feed = TickFile.write(directory.resolve("ticks.csv"), "LOAD", 3_000, 1_000);
        List<Long> timesNs = Files.readAllLines(Path.of(feed.source())).stream()
                .map(row -> Long.valueOf(row.split(",")[0]))
                .toList();
        assertEquals(3_000, timesNs.size());
        assertEquals(List.of(0L, 333_333L, 666_666L, 1_000_000L), timesNs.subList(0, 4));
        assertEquals(999_666_666L, timesNs.get(2_999));
    }

    @Test
    void shouldFixEveryDueTimeBeforeTheStart() {
        TimerGrid grid = TimerGrid.of(new LoadPlan(4, 20, 500), 1_000);
        assertEquals(
                List.of(1_000L, 1_010L, 1_020L, 1_270L),
                Stream.of(0, 1, 2, 3)
                        .map(timer -> grid.dueNs(timer) / 1_000_000)
                        .toList());
        assertEquals(4, grid.size());
        assertEquals(1_020_000_000L, grid.fromNs());
        assertEquals(1_520_000_000L, grid.toNs());
    }
}
