package io.ringfence.transport.view;

import io.ringfence.core.CoreLogic;
import io.ringfence.core.account.Accounts;
import io.ringfence.core.condition.ConditionTermsRow;
import io.ringfence.core.event.ExitReason;
import io.ringfence.core.event.OrderState;
import io.ringfence.core.event.Side;
import io.ringfence.core.event.StopType;
import io.ringfence.core.risk.KillSwitch;
import io.ringfence.core.stoploss.StopRow;
import io.ringfence.core.stoploss.StopTermsRow;
import io.ringfence.core.trade.ConditionRow;
import io.ringfence.core.trade.OrderRow;
import io.ringfence.core.trade.SetupRow;
import io.ringfence.core.trade.StrategyRow;
import io.ringfence.core.trade.StrategyState;
import io.ringfence.core.trade.TermsRow;
import io.ringfence.core.trade.TradeStage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What stands now: everything that the views show, by id. Built from a core that is at rest, then kept up by its events. */
final class Books {
    final List<String> symbols = new ArrayList<>();
    final Accounts accounts;
    final KillSwitch killSwitch;
    final TradedOrders traded = new TradedOrders();
    private final Map<String, Integer> instrumentIds = new HashMap<>();
    private final LongMap<AccountView> byAccount = new LongMap<>();
    private final LongMap<StrategyView> strategies = new LongMap<>();
    private final LongMap<OrderView> orders = new LongMap<>();
    private final LongMap<ConditionView> conditions = new LongMap<>();

    /** Objects of orders that have ended, for the next ones; null where there is none. */
    private OrderView firstFree;

    Books(CoreLogic core) {
        TradeStage trade = core.trade();
        core.stopLoss().symbols().forEach(this::addSymbol);
        accounts = trade.copyOfAccounts();
        killSwitch = trade.copyOfKillSwitch();
        addStrategies(core);
        trade.orderRows().forEach(this::add);
        trade.tellTraded((clientOrderId, cumNotional, isFinal) -> {
            traded.put(clientOrderId, cumNotional);
            if (isFinal) {
                traded.end(clientOrderId);
            }
        });
        addConditions(core);
    }

    private void addStrategies(CoreLogic core) {
        List<StrategyRow> rows = core.trade().strategyRows();
        List<SetupRow> setups = core.trade().setupRows();
        List<TermsRow> terms = core.trade().termsRows();
        List<StopTermsRow> stopTerms = core.stopLoss().termsRows();
        for (int i = 0; i < rows.size(); i++) {
            add(rows.get(i), setups.get(i), terms.get(i), stopTerms.get(i));
        }
        for (StopRow stop : core.stopLoss().stopRows()) {
            StrategyView strategy = strategies.get(stop.strategyId());
            if (strategy.terms.stopType != StopType.NONE) {
                strategy.stop = stop.stopLevel().isPresent() ? StrategyView.Stop.STANDING : StrategyView.Stop.FIRED;
            }
        }
    }

    private void add(StrategyRow row, SetupRow setup, TermsRow terms, StopTermsRow stopTerms) {
        StrategyView strategy = new StrategyView(
                row.id(),
                row.name(),
                account(row.accountId()),
                row.instrumentId(),
                row.side(),
                setup.triggerSource(),
                row.logic(),
                setup.parameters());
        strategy.terms.take(terms, stopTerms);
        strategy.state = row.state();
        strategy.isStopped = row.isStopped();
        strategy.reason = row.state() == StrategyState.CLOSED ? row.reason() : ExitReason.NONE;
        strategy.entryTimeNs = terms.entryTimeNs().orElse(TermsView.NONE);
        strategy.exitTimeNs = terms.exitTimeNs().orElse(TermsView.NONE);
        strategy.openQuantity = row.openQuantity();
        strategy.averageEntry = row.averageEntry();
        strategy.stopLevel = row.stopLevel();
        strategy.roundCount = row.roundCount();
        strategy.realizedPnl = row.totalPnl();
        add(strategy);
    }

