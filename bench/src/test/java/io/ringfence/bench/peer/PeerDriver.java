package io.ringfence.bench.peer;

import io.ringfence.bench.rig.LoadPlan;
import io.ringfence.bench.rig.Recordings;
import io.ringfence.bench.rig.Subject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Sends a peer a number of messages, whatever time that takes, and asks it whether it did what it is there for. */
final class PeerDriver implements Recordings {
    private static final long TIMEOUT_MS = 60_000;

    private final Map<String, Integer> recorded = new ConcurrentSkipListMap<>();

    private PeerDriver() {}

    @Override
    public Recording point(String name) {
        return (dueNs, nowNs) -> {
            if (dueNs <= nowNs) {
                recorded.merge(name, 1, Integer::sum);
            }
        };
    }

    /**
     * What came of it, a line each: what is wrong, what the peer says is wrong when it is told of one message more than there
     * was, how many times were recorded by point, and the peer's facts.
     */
    static List<String> run(Map<String, String> options, long count) throws Exception {
        PeerDriver driver = new PeerDriver();
        try (Subject subject = new PeerFactory().create(new LoadPlan(0, 0, 1), options, driver)) {
            subject.start();
            for (long i = 0; i < count; i++) {
                subject.send(i, System.nanoTime());
            }
            boolean isDone = subject.awaitDone(count, TIMEOUT_MS);
            return Stream.of(
                            Stream.of("done: " + isDone),
                            subject.check(count).stream().map(finding -> "finding: " + finding),
                            subject.check(count + 1).stream().map(finding -> "of one more: " + finding),
                            driver.recorded.entrySet().stream().map(point -> "times: " + point),
                            subject.facts().stream().map(fact -> "fact: " + fact))
                    .flatMap(lines -> lines)
                    .toList();
        }
    }

    /** In a JVM of its own: the number of messages, {@code key=value}s. */
    public static void main(String[] args) throws Exception {
        Map<String, String> options = Stream.of(args)
                .skip(1)
                .map(option -> option.split("=", 2))
                .collect(Collectors.toMap(option -> option[0], option -> option[1]));
        run(options, Long.parseLong(args[0])).forEach(System.out::println);
    }
}
