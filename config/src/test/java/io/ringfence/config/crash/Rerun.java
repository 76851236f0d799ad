package io.ringfence.config.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringfence.config.node.FoundPlugins;
import io.ringfence.core.CoreLogic;
import io.ringfence.core.event.CommandAnsweredDecoder;
import io.ringfence.core.event.EventType;
import io.ringfence.core.event.ExitRequestedDecoder;
import io.ringfence.core.event.Flag;
import io.ringfence.core.event.KillSwitchSetDecoder;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.event.OrderFilledDecoder;
import io.ringfence.core.event.OrderTermsDecoder;
import io.ringfence.core.event.OrderType;
import io.ringfence.core.event.StrategyStartRequestedDecoder;
import io.ringfence.core.event.StrategyStopRequestedDecoder;
import io.ringfence.core.event.StrategyUpdatedDecoder;
import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.OutputBuffer;
import io.ringfence.core.ring.RingConfig;
import io.ringfence.journal.JournalReader;
import io.ringfence.journal.log.KeptOutputs;
import io.ringfence.journal.replica.Rebuild;
import io.ringfence.journal.replica.Snapshots;
import io.ringfence.transport.edge.Access;
import io.ringfence.transport.edge.BufferConfig;
import io.ringfence.transport.edge.ConnectionConfig;
import io.ringfence.transport.edge.EdgeConfig;
import io.ringfence.transport.edge.EdgeServer;
import io.ringfence.transport.edge.EdgeStage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.agrona.DirectBuffer;

/**
 * A journal from genesis once more: what the core puts out about it, and what an edge tells a client who hears all of it. That
 * is the text that a client of the live host was told, to the byte.
 */
final class Rerun {
    private static final int GOING_AWAY = 1001;

    /** An answer to a command. */
    record Answer(String commandId, long firstSequence, boolean isRepeat) {}

    /** Where the core stands at the journal's end. */
    CoreLogic logic;
    /** What clients were told who heard everything, by stream. */
    Map<String, List<String>> events = Map.of();
    /** Outputs that an event log keeps, as {@link #kept} writes them. */
    final List<String> kept = new ArrayList<>();
    /** Orders by their ids, in the fields of a line of the broker's log. */
    final Map<Long, String> orders = new HashMap<>();

    /** What of each order the core has seen filled. */
    final Map<Long, Long> filled = new HashMap<>();

    final List<Answer> answers = new ArrayList<>();
    /** Ids of the commands in the journal, by sequence. */
    final Map<Long, String> commands = new HashMap<>();

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final OrderTermsDecoder terms = new OrderTermsDecoder();
    private final OrderFilledDecoder fill = new OrderFilledDecoder();
    private final CommandAnsweredDecoder answered = new CommandAnsweredDecoder();
    private EdgeStage edge;

    private Rerun() {}

    /** Replays a journal and tells of it. */
    static Rerun of(Path journal) throws Exception {
        Rerun rerun = new Rerun();
        Told client;
        try (EdgeServer server = new EdgeServer(roomy())) {
            server.start();
            client = Told.ofStreams("ws:/" + server.boundAddress() + "/ws");
            rerun.edge = new EdgeStage(server, List.of());
            rerun.logic = new Rebuild(
                            FoundPlugins.replicas(RingConfig.defaults()),
                            new JournalReader(journal).upTo(Long.MAX_VALUE),
                            new Snapshots(journal, "test"))
                    .fromGenesis()
                    .follow(rerun::onApplied)
                    .run()
                    .replica()
                    .logic();
            rerun.edge.onStop();
        }
        // An edge that closes hands out what waits before it says that it goes away.
        assertEquals(GOING_AWAY, client.awaitEnd());
        rerun.events = client.events();
        return rerun;
    }

