package io.ringfence.bench.subject;

import io.ringfence.core.ring.StageTimes;
import java.util.List;

/** Points at which an event is timed on its way through the host. */
final class StageNames {
    private static final List<String> ALL = List.of("journal", "stop-loss", "trade", StageTimes.GATE);

    /** Points of a journal alone. */
    static final List<String> OF_JOURNAL = List.of("journal", StageTimes.GATE);

    private StageNames() {}

    /** Those that these options ask for. */
    static List<String> of(HostOptions options) {
        return options.stageSample() == 0 ? List.of() : ALL;
    }
}
