package io.ringfence.config.file;

import io.ringfence.config.node.StrategySpec;
import io.ringfence.config.node.StrategySpec.Distance;
import io.ringfence.config.node.StrategySpec.StopSpec;
import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.event.PositionSide;
import io.ringfence.core.event.StopUnit;
import io.ringfence.core.event.TriggerSource;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** One entry of {@code strategies}. */
final class StrategySection {
    private static final List<TriggerSource> SOURCES =
            List.of(TriggerSource.LAST, TriggerSource.BID_ASK, TriggerSource.MID, TriggerSource.DOUBLE);

    private StrategySection() {}

    static StrategySpec read(Section section) {
        PositionSide side = section.has("side")
                ? section.choice("side", PositionSide.class, List.of(PositionSide.LONG, PositionSide.SHORT))
                : PositionSide.LONG;
        long buyNs = section.instantNs("buy-at");
        long sellNs = section.instantNs("sell-at");
        Optional<Section> target = section.has("target") ? Optional.of(section.section("target")) : Optional.empty();
        StrategySpec strategy = new StrategySpec(
                section.text("name"),
                section.text("symbol"),
                side,
                section.decimal("quantity"),
                side == PositionSide.LONG ? buyNs : sellNs,
                side == PositionSide.LONG ? sellNs : buyNs,
                stop(section.section("stop")),
                target.map(StrategySection::distance),
                target.isPresent() && target.get().has("limit") && target.get().flag("limit"),
                section.has("fill-deadline") ? section.durationNs("fill-deadline") : 0);
        target.ifPresent(Section::end);
        section.end();
        return strategy;
    }

    private static StopSpec stop(Section stop) {
        Distance distance = distance(stop);
        StopSpec spec = new StopSpec(
                distance.unit(),
                distance.value(),
                stop.has("trailing") && stop.flag("trailing"),
                stop.has("activation") ? OptionalLong.of(stop.decimal("activation")) : OptionalLong.empty(),
                stop.has("trigger") ? stop.choice("trigger", TriggerSource.class, SOURCES) : TriggerSource.LAST,
                stop.has("limit-offset") ? OptionalLong.of(stop.decimal("limit-offset")) : OptionalLong.empty());
        stop.end();
        return spec;
    }

    private static Distance distance(Section section) {
        String key = section.oneOf("percent", "amount", "level");
        long value = section.decimal(key);
        return switch (key) {
            case "percent" -> new Distance(StopUnit.RATIO, ratio(section, key, value));
            case "amount" -> new Distance(StopUnit.AMOUNT, value);
            default -> new Distance(StopUnit.LEVEL, value);
        };
    }

    private static long ratio(Section section, String key, long percent) {
        long ratio = Decimal.divide(percent, 100 * Decimal.ONE, RoundingMode.FLOOR);
        if (Decimal.multiply(ratio, 100 * Decimal.ONE, RoundingMode.FLOOR) != percent) {
            throw section.refusal(key, "expected at most 6 decimals");
        }
        return ratio;
    }
}
