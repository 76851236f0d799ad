package io.ringfence.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringfence.bench.rig.Campaign.Turn;
import io.ringfence.bench.rig.LoadPlan;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class JournalCommandTest {
    private static LineUp lineUp(List<Long> rates, String... args) throws IOException {
        JournalCommand command = new JournalCommand();
        new CommandLine(command).parseArgs(args);
        List<LoadPlan> loads =
                rates.stream().map(rate -> new LoadPlan(rate, 10, 100)).toList();
        List<String> peers = command.rig().peers();
        return command.lineUp(peers.isEmpty() ? command.usualPeers() : peers, loads);
    }

    private static List<String> turns(LineUp lineUp) {
        return lineUp.turns().stream()
                .map(turn -> turn.subject().name() + " at " + turn.load().ratePerSecond())
                .toList();
    }

    @Test
    void shouldMeasureBothDurabilitiesEachBesideItsPeer() throws IOException {
        LineUp lineUp = lineUp(List.of(0L, 2_000L));
        assertEquals("process, 1024 a group", lineUp.subject());
        assertEquals(
                Map.of(
                        "power, 1024 a group", "power, 1024 a group",
                        "power, 1 a group", "power, 1024 a group",
                        "bare sync", "power, 1024 a group"),
                lineUp.besides());
        assertEquals(
                Stream.of(
                                "process, 1024 a group,process, 1 a group,chronicle append",
                                "power, 1024 a group,power, 1 a group,bare sync")
                        .flatMap(all -> Stream.of("0", "2000")
                                .flatMap(rate -> Stream.of(all.split(",(?! )")).map(name -> name + " at " + rate)))
                        .toList(),
                turns(lineUp));
    }

    @Test
    void shouldMeasureASyncForEachTickAtTheRateThatItTakes() throws IOException {
        assertEquals(
                List.of("power, 8 a group at 50000", "power, 8 a group at 2000", "bare sync at 2000"),
                turns(lineUp(List.of(50_000L), "--durability=power", "--group=8")));
    }

    @Test
    void shouldSetAPeerBesideTheFirstWhenItsOwnDurabilityIsNotMeasured() throws IOException {
        LineUp lineUp = lineUp(List.of(0L), "--durability=process", "--group=8", "--peers=all");
        assertEquals(List.of("process, 8 a group at 0", "chronicle append at 0", "bare sync at 0"), turns(lineUp));
        assertEquals(Map.of(), lineUp.besides());
    }

    @Test
    void shouldTimeEachMessageWhenTheLoadIsLight() throws IOException {
        List<Turn> turns = lineUp(List.of(0L, 10_000L, 20_000L), "--durability=process", "--group=8")
                .turns();
        assertEquals(
                List.of("101", "101", "1", "1", "101", "101"),
                turns.stream()
                        .map(Turn::subject)
                        .map(one -> one.options().get(one.name().equals("chronicle append") ? "every" : "stage-sample"))
                        .toList());
    }
}
