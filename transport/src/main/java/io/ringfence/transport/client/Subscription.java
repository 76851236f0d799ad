package io.ringfence.transport.client;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * One channel: its listener, and up to where the listener has processed it. Lives over all connections; belongs to the loop.
 */
final class Subscription {
    private static final long NOTHING = -1;
    private static final int MAX_STRAYS = 64;

    private final String channel;
    private final ChannelOptions options;
    private final ChannelListener listener;
    private final boolean isStream;

    private String epoch;
    /** The last event processed, or the snapshot's place. */
    private long seq = NOTHING;
    /** Whether the next event is to be {@code seq + 1}. */
    private boolean contiguous;

    private boolean live;
    private boolean asksToRecover;
    private boolean awaitsSnapshot;
    private long subscribedSeq;
    /** Numbers of events that are of no channel that this client knows: they may be of this one. */
    private final Set<Long> strays = new TreeSet<>();

    Subscription(String channel, ChannelOptions options, ChannelListener listener) {
        this.channel = channel;
        this.options = options;
        this.listener = listener;
        this.isStream = Channels.isStream(channel);
    }

    String channel() {
        return channel;
    }

    /** The edge has answered on this connection. */
    boolean isLive() {
        return live;
    }

    /** The connection is gone; what comes before the next answer is of an earlier subscription. */
    void disconnect() {
        live = false;
        strays.clear();
    }

    /** The request, from where the listener stands. */
    Map<String, Object> request(String id) {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("type", "subscribe");
        request.put("id", id);
        request.put("channel", channel);
        request.putAll(options.fields());
        asksToRecover = isStream && epoch != null && seq != NOTHING && !awaitsSnapshot;
        if (asksToRecover) {
            request.remove("history");
            request.put("recover", Map.of("epoch", epoch, "seq", seq));
        }
        return request;
    }

    void onSubscribed(EdgeMessage answer) {
        live = true;
        if (!isStream) {
            return;
        }
        subscribedSeq = answer.number("seq", 0);
        if (asksToRecover && Boolean.TRUE.equals(answer.fields().get("recovered"))) {
            contiguous = true;
            return;
        }
        if (asksToRecover) {
            long processed = seq;
            seq = NOTHING;
            listener.onGap(processed, subscribedSeq);
        }
        String current = answer.text("epoch");
        if (current == null || !current.equals(epoch)) {
            epoch = current;
            seq = NOTHING;
        }
        awaitsSnapshot = options.wantsSnapshot() && Channels.hasSnapshot(channel);
        contiguous = false;
        if (!awaitsSnapshot && answer.number("replayed", 0) == 0) {
            seq = subscribedSeq;
            contiguous = true;
        }
    }

    void onSnapshot(EdgeMessage snapshot) {
        if (!live) {
            return;
        }
        listener.onSnapshot(snapshot);
        if (snapshot.number("part", 1) < snapshot.number("parts", 1)) {
            // A break now would leave the listener with a part: then the snapshot is asked for again.
            return;
        }
        awaitsSnapshot = false;
        seq = Math.max(seq, snapshot.number("seq", subscribedSeq));
        contiguous = true;
    }

    void onRefused(EdgeRefused reason) {
        listener.onRefused(reason);
    }

    /** Gives the event to the listener unless it had it; returns what is wrong with its place, or null. */
    String onEvent(EdgeMessage event) {
        long place = event.seq();
        if (!live) {
            return null;
        }
        if (!isStream || place == 0) {
            listener.onEvent(event);
            return null;
        }
        if (seq != NOTHING && place <= seq) {
            return null;
        }
        if (isGapless() && !leadsTo(place - 1)) {
            return "gap in " + channel + ": expected " + (seq + 1) + ", came " + place;
        }
        listener.onEvent(event);
        seq = place;
        contiguous = true;
        if (place > subscribedSeq) {
            // The snapshot would have been before it: this channel has none.
            awaitsSnapshot = false;
        }
        return null;
    }

    /** Everything up to there was sent; returns what is wrong with that, or null. */
    String onHeartbeat(long sentSeq) {
        if (!live || !isStream || seq == NOTHING || awaitsSnapshot || sentSeq == seq) {
            return null;
        }
        if (options.isFiltered()) {
            seq = Math.max(seq, sentSeq);
            return null;
        }
        if (contiguous && (sentSeq < seq || !leadsTo(sentSeq))) {
            return "gap in " + channel + ": heartbeat says " + sentSeq + ", processed " + seq;
        }
        return null;
    }

    /** An event of a type that is not known: if it is of this channel, it leaves no gap. */
    void onStray(long place) {
        if (strays.size() < MAX_STRAYS) {
            strays.add(place);
        }
    }

    private boolean isGapless() {
        return seq != NOTHING && contiguous && !options.isFiltered();
    }

    private boolean leadsTo(long place) {
        while (seq < place && strays.remove(seq + 1)) {
            seq++;
        }
        return seq == place;
    }
}
