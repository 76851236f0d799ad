package io.ringfence.config.cli;

import io.ringfence.config.doctor.Finding;
import io.ringfence.config.doctor.Level;
import io.ringfence.config.doctor.Topic;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Findings for eyes: by topic, what costs with its reason and its remedy, and one line that sums up. */
final class DoctorTable {
    private static final int WIDTH = 110;
    private static final int LEVEL_WIDTH = 12;
    private static final String INDENT = "  ";

    private DoctorTable() {}

    static void print(List<Finding> findings, PrintWriter out) {
        int nameWidth = findings.stream()
                .mapToInt(finding -> finding.name().length())
                .max()
                .orElse(0);
        Topic topic = null;
        for (Finding finding : findings) {
            if (finding.topic() != topic) {
                topic = finding.topic();
                out.println(
                        topic.title() + (topic == Topic.JVM ? " (this one: its flags are those of this command)" : ""));
            }
            print(finding, nameWidth, out);
        }
        out.println();
        out.println(summary(findings));
    }

    private static void print(Finding finding, int nameWidth, PrintWriter out) {
        String level = INDENT + pad(finding.level().title(), LEVEL_WIDTH) + INDENT;
        String head = level + pad(finding.name(), nameWidth) + INDENT;
        lines(head, " ".repeat(head.length()), finding.found(), out);
        // Reason and remedy stand under the name, where there is room for them.
        String margin = " ".repeat(level.length());
        if (!finding.cost().isEmpty()) {
            lines(margin + "costs:  ", margin + " ".repeat(8), finding.cost(), out);
        }
        String label = finding.level() == Level.UNKNOWN ? "look:   " : "change: ";
        // Not wrapped: it is there to be copied.
        for (String change : finding.change()) {
            out.println(margin + label + change);
            label = " ".repeat(label.length());
        }
    }

    /** Breaks between words. */
    private static void lines(String first, String margin, String text, PrintWriter out) {
        StringBuilder line = new StringBuilder(first);
        boolean isFresh = true;
        for (String word : text.split(" ")) {
            if (!isFresh && line.length() + 1 + word.length() > WIDTH) {
                out.println(line);
                line = new StringBuilder(margin);
                isFresh = true;
            }
            line.append(isFresh ? "" : " ").append(word);
            isFresh = false;
        }
        out.println(line.toString().stripTrailing());
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    /** How many of each level, and the names of those that cost a lot. */
    static String summary(List<Finding> findings) {
        List<String> parts = new ArrayList<>();
        for (Level level : Level.values()) {
            long count = count(findings, level);
            if (count > 0) {
                parts.add(count + " "
                        + (count == 1 ? level.title() : level.title().replace("costs", "cost")));
            }
        }
        String lot = findings.stream()
                .filter(finding -> finding.level() == Level.COSTS_A_LOT)
                .map(Finding::name)
                .collect(Collectors.joining(", "));
        return findings.size() + " findings: " + String.join(", ", parts)
                + (lot.isEmpty() ? ". Nothing costs a lot." : ". What costs a lot: " + lot + ".");
    }

    private static long count(List<Finding> findings, Level level) {
        return findings.stream().filter(finding -> finding.level() == level).count();
    }
}
