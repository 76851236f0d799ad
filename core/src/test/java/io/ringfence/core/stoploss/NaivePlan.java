package io.ringfence.core.stoploss;

import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.event.OrderPurpose;
import io.ringfence.core.event.PositionSide;
import io.ringfence.core.event.StopType;
import io.ringfence.core.event.StopUnit;
import io.ringfence.core.testkit.TestEvent;
import io.ringfence.core.testkit.TestEvent.Create;
import io.ringfence.core.testkit.TestEvent.Report;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A strategy of {@link NaiveStopLoss}: every report that was booked, from which its rounds are told anew each time. */
final class NaivePlan {
    private static final BigInteger MAX = BigInteger.valueOf(Long.MAX_VALUE);
    private static final BigInteger MAX_PRICE_UNITS = MAX.divide(BigInteger.valueOf(Decimal.ONE));

    /** What entries, or exits, have filled since a round began. */
    private record Sums(BigInteger quantity, BigInteger notional) {
        static final Sums NOTHING = new Sums(BigInteger.ZERO, BigInteger.ZERO);

        Sums plus(BigInteger moreQuantity, BigInteger moreNotional) {
            return new Sums(quantity.add(moreQuantity), notional.add(moreNotional));
        }

        /** Whether the average price fits. */
        boolean hasAverage() {
            return quantity.signum() == 0 || notional.abs().divide(quantity).compareTo(MAX_PRICE_UNITS) < 0;
        }
    }

    /**
     * A round.
     *
     * @param entryId entry order that began it, 0 before any
     * @param entryIdBefore the same of the round before
     * @param held over all rounds
     * @param latestFee what the latest report has added
     */
    private record Round(
            long entryId,
            long entryIdBefore,
            BigInteger held,
            Sums entered,
            Sums left,
            BigInteger fees,
            BigInteger latestFee) {
        static final Round NONE =
                new Round(0, 0, BigInteger.ZERO, Sums.NOTHING, Sums.NOTHING, BigInteger.ZERO, BigInteger.ZERO);

        Round plus(Report report, Report before) {
            BigInteger quantity = more(report.cumQuantity(), before == null ? 0 : before.cumQuantity());
            BigInteger notional = more(report.cumNotional(), before == null ? 0 : before.cumNotional());
            BigInteger fee = more(report.cumFee(), before == null ? 0 : before.cumFee());
            if (report.purpose() != OrderPurpose.ENTRY) {
                return new Round(
                        entryId,
                        entryIdBefore,
                        held.subtract(quantity),
                        entered,
                        left.plus(quantity, notional),
                        fees.add(fee),
                        fee);
            }
            boolean isNext = held.signum() <= 0 && report.clientOrderId() > entryId;
            return new Round(
                    isNext ? report.clientOrderId() : entryId,
                    isNext ? entryId : entryIdBefore,
                    held.add(quantity),
                    (isNext ? Sums.NOTHING : entered).plus(quantity, notional),
                    isNext ? Sums.NOTHING : left,
                    isNext ? fee : fees.add(fee),
                    fee);
        }

        private static BigInteger more(long now, long before) {
            return BigInteger.valueOf(now).subtract(BigInteger.valueOf(before));
        }

        boolean fits(boolean isLong) {
            BigInteger gross = left.notional().subtract(entered.notional());
            BigInteger result = (isLong ? gross : gross.negate()).subtract(fees);
            boolean hasEntryPrice =
                    entered.quantity().signum() == 0 || entered.notional().signum() > 0 && entered.hasAverage();
            return hasEntryPrice
                    && left.hasAverage()
                    && Stream.of(
                                    held,
                                    entered.quantity(),
                                    entered.notional(),
                                    left.quantity(),
                                    left.notional(),
                                    latestFee,
                                    fees,
                                    gross,
                                    result)
                            .allMatch(figure -> figure.abs().compareTo(MAX) <= 0);
        }
    }

    final long id;
    final Create created;
    /** Those in force; of what cannot change it may say anything. */
    Create terms;

    private final List<Report> booked = new ArrayList<>();
    boolean isArmed;
    boolean isFired;
    boolean isTargetFired;
    /** Where it stands while it does not trail. */
    long fixedLevel;
    /** Best price seen, once it trails. */
    Long mark;

