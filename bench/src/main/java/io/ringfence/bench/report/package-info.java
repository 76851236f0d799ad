/**
 * What a run puts out: tables on the terminal, a page with plots, files that other programs and later runs read.
 *
 * <pre>
 *   Results ──► Series       the rounds of a subject at a rate, taken together
 *                 └─ PointRow     a point's latencies, with a NoiseBound for p50 and p99
 *           ──► RunTables    ──► TextReport (terminal, report.txt)
 *           ──► Plots        ──► HtmlReport (report.html), plots/*.svg
 *           ──► ResultsJson      results.json; read back by --compare into a Comparison
 * </pre>
 *
 * <p>{@link io.ringfence.bench.report.Reports} is the entry, called once when a run is over, on one thread. {@code
 * bench/README.md} says how all of it is read.
 */
package io.ringfence.bench.report;
