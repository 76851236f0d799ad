package io.ringfence.config.node;

import io.ringfence.core.CoreLogic;
import io.ringfence.core.trade.StreamRow;
import io.ringfence.journal.Durability;
import io.ringfence.journal.JournalIdentity;
import io.ringfence.journal.log.EventLogEntry;
import io.ringfence.journal.log.EventLogReader;
import io.ringfence.transport.edge.EdgeStage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/**
 * What a start tells the edge of before: which history it is, where its streams stand, and their newest events, so that a
 * client that comes back after a restart of the host finds all that it missed.
 */
final class EdgeHistory {
    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

    /** Newest outputs of the event log that are read, for each event that a stream may keep. */
    private static final int ENTRIES_PER_KEPT_EVENT = 16;

    private EdgeHistory() {}

    /**
     * Names the history that places in streams belong to: the journal's; and where a loss of power may have cost its end,
     * after which places would be given anew, also the time since the machine was started.
     */
    static String epoch(NodeConfig config) throws IOException {
        String journal = JournalIdentity.of(config.journal().directory())
                .map(UUID::toString)
                .orElse("none");
        boolean isKeptOverPower = config.journal().durability() == Durability.POWER;
        return isKeptOverPower || !Files.isReadable(BOOT_ID)
                ? journal
                : UUID.nameUUIDFromBytes(
                                (journal + Files.readString(BOOT_ID).strip()).getBytes(StandardCharsets.US_ASCII))
                        .toString();
    }

    /** Before the core runs. */
    static void remember(NodeConfig config, CoreLogic logic, long lastPosition, EdgeStage edge) throws IOException {
        Path journal = config.journal().directory();
        long entries = (long) ENTRIES_PER_KEPT_EVENT
                * config.edge().orElseThrow().streams().historyEvents();
        if (lastPosition > 0) {
            new EventLogReader(journal)
                    .forEach(Math.max(1, lastPosition - entries + 1), lastPosition, entry -> remember(entry, edge));
        }
        for (StreamRow stream : logic.trade().streamRows()) {
            edge.standsAt(stream.channel(), stream.accountId(), stream.position());
        }
    }

    private static void remember(EventLogEntry entry, EdgeStage edge) {
        edge.remember(
                entry.accountId(),
                entry.streamPosition(),
                entry.sequence(),
                entry.index(),
                entry.timestampNs(),
                entry.buffer(),
                entry.offset(),
                entry.length());
    }
}
