package io.ringfence.transport.redis;

import io.netty.util.collection.IntObjectHashMap;
import io.netty.util.collection.IntObjectMap;
import io.ringfence.core.CoreLogic;
import io.ringfence.core.event.EventType;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.OutputBuffer;
import io.ringfence.transport.json.JsonText;
import io.ringfence.transport.view.AccountViews;
import io.ringfence.transport.view.LastPrices;
import java.util.ArrayDeque;
import java.util.List;

/**
 * What accounts have, and whose has changed since it was told. Kept up by the core's output thread, written down by the
 * publishing one, each under the monitor: a portfolio belongs to one place between two events. A newer one replaces an older, so
 * no more wait than there are accounts.
 */
final class Portfolios {
    private static final class Account {
        final int id;
        /** Of its newest event in stream {@code orders}. */
        long position;

        boolean isChanged;

        Account(int id) {
            this.id = id;
        }
    }

    private final RedisOutConfig config;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    /** Guarded by this, as the two below. */
    private final AccountViews views;

    private final IntObjectMap<Account> accounts = new IntObjectHashMap<>();
    private final ArrayDeque<Account> changed = new ArrayDeque<>();
    /** Whether an account waits. */
    private volatile boolean isFilled;

    /**
     * Of a core that is at rest.
     *
     * @param liveOrders orders that may be live at once without garbage
     */
    Portfolios(RedisOutConfig config, CoreLogic core, LastPrices prices, int liveOrders) {
        this.config = config;
        views = new AccountViews(core, this, prices, List.of());
        views.makeRoom(liveOrders);
    }

    /** Output thread: an event, but for ticks without outputs. */
    synchronized void onEvent(EventSlot slot, long nowNs) {
        views.onEvent(slot, nowNs);
        OutputBuffer out = slot.out();
        for (int frame = 0; frame < out.length(); frame = out.next(frame)) {
            header.wrap(out.buffer(), out.messageOffset(frame));
            EventType type = EventType.of(header.templateId());
            int accountId = out.accountId(frame);
            boolean isOfOrders = type != null && type.channel() == EventType.Channel.ORDERS;
            if (isOfOrders && accountId != OutputBuffer.EVERYBODY && config.tellsOf(accountId)) {
                change(accountId, out.streamPosition(frame));
            }
        }
    }

    private void change(int accountId, long position) {
        Account account = accounts.get(accountId);
        if (account == null) {
            account = new Account(accountId);
            accounts.put(accountId, account);
        }
        account.position = position;
        if (!account.isChanged) {
            account.isChanged = true;
            changed.addLast(account);
            isFilled = true;
        }
    }

    /** Whether a portfolio waits. */
    boolean isFilled() {
        return isFilled;
    }

    /** Publishing thread: how many wait. */
    synchronized int count() {
        return changed.size();
    }

    /** Publishing thread: the portfolio, as it is now, that has waited longest; null where none waits. */
    synchronized String take() {
        Account account = changed.pollFirst();
        isFilled = !changed.isEmpty();
        if (account == null) {
            return null;
        }
        account.isChanged = false;
        JsonText json = new JsonText().object().text("type", "portfolio");
        views.portfolio(json, account.id);
        return json.time("timestamp", views.timeNs())
                .number("seq", account.position)
                .number("account", account.id)
                .endObject()
                .toString();
    }
}
