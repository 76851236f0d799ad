package io.ringfence.transport.edge;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The Autobahn testsuite's fuzzing client, in a JVM of its own: it is Python that runs on Jython, and neither its classes nor
 * its start of twenty seconds belong into this one.
 */
final class Autobahn {
    /** Seconds; the suite's own 5, 1 and 1 are missed by busy machines. */
    private static final String SPECIFICATION = """
            {
              "outdir": "%s",
              "servers": [{"agent": "ringfence", "url": "%s"}],
              "options": {
                "failByDrop": false,
                "openHandshakeTimeout": 60,
                "closeHandshakeTimeout": 10,
                "serverConnectionDropTimeout": 10
              },
              "cases": %s,
              "exclude-cases": %s,
              "exclude-agent-cases": {}
            }
            """;

    private final Path jars;
    private final Path reports;

    /** Its two jars lie in one directory, its reports go to another. */
    Autobahn(Path jars, Path reports) {
        this.jars = jars;
        this.reports = reports;
    }

    /** Runs the cases of these patterns, less the excluded ones, against a server; returns what became of each. */
    AutobahnReport run(String uri, List<String> cases, List<String> excluded, long limitS) {
        try {
            Files.createDirectories(reports);
            Path script = reports.resolve("fuzzingclient.py");
            try (InputStream source = Autobahn.class.getResourceAsStream("/autobahn/fuzzingclient.py")) {
                Files.write(script, source.readAllBytes());
            }
            // What an earlier run found is not to be taken for what this one finds.
            Files.deleteIfExists(reports.resolve("index.json"));
            Process client = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Dpython.import.site=false",
                            "-cp",
                            classPath(),
                            "org.python.util.jython",
                            script.toString(),
                            SPECIFICATION.formatted(reports, uri, json(cases), json(excluded)))
                    .redirectErrorStream(true)
                    .redirectOutput(reports.resolve("output.txt").toFile())
                    .start();
            try {
                if (!client.waitFor(limitS, TimeUnit.SECONDS)) {
                    throw new AssertionError("the fuzzing client did not end within " + limitS + " s: see " + reports);
                }
            } finally {
                client.destroyForcibly();
            }
            return AutobahnReport.read(reports);
        } catch (IOException e) {
            throw new UncheckedIOException("see " + reports, e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private String classPath() throws IOException {
        try (Stream<Path> files = Files.list(jars)) {
            return files.map(Path::toString).collect(Collectors.joining(System.getProperty("path.separator")));
        }
    }

    private static String json(List<String> patterns) {
        return patterns.stream().map(pattern -> '"' + pattern + '"').collect(Collectors.joining(",", "[", "]"));
    }
}
