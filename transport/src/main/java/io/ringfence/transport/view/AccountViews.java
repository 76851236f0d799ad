package io.ringfence.transport.view;

import io.ringfence.core.CoreLogic;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.event.Verdict;
import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.risk.KillSwitch;
import io.ringfence.core.trade.StrategyState;
import io.ringfence.transport.json.JsonText;
import java.util.List;

/**
 * What every account has now: strategies with their stops, live orders, conditions, what it holds, its kill switch; and the
 * last price of each instrument. Built from a core that is at rest, then kept up by the core's output thread. Not
 * synchronized: whoever calls a method holds {@link #lock()}, so that what is read belongs to one place in the streams.
 */
public final class AccountViews {
    /** No such account, strategy, order, condition or instrument. */
    public static final int UNKNOWN = -1;

    private final Object lock;
    private final LastPrices prices;
    private final Books books;
    private final InputsTaken inputs;
    private final OutputsTaken outputs;
    private final StrategyJson strategyJson;
    private final ConditionJson conditionJson;
    private final PortfolioJson portfolioJson;
    private long timeNs;

    /**
     * Views of a core that no thread runs.
     *
     * @param lock that whoever calls a method holds
     * @param prices where the newest prices are, beyond those of the events that come here
     * @param calendars names by number, that of number 0 of no meaning
     */
    public AccountViews(CoreLogic core, Object lock, LastPrices prices, List<String> calendars) {
        this.lock = lock;
        this.prices = prices;
        books = new Books(core);
        inputs = new InputsTaken(books);
        outputs = new OutputsTaken(books);
        strategyJson = new StrategyJson(books, List.copyOf(calendars));
        conditionJson = new ConditionJson(books);
        portfolioJson = new PortfolioJson(books);
    }

    /**
     * Takes an event, behind the gate, each once and in order.
     *
     * @param nowNs the event's time, never less than that of the one before
     */
    public void onEvent(EventSlot slot, long nowNs) {
        timeNs = nowNs;
        boolean holds = slot.in().length() >= MessageHeaderDecoder.ENCODED_LENGTH
                && slot.findings().verdict() == Verdict.ACCEPTED;
        if (holds) {
            inputs.take(slot.in().buffer(), slot.sequence(), slot.out());
        }
        if (slot.out().length() > 0) {
            outputs.take(slot.out(), slot.in().buffer(), nowNs);
        }
    }

    /**
     * Makes room ahead for what grows with the orders that are sent, so that none of them makes garbage. Before the core runs.
     *
     * @param liveOrders orders that may be live at once without more being made
     */
    public void makeRoom(int liveOrders) {
        books.makeRoom(liveOrders);
    }

    /** The lock that whoever calls a method holds. */
    public Object lock() {
        return lock;
    }

    /** Time of the newest event, nanoseconds since the epoch; 0 before the first. */
    public long timeNs() {
        return timeNs;
    }

    // Who owns what, by number.

    /** Number of an instrument, or {@link #UNKNOWN}. */
    public int instrumentId(String symbol) {
        return books.instrumentId(symbol);
    }

    /** Symbol of an instrument, null where there is none. */
    public String symbol(int instrumentId) {
        return books.symbol(instrumentId);
    }

    /** Whether an account stands. */
    public boolean isAccount(int accountId) {
        return books.accounts.isKnown(accountId);
    }

    /** Name of an account that stands. */
    public String accountName(int accountId) {
        return books.accounts.row(accountId).name();
    }

    /** Account of a strategy, or {@link #UNKNOWN}. */
    public int ownerOfStrategy(long strategyId) {
        StrategyView strategy = books.strategy(strategyId);
        return strategy == null ? UNKNOWN : strategy.accountId();
    }

    /** Instrument of a strategy that there is. */
    public int instrumentOfStrategy(long strategyId) {
        return books.strategy(strategyId).instrumentId;
    }

