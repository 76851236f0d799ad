package io.ringfence.bench;

import io.ringfence.bench.rig.Results;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Takes what a run came to. */
interface ResultsListener {
    /**
     * Says before a run whether it can be compared with an older one.
     *
     * @param options as they will stand in the results
     * @throws IllegalArgumentException in one line, when it cannot
     */
    void requireComparable(Path old, String scenario, String subject, Map<String, String> options) throws IOException;

    /**
     * Shows and keeps it.
     *
     * @param compareWith results of an older run
     * @param directory for files; made where it is missing
     * @param out for people
     * @return whether all is well: no round has a finding
     */
    boolean onResults(Results results, Optional<Path> compareWith, Path directory, PrintStream out) throws IOException;
}