    Long activation;
    Long target;
    long announced;
    long order;

    NaivePlan(long id, Create created) {
        this.id = id;
        this.created = created;
        this.terms = created;
    }

    boolean hasStop() {
        return terms.stopType() != StopType.NONE;
    }

    private Round round() {
        Map<Long, Report> newest = new HashMap<>();
        Round round = Round.NONE;
        for (Report report : booked) {
            round = round.plus(report, newest.put(report.clientOrderId(), report));
        }
        return round;
    }

    /** Whether a report adds something. */
    boolean isNews(Report report) {
        return report.clientOrderId() >= round().entryIdBefore()
                && booked.stream()
                        .filter(each -> each.clientOrderId() == report.clientOrderId())
                        .allMatch(each -> each.cumQuantity() < report.cumQuantity())
                && report.cumQuantity() > 0;
    }

    /** What becomes of a report that is news: for counting what a history meets. */
    String story(Report report) {
        Round round = round();
        boolean isEntry = report.purpose() == OrderPurpose.ENTRY;
        if (isEntry && !isOpen() && report.clientOrderId() > round.entryId()) {
            String first = booked.stream().anyMatch(each -> each.clientOrderId() == report.clientOrderId())
                    ? "entry begins a round, not with its first fill"
                    : "entry begins a round";
            return round.entryId() == 0 ? "first " + first : first;
        }
        String age = report.clientOrderId() < round.entryId() ? "older " : "newer ";
        return age + (isEntry ? "entry" : "exit") + (isOpen() ? "" : " while nothing is held");
    }

    /** Books a report; false, and nothing is booked, where its figures do not fit. */
    boolean book(Report report) {
        long entryId = round().entryId();
        booked.add(report);
        if (!round().fits(isLong())) {
            booked.remove(booked.size() - 1);
            return false;
        }
        if (round().entryId() != entryId) {
            isFired = false;
            isTargetFired = false;
        }
        return true;
    }

    boolean isOpen() {
        return round().held().signum() > 0;
    }

    boolean isLong() {
        return created.side() == PositionSide.LONG;
    }

    Direction stopDirection() {
        return isLong() ? Direction.FALL : Direction.RISE;
    }

    Direction gainDirection() {
        return isLong() ? Direction.RISE : Direction.FALL;
    }

    String series() {
        return switch (created.source()) {
            case BID_ASK -> isLong() ? "BID" : "ASK";
            default -> created.source().name();
        };
    }

    Long stopLevel() {
        if (!isArmed) {
            return null;
        }
        return mark == null ? Long.valueOf(fixedLevel) : away(mark, terms.unit(), terms.stopValue(), !isLong());
    }

    long average() {
        Sums entered = round().entered();
        return new BigDecimal(entered.notional())
                .multiply(BigDecimal.valueOf(Decimal.ONE))
                .divide(new BigDecimal(entered.quantity()), 0, RoundingMode.HALF_EVEN)
                .longValueExact();
    }

    long levelForEntry() {
        return away(average(), terms.unit(), terms.stopValue(), !isLong());
    }

    /** Null where there is to be none, or it has fired. */
    Long targetForEntry() {
        return terms.targetValue() == TestEvent.NONE || isTargetFired
                ? null
                : Long.valueOf(away(average(), terms.targetUnit(), terms.targetValue(), isLong()));
    }

    void clear() {
        isArmed = false;
        mark = null;
        activation = null;
        target = null;
    }

    /** At a distance, rounded towards where it is counted from, between 0 and the largest price; or the value itself. */
    private static long away(long from, StopUnit unit, long value, boolean isAbove) {
        if (unit == StopUnit.LEVEL) {
            return value;
        }
        BigDecimal distance = BigDecimal.valueOf(value);
        if (unit == StopUnit.RATIO) {
            distance = distance.multiply(BigDecimal.valueOf(from))
                    .divide(BigDecimal.valueOf(Decimal.ONE), 0, RoundingMode.FLOOR);
        }
        BigDecimal level = BigDecimal.valueOf(from).add(isAbove ? distance : distance.negate());
        return level.toBigInteger().max(BigInteger.ZERO).min(MAX).longValueExact();
    }
}
