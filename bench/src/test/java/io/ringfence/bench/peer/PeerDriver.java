package io.ringfence.bench.peer;

import io.ringfence.bench.rig.Recordings;
import io.ringfence.bench.rig.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Sends a peer so many messages as fast as it takes them, and asks it whether it did what it is there for. */
final class PeerDriver implements Recordings {
    private static final long TIMEOUT_MS = 60_000;

    private final Map<String, AtomicLong> recorded = new TreeMap<>();
    private final List<String> findings = new ArrayList<>();
    /** What it finds when it is told of one message more than there was. */
    private final List<String> findingsOfOneMore = new ArrayList<>();

    private List<String> facts = List.of();

    @Override
    public Recording point(String name) {
        AtomicLong count = new AtomicLong();
        recorded.put(name, count);
        return (dueNs, nowNs) -> {
            if (dueNs <= nowNs) {
                count.incrementAndGet();
            }
        };
    }

    static PeerDriver run(Peer peer, Map<String, String> options, long count) throws Exception {
        PeerDriver driver = new PeerDriver();
        try (Subject subject = peer.factory().make(options, driver)) {
            subject.start();
            for (long i = 0; i < count; i++) {
                subject.send(i, System.nanoTime());
            }
            if (!subject.awaitDone(count, TIMEOUT_MS)) {
                driver.findings.add("not done after " + TIMEOUT_MS + " ms");
            }
            driver.findings.addAll(subject.check(count));
            driver.facts = subject.facts();
            driver.findingsOfOneMore.addAll(subject.check(count + 1));
        }
        return driver;
    }

    List<String> findings() {
        return findings;
    }

    List<String> findingsOfOneMore() {
        return findingsOfOneMore;
    }

    /** {@code point=count}, by name. */
    List<String> counts() {
        return recorded.entrySet().stream()
                .map(point -> point.getKey() + "=" + point.getValue())
                .toList();
    }

    /** In a JVM of its own: name, count, {@code key=value}s; prints each thing it came to on a line. */
    public static void main(String[] args) throws Exception {
        Map<String, String> options = Stream.of(args)
                .skip(2)
                .map(option -> option.split("=", 2))
                .collect(Collectors.toMap(option -> option[0], option -> option[1]));
        PeerDriver driver = run(Peers.named(args[0]), options, Long.parseLong(args[1]));
        driver.findings.forEach(finding -> System.out.println("finding: " + finding));
        driver.findingsOfOneMore.forEach(finding -> System.out.println("of one more: " + finding));
        driver.counts().forEach(count -> System.out.println("count: " + count));
        driver.facts.forEach(fact -> System.out.println("fact: " + fact));
    }
}
