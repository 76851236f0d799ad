package io.ringfence.core.command;

import io.ringfence.core.command.TermsSpec.Distance;
import io.ringfence.core.command.TermsSpec.Stop;
import io.ringfence.core.command.TermsSpec.Times;
import io.ringfence.core.event.OrderType;
import io.ringfence.core.event.StopType;
import io.ringfence.core.event.StopUnit;
import io.ringfence.core.event.StrategyTermsEncoder;
import java.util.OptionalLong;

/** Writes a strategy's terms as the core reads them, for its creation and for every update of it. */
public final class TermsEncoding {
    private TermsEncoding() {}

    /** Writes all of them. */
    public static void write(TermsSpec spec, StrategyTermsEncoder terms) {
        Times times = spec.times();
        OptionalLong none = OptionalLong.empty();
        Stop stop = spec.stop();
        terms.quantity(spec.quantity())
                .entryTimeNs(instant(times.isDaily() ? none : times.entryNs()))
                .exitTimeNs(instant(times.isDaily() ? none : times.exitNs()))
                .entryTimeOfDay(timeOfDay(times.isDaily() ? times.entryNs() : none))
                .exitTimeOfDay(timeOfDay(times.isDaily() ? times.exitNs() : none))
                .holdingTimeNs(times.holdingTimeNs())
                .stopValue(stop.value())
                .activationPrice(stop.activationPrice().orElse(StrategyTermsEncoder.activationPriceNullValue()))
                .targetValue(spec.target().map(Distance::value).orElse(StrategyTermsEncoder.targetValueNullValue()))
                .stopLimitOffset(stop.limitOffset().orElse(StrategyTermsEncoder.stopLimitOffsetNullValue()))
                .fillDeadlineNs(spec.fillDeadlineNs())
                .calendarId(times.calendarId())
                .stopType(stop.isTrailing() ? StopType.TRAILING : StopType.FIXED)
                .stopUnit(stop.unit())
                .targetUnit(spec.target().map(Distance::unit).orElse(StopUnit.LEVEL))
                .targetOrderType(spec.isTargetLimited() ? OrderType.LIMIT : OrderType.MARKET)
                .lateStart(times.lateStart());
    }

    private static long instant(OptionalLong timeNs) {
        return timeNs.orElse(StrategyTermsEncoder.entryTimeNsNullValue());
    }

    private static long timeOfDay(OptionalLong timeNs) {
        return timeNs.orElse(StrategyTermsEncoder.entryTimeOfDayNullValue());
    }
}