    /** Room for all that a journal can have put out: nothing here waits for the client. */
    private static EdgeConfig roomy() {
        EdgeConfig usual = EdgeConfig.defaults();
        BufferConfig buffers = usual.buffers();
        ConnectionConfig connections = usual.connections();
        return usual.with(Access.OPEN)
                .with(new ConnectionConfig(
                        64,
                        connections.handshakeTimeoutMs(),
                        connections.idleTimeoutMs(),
                        60_000,
                        60_000,
                        connections.reconnectAfterMs(),
                        connections.reconnectSpreadMs()))
                .with(new BufferConfig(
                        1 << 30,
                        buffers.writeBufferLowWaterBytes(),
                        buffers.writeBufferHighWaterBytes(),
                        buffers.sendBufferBytes(),
                        1 << 20));
    }

    private void onApplied(EventSlot slot) {
        noteCommand(slot.sequence(), slot.in().buffer());
        OutputBuffer out = slot.out();
        int index = 0;
        for (int frame = 0; frame < out.length(); frame = out.next(frame)) {
            noteOutput(out.buffer(), out.messageOffset(frame));
            if (KeptOutputs.isKept(out, frame)) {
                kept.add(
                        kept(slot.sequence(), index, out.buffer(), out.messageOffset(frame), out.messageLength(frame)));
            }
            index++;
        }
        edge.onEvent(slot, true);
    }

    /** An output as text: the event's sequence, which of its outputs it is, and its bytes. */
    static String kept(long sequence, int index, DirectBuffer buffer, int offset, int length) {
        byte[] message = new byte[length];
        buffer.getBytes(offset, message);
        return sequence + " " + index + " " + HexFormat.of().formatHex(message);
    }

    private void noteCommand(long sequence, DirectBuffer in) {
        String id = switch (EventType.of(header.wrap(in, 0).templateId())) {
            case STRATEGY_START_REQUESTED ->
                new StrategyStartRequestedDecoder()
                        .wrapAndApplyHeader(in, 0, header)
                        .commandId();
            case STRATEGY_STOP_REQUESTED ->
                new StrategyStopRequestedDecoder()
                        .wrapAndApplyHeader(in, 0, header)
                        .commandId();
            case EXIT_REQUESTED ->
                new ExitRequestedDecoder().wrapAndApplyHeader(in, 0, header).commandId();
            case STRATEGY_UPDATED ->
                new StrategyUpdatedDecoder().wrapAndApplyHeader(in, 0, header).commandId();
            case KILL_SWITCH_SET ->
                new KillSwitchSetDecoder().wrapAndApplyHeader(in, 0, header).commandId();
            default -> "";
        };
        if (!id.isEmpty()) {
            commands.put(sequence, id);
        }
    }

    private void noteOutput(DirectBuffer buffer, int offset) {
        switch (EventType.of(header.wrap(buffer, offset).templateId())) {
            case EXECUTE_BUY, EXECUTE_SELL, EXECUTE_STOPLOSS -> {
                terms.wrap(buffer, offset + MessageHeaderDecoder.ENCODED_LENGTH);
                orders.put(
                        terms.clientOrderId(),
                        String.join(
                                ",",
                                String.valueOf(terms.strategyId()),
                                String.valueOf(terms.instrumentId()),
                                terms.side().name(),
                                terms.orderType().name(),
                                terms.purpose().name(),
                                String.valueOf(terms.quantity()),
                                String.valueOf(terms.orderType() == OrderType.MARKET ? 0 : terms.limitPrice())));
            }
            case ORDER_FILLED -> {
                fill.wrapAndApplyHeader(buffer, offset, header);
                filled.merge(fill.clientOrderId(), fill.cumQuantity(), Math::max);
            }
            case COMMAND_ANSWERED -> {
                answered.wrapAndApplyHeader(buffer, offset, header);
                answers.add(
                        new Answer(answered.commandId(), answered.firstSequence(), answered.isRepeat() == Flag.YES));
            }
            default -> {
                // Told by the edge.
            }
        }
    }
}
