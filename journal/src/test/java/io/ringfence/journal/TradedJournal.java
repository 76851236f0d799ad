package io.ringfence.journal;

import io.ringfence.core.CoreLogic;
import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.event.PositionSide;
import io.ringfence.core.event.StopUnit;
import io.ringfence.core.event.TriggerSource;
import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.testkit.OrderCommand;
import io.ringfence.core.testkit.TestCore;
import io.ringfence.core.testkit.TestEvent;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.agrona.DirectBuffer;

/**
 * A journal of a host that trades, with what its core's state was after each event: entries, fills, stops and exits of a few
 * strategies, drawn by a seed, in groups of one to three events.
 */
final class TradedJournal {
    private static final long ONE = Decimal.ONE;

    /**
     * A group as it stands in a file.
     *
     * @param position byte position of its header word
     * @param solid byte position behind its last byte that is not zero
     * @param end byte position behind its last byte
     * @param first sequence of its first event; of a group that opens a segment, of the event that comes next
     * @param count events in it, 0 of a group that opens a segment
     */
    record Group(Path file, int position, int solid, int end, long first, int count) {}

    final JournalConfig config;
    private final TestCore core = new TestCore();
    private final Random random;
    /** State after so many events. */
    private final List<String> hashes = new ArrayList<>(List.of(new CoreLogic().stateHash()));

    private final ArrayDeque<OrderCommand> sent = new ArrayDeque<>();
    private long timeNs = 1_000;
    private long feedSequence;
    private int price = 100;

    TradedJournal(Path directory, long seed) {
        config = Host.config(directory, 4_096, 1 << 20);
        random = new Random(seed);
    }

    /**
     * One start of the host: a segment of so many groups. Its file ends with them, so that those who read it again and again
     * do not read a mapped file's unused end every time.
     */
    void write(int groups) throws IOException {
        writeSegment(groups);
        List<Group> written = groups(Segment.list(config.directory()).size());
        Group last = written.get(written.size() - 1);
        try (FileChannel channel = FileChannel.open(last.file(), StandardOpenOption.WRITE)) {
            channel.truncate(last.end());
        }
    }

    private void writeSegment(int groups) throws IOException {
        try (Host host = new Host(config)) {
            for (int i = 0; i < groups; i++) {
                for (int more = random.nextInt(8) == 0 ? random.nextInt(3) : 0; more > 0; more--) {
                    append(host, false);
                }
                append(host, true);
            }
        }
    }

    private void append(Host host, boolean endOfBatch) {
        timeNs += random.nextInt(5);
        core.at(timeNs);
        sent.addAll(core.commands(nextEvent()));
        byte[] message = new byte[core.slot().in().length()];
        core.slot().in().buffer().getBytes(0, message);
        host.append(timeNs, message, endOfBatch);
        hashes.add(core.logic().stateHash());
    }

    private TestEvent nextEvent() {
        long sequence = core.sequence() + 1;
        if (sequence == 1) {
            return new TestEvent.Node(1, 16, 16, 3, 10);
        }
        if (sequence == 2) {
            return new TestEvent.Define(0, "BTC");
        }
        if (sequence <= 18) {
            return sequence % 2 == 1 ? strategy() : new TestEvent.Start(core.sequence());
        }
        if (!sent.isEmpty() && random.nextBoolean()) {
            OrderCommand command = sent.remove();
            return command.isOrder() ? answer(command) : new TestEvent.Time();
        }
        price += random.nextInt(5) - 2;
        return TestEvent.Tick.of(0, ++feedSequence).trade(price * ONE);
    }

    private TestEvent strategy() {
        long entry = timeNs + random.nextInt(300);
        PositionSide side = random.nextBoolean() ? PositionSide.LONG : PositionSide.SHORT;
        return new TestEvent.Create(
                0,
                side,
                2 * ONE,
                entry,
                entry + 50 + random.nextInt(200),
                TriggerSource.LAST,
                StopUnit.AMOUNT,
                (1 + random.nextInt(10)) * ONE);
    }

    private TestEvent answer(OrderCommand order) {
        return random.nextInt(8) == 0 ? order.rejected() : order.filled(2 * ONE, 2 * price * ONE, 0);
    }

    /** How many events were written. */
    int events() {
        return hashes.size() - 1;
    }

    /** State after so many events, by the core that wrote them. */
    String hashAfter(long events) {
        return hashes.get((int) events);
    }

    /** The core as the last event left it. */
    CoreLogic logic() {
        return core.logic();
    }

    /** Groups of a segment, the one that opens it first. */
    List<Group> groups(int segmentNumber) throws IOException {
        Segment segment = Segment.list(config.directory()).get(segmentNumber - 1);
        List<Group> groups = new ArrayList<>();
        ReadWindow window = new ReadWindow();
        try (SegmentCursor cursor = new SegmentCursor(segment, window)) {
            while (cursor.next()) {
                addGroup(groups, cursor, window);
            }
        }
        return groups;
    }

    private static void addGroup(List<Group> groups, SegmentCursor cursor, ReadWindow window) throws IOException {
        int position = (int) cursor.groupPosition();
        int at = window.at(position, ChronicleHeader.BYTES);
        int end = position
                + ChronicleHeader.BYTES
                + ChronicleHeader.length(window.bytes().getInt(at));
        int solid = end;
        while (window.bytes().get(at + solid - 1 - position) == 0) {
            solid--;
        }
        groups.add(new Group(cursor.file(), position, solid, end, cursor.firstSequence(), cursor.count()));
    }

    /** A core that lives by the events that a journal hands on. */
    static final class Replayed implements JournalListener {
        final CoreLogic logic = new CoreLogic();
        private final EventSlot slot;

        /** With a slot that may have been used before. */
        Replayed(EventSlot slot) {
            this.slot = slot;
        }

        @Override
        public void onEvent(long sequence, long timestampNs, DirectBuffer buffer, int offset, int length) {
            slot.claim(sequence, timestampNs);
            slot.in().set(buffer, offset, length);
            logic.apply(slot);
        }
    }
}