    /** Takes the newest prices, before anything is valued. */
    private void refreshPrices() {
        for (int id = 0; id < books.symbols.size(); id++) {
            long price = prices.lastPrice(id);
            if (price > 0) {
                books.accounts.onPrice(id, price);
            }
        }
    }

    // Lists as JSON: fields of an object that the caller begins and ends.

    /**
     * Adds {@code strategies}, and {@code next} where there are more; returns that, else 0.
     *
     * @param isOpenOnly whether those that have ended are left out
     */
    public long strategies(JsonText json, int accountId, Page page, boolean isOpenOnly) {
        refreshPrices();
        List<StrategyView> all = books.account(accountId).strategies;
        int first = firstAfter(all, page.afterId());
        json.array("strategies");
        int count = 0;
        int i = first;
        for (; i < all.size() && count < page.maxCount(); i++) {
            StrategyView strategy = all.get(i);
            if (!isOpenOnly || strategy.state != StrategyState.CLOSED) {
                strategyJson.strategy(json, strategy);
                count++;
            }
        }
        json.endArray();
        return next(json, i < all.size() ? all.get(i - 1).id : 0);
    }

    private static long next(JsonText json, long lastId) {
        if (lastId != 0) {
            json.id("next", lastId);
        }
        return lastId;
    }

    private static int firstAfter(List<StrategyView> all, long id) {
        int low = 0;
        int high = all.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (all.get(middle).id <= id) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Adds {@code strategy}; false where there is none such. */
    public boolean strategy(JsonText json, long strategyId) {
        refreshPrices();
        StrategyView strategy = books.strategy(strategyId);
        if (strategy != null) {
            JsonText object = new JsonText();
            strategyJson.strategy(object, strategy);
            json.json("strategy", object.toString());
        }
        return strategy != null;
    }

    /** Adds {@code orders}: those that are live; the same. */
    public long orders(JsonText json, int accountId, Page page) {
        json.array("orders");
        OrderView order = books.account(accountId).firstOrder;
        OrderView last = null;
        int count = 0;
        for (; order != null && count < page.maxCount(); order = order.next) {
            if (order.clientOrderId > page.afterId()) {
                strategyJson.order(json, order);
                last = order;
                count++;
            }
        }
        json.endArray();
        return next(json, order != null ? last.clientOrderId : 0);
    }

    /** Adds {@code stops}: those over what is held; the same. */
    public long stops(JsonText json, int accountId, Page page) {
        List<StrategyView> all = books.account(accountId).strategies;
        json.array("stops");
        int count = 0;
        long next = 0;
        for (int i = firstAfter(all, page.afterId()); i < all.size() && next == 0; i++) {
            StrategyView strategy = all.get(i);
            if (strategy.isHolding() && strategy.stop != StrategyView.Stop.NONE) {
                strategyJson.stop(json, strategy);
                next = ++count == page.maxCount() && i + 1 < all.size() ? strategy.id : 0;
            }
        }
        json.endArray();
        return next(json, next);
    }

    /** Adds {@code conditions}: those that stand. */
    public void conditions(JsonText json, int accountId) {
        json.array("conditions");
        books.account(accountId).conditions.forEach(condition -> conditionJson.condition(json, condition));
        json.endArray();
    }

    /** Adds {@code balances} and {@code positions}. */
    public void portfolio(JsonText json, int accountId) {
        refreshPrices();
        portfolioJson.portfolio(json, books.account(accountId));
    }

    /** Adds what {@code GET /positions} answers. */
    public void positions(JsonText json, int accountId) {
        refreshPrices();
        portfolioJson.positions(json, books.account(accountId));
    }

    /** Adds {@code level} of the account's own kill switch, {@code hostLevel}, and the {@code state} that follows from both. */
    public void killSwitch(JsonText json, int accountId) {
        json.word("level", books.killSwitch.own(accountId))
                .word("hostLevel", books.killSwitch.own(KillSwitch.ALL))
                .word("state", books.killSwitch.state(accountId));
    }
}
