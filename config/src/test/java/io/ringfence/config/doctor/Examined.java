package io.ringfence.config.doctor;

import io.ringfence.config.file.ConfigFile;
import io.ringfence.config.node.NodeConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A host as a check is to see it, and what the check finds. */
final class Examined {
    private static final Path JOURNAL = Path.of("/");

    /** Reading one takes longer than all checks together. */
    private static final Map<List<String>, NodeConfig> CONFIGS = new ConcurrentHashMap<>();

    private Examined() {}

    /** A host for the demo with these settings; the journal is on the root of what is mounted. */
    static Host host(FakeHost host, String... settings) {
        return host(host, FakeJvm.with(), FakeProbes.quick(), settings);
    }

    static Host host(FakeHost host, JvmFacts jvm, Probes probes, String... settings) {
        NodeConfig config = CONFIGS.computeIfAbsent(List.of(settings), all -> ConfigFile.profile("demo", all));
        return new Host(host.files(), jvm, config, JOURNAL, probes);
    }

    static Finding only(Check check, Host host) {
        List<Finding> findings = check.look(host);
        if (findings.size() != 1) {
            throw new AssertionError("expected one finding: " + findings);
        }
        return findings.get(0);
    }

    /** Level and what was found, in one line. */
    static String told(Check check, Host host) {
        return told(only(check, host));
    }

    static String told(Finding finding) {
        return finding.level().title() + ": " + finding.found();
    }

    static Finding named(List<Finding> findings, String name) {
        return findings.stream()
                .filter(finding -> finding.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is missing in " + findings));
    }
}
