package io.ringfence.config.file;

import io.ringfence.config.schedule.TradingCalendar;
import io.ringfence.core.command.TermsSpec;
import io.ringfence.core.command.TermsSpec.Distance;
import io.ringfence.core.command.TermsSpec.Stop;
import io.ringfence.core.command.TermsSpec.Times;
import io.ringfence.core.event.LateStart;
import io.ringfence.core.event.PositionSide;
import io.ringfence.core.event.StopUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The keys of a strategy's terms, in its entry and in a command that updates it. */
final class TermsSection {
    private final Section section;
    private final PositionSide side;
    private final boolean isTimed;

    /** Terms of a strategy of this side; the times may be left out unless it is timed. */
    TermsSection(Section section, PositionSide side, boolean isTimed) {
        this.section = section;
        this.side = side;
        this.isTimed = isTimed;
    }

    /**
     * Reads them.
     *
     * @param calendar by which the times are local ones; absent: they have their offset
     * @param keysOfStop that the caller reads
     */
    TermsSpec read(Optional<TradingCalendar> calendar, List<String> keysOfStop) {
        Times times = times(calendar);
        Optional<Section> target = section.has("target") ? Optional.of(section.section("target")) : Optional.empty();
        TermsSpec terms = new TermsSpec(
                section.decimal("quantity"),
                times,
                stop(section.section("stop"), keysOfStop),
                target.map(TermsSection::distance),
                target.isPresent() && target.get().has("limit") && target.get().flag("limit"),
                section.has("fill-deadline") ? section.durationNs("fill-deadline") : 0);
        target.ifPresent(Section::end);
        return terms;
    }

    private Times times(Optional<TradingCalendar> calendar) {
        boolean isLong = side == PositionSide.LONG;
        String entryKey = isLong ? "buy-at" : "sell-at";
        String exitKey = isLong ? "sell-at" : "buy-at";
        long holdingTimeNs = section.has("holding-time") ? section.durationNs("holding-time") : 0;
        LateStart lateStart = section.has("late-start")
                ? section.choice("late-start", LateStart.class, List.of(LateStart.FIRE, LateStart.SKIP))
                : LateStart.FIRE;
        if (calendar.isPresent()) {
            LocalTimes local = new LocalTimes(section, calendar.get(), entryKey, exitKey);
            return local.read(isTimed, holdingTimeNs, lateStart);
        }
        OptionalLong buyNs = instant("buy-at");
        OptionalLong sellNs = instant("sell-at");
        return new Times(isLong ? buyNs : sellNs, isLong ? sellNs : buyNs, 0, holdingTimeNs, lateStart);
    }

    private OptionalLong instant(String key) {
        if (!isTimed && !section.has(key)) {
            return OptionalLong.empty();
        }
        if (LocalTimes.isLocal(section.text(key))) {
            throw section.refusal(
                    key, "expected a calendar beside it, or a time with its offset, such as 2013-11-25T09:30:00Z");
        }
        return OptionalLong.of(section.instantNs(key));
    }

    private static Stop stop(Section stop, List<String> keysOfCaller) {
        Distance distance = distance(stop);
        Stop spec = new Stop(
                distance.unit(),
                distance.value(),
                stop.has("trailing") && stop.flag("trailing"),
                stop.has("activation") ? OptionalLong.of(stop.decimal("activation")) : OptionalLong.empty(),
                stop.has("limit-offset") ? OptionalLong.of(stop.decimal("limit-offset")) : OptionalLong.empty());
        keysOfCaller.forEach(stop::has);
        stop.end();
        return spec;
    }

    private static Distance distance(Section section) {
        String key = section.oneOf("percent", "amount", "level");
        return switch (key) {
            case "percent" -> new Distance(StopUnit.RATIO, section.percent(key));
            case "amount" -> new Distance(StopUnit.AMOUNT, section.decimal(key));
            default -> new Distance(StopUnit.LEVEL, section.decimal(key));
        };
    }
}
