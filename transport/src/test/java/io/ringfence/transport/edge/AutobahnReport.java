package io.ringfence.transport.edge;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What the Autobahn testsuite found, case by case. */
record AutobahnReport(List<Case> cases) {
    private static final Set<String> GOOD = Set.of("OK", "NON-STRICT", "INFORMATIONAL");
    private static final Set<String> GOOD_CLOSE = Set.of("OK", "INFORMATIONAL");

    /**
     * One case.
     *
     * @param behavior its verdict over the messages
     * @param behaviorClose its verdict over the end of the connection
     * @param result the first verdict's reason
     * @param resultClose the second one's
     */
    record Case(String id, String behavior, String behaviorClose, String result, String resultClose) {
        boolean isGood() {
            return GOOD.contains(behavior) && GOOD_CLOSE.contains(behaviorClose);
        }

        boolean isOk() {
            return behavior.equals("OK") && behaviorClose.equals("OK");
        }

        @Override
        public String toString() {
            return "%s: %s (%s), close %s (%s)".formatted(id, behavior, result, behaviorClose, resultClose);
        }
    }

    AutobahnReport {
        cases = List.copyOf(cases);
    }

    /** Reads the index of a directory of reports, and each report that it names. */
    static AutobahnReport read(Path directory) throws IOException {
        List<Case> cases = new ArrayList<>();
        try (JsonParser index =
                JsonScalars.JSON.createParser(directory.resolve("index.json").toFile())) {
            index.nextToken();
            index.nextFieldName();
            index.nextToken();
            for (String id = index.nextFieldName(); id != null; id = index.nextFieldName()) {
                index.nextToken();
                Path report = directory.resolve(JsonScalars.read(index).get("reportfile"));
                try (JsonParser details = JsonScalars.JSON.createParser(report.toFile())) {
                    details.nextToken();
                    Map<String, String> of = JsonScalars.read(details);
                    cases.add(new Case(
                            id, of.get("behavior"), of.get("behaviorClose"), of.get("result"), of.get("resultClose")));
                }
            }
        }
        return new AutobahnReport(cases);
    }

    List<Case> bad() {
        return cases.stream().filter(each -> !each.isGood()).toList();
    }

    /** How many there are of each verdict, and the cases that are not simply right. */
    String summary() {
        Map<String, Integer> counts = new TreeMap<>();
        cases.forEach(each -> counts.merge(each.behavior() + ", close " + each.behaviorClose(), 1, Integer::sum));
        StringBuilder text = new StringBuilder("Autobahn: " + cases.size() + " cases\n");
        counts.forEach((verdict, count) -> text.append("%,6d  %s%n".formatted(count, verdict)));
        cases.stream()
                .filter(each -> !each.isOk())
                .forEach(each -> text.append("  ").append(each).append('\n'));
        return text.toString();
    }
}
