package io.ringfence.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.event.MessageHeaderDecoder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Journals of released versions, which this build has to replay with the outputs that those had. */
@Timeout(60)
final class GoldenJournalTest {
    @TempDir
    Path journal;

    static List<GoldenSet> sets() throws IOException {
        return GoldenSet.all();
    }

    @ParameterizedTest
    @MethodSource("sets")
    void shouldReplayWithTheOutputsOfTheVersionThatWroteIt(GoldenSet set) throws IOException {
        set.unpack(journal);
        VerificationReport report = Verification.verify(journal, ReadProgress.NONE);
        assertEquals(List.of(), report.findings());
        assertTrue(report.cut().isEmpty(), () -> report.cut().toString());
        GoldenReplay replay = new GoldenReplay();
        assertEquals(report.lastSequence(), new JournalReader(journal).forEach(1, Long.MAX_VALUE, replay));
        assertEquals(Set.of(set.version()), replay.versions);
        assertEquals("", GoldenOutput.firstDifference(set.outputs(), replay.outputs));
    }

    static List<GoldenSet> setsWithStates() throws IOException {
        List<GoldenSet> sets = new ArrayList<>();
        for (GoldenSet set : GoldenSet.all()) {
            if (set.state() != null) {
                sets.add(set);
            }
        }
        return sets;
    }

    @ParameterizedTest
    @MethodSource("setsWithStates")
    void shouldGoOnWithTheOutputsOfTheVersionThatWroteItsState(GoldenSet set) throws IOException {
        set.unpack(journal);
        GoldenState state = set.state();
        GoldenReplay replay = new GoldenReplay();
        replay.readFrom(state);
        assertEquals(0, state.remaining());
        new JournalReader(journal).forEach(state.sequence + 1, Long.MAX_VALUE, replay);
        List<GoldenOutput> expected = set.outputs().stream()
                .filter(output -> output.sequence() > state.sequence)
                .toList();
        assertEquals("", GoldenOutput.firstDifference(expected, replay.outputs));
        assertFalse(expected.isEmpty());
    }

    @Test
    void shouldHaveJournalsOfEveryEarlierVersion() throws IOException {
        Set<Integer> versions = sets().stream().map(GoldenSet::version).collect(Collectors.toSet());
        List<Integer> missing = IntStream.range(1, MessageHeaderDecoder.SCHEMA_VERSION)
                .filter(version -> !versions.contains(version))
                .boxed()
                .toList();
        assertEquals(List.of(), missing, "released schema versions without golden journals; golden/README.md says how");
        assertTrue(versions.contains(1));
    }

    @Test
    void shouldTellWhatIsMissingOrMoreOrOther() {
        GoldenOutput one = new GoldenOutput(1, 101, "0102");
        GoldenOutput two = new GoldenOutput(1, 102, "03");
        List<GoldenOutput> golden = List.of(one, two);
        assertEquals("", GoldenOutput.firstDifference(golden, List.of(one, new GoldenOutput(1, 102, "0300"))));
        assertEquals("output 1: expected " + two + ", was null", GoldenOutput.firstDifference(golden, List.of(one)));
        assertEquals(
                "output 2: expected null, was " + one, GoldenOutput.firstDifference(golden, List.of(one, two, one)));
        List<GoldenOutput> others = List.of(
                new GoldenOutput(2, 101, "0102"),
                new GoldenOutput(1, 102, "0102"),
                new GoldenOutput(1, 101, "0103"),
                new GoldenOutput(1, 101, "01"));
        for (GoldenOutput other : others) {
            assertEquals(
                    "output 0: expected " + one + ", was " + other,
                    GoldenOutput.firstDifference(golden, List.of(other, two)));
        }
    }
}
