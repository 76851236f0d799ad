package io.ringfence.bench.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** A plot of lines as SVG: axes, a grid, lines, their names at the right, and marks that say their values. */
final class Chart {
    static final int WIDTH = 920;
    static final int HEIGHT = 430;
    static final int LEFT = 76;
    static final int RIGHT = 690;
    static final int TOP = 76;
    static final int BOTTOM = 376;

    private static final int MAX_NAME = 26;
    private static final int NAME_HEIGHT = 18;
    private static final int VALUES_HEIGHT = 16;

    /**
     * How a line looks.
     *
     * @param colour a class of {@link Style}, such as {@code c1}
     * @param isThick for what the reader looks for first
     * @param isDashed for what is only there to compare with
     */
    record Look(String colour, boolean isThick, boolean isDashed) {
        private String classes() {
            return "line " + colour + (isThick ? " thick" : "") + (isDashed ? " dashed" : "");
        }
    }

    /**
     * A place in the units of the axes.
     *
     * @param x across
     * @param y up
     */
    record Point(double x, double y) {}

    private record Name(String text, String values, String classes, double height) {}

    private final Axis x;
    private final Axis y;
    private final StringBuilder body = new StringBuilder();
    private final List<Name> names = new ArrayList<>();

    /** With axes that lie between the chart's sides. */
    Chart(String title, String subtitle, Axis x, String xName, Axis y, String yName) {
        this.x = x;
        this.y = y;
        text("title", 16, 26, "start", title);
        text("subtitle", 16, 45, "start", subtitle);
        for (Axis.Tick tick : y.ticks()) {
            double at = y.at(tick.value());
            rule("grid", LEFT, at, RIGHT, at);
            text("tick", LEFT - 8, at + 4, "end", tick.label());
        }
        for (Axis.Tick tick : x.ticks()) {
            double at = x.at(tick.value());
            rule("grid", at, TOP, at, BOTTOM);
            text("tick", at, BOTTOM + 18, "middle", tick.label());
        }
        rule("axis", LEFT, BOTTOM, RIGHT, BOTTOM);
        text("tick", (LEFT + RIGHT) / 2.0, BOTTOM + 40, "middle", xName);
        text("tick", LEFT - 8, TOP - 12, "end", yName);
    }

    /**
     * A line, in one or more pieces. Without any points it is left out.
     *
     * @param name at the right
     * @param values under the name
     * @param height in the units of the axis; names stand in the order of it, the highest first
     * @param pieces of which some may be empty
     */
    void line(String name, String values, Look look, double height, List<List<Point>> pieces) {
        StringBuilder path = new StringBuilder();
        for (List<Point> piece : pieces) {
            for (int i = 0; i < piece.size(); i++) {
                path.append(i == 0 ? 'M' : 'L').append(place(piece.get(i)));
            }
            if (piece.size() == 1) {
                // A line to where it is shows as a dot, by its round ends.
                path.append('L').append(place(piece.get(0)));
            }
        }
        if (!path.isEmpty()) {
            body.append("<path class=\"")
                    .append(look.classes())
                    .append("\" d=\"")
                    .append(path)
                    .append("\">");
            hint(name + ": " + values).append("</path>\n");
            names.add(new Name(name, values, look.classes(), height));
        }
    }

    /** A dot that says its value to a pointer that rests on it. */
    void mark(Look look, Point point, String hint) {
        body.append(String.format(
                Locale.ROOT,
                "<circle class=\"mark %s\" cx=\"%s\" cy=\"%s\" r=\"3.5\">",
                look.colour(),
                number(x.at(point.x())),
                number(y.at(point.y()))));
        hint(hint).append("</circle>\n");
    }

    /** A line from the bottom to the top with a word at its head. */
    void upright(double value, String label) {
        double at = x.at(value);
        rule("upright c0", at, TOP, at, BOTTOM);
        text("tick", at + 4, TOP + 13, "start", label);
    }

    /** A line from the bottom to the top with its name at the right, below those of other lines. */
    void upright(double value, String name, String values, Look look) {
        double at = x.at(value);
        String classes = "upright " + look.colour();
        rule(classes, at, TOP, at, BOTTOM);
        names.add(new Name(name, values, classes, Double.NEGATIVE_INFINITY));
    }

    /** The element, to stand in a page that has the {@link Style}. */
    String svg() {
        return open("") + body + legend() + "</svg>\n";
    }

    /** A file of its own. */
    String file() {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                + open(" xmlns=\"http://www.w3.org/2000/svg\" width=\"" + WIDTH + "\" height=\"" + HEIGHT + "\"")
                + "<style>" + Style.CHART + "</style>\n"
                + "<rect class=\"ground\" width=\"" + WIDTH + "\" height=\"" + HEIGHT + "\"/>\n"
                + body + legend() + "</svg>\n";
    }

    private static String open(String attributes) {
        return "<svg class=\"chart\" role=\"img\" viewBox=\"0 0 " + WIDTH + " " + HEIGHT + "\"" + attributes + ">\n";
    }

    private String legend() {
        List<Name> sorted = new ArrayList<>(names);
        sorted.sort(Comparator.comparingDouble(Name::height).reversed());
        // Values only where there is room for them; a pointer that rests on a name shows them in any case.
        boolean hasRoom = sorted.size() * (NAME_HEIGHT + VALUES_HEIGHT) <= BOTTOM - TOP + NAME_HEIGHT;
        StringBuilder legend = new StringBuilder();
        double at = TOP + 4;
        for (Name name : sorted) {
            legend.append("<g><title>")
                    .append(escape(name.text() + ": " + name.values()))
                    .append("</title>");
            legend.append("<path class=\"").append(name.classes()).append("\" d=\"M");
            legend.append(number(RIGHT + 16)).append(' ').append(number(at - 4)).append("h20\"/>");
            word(legend, "name", at, shown(name.text()));
            at += NAME_HEIGHT;
            if (hasRoom) {
                word(legend, "tick", at - 2, name.values());
                at += VALUES_HEIGHT;
            }
            legend.append("</g>\n");
        }
        return legend.toString();
    }

    private static String shown(String name) {
        return name.length() <= MAX_NAME ? name : name.substring(0, MAX_NAME - 1) + "…";
    }

    private static void word(StringBuilder legend, String classes, double at, String word) {
        legend.append("<text class=\"")
                .append(classes)
                .append("\" x=\"")
                .append(RIGHT + 44)
                .append("\" y=\"");
        legend.append(number(at)).append("\">").append(escape(word)).append("</text>");
    }

    private void rule(String classes, double x1, double y1, double x2, double y2) {
        body.append(String.format(
                Locale.ROOT,
                "<line class=\"%s\" x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\"/>%n",
                classes,
                number(x1),
                number(y1),
                number(x2),
                number(y2)));
    }

    private void text(String classes, double x1, double y1, String anchor, String words) {
        body.append(String.format(
                Locale.ROOT,
                "<text class=\"%s\" x=\"%s\" y=\"%s\" text-anchor=\"%s\">%s</text>%n",
                classes,
                number(x1),
                number(y1),
                anchor,
                escape(words)));
    }

    private StringBuilder hint(String words) {
        return body.append("<title>").append(escape(words)).append("</title>");
    }

    private String place(Point point) {
        return number(x.at(point.x())) + " " + number(y.at(point.y()));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    /** For text and for attributes. */
    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
