package io.ringfence.transport.http;

import io.ringfence.core.ring.EventSlot;
import io.ringfence.transport.command.CommandPort;
import io.ringfence.transport.edge.AccountState;
import io.ringfence.transport.edge.Channel;
import io.ringfence.transport.view.AccountViews;
import io.ringfence.transport.view.EventsView;
import io.ringfence.transport.view.ViewSnapshots;
import java.util.List;
import java.util.Optional;

/** What accounts have, for the edge's stage; and the answers to commands, which the same events carry. */
public final class ApiState implements AccountState {
    private final ViewSnapshots snapshots;
    private final Optional<EventsView> events;
    private final CommandPort port;

    /** Views that are kept up, and a port whose commands are answered. */
    public ApiState(AccountViews views, CommandPort port) {
        this(views, Optional.empty(), port);
    }

    /** The same, with what is shown of events with a promise. */
    public ApiState(AccountViews views, EventsView events, CommandPort port) {
        this(views, Optional.of(events), port);
    }

    private ApiState(AccountViews views, Optional<EventsView> events, CommandPort port) {
        this.snapshots = new ViewSnapshots(views);
        this.events = events;
        this.port = port;
    }

    @Override
    public boolean isAccount(int accountId) {
        return snapshots.isAccount(accountId);
    }

    @Override
    public void onEvent(EventSlot slot, long nowNs) {
        snapshots.onEvent(slot, nowNs);
        if (events.isPresent()) {
            events.get().onEvent(slot, nowNs);
        }
        port.onEvent(slot);
    }

    @Override
    public void onStop() {
        port.onStop();
    }

    @Override
    public List<String> snapshot(Channel channel, int accountId) {
        return snapshots.snapshot(channel, accountId);
    }
}