    private void add(OrderRow row) {
        OrderView order = addOrder(
                row.clientOrderId(),
                strategies.get(row.strategyId()),
                row.side(),
                row.quantity(),
                row.state(),
                row.createdNs());
        order.purpose = row.purpose();
        order.filledQuantity = row.filledQuantity();
        // The event that makes an order which does not leave says nothing of its limit.
        order.limitPrice = row.state() == OrderState.INITIALIZED
                ? TermsView.NONE
                : row.limitPrice().orElse(TermsView.NONE);
    }

    private void addConditions(CoreLogic core) {
        Map<Long, ConditionTermsRow> terms = new HashMap<>();
        core.stopLoss().conditionRows().forEach(row -> terms.put(row.conditionId(), row));
        for (ConditionRow row : core.trade().conditionRows()) {
            // The stop-loss stage may have more: those whose events found no room lead to nothing.
            ConditionTermsRow ofRow = terms.get(row.id());
            add(new ConditionView(
                    row.id(),
                    row.name(),
                    row.accountId(),
                    row.action(),
                    row.strategyId(),
                    row.isRepeating(),
                    ofRow.hysteresisRatio(),
                    ofRow.nodes()));
        }
    }

    /** Takes the room ahead that so many live orders need, so that none of them makes garbage. */
    void makeRoom(int liveOrders) {
        traded.makeRoom(liveOrders);
        for (int i = 0; i < liveOrders; i++) {
            OrderView order = new OrderView();
            order.next = firstFree;
            firstFree = order;
        }
    }

    AccountView account(int accountId) {
        AccountView account = byAccount.get(accountId);
        if (account == null) {
            account = new AccountView(accountId);
            byAccount.put(accountId, account);
        }
        return account;
    }

    void add(StrategyView strategy) {
        strategies.put(strategy.id, strategy);
        strategy.account.strategies.add(strategy);
    }

    /** Null where there is none. */
    StrategyView strategy(long strategyId) {
        return strategies.get(strategyId);
    }

    /** A new live order, in the object of one that has ended where there is one. */
    OrderView addOrder(
            long clientOrderId, StrategyView strategy, Side side, long quantity, OrderState state, long createdNs) {
        OrderView order = firstFree;
        if (order == null) {
            order = new OrderView();
        } else {
            firstFree = order.next;
        }
        order.init(clientOrderId, strategy, side, quantity, state, createdNs);
        orders.put(clientOrderId, order);
        strategy.account.add(order);
        return order;
    }

    /** Null where there is none that is live. */
    OrderView order(long clientOrderId) {
        return orders.get(clientOrderId);
    }

    void removeOrder(long clientOrderId) {
        OrderView order = orders.remove(clientOrderId);
        if (order != null) {
            order.strategy.account.remove(order);
            order.next = firstFree;
            firstFree = order;
        }
    }

    void add(ConditionView condition) {
        conditions.put(condition.id(), condition);
        account(condition.accountId()).conditions.add(condition);
    }

    /** Null where none stands. */
    ConditionView condition(long conditionId) {
        return conditions.get(conditionId);
    }

    void removeCondition(long conditionId) {
        ConditionView condition = conditions.remove(conditionId);
        if (condition != null) {
            account(condition.accountId()).conditions.remove(condition);
        }
    }

    /** Adds the instrument with the next number. */
    void addSymbol(String symbol) {
        instrumentIds.put(symbol, symbols.size());
        symbols.add(symbol);
    }

    int instrumentId(String symbol) {
        return instrumentIds.getOrDefault(symbol, AccountViews.UNKNOWN);
    }

    /** Null where the number is none of an instrument. */
    String symbol(int instrumentId) {
        return instrumentId >= 0 && instrumentId < symbols.size() ? symbols.get(instrumentId) : null;
    }
}
