package io.ringfence.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringfence.bench.rig.Course;
import io.ringfence.bench.rig.RoundResult;
import io.ringfence.bench.rig.Vitals;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CourseTablesTest {
    private static final long MIB = 1 << 20;

    /** One pause and 100 bytes a part, memory that grows by a MiB with each. */
    private static Vitals vitals(int part) {
        return new Vitals(
                part, 2L * part, 100L * part, part * MIB, 50 * MIB, (100 + part) * MIB, Vitals.UNKNOWN, part * 2 * MIB);
    }

    private static Series series() {
        RoundResult round = SampleResults.round("ringfence", 1, 1_000, Map.of("order", 400L));
        List<Course.Part> parts = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            parts.add(new Course.Part(SampleResults.histogram(i * 1_000), vitals(i)));
        }
        Course course = new Course(
                "order",
                vitals(0),
                parts,
                SampleResults.histogram(1_000),
                SampleResults.histogram(3_000),
                50 * MIB,
                51 * MIB,
                200,
                150);
        RoundResult watched = new RoundResult(
                round.subject(),
                1,
                round.plan(),
                1_000,
                round.points(),
                round.timeline(),
                round.noise(),
                round.gcPauses(),
                round.facts(),
                Optional.of(course),
                List.of());
        return Series.of(SampleResults.results(List.of(watched))).get(0);
    }

    @Test
    void shouldTellWhatBecameOfEachPartAndOfTheThirds() {
        List<Table> tables = CourseTables.of(series());
        assertEquals("""
                ringfence at 1,000/s: until then, point order in microseconds, what was allocated meanwhile, and MiB at the end of it
                   until    p50    p99   p99.9    max   count   GC pauses   ms   path alloc B   all alloc   heap   RssAnon   RssFile   disk
                  0.67 s   1.00   5.00    50.0   50.0   1,000           1    2            100         1.0   50.0     101.0         -    2.0
                  1.33 s   2.00   10.0     100    100   1,000           1    2            100         1.0   50.0     102.0         -    4.0
                     2 s   3.00   15.0     150    150   1,000           1    2            100         1.0   50.0     103.0         -    6.0
                ringfence at 1,000/s: the first third and the last
                  figure                             first     last   change
                  order p50, us                       1.00     3.00     3.00   times
                  order p99, us                       5.00     15.0     3.00   times
                  order p99.9, us                     50.0      150     3.00   times
                  RssAnon, MiB                       101.0    103.0     +2.0   a finding above +32.0
                  RssFile and RssShmem, MiB              -        -        -   the journal's mapped pages are in it
                  reachable heap, MiB                 50.0     51.0     +1.0   before and after the load; a finding above +16.0
                  GC pauses                                       3            each stops the path's threads too
                  path's threads allocated nothing           75.0 %            of 200 looks; a finding below half of them
                """, tables.get(0).text() + tables.get(1).text());
    }

    @Test
    void shouldTellNothingOfARoundThatWasNotWatched() {
        List<RoundResult> rounds = List.of(SampleResults.round("ringfence", 1, 1_000, Map.of("order", 400L)));
        assertEquals(
                List.of(),
                CourseTables.of(Series.of(SampleResults.results(rounds)).get(0)));
    }
}
