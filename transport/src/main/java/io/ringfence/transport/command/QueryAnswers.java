package io.ringfence.transport.command;

import io.ringfence.transport.json.JsonText;
import io.ringfence.transport.view.AccountViews;
import io.ringfence.transport.view.Page;
import java.util.Locale;

/** Answers queries from the views. Any thread. */
public final class QueryAnswers {
    private static final int EXPECTED_CHARS = 1 << 12;

    private final AccountViews views;

    /** Answers from these views, whose lock it takes. */
    public QueryAnswers(AccountViews views) {
        this.views = views;
    }

    /** What was asked for. */
    public Answer answer(Asker asker, Query query) {
        JsonText fields = new JsonText(EXPECTED_CHARS);
        synchronized (views.lock()) {
            if (query.what() == Query.What.STRATEGY && !isOwn(asker, query.strategyId())) {
                return Answer.Refusal.of(
                        RefusalCode.NOT_FOUND, "strategyId " + query.strategyId() + ": expected one of yours");
            }
            write(fields, asker.accountId(), query);
            fields.time("timestamp", views.timeNs());
        }
        return new Answer.Listing(query.what().name().toLowerCase(Locale.ROOT), fields.toString());
    }

    private boolean isOwn(Asker asker, long strategyId) {
        int owner = views.ownerOfStrategy(strategyId);
        return owner != AccountViews.UNKNOWN && asker.mayActFor(owner);
    }

    private void write(JsonText json, int account, Query query) {
        Page page = query.page();
        switch (query.what()) {
            case STRATEGIES -> views.strategies(json, account, page, query.isOpenOnly());
            case STRATEGY -> views.strategy(json, query.strategyId());
            case ORDERS -> views.orders(json, account, page);
            case STOPS -> views.stops(json, account, page);
            case CONDITIONS -> views.conditions(json, account);
            case KILL_SWITCH -> views.killSwitch(json, account);
            case POSITIONS -> views.positions(json, account);
        }
    }
}
