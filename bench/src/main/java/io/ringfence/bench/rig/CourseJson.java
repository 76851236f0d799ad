package io.ringfence.bench.rig;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.DataFormatException;

/** A {@link Course} in a {@link RoundFile}. */
final class CourseJson {
    private CourseJson() {}

    static ObjectNode of(Course course) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("point", course.point());
        json.set("begin", of(course.begin()));
        ArrayNode parts = json.putArray("parts");
        for (Course.Part part : course.parts()) {
            ObjectNode node = parts.addObject();
            node.put("latency", RoundFile.encoded(part.latency()));
            node.set("end", of(part.end()));
        }
        return json.put("firstThird", RoundFile.encoded(course.firstThird()))
                .put("lastThird", RoundFile.encoded(course.lastThird()))
                .put("liveBeforeBytes", course.liveBeforeBytes())
                .put("liveAfterBytes", course.liveAfterBytes())
                .put("looks", course.looks())
                .put("cleanLooks", course.cleanLooks());
    }

    private static ObjectNode of(Vitals vitals) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("gcPauses", vitals.gcPauses())
                .put("gcMs", vitals.gcMs())
                .put("pathBytes", vitals.pathBytes())
                .put("allocatedBytes", vitals.allocatedBytes())
                .put("heapBytes", vitals.heapBytes())
                .put("anonBytes", vitals.anonBytes())
                .put("fileBytes", vitals.fileBytes())
                .put("storedBytes", vitals.storedBytes());
    }

    static Course course(JsonNode json) throws DataFormatException {
        List<Course.Part> parts = new ArrayList<>();
        for (JsonNode part : json.get("parts")) {
            parts.add(new Course.Part(RoundFile.decoded(part.get("latency")), vitals(part.get("end"))));
        }
        return new Course(
                json.get("point").textValue(),
                vitals(json.get("begin")),
                parts,
                RoundFile.decoded(json.get("firstThird")),
                RoundFile.decoded(json.get("lastThird")),
                json.get("liveBeforeBytes").longValue(),
                json.get("liveAfterBytes").longValue(),
                json.get("looks").longValue(),
                json.get("cleanLooks").longValue());
    }

    private static Vitals vitals(JsonNode json) {
        return new Vitals(
                json.get("gcPauses").longValue(),
                json.get("gcMs").longValue(),
                json.get("pathBytes").longValue(),
                json.get("allocatedBytes").longValue(),
                json.get("heapBytes").longValue(),
                json.get("anonBytes").longValue(),
                json.get("fileBytes").longValue(),
                json.get("storedBytes").longValue());
    }
}
