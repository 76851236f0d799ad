package io.ringfence.transport.command;

import io.ringfence.core.command.TermsSpec;
import io.ringfence.core.command.TermsSpec.Distance;
import io.ringfence.core.command.TermsSpec.Stop;
import io.ringfence.core.command.TermsSpec.Times;
import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.event.LateStart;
import io.ringfence.core.event.StopUnit;
import io.ringfence.core.event.TriggerSource;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads terms of strategies and orders: the fields that the protocol's page has a table of. */
final class TermsReader {
    private static final long NS_PER_MS = 1_000_000;
    private static final long MAX_HOLDING_MS = 3_650L * 86_400_000;
    private static final long MAX_DEADLINE_MS = 86_400_000;
    private static final List<LateStart> LATE_STARTS = List.of(LateStart.FIRE, LateStart.SKIP);
    private static final List<TriggerSource> TRIGGERS =
            List.of(TriggerSource.LAST, TriggerSource.BID_ASK, TriggerSource.DOUBLE, TriggerSource.MID);
    private static final String STOP_EXPECTED = "an object with percent, amount or level";
    private static final String TIME_OF_DAY_EXPECTED =
            "a time of day such as \"09:30:00\", as both are with a calendar";

    private final Calendars calendars;

    TermsReader(Calendars calendars) {
        this.calendars = calendars;
    }

    /** All terms of a strategy. */
    TermsSpec terms(JsonFields fields) throws RefusedException {
        Stop stop = stop(fields);
        Optional<Distance> target = target(fields);
        boolean isTargetLimited = isTargetLimited(fields);
        return new TermsSpec(
                fields.positive("quantity"),
                times(fields),
                stop,
                target,
                isTargetLimited,
                fillDeadlineNs(fields, isTargetLimited || stop.limitOffset().isPresent()));
    }

    /** A person's order. */
    Command.OrderTerms orderTerms(JsonFields fields) throws RefusedException {
        Optional<Stop> stop = fields.has("stop") ? Optional.of(stop(fields)) : Optional.empty();
        boolean isTargetLimited = isTargetLimited(fields);
        boolean isLimited =
                isTargetLimited || stop.isPresent() && stop.get().limitOffset().isPresent();
        return new Command.OrderTerms(
                fields.positive("quantity"),
                stop,
                target(fields),
                isTargetLimited,
                fields.time("exitTime"),
                holdingTimeNs(fields),
                fillDeadlineNs(fields, isLimited));
    }

    private Times times(JsonFields fields) throws RefusedException {
        LateStart lateStart = fields.choice("lateStart", LATE_STARTS, LateStart.FIRE);
        long holdingTimeNs = holdingTimeNs(fields);
        if (fields.has("calendar")) {
            return dailyTimes(fields, holdingTimeNs, lateStart);
        }
        OptionalLong entryNs = fields.time("entryTime");
        OptionalLong exitNs = fields.time("exitTime");
        if (entryNs.isPresent() && exitNs.isPresent() && exitNs.getAsLong() <= entryNs.getAsLong()) {
            throw fields.wrong("exitTime", "a time after entryTime");
        }
        return new Times(entryNs, exitNs, 0, holdingTimeNs, lateStart);
    }

    private Times dailyTimes(JsonFields fields, long holdingTimeNs, LateStart lateStart) throws RefusedException {
        List<String> names = calendars.names();
        String expected = names.size() == 1
                ? "none, as this host has no calendars"
                : "one of " + String.join(", ", names.subList(1, names.size()));
        int calendarId = names.lastIndexOf(fields.text("calendar", expected));
        if (calendarId < 1) {
            throw fields.wrong("calendar", expected);
        }
        LocalTime entry = timeOfDay(fields, "entryTime");
        LocalTime exit = timeOfDay(fields, "exitTime");
        Optional<String> fault = calendars.fault(calendarId, entry, exit);
        if (fault.isPresent()) {
            throw fields.wrong("exitTime", "two times at which one can trade: " + fault.get());
        }
        return new Times(
                OptionalLong.of(entry.toNanoOfDay()),
                OptionalLong.of(exit.toNanoOfDay()),
                calendarId,
                holdingTimeNs,
                lateStart);
    }

    private static LocalTime timeOfDay(JsonFields fields, String name) throws RefusedException {
        try {
            return LocalTime.parse(fields.text(name, TIME_OF_DAY_EXPECTED));
        } catch (DateTimeException otherwise) {
            throw fields.wrong(name, TIME_OF_DAY_EXPECTED);
        }
    }

    private static long holdingTimeNs(JsonFields fields) throws RefusedException {
        return fields.number("holdingTimeMs", 0, MAX_HOLDING_MS, 0) * NS_PER_MS;
    }

    private static long fillDeadlineNs(JsonFields fields, boolean isLimited) throws RefusedException {
        if (isLimited && !fields.has("fillDeadlineMs")) {
            throw new RefusedException(Answer.Refusal.missing(
                    fields.path() + "fillDeadlineMs", "the time that a limited exit has to fill, where there is one"));
        }
        return fields.number("fillDeadlineMs", isLimited ? 1 : 0, MAX_DEADLINE_MS, 0) * NS_PER_MS;
    }

    /** The stop, which has to be there. */
    Stop stop(JsonFields fields) throws RefusedException {
        JsonFields stop = fields.object("stop", STOP_EXPECTED);
        Distance distance = distance(stop);
        boolean isTrailing = stop.flag("trailing", false);
        if (isTrailing && distance.unit() == StopUnit.LEVEL) {
            throw stop.wrong("level", "percent or amount where trailing is true");
        }
        if (!isTrailing && stop.has("activation")) {
            throw stop.wrong("activation", "none where trailing is not true");
        }
        return new Stop(
                distance.unit(),
                distance.value(),
                isTrailing,
                stop.optionalPositive("activation"),
                stop.optionalPositive("limitOffset"));
    }

    /** What stop and target watch. */
    static TriggerSource trigger(JsonFields fields) throws RefusedException {
        return fields.has("stop")
                ? fields.object("stop", STOP_EXPECTED).choice("trigger", TRIGGERS, TriggerSource.LAST)
                : TriggerSource.LAST;
    }

    private static Optional<Distance> target(JsonFields fields) throws RefusedException {
        return fields.has("target") ? Optional.of(distance(fields.object("target", STOP_EXPECTED))) : Optional.empty();
    }

    private static boolean isTargetLimited(JsonFields fields) throws RefusedException {
        return fields.has("target") && fields.object("target", STOP_EXPECTED).flag("limit", false);
    }

    private static Distance distance(JsonFields fields) throws RefusedException {
        int count = (fields.has("percent") ? 1 : 0) + (fields.has("amount") ? 1 : 0) + (fields.has("level") ? 1 : 0);
        if (count != 1) {
            String path = fields.path();
            throw new RefusedException(Answer.Refusal.missing(
                    path.substring(0, path.length() - 1), "one of percent, amount and level in it, not " + count));
        }
        if (fields.has("amount")) {
            return new Distance(StopUnit.AMOUNT, fields.positive("amount"));
        }
        if (fields.has("level")) {
            return new Distance(StopUnit.LEVEL, fields.positive("level"));
        }
        long ratio = fields.percent("percent");
        if (ratio <= 0 || ratio > 1_000 * Decimal.ONE) {
            throw fields.wrong("percent", "more than 0");
        }
        return new Distance(StopUnit.RATIO, ratio);
    }
}
