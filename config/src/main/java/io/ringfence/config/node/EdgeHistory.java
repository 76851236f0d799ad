package io.ringfence.config.node;

import io.ringfence.core.CoreLogic;
import io.ringfence.core.command.EventIds;
import io.ringfence.core.event.EventType;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.trade.StreamRow;
import io.ringfence.journal.Durability;
import io.ringfence.journal.JournalIdentity;
import io.ringfence.journal.log.EventLogEntry;
import io.ringfence.journal.log.EventLogReader;
import io.ringfence.transport.edge.EdgeStage;
import io.ringfence.transport.view.EventsView;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What a start tells the edge of before: which history it is, where its streams stand, and their newest events, so that a
 * client that comes back after a restart of the host finds all that it missed.
 */
final class EdgeHistory {
    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

    /** Newest entries of the event log that are looked at for what streams and open events had; what is older is not shown. */
    private static final long MAX_ENTRIES = 1_000_000;

    private static final int FIRST_LOOK_ENTRIES = 4_096;

    /** A stream as the core names it. */
    private record CoreStream(int accountId, EventType.Channel channel) {}

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
    static void remember(
            NodeConfig config,
            CoreLogic logic,
            long lastTimestampNs,
            long lastPosition,
            EdgeStage edge,
            EventsView events)
            throws IOException {
        edge.standsAt(lastTimestampNs);
        logic.stopLoss().tellPrices(edge::stoodAt);
        List<StreamRow> streams = logic.trade().streamRows();
        if (lastPosition > 0) {
            EventLogReader log = new EventLogReader(config.journal().directory());
            int keptEvents = config.edge().orElseThrow().streams().historyEvents();
            long from = firstToRemember(log, lastPosition, new Wanted(logic, streams, keptEvents));
            log.forEach(from, lastPosition, entry -> {
                remember(entry, edge);
                events.remember(entry.accountId(), entry.timestampNs(), entry.buffer(), entry.offset());
            });
        }
        events.standsAs(logic, lastTimestampNs);
        for (StreamRow stream : streams) {
            edge.standsAt(stream.channel(), stream.accountId(), stream.position());
        }
    }

    /** What is looked for back in the log. */
    private static final class Wanted {
        /** Of each stream the oldest event that it may keep, until it is found. */
        private final Map<CoreStream, Long> oldest = new HashMap<>();
        /** Behind it stands all that became of the events with a promise that the core keeps. */
        private final long oldestOpenSequence;

        private boolean isBeforeOpen;

        Wanted(CoreLogic logic, List<StreamRow> streams, int keptEvents) {
            for (StreamRow stream : streams) {
                if (stream.position() > 0) {
                    oldest.put(
                            new CoreStream(stream.accountId(), stream.channel()),
                            Math.max(1, stream.position() - keptEvents + 1));
                }
            }
            oldestOpenSequence = logic.trade().eventRows().stream()
                    .mapToLong(row -> EventIds.sequenceOf(row.eventId()))
                    .min()
                    .orElse(Long.MAX_VALUE);
        }

        void found(EventLogEntry entry) {
            isBeforeOpen |= entry.sequence() < oldestOpenSequence;
            EventType type = EventType.of(new MessageHeaderDecoder()
                    .wrap(entry.buffer(), entry.offset())
                    .templateId());
            if (type != null && type.channel() != null) {
                CoreStream stream = new CoreStream(entry.accountId(), type.channel());
                if (entry.streamPosition() <= oldest.getOrDefault(stream, 0L)) {
                    oldest.remove(stream);
                }
            }
        }

        boolean isFound() {
            return oldest.isEmpty() && (isBeforeOpen || oldestOpenSequence == Long.MAX_VALUE);
        }
    }

    /** Looks back, further each time, until nothing is wanted any more: how much a stream has to itself is not known. */
    private static long firstToRemember(EventLogReader log, long lastPosition, Wanted wanted) throws IOException {
        long end = Math.max(1, lastPosition - MAX_ENTRIES + 1);
        long from = lastPosition + 1;
        boolean isMore = true;
        for (long look = FIRST_LOOK_ENTRIES; isMore && from > end && !wanted.isFound(); look *= 2) {
            long to = from - 1;
            from = Math.max(end, from - look);
            // A log may begin behind position 1.
            isMore = log.forEach(from, to, wanted::found) > 0;
        }
        return from;
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
