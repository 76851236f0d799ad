package io.ringfence.bench.rig;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringfence.bench.rig.RoundResult.Piece;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import org.HdrHistogram.Histogram;

/**
 * Rounds as JSON, between a round's JVM and the one that asked for it, and for whoever keeps results. Histograms are in
 * HdrHistogram's compressed encoding, in base64.
 */
public final class RoundFile {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private RoundFile() {}

    /** Writes a round, whole or not at all. */
    public static void write(Path file, RoundResult round) throws IOException {
        write(file, toJson(round));
    }

    static void write(Path file, RoundPlan plan) throws IOException {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        putPlan(json, plan.subject(), plan.round(), plan.load());
        plan.options().forEach(json.putObject("options")::put);
        write(file, json);
    }

    private static void write(Path file, JsonNode json) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".tmp");
        Files.write(unfinished, MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(json));
        Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * Reads a round.
     *
     * @throws IOException when it cannot be read, or is none
     */
    public static RoundResult read(Path file) throws IOException {
        return fromJson(MAPPER.readTree(Files.readAllBytes(file)));
    }

    static RoundPlan readPlan(Path file) throws IOException {
        JsonNode json = MAPPER.readTree(Files.readAllBytes(file));
        Map<String, String> options = new LinkedHashMap<>();
        json.get("options")
                .properties()
                .forEach(
                        option -> options.put(option.getKey(), option.getValue().textValue()));
        return new RoundPlan(json.get("subject").textValue(), json.get("round").intValue(), plan(json), options);
    }

    /** A round, to stand in a larger file. */
    public static ObjectNode toJson(RoundResult round) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        putPlan(json, round.subject(), round.round(), round.plan());
        json.put("achievedPerSecond", round.achievedPerSecond());
        ObjectNode points = json.putObject("points");
        round.points().forEach((point, histogram) -> points.put(point, encoded(histogram)));
        ObjectNode timeline = json.putObject("timeline");
        round.timeline().forEach((point, pieces) -> {
            ArrayNode rows = timeline.putArray(point);
            pieces.forEach(piece -> rows.addObject()
                    .put("fromMs", piece.fromMs())
                    .put("count", piece.count())
                    .put("p50Ns", piece.p50Ns())
                    .put("p99Ns", piece.p99Ns())
                    .put("maxNs", piece.maxNs()));
        });
        json.put("noise", encoded(round.noise()));
        round.gcPauses().forEach(json.putObject("gcPauses")::put);
        round.facts().forEach(json.putArray("facts")::add);
        round.course().ifPresent(course -> json.set("course", CourseJson.of(course)));
        round.findings().forEach(json.putArray("findings")::add);
        return json;
    }

    private static void putPlan(ObjectNode json, String subject, int round, LoadPlan load) {
        json.put("subject", subject)
                .put("round", round)
                .put("ratePerSecond", load.ratePerSecond())
                .put("warmUpMs", load.warmUpMs())
                .put("measureMs", load.measureMs())
                .put("speed", load.speed());
    }

    private static LoadPlan plan(JsonNode json) {
        return new LoadPlan(
                json.get("ratePerSecond").longValue(),
                json.get("warmUpMs").longValue(),
                json.get("measureMs").longValue(),
                json.path("speed").asLong());
    }

    /**
     * Reads a round back.
     *
     * @throws IOException when it is none
     */
    public static RoundResult fromJson(JsonNode json) throws IOException {
        try {
            return round(json);
        } catch (RuntimeException | DataFormatException unreadable) {
            throw new IOException("not a round: " + unreadable, unreadable);
        }
    }

    private static RoundResult round(JsonNode json) throws DataFormatException {
        Map<String, Histogram> points = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> point : json.get("points").properties()) {
            points.put(point.getKey(), decoded(point.getValue()));
        }
        Map<String, List<Piece>> timeline = new LinkedHashMap<>();
        json.get("timeline").properties().forEach(point -> timeline.put(point.getKey(), pieces(point.getValue())));
        Map<String, Long> gcPauses = new LinkedHashMap<>();
        json.get("gcPauses")
                .properties()
                .forEach(gc -> gcPauses.put(gc.getKey(), gc.getValue().longValue()));
        return new RoundResult(
                json.get("subject").textValue(),
                json.get("round").intValue(),
                plan(json),
                json.get("achievedPerSecond").doubleValue(),
                points,
                timeline,
                decoded(json.get("noise")),
                gcPauses,
                texts(json.get("facts")),
                json.has("course") ? Optional.of(CourseJson.course(json.get("course"))) : Optional.empty(),
                texts(json.get("findings")));
    }

    private static List<Piece> pieces(JsonNode rows) {
        List<Piece> pieces = new ArrayList<>();
        rows.forEach(row -> pieces.add(new Piece(
                row.get("fromMs").longValue(),
                row.get("count").longValue(),
                row.get("p50Ns").longValue(),
                row.get("p99Ns").longValue(),
                row.get("maxNs").longValue())));
        return pieces;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.textValue()));
        return texts;
    }

    static String encoded(Histogram histogram) {
        ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int length = histogram.encodeIntoCompressedByteBuffer(buffer, Deflater.BEST_COMPRESSION);
        return Base64.getEncoder().encodeToString(java.util.Arrays.copyOf(buffer.array(), length));
    }

    static Histogram decoded(JsonNode text) throws DataFormatException {
        return Histogram.decodeFromCompressedByteBuffer(
                ByteBuffer.wrap(Base64.getDecoder().decode(text.textValue())), 0);
    }
}
