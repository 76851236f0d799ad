package io.ringfence.bench.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringfence.bench.rig.LoadPlan;
import io.ringfence.bench.rig.RoundResult;
import io.ringfence.bench.rig.RoundResult.Piece;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/** {@link RoundResult} as JSON. Histograms are in HdrHistogram's own compressed encoding, in base64. */
final class RoundJson {
    private RoundJson() {}

    static void write(RoundResult round, ObjectNode node) {
        node.put("subject", round.subject());
        node.put("round", round.round());
        node.putObject("plan")
                .put("ratePerSecond", round.plan().ratePerSecond())
                .put("warmUpMs", round.plan().warmUpMs())
                .put("measureMs", round.plan().measureMs());
        node.put("achievedPerSecond", round.achievedPerSecond());
        ObjectNode points = node.putObject("points");
        round.points().forEach((point, histogram) -> points.put(point, encode(histogram)));
        ObjectNode timeline = node.putObject("timeline");
        round.timeline().forEach((point, pieces) -> writePieces(pieces, timeline.putArray(point)));
        node.put("noise", encode(round.noise()));
        round.gcPauses().forEach(node.putObject("gcPauses")::put);
        round.facts().forEach(node.putArray("facts")::add);
        round.findings().forEach(node.putArray("findings")::add);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IllegalArgumentException when a field is missing or holds something else
     */
    static RoundResult read(JsonNode node) {
        JsonNode plan = node.required("plan");
        Map<String, Histogram> points = new LinkedHashMap<>();
        ResultsJson.texts(node.required("points")).forEach((point, text) -> points.put(point, decode(text)));
        Map<String, List<Piece>> timeline = new LinkedHashMap<>();
        node.required("timeline")
                .properties()
                .forEach(field -> timeline.put(field.getKey(), readPieces(field.getValue())));
        Map<String, Long> gcPauses = new LinkedHashMap<>();
        node.required("gcPauses")
                .properties()
                .forEach(field -> gcPauses.put(field.getKey(), field.getValue().asLong()));
        return new RoundResult(
                node.required("subject").asText(),
                node.required("round").asInt(),
                new LoadPlan(
                        plan.required("ratePerSecond").asLong(),
                        plan.required("warmUpMs").asLong(),
                        plan.required("measureMs").asLong()),
                node.required("achievedPerSecond").asDouble(),
                points,
                timeline,
                decode(node.required("noise").asText()),
                gcPauses,
                lines(node.required("facts")),
                lines(node.required("findings")));
    }

    /** A piece is an array of five, as there may be thousands of them. */
    private static void writePieces(List<Piece> pieces, ArrayNode array) {
        for (Piece piece : pieces) {
            array.addArray()
                    .add(piece.fromMs())
                    .add(piece.count())
                    .add(piece.p50Ns())
                    .add(piece.p99Ns())
                    .add(piece.maxNs());
        }
    }

    private static List<Piece> readPieces(JsonNode array) {
        List<Piece> pieces = new ArrayList<>();
        for (JsonNode piece : array) {
            pieces.add(new Piece(
                    piece.required(0).asLong(),
                    piece.required(1).asLong(),
                    piece.required(2).asLong(),
                    piece.required(3).asLong(),
                    piece.required(4).asLong()));
        }
        return pieces;
    }

    private static List<String> lines(JsonNode array) {
        List<String> lines = new ArrayList<>();
        array.forEach(line -> lines.add(line.asText()));
        return lines;
    }

    private static String encode(Histogram histogram) {
        ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int length = histogram.encodeIntoCompressedByteBuffer(buffer);
        return Base64.getEncoder().encodeToString(Arrays.copyOf(buffer.array(), length));
    }

    private static Histogram decode(String text) {
        try {
            return Histogram.decodeFromCompressedByteBuffer(
                    ByteBuffer.wrap(Base64.getDecoder().decode(text)), 0);
        } catch (DataFormatException | RuntimeException damaged) {
            throw new IllegalArgumentException("a histogram that cannot be decoded: " + damaged.getMessage(), damaged);
        }
    }
}
