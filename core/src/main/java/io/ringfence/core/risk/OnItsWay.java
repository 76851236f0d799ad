package io.ringfence.core.risk;

import io.ringfence.core.decimal.WideSum;
import io.ringfence.core.event.Side;
import io.ringfence.core.state.StateSink;
import io.ringfence.core.state.StateSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.agrona.collections.Int2ObjectHashMap;

/** What an account's live entries may still fill, by instrument and side. */
final class OnItsWay {
    private record Lane(int instrumentId, WideSum buys, WideSum sells) {
        WideSum of(Side side) {
            return side == Side.BUY ? buys : sells;
        }

        boolean isEmpty() {
            return buys.signum() == 0 && sells.signum() == 0;
        }
    }

    private final Int2ObjectHashMap<Lane> byInstrument = new Int2ObjectHashMap<>();
    private final List<Lane> lanes = new ArrayList<>();

    void add(int instrumentId, Side side, long quantity) {
        lane(instrumentId).of(side).add(quantity);
    }

    private Lane lane(int instrumentId) {
        Lane lane = byInstrument.get(instrumentId);
        if (lane == null) {
            lane = new Lane(instrumentId, new WideSum(), new WideSum());
            byInstrument.put(instrumentId, lane);
            lanes.add(lane);
        }
        return lane;
    }

    /** Takes away what was added before. */
    void remove(int instrumentId, Side side, long quantity) {
        byInstrument.get(instrumentId).of(side).subtract(quantity);
    }

    long quantity(int instrumentId, Side side) {
        Lane lane = byInstrument.get(instrumentId);
        return lane == null ? 0 : lane.of(side).saturated();
    }

    void writeTo(StateSink sink) {
        List<Lane> used = lanes.stream()
                .filter(lane -> !lane.isEmpty())
                .sorted(Comparator.comparingInt(Lane::instrumentId))
                .toList();
        sink.putLong(used.size());
        for (Lane lane : used) {
            sink.putLong(lane.instrumentId);
            lane.buys.writeTo(sink);
            lane.sells.writeTo(sink);
        }
    }

    /** A lane that was empty is not there; it is made anew with the next entry. */
    void readFrom(StateSource source) {
        int count = source.getCount();
        for (int i = 0; i < count; i++) {
            Lane lane = lane(source.getInt());
            lane.buys.readFrom(source);
            lane.sells.readFrom(source);
        }
    }
}
