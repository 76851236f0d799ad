package io.ringfence.core.risk;

import io.ringfence.core.decimal.WideSum;
import io.ringfence.core.event.Side;
import io.ringfence.core.state.StateSink;
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
        Lane lane = byInstrument.get(instrumentId);
        if (lane == null) {
            lane = new Lane(instrumentId, new WideSum(), new WideSum());
            byInstrument.put(instrumentId, lane);
            lanes.add(lane);
        }
        lane.of(side).add(quantity);
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
            sink.putLong(lane.buys.high());
            sink.putLong(lane.buys.low());
            sink.putLong(lane.sells.high());
            sink.putLong(lane.sells.low());
        }
    }
}
