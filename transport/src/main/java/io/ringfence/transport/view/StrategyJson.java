package io.ringfence.transport.view;

import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.event.ExitReason;
import io.ringfence.core.event.OrderState;
import io.ringfence.core.event.OrderType;
import io.ringfence.core.event.PositionSide;
import io.ringfence.core.event.StopType;
import io.ringfence.core.event.StopUnit;
import io.ringfence.transport.json.JsonText;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** Writes strategies, their stops and their orders. Terms are written as {@code strategy_create} takes them. */
final class StrategyJson {
    private static final long NS_PER_MS = 1_000_000;

    private final Books books;
    /** By number; the one of number 0 is none. */
    private final List<String> calendars;

    StrategyJson(Books books, List<String> calendars) {
        this.books = books;
        this.calendars = calendars;
    }

    void strategy(JsonText json, StrategyView strategy) {
        json.object()
                .id("strategyId", strategy.id)
                .text("name", strategy.name)
                .text("symbol", books.symbol(strategy.instrumentId))
                .word("side", strategy.side)
                .word("state", strategy.state)
                .flag("stopped", strategy.isStopped)
                .word("reason", strategy.reason == ExitReason.NONE ? null : strategy.reason)
                .text("logic", strategy.logic);
        parameters(json, strategy.parameters);
        terms(json, strategy);
        json.time("nextEntryTime", strategy.entryTimeNs).time("nextExitTime", strategy.exitTimeNs);
        position(json, strategy);
        boolean isStanding = strategy.isHolding() && strategy.stop == StrategyView.Stop.STANDING;
        json.decimal("stopLevel", isStanding ? strategy.stopLevel : Decimal.INVALID)
                .number("roundCount", strategy.roundCount)
                .decimal("realizedPnl", strategy.realizedPnl)
                .endObject();
    }

    private static void parameters(JsonText json, String parameters) {
        json.object("parameters");
        for (String pair : parameters.split(" ")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                json.text(pair.substring(0, equals), pair.substring(equals + 1));
            }
        }
        json.endObject();
    }

    private void terms(JsonText json, StrategyView strategy) {
        TermsView terms = strategy.terms;
        json.decimal("quantity", terms.quantity);
        stopTerms(json, strategy);
        targetTerms(json, terms);
        if (terms.calendarId == 0) {
            json.none("calendar").time("entryTime", terms.entryTimeNs).time("exitTime", terms.exitTimeNs);
        } else {
            json.text("calendar", calendar(terms.calendarId))
                    .timeOfDay("entryTime", terms.entryTimeOfDayNs)
                    .timeOfDay("exitTime", terms.exitTimeOfDayNs);
        }
        json.number("holdingTimeMs", terms.holdingTimeNs / NS_PER_MS)
                .number("fillDeadlineMs", terms.fillDeadlineNs / NS_PER_MS)
                .word("lateStart", terms.lateStart)
                .flag("watch", terms.isWatched);
    }

    private String calendar(int calendarId) {
        return calendarId < calendars.size() ? calendars.get(calendarId) : Integer.toString(calendarId);
    }

    private static void stopTerms(JsonText json, StrategyView strategy) {
        TermsView terms = strategy.terms;
        if (terms.stopType == StopType.NONE) {
            json.none("stop");
            return;
        }
        json.object("stop");
        distance(json, terms.stopUnit, terms.stopValue);
        json.flag("trailing", terms.stopType == StopType.TRAILING)
                .decimal("activation", terms.activationPrice)
                .decimal("limitOffset", terms.stopLimitOffset)
                .word("trigger", strategy.triggerSource)
                .endObject();
    }

    private static void targetTerms(JsonText json, TermsView terms) {
        if (terms.targetValue == TermsView.NONE) {
            json.none("target");
            return;
        }
        json.object("target");
        distance(json, terms.targetUnit, terms.targetValue);
        json.flag("limit", terms.targetOrderType == OrderType.LIMIT).endObject();
    }

    private static void distance(JsonText json, StopUnit unit, long value) {
        switch (unit) {
            case RATIO -> json.text("percent", percent(value));
            case AMOUNT -> json.decimal("amount", value);
            default -> json.decimal("level", value);
        }
    }

    /** A ratio as a percentage, exactly. */
    static String percent(long ratio) {
        return BigDecimal.valueOf(ratio, 6).stripTrailingZeros().toPlainString();
    }

    private void position(JsonText json, StrategyView strategy) {
        if (!strategy.isHolding()) {
            json.none("position");
            return;
        }
        json.object("position")
                .decimal("quantity", strategy.openQuantity)
                .decimal("averagePrice", strategy.averageEntry)
                .decimal("unrealizedPnl", unrealizedPnl(strategy))
                .endObject();
    }

    /** At the last price, before the fees of leaving; absent where there is no price or it does not fit. */
    private long unrealizedPnl(StrategyView strategy) {
        long price = books.accounts.lastPrice(strategy.instrumentId);
        if (price == 0) {
            return Decimal.INVALID;
        }
        boolean isLong = strategy.side == PositionSide.LONG;
        long gain = isLong ? price - strategy.averageEntry : strategy.averageEntry - price;
        try {
            return Decimal.multiply(strategy.openQuantity, gain, RoundingMode.HALF_EVEN);
        } catch (ArithmeticException doesNotFit) {
            return Decimal.INVALID;
        }
    }

    /** Of a strategy that holds something under a stop that stands or has fired. */
    void stop(JsonText json, StrategyView strategy) {
        boolean isStanding = strategy.stop == StrategyView.Stop.STANDING;
        json.object()
                .id("strategyId", strategy.id)
                .text("symbol", books.symbol(strategy.instrumentId))
                .word("positionSide", strategy.side)
                .decimal("quantity", strategy.openQuantity)
                .decimal("averagePrice", strategy.averageEntry)
                .decimal("level", isStanding ? strategy.stopLevel : Decimal.INVALID)
                .flag("fired", !isStanding);
        stopTerms(json, strategy);
        targetTerms(json, strategy.terms);
        json.endObject();
    }

    void order(JsonText json, OrderView order) {
        boolean isKeptBack = order.state == OrderState.INITIALIZED;
        OrderType type = order.limitPrice == TermsView.NONE ? OrderType.MARKET : OrderType.LIMIT;
        json.object()
                .id("orderId", order.clientOrderId)
                .id("strategyId", order.strategy.id)
                .text("symbol", books.symbol(order.strategy.instrumentId))
                .word("side", order.side)
                .word("purpose", order.purpose)
                .word("orderType", isKeptBack ? null : type)
                .decimal("limitPrice", order.limitPrice)
                .decimal("quantity", order.quantity)
                .decimal("cumQuantity", order.filledQuantity)
                .decimal("leavesQuantity", order.leavesQuantity())
                .word("state", order.state)
                .time("createdTime", order.createdNs)
                .endObject();
    }
}
