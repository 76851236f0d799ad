package io.ringfence.bench.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringfence.bench.rig.Results;
import io.ringfence.bench.rig.RoundFile;
import io.ringfence.bench.rig.RoundResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@link Results} as a JSON file, whole: what is read back equals what was written. Rounds are as in a {@link RoundFile}.
 *
 * <p>{@code series} is there for other programs, such as {@code jq}: the rows of the tables, in nanoseconds. It is not read.
 */
final class ResultsJson {
    private static final int FORMAT = 1;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private ResultsJson() {}

    static void write(Results results, List<Series> series, Path file) throws IOException {
        Files.writeString(
                file, MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(tree(results, series)) + "\n");
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IllegalArgumentException in one line, when the file holds something else
     */
    static Results read(Path file) throws IOException {
        // Apart, so that a file that is missing is told from one that holds something else.
        String text = Files.readString(file);
        try {
            return results(MAPPER.readTree(text));
        } catch (IOException | IllegalArgumentException invalid) {
            String reason = invalid instanceof JsonProcessingException json
                    ? json.getOriginalMessage()
                    : String.valueOf(invalid.getMessage());
            throw new IllegalArgumentException(file + " holds no results: " + reason, invalid);
        }
    }

    private static Results results(JsonNode root) throws IOException {
        int format = root.path("format").asInt();
        if (format != FORMAT) {
            throw new IllegalArgumentException("format = " + format + ": expected " + FORMAT);
        }
        List<RoundResult> rounds = new ArrayList<>();
        for (JsonNode round : root.required("rounds")) {
            rounds.add(RoundFile.fromJson(round));
        }
        return new Results(
                root.required("scenario").asText(),
                root.required("what").asText(),
                root.required("subject").asText(),
                texts(root.path("besides")),
                texts(root.required("options")),
                texts(root.required("environment")),
                root.required("startedAt").asText(),
                rounds);
    }

    private static ObjectNode tree(Results results, List<Series> series) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("format", FORMAT);
        root.put("scenario", results.scenario());
        root.put("what", results.what());
        root.put("subject", results.subject());
        if (!results.besides().isEmpty()) {
            results.besides().forEach(root.putObject("besides")::put);
        }
        results.options().forEach(root.putObject("options")::put);
        results.environment().forEach(root.putObject("environment")::put);
        root.put("startedAt", results.startedAt());
        ArrayNode summaries = root.putArray("series");
        series.forEach(one -> summarize(one, summaries.addObject()));
        ArrayNode rounds = root.putArray("rounds");
        results.rounds().forEach(round -> rounds.add(RoundFile.toJson(round)));
        return root;
    }

    private static void summarize(Series series, ObjectNode node) {
        node.put("subject", series.subject());
        node.put("ratePerSecond", series.ratePerSecond());
        node.put("achievedPerSecond", series.achievedPerSecond());
        putBound(node, "rateNoiseFactor", series.rateBound());
        ObjectNode points = node.putObject("points");
        for (PointRow row : series.rows()) {
            ObjectNode point = points.putObject(row.point());
            point.put("count", row.all().getTotalCount());
            for (double percentile : PointRow.PERCENTILES) {
                point.put("p" + Figures.plain(percentile) + "Ns", row.at(percentile));
            }
            point.put("maxNs", row.all().getMaxValue());
            putBound(point, "p50NoiseFactor", row.p50Bound());
            putBound(point, "p99NoiseFactor", row.p99Bound());
        }
    }

    /** JSON knows no infinity; none is left out. */
    private static void putBound(ObjectNode node, String name, NoiseBound bound) {
        if (!bound.equals(NoiseBound.NONE)) {
            node.put(name, bound.factor());
        }
    }

    private static Map<String, String> texts(JsonNode node) {
        Map<String, String> texts = new LinkedHashMap<>();
        node.properties()
                .forEach(field -> texts.put(field.getKey(), field.getValue().asText()));
        return texts;
    }
}
