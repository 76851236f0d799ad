package io.ringfence.transport.delivery.template;

import io.ringfence.core.event.EventType;
import io.ringfence.core.event.UserEventType;
import java.util.EnumMap;
import java.util.Map;

/** Templates where none is configured: of what the trade stage puts out, and of events that people and programs send. */
final class BuiltInTemplates {
    /** Of a type that has none. */
    static final TemplateText GENERAL = new TemplateText("{title}", "{details}");

    private static final String OF_ORDER = "Order {payload.clientOrderId} of strategy {payload.strategyId}";

    private BuiltInTemplates() {}

    static Map<UserEventType, TemplateText> byType() {
        Map<UserEventType, TemplateText> templates = new EnumMap<>(UserEventType.class);
        templates.put(UserEventType.ORDER_PLACED, new TemplateText("{title}", "An order was placed.\n{details}"));
        templates.put(UserEventType.ORDER_FILLED, new TemplateText("{title}", "An order was filled.\n{details}"));
        templates.put(UserEventType.ORDER_CANCELLED, new TemplateText("{title}", "An order was canceled.\n{details}"));
        templates.put(UserEventType.ALERT_TRIGGERED, new TemplateText("{title}", "{details}"));
        templates.put(
                UserEventType.POSITION_UPDATED, new TemplateText("{title}", "A position has changed.\n{details}"));
        templates.put(
                UserEventType.WORKSPACE_CHANGED, new TemplateText("{title}", "The workspace has changed.\n{details}"));
        templates.put(UserEventType.STRATEGY_LOG, new TemplateText("{title}", "{details}"));
        return templates;
    }

    static Map<EventType, TemplateText> byMessage() {
        Map<EventType, TemplateText> templates = new EnumMap<>(EventType.class);
        orders(templates);
        strategies(templates);
        alerts(templates);
        return templates;
    }

    private static void orders(Map<EventType, TemplateText> templates) {
        templates.put(
                EventType.ORDER_ACCEPTED,
                new TemplateText("Order placed: {payload.symbol}", "The broker has it. " + OF_ORDER + "."));
        templates.put(
                EventType.ORDER_FILLED,
                new TemplateText(
                        "Filled: {payload.side} {payload.quantity} {payload.symbol} at {payload.price}",
                        "Filled {payload.quantity} {payload.symbol} at {payload.price}, fee {payload.fee}; {payload.cumQuantity}"
                                + " in all, {payload.leavesQuantity} left. " + OF_ORDER + ", {payload.purpose}."));
        templates.put(
                EventType.ORDER_FINALIZED,
                new TemplateText(
                        "Order {payload.state}: {payload.symbol}", OF_ORDER + ", {payload.cumQuantity} filled."));
    }

    private static void strategies(Map<EventType, TemplateText> templates) {
        templates.put(
                EventType.POSITION_UPDATED,
                new TemplateText(
                        "Position: {payload.symbol}, {payload.unrealizedPnl}",
                        "Strategy {payload.strategyId} holds {payload.quantity} {payload.symbol}, now at {payload.currentPrice}:"
                                + " {payload.unrealizedPnl} before the fees of leaving."));
        templates.put(
                EventType.STOPLOSS_TRIGGERED,
                new TemplateText(
                        "Stop-loss: {payload.symbol} at {payload.price}",
                        "The price {payload.price} touched the stop at {payload.level} of strategy {payload.strategyId}."));
        templates.put(
                EventType.TAKE_PROFIT_TRIGGERED,
                new TemplateText(
                        "Take-profit: {payload.symbol} at {payload.price}",
                        "The price {payload.price} touched the target at {payload.level} of strategy {payload.strategyId}."));
        templates.put(
                EventType.STRATEGY_EVENT_LOGGED,
                new TemplateText("Strategy {payload.strategyId}: {payload.text}", "{payload.text}: {payload.figure}"));
    }

    private static void alerts(Map<EventType, TemplateText> templates) {
        templates.put(
                EventType.ALERT_TRIGGERED,
                new TemplateText(
                        "Alert: {payload.code}",
                        "{payload.code}, figure {payload.figure}; strategy {payload.strategyId}, order"
                                + " {payload.clientOrderId}. Somebody should look at it."));
        templates.put(
                EventType.CONDITION_TRIGGERED,
                new TemplateText(
                        "Condition true: {payload.symbol} at {payload.price}",
                        "Condition {payload.conditionId} came true at {payload.price}. What follows: {payload.action}."));
        templates.put(
                EventType.SAFETY_ABORT,
                new TemplateText(
                        "Exits refused: {payload.symbol}",
                        "The broker has refused {payload.attempts} exits of strategy {payload.strategyId}. {payload.openQuantity}"
                                + " is still held, under its stop. Somebody is needed."));
        templates.put(
                EventType.RISK_REJECTED,
                new TemplateText(
                        "Order held back: {payload.symbol}",
                        "A limit held back an order of strategy {payload.strategyId}: {payload.code}, bound {payload.bound},"
                                + " actual {payload.actual}."));
        templates.put(
                EventType.KILL_SWITCH_CHANGED,
                new TemplateText(
                        "Kill switch: {payload.level}",
                        "The kill switch stands at {payload.level}, trading is {payload.state}. Limit: {payload.code}."));
    }
}
