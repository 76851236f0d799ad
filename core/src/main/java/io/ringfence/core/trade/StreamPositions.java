package io.ringfence.core.trade;

import io.ringfence.core.event.EventType;
import io.ringfence.core.event.EventType.Channel;
import io.ringfence.core.ring.OutputBuffer;
import io.ringfence.core.state.StateFormatException;
import io.ringfence.core.state.StateSink;
import io.ringfence.core.state.StateSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.agrona.collections.Int2ObjectHashMap;

/**
 * How many events each stream has had: a stream is what belongs to one account, or to everybody, in one channel. State, so
 * that a client that comes back after a crash finds every event at the position that it had.
 */
final class StreamPositions {
    private static final int NO_CHANNEL = -1;
    private static final int CHANNELS = Channel.values().length;
    private static final int[] CHANNEL_BY_TEMPLATE = channels();

    private final Int2ObjectHashMap<long[]> byAccount = new Int2ObjectHashMap<>();

    private static int[] channels() {
        EventType[] types = EventType.values();
        int[] channels = new int
                [1 + Arrays.stream(types).mapToInt(EventType::templateId).max().orElse(0)];
        Arrays.fill(channels, NO_CHANNEL);
        for (EventType type : types) {
            if (type.channel() != null) {
                channels[type.templateId()] = type.channel().ordinal();
            }
        }
        return channels;
    }

    /**
     * Takes an event into its stream; returns its position, or 0 for one of no channel.
     *
     * @param accountId or {@link OutputBuffer#EVERYBODY}
     */
    long next(int accountId, int templateId) {
        int channel = CHANNEL_BY_TEMPLATE[templateId];
        if (channel == NO_CHANNEL) {
            return 0;
        }
        long[] positions = byAccount.get(accountId);
        if (positions == null) {
            positions = new long[CHANNELS];
            byAccount.put(accountId, positions);
        }
        return ++positions[channel];
    }

    /** Streams that have had an event, by account and channel; what everybody has comes first. */
    List<StreamRow> rows() {
        List<StreamRow> rows = new ArrayList<>();
        for (int accountId : accounts()) {
            for (Channel channel : Channel.values()) {
                long position = byAccount.get(accountId)[channel.ordinal()];
                if (position > 0) {
                    rows.add(new StreamRow(accountId, channel, position));
                }
            }
        }
        return rows;
    }

    private int[] accounts() {
        return byAccount.keySet().stream().mapToInt(Integer::intValue).sorted().toArray();
    }

    void writeTo(StateSink sink) {
        int[] accounts = accounts();
        sink.putLong(accounts.length);
        sink.putLong(CHANNELS);
        for (int accountId : accounts) {
            sink.putLong(accountId);
            for (long position : byAccount.get(accountId)) {
                sink.putLong(position);
            }
        }
    }

    void readFrom(StateSource source) {
        int accounts = source.getCount();
        int channels = source.getCount();
        if (channels > CHANNELS) {
            throw new StateFormatException(channels + " channels stand in the state, of " + CHANNELS);
        }
        for (int i = 0; i < accounts; i++) {
            long[] positions = new long[CHANNELS];
            byAccount.put(source.getInt(), positions);
            for (int channel = 0; channel < channels; channel++) {
                positions[channel] = source.getLong();
            }
        }
    }
}
