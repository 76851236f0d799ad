package io.ringfence.bench.rig;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;

/** Runs one subject once, in this process: starts it, loads it, waits for it, checks it, closes it. */
final class Round {
    /** A slower subject was overloaded, and its latencies are those of a queue that grows. */
    private static final double LEAST_SHARE_OF_RATE = 0.99;

    private static final long MS_NS = 1_000_000L;
    /** From the moment a subject has started to the first message: for the meter's thread to be up. */
    private static final long LEAD_NS = 10 * MS_NS;

    private static final long DONE_TIMEOUT_MS = 60_000;
    private static final int MAX_FRAMES = 6;

    private final RoundPlan plan;
    private final LongSupplier clock;
    private final Meters meters;
    private final List<String> findings = new ArrayList<>();
    private final HistogramRecordings recordings = new HistogramRecordings();
    private final GcPauses gcPauses = new GcPauses();
    private List<String> facts = List.of();
    private Histogram noise = HistogramRecordings.histogram();
    private Map<String, Long> pauses = gcPauses.since();
    private double achievedPerSecond;
    private Optional<Course> course = Optional.empty();

    /** Makes the meter of a round's noise. */
    @FunctionalInterface
    interface Meters {
        NoiseMeter between(long fromNs, long toNs, Runnable atBegin);
    }

    private Round(RoundPlan plan, LongSupplier clock, Meters meters) {
        this.plan = plan;
        this.clock = clock;
        this.meters = meters;
    }

    /** Whatever goes wrong is a finding of the result. */
    static RoundResult run(RoundPlan plan, SubjectFactory factory) {
        return run(plan, factory, System::nanoTime, NoiseMeter::ofHost);
    }

    static RoundResult run(RoundPlan plan, SubjectFactory factory, LongSupplier clock, Meters meters) {
        Round round = new Round(plan, clock, meters);
        round.run(factory);
        return round.result();
    }

    private void run(SubjectFactory factory) {
        try (Subject subject = factory.create(plan.load(), plan.options(), recordings)) {
            subject.start();
            Optional<LongRound> watched = subject.watched().map(LongRound::new);
            OpenLoop.Sent sent = load(subject, watched);
            if (!subject.awaitDone(sent.count(), DONE_TIMEOUT_MS)) {
                findings.add("what was sent was not done " + DONE_TIMEOUT_MS / 1000 + " s later");
            }
            judge(sent);
            course = watched.flatMap(round -> round.course(recordings));
            course.ifPresent(over -> findings.addAll(over.findings()));
            findings.addAll(subject.check(sent.count()));
            facts = List.copyOf(subject.facts());
        } catch (Exception | LinkageError | AssertionError failure) {
            findings.add("it failed: " + failure + where(failure));
        }
    }

    /** The innermost calls, a line each. */
    private static String where(Throwable failure) {
        return Arrays.stream(failure.getStackTrace())
                .limit(MAX_FRAMES)
                .map(frame -> "\n    at " + frame)
                .collect(Collectors.joining());
    }

    private OpenLoop.Sent load(Subject subject, Optional<LongRound> watched) throws InterruptedException {
        LoadPlan load = plan.load();
        long startNs = clock.getAsLong() + LEAD_NS;
        long fromNs = startNs + load.warmUpMs() * MS_NS;
        recordings.begin(fromNs, load.measureMs());
        NoiseMeter meter = meters.between(fromNs, fromNs + load.measureMs() * MS_NS, gcPauses::begin);
        meter.start();
        watched.ifPresent(round -> round.watch(fromNs, fromNs + load.measureMs() * MS_NS));
        try {
            return new OpenLoop(subject, load, clock, startNs).run();
        } finally {
            noise = meter.stop();
            pauses = gcPauses.since();
            if (watched.isPresent()) {
                watched.get().end();
            }
        }
    }

    private void judge(OpenLoop.Sent sent) {
        achievedPerSecond = sent.measuredPerSecond();
        double asked = sent.dueCount() * 1e3 / plan.load().measureMs();
        if (plan.load().ratePerSecond() > 0 && achievedPerSecond < asked * LEAST_SHARE_OF_RATE) {
            findings.add(String.format(
                    Locale.ROOT,
                    "only %,.1f/s of %,.0f/s were reached, and %,d messages not sent at all:"
                            + " the percentiles are those of an overloaded system",
                    achievedPerSecond,
                    asked,
                    sent.unsentCount()));
        }
        if (sent.measuredCount() == 0) {
            findings.add("no message of the measured time was sent");
            return;
        }
        recordings.histograms().forEach((point, histogram) -> {
            if (histogram.getTotalCount() == 0) {
                findings.add("nothing that was due in the measured time reached the point " + point);
            }
        });
    }

    private RoundResult result() {
        return new RoundResult(
                plan.subject(),
                plan.round(),
                plan.load(),
                achievedPerSecond,
                recordings.histograms(),
                recordings.timeline(),
                noise,
                pauses,
                facts,
                course,
                List.copyOf(findings));
    }
}
