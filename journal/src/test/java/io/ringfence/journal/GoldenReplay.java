package io.ringfence.journal;

import io.ringfence.core.CoreLogic;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.OutputBuffer;
import io.ringfence.core.ring.RingConfig;
import io.ringfence.core.strategy.Plugins;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.agrona.DirectBuffer;

/** Applies a journal's events to a core and keeps what it puts out. */
final class GoldenReplay implements JournalListener {
    final List<GoldenOutput> outputs = new ArrayList<>();
    /** Schema versions of the inputs. */
    final Set<Integer> versions = new TreeSet<>();

    private final CoreLogic logic = new CoreLogic(Plugins.with(List.of(new GoldenPlugin())));
    private final EventSlot slot = new EventSlot(RingConfig.defaults());
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();

    /** Begins with a state instead of the journal's first event. */
    void readFrom(GoldenState state) {
        logic.readFrom(state);
    }

    @Override
    public void onEvent(long sequence, long timestampNs, DirectBuffer buffer, int offset, int length) {
        versions.add(header.wrap(buffer, offset).version());
        slot.claim(sequence, timestampNs);
        slot.in().set(buffer, offset, length);
        logic.apply(slot);
        OutputBuffer out = slot.out();
        for (int frame = 0; frame < out.length(); frame = out.next(frame)) {
            int message = out.messageOffset(frame);
            byte[] body = new byte[out.messageLength(frame) - MessageHeaderDecoder.ENCODED_LENGTH];
            out.buffer().getBytes(message + MessageHeaderDecoder.ENCODED_LENGTH, body);
            int templateId = header.wrap(out.buffer(), message).templateId();
            outputs.add(new GoldenOutput(sequence, templateId, HexFormat.of().formatHex(body)));
        }
    }
}
