package io.ringfence.transport.view;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringfence.core.CoreLogic;
import io.ringfence.core.trade.RandomSession;
import io.ringfence.core.trade.StrategyRow;
import io.ringfence.core.trade.StrategyState;
import io.ringfence.transport.json.JsonText;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What was kept up event by event is what a core's rows say, after every event of any history. */
final class AccountViewsPropertyTest {
    private static final int ACCOUNTS = 3;
    private static final List<String> CALENDARS = List.of("", "nyse");

    @Property(tries = 25)
    void shouldShowWhatTheCoreHoldsAfterEveryEvent(@ForAll long seed) {
        RandomSession session = RandomSession.withConditions(seed);
        session.run();
        check(session, seed);
    }

    private static void check(RandomSession session, long seed) {
        CoreLogic core = new CoreLogic(RandomSession.PLUGINS);
        AccountViews kept = views(core);
        ViewedCore viewed = new ViewedCore(core, kept);
        for (RandomSession.Timed timed : session.history()) {
            viewed.apply(timed);
            List<StrategyRow> rows = core.trade().strategyRows();
            assertEquals(
                    shown(views(core), rows), shown(kept, rows), () -> "seed " + seed + ", after " + timed.event());
        }
    }

    private static AccountViews views(CoreLogic core) {
        return new AccountViews(core, new Object(), LastPrices.NONE, CALENDARS);
    }

    /** Everything, a line for each list of each account. */
    private static List<String> shown(AccountViews views, List<StrategyRow> rows) {
        List<String> lines = new ArrayList<>();
        for (StrategyRow row : rows) {
            JsonText json = new JsonText().object();
            views.strategy(json, row.id());
            lines.add(settled(json.endObject().toString(), row));
        }
        for (int account = 0; account < ACCOUNTS; account++) {
            if (views.isAccount(account)) {
                JsonText json = new JsonText().object();
                views.orders(json, account, Page.FIRST);
                views.stops(json, account, Page.FIRST);
                views.conditions(json, account);
                views.portfolio(json, account);
                views.killSwitch(json, account);
                json.object("all");
                views.positions(json, account);
                lines.add(json.endObject().endObject().toString());
            }
        }
        return lines;
    }

    /** While something is held the core may count a round again that was told as ended. */
    private static String settled(String strategy, StrategyRow row) {
        boolean isUnderWay = row.state() == StrategyState.IN_POSITION || row.state() == StrategyState.EXITING;
        return isUnderWay ? strategy.replaceAll("\"roundCount\":.*", "") : strategy;
    }
}
