package io.ringfence.config.crash;

import io.ringfence.journal.log.EventLogReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What is there after a kill or an end, gathered once for all checks.
 *
 * @param plan the host's file and where its data is
 * @param told what each life told its clients by stream, oldest first
 * @param rerun the journal from genesis once more
 * @param broker what the broker saw
 * @param eventLog what the event log holds, as {@link Rerun#kept} writes it
 */
record Evidence(Plan plan, List<Map<String, List<String>>> told, Rerun rerun, BrokerLog broker, List<String> eventLog) {
    static Evidence of(Plan plan, List<Map<String, List<String>>> told) throws Exception {
        return new Evidence(
                plan, told, Rerun.of(plan.journal()), BrokerLog.read(plan.brokerLog()), eventLog(plan.journal()));
    }

    private static List<String> eventLog(Path journal) throws IOException {
        List<String> kept = new ArrayList<>();
        if (EventLogReader.exists(journal)) {
            new EventLogReader(journal)
                    .forEach(
                            1,
                            Long.MAX_VALUE,
                            entry -> kept.add(Rerun.kept(
                                    entry.sequence(), entry.index(), entry.buffer(), entry.offset(), entry.length())));
        }
        return kept;
    }
}
