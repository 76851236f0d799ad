package io.ringfence.bench.report;

import io.ringfence.bench.report.Chart.Look;

/** Colours and letters of page and plots, on light and on dark grounds. */
final class Style {
    /** Our line, wherever it is. */
    static final Look OURS = new Look("c1", true, false);

    /** The host's own noise. */
    static final Look HOST = new Look("c0", false, true);

    private static final int COLOURS = 8;

    private static final String LIGHT = """
            --ground: #ffffff; --panel: #f6f7f9; --ink: #1b1f24; --soft: #5b636e; --grid: #e4e7eb; --rule: #aeb5be;
            --bad: #b3261e; --badground: #fdecea; --c0: #7b838d; --c1: #2a78d6; --c2: #eb6834; --c3: #1baf7a; --c4: #4a3aa7;
            --c5: #eda100; --c6: #e34948; --c7: #008300; --c8: #e87ba4;""";
    private static final String DARK = """
            --ground: #15181c; --panel: #1d2126; --ink: #e8eaed; --soft: #a3abb5; --grid: #2b3037; --rule: #565e68;
            --bad: #ff8a80; --badground: #3a1f1e; --c0: #8d959f; --c1: #4c9bf0; --c2: #ee7a48; --c3: #23b583; --c4: #9d92ee;
            --c5: #d59a12; --c6: #ec7474; --c7: #3fa33f; --c8: #dd6a95;""";

    /** Of a plot. */
    static final String CHART = """
            :root { color-scheme: light dark; %s }
            @media (prefers-color-scheme: dark) { :root { %s } }
            .chart { font: 13px system-ui, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; }
            .chart text { fill: var(--ink); }
            .chart .title { font-size: 16px; font-weight: 600; }
            .chart .subtitle, .chart .tick { fill: var(--soft); font-size: 12px; }
            .chart .grid { stroke: var(--grid); }
            .chart .axis { stroke: var(--rule); }
            .chart .ground { fill: var(--ground); }
            .chart .line { fill: none; stroke-width: 1.75; stroke-linejoin: round; stroke-linecap: round; }
            .chart .thick { stroke-width: 3; }
            .chart .dashed { stroke-dasharray: 5 4; }
            .chart .upright { stroke-dasharray: 2 4; stroke-width: 1.5; }
            .chart .mark { stroke: var(--ground); stroke-width: 1.5; }
            """.formatted(LIGHT, DARK) + colours();

    /** Of the page round them. */
    static final String PAGE = """
            body { margin: 0 auto; padding: 24px 20px 60px; max-width: 1120px; background: var(--ground); color: var(--ink);
              font: 15px/1.5 system-ui, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; }
            h1 { font-size: 26px; margin: 8px 0 0; } h2 { font-size: 19px; margin: 36px 0 8px; }
            .when, .soft { color: var(--soft); } .what { max-width: 75ch; }
            dl { display: grid; grid-template-columns: max-content 1fr; gap: 2px 18px; margin: 16px 0;
              padding: 12px 16px; background: var(--panel); border-radius: 8px; font-size: 14px; }
            dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
            .scroll { overflow-x: auto; margin: 18px 0; }
            table { border-collapse: collapse; font-size: 13.5px; font-variant-numeric: tabular-nums; white-space: nowrap; }
            caption { text-align: left; padding: 4px 0 6px; font-size: 14px; font-weight: 600; }
            th, td { padding: 4px 8px; text-align: right; border-bottom: 1px solid var(--grid); }
            th { color: var(--soft); font-weight: 500; border-bottom-color: var(--rule); }
            .words { text-align: left; } tbody tr:hover { background: var(--panel); }
            figure { margin: 18px 0; padding: 6px; border: 1px solid var(--grid); border-radius: 8px; }
            .chart { display: block; width: 100%; height: auto; }
            .bad { background: var(--badground); border-left: 5px solid var(--bad); padding: 10px 16px; margin: 18px 0; }
            .bad strong { color: var(--bad); font-size: 17px; } .bad ul { margin: 6px 0; }
            summary { cursor: pointer; color: var(--soft); margin: 14px 0; }
            """;

    private Style() {}

    /** The look of the n-th line beside ours, from 0; those that come round to a colour again are dashed. */
    static Look other(int n) {
        return new Look("c" + (2 + n % (COLOURS - 1)), false, n >= COLOURS - 1);
    }

    private static String colours() {
        StringBuilder css = new StringBuilder();
        for (int i = 0; i <= COLOURS; i++) {
            css.append(
                    ".chart .c%1$d { stroke: var(--c%1$d); } .chart .mark.c%1$d { fill: var(--c%1$d); stroke: var(--ground); }"
                            .formatted(i));
            css.append(" .chart text.c%1$d { fill: var(--c%1$d); stroke: none; }\n".formatted(i));
        }
        return css.toString();
    }
}
