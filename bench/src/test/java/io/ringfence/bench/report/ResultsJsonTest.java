package io.ringfence.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringfence.bench.rig.Results;
import io.ringfence.bench.rig.RoundResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsJsonTest {
    @TempDir
    Path directory;

    @Test
    void shouldReadBackAllThatItWrote() throws IOException {
        List<RoundResult> rounds = new ArrayList<>(SampleResults.threeRounds());
        rounds.set(0, SampleResults.with(rounds.get(0), 99_876.5, List.of("a=\"1\"", "b"), List.of("one lost\n")));
        Results one = SampleResults.results(rounds);
        Results results = new Results(
                one.scenario(),
                one.what(),
                one.subject(),
                Map.of("hand-off", "hand-off", "queue <a&b>", "hand-off"),
                one.options(),
                one.environment(),
                one.startedAt(),
                rounds);
        Path file = directory.resolve("results.json");
        ResultsJson.write(results, Series.of(results), file);
        Results read = ResultsJson.read(file);
        assertEquals(results, read);
        assertEquals(
                List.copyOf(results.environment().keySet()),
                List.copyOf(read.environment().keySet()));
        assertEquals(
                List.of("1 journal", "2 order"),
                List.copyOf(read.rounds().get(0).points().keySet()));
    }

    @Test
    void shouldHoldTheRowsOfTheTablesForOtherPrograms() throws IOException {
        Results results = SampleResults.results(SampleResults.threeRounds());
        Path file = directory.resolve("results.json");
        ResultsJson.write(results, Series.of(results), file);
        JsonNode ours = new ObjectMapper().readTree(file.toFile()).at("/series/0");
        assertEquals("ringfence", ours.get("subject").asText());
        JsonNode order = ours.at("/points/2 order");
        assertEquals(3_000, order.get("count").asLong());
        assertEquals(404, order.get("p50Ns").asLong());
        assertEquals(1.05, order.get("p50NoiseFactor").asDouble());
        JsonNode handOff = new ObjectMapper().readTree(file.toFile()).at("/series/1/points/handed over");
        assertEquals(Math.pow(1.3, 4), handOff.get("p50NoiseFactor").asDouble(), 1e-9);
    }

    @Test
    void shouldNameTheFileThatHoldsSomethingElse() throws IOException {
        refuses("{\"format\":2}", "format = 2: expected 1");
        refuses("[]", "format = 0: expected 1");
        refuses("not json", "Unrecognized token 'not'");
        refuses("{\"format\":1,\"rounds\":[{}]}", "not a round");
        refuses("{\"format\":1,\"rounds\":[]}", "scenario");
        assertThrows(NoSuchFileException.class, () -> ResultsJson.read(directory.resolve("none.json")));
    }

    private void refuses(String content, String reason) throws IOException {
        Path file = Files.writeString(directory.resolve("old.json"), content);
        String message = assertThrows(IllegalArgumentException.class, () -> ResultsJson.read(file))
                .getMessage();
        assertTrue(message.startsWith(file + " holds no results: "), message);
        assertTrue(message.contains(reason), message);
    }
}
