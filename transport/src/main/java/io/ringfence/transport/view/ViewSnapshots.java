package io.ringfence.transport.view;

import io.ringfence.core.ring.EventSlot;
import io.ringfence.transport.edge.AccountState;
import io.ringfence.transport.edge.Channel;
import io.ringfence.transport.json.JsonText;
import java.util.ArrayList;
import java.util.List;

/** The views as the edge's snapshots. The edge holds the lock whenever it calls. */
public final class ViewSnapshots implements AccountState {
    /** Entries of one message: with room to spare below what the smallest clients take. */
    private static final int ENTRIES_PER_PART = 50;

    private final AccountViews views;

    /** Snapshots of these views, whose lock is the edge's. */
    public ViewSnapshots(AccountViews views) {
        this.views = views;
    }

    @Override
    public boolean isAccount(int accountId) {
        return views.isAccount(accountId);
    }

    @Override
    public void onEvent(EventSlot slot, long nowNs) {
        views.onEvent(slot, nowNs);
    }

    @Override
    public List<String> snapshot(Channel channel, int accountId) {
        return switch (channel) {
            case ORDERS -> parts((json, page) -> views.orders(json, accountId, page));
            case STRATEGIES -> parts((json, page) -> views.strategies(json, accountId, page, true));
            case PORTFOLIO -> List.of(portfolio(accountId));
            default -> List.of();
        };
    }

    private interface Part {
        /** Writes a page; returns what the next one comes after, 0 for the end. */
        long write(JsonText json, Page page);
    }

    private static List<String> parts(Part part) {
        List<String> parts = new ArrayList<>();
        long after = 0;
        do {
            JsonText json = new JsonText(1 << 12);
            after = part.write(json, new Page(after, ENTRIES_PER_PART));
            parts.add(json.toString());
        } while (after != 0);
        return parts;
    }

    private String portfolio(int accountId) {
        JsonText json = new JsonText();
        views.portfolio(json, accountId);
        return json.time("timestamp", views.timeNs()).toString();
    }
}
