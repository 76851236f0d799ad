package io.ringfence.config.node;

import io.ringfence.core.CoreLogic;
import io.ringfence.core.ring.EpochClock;
import io.ringfence.core.ring.EventPublisher;
import io.ringfence.core.ring.StageTimes;
import io.ringfence.core.ring.ThreadingMode;
import io.ringfence.transport.account.Accounts;
import io.ringfence.transport.account.UsersListener;
import io.ringfence.transport.command.CommandPort;
import io.ringfence.transport.command.CommandReader;
import io.ringfence.transport.edge.Access;
import io.ringfence.transport.edge.EdgeConfig;
import io.ringfence.transport.edge.EdgeServer;
import io.ringfence.transport.edge.EdgeStage;
import io.ringfence.transport.edge.TokenCheck;
import io.ringfence.transport.event.EventApi;
import io.ringfence.transport.event.EventConfig;
import io.ringfence.transport.event.EventInputs;
import io.ringfence.transport.http.ApiState;
import io.ringfence.transport.http.HttpApi;
import io.ringfence.transport.view.AccountViews;
import io.ringfence.transport.view.EventsView;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** The edge and what answers behind it: what accounts have, commands, users. Closed newest first, like the node itself. */
final class NodeEdge implements AutoCloseable {
    private final EdgeServer server;
    private final EdgeStage stage;
    private final CommandPort port;
    private final EventsView events;
    private final EventInputs eventInputs;
    private final boolean isThreaded;
    private final boolean isTls;
    private final Optional<Accounts> accounts;
    private final Consumer<String> onNotice;

    /** Of a node whose core is recovered and not running. */
    NodeEdge(
            NodeConfig config,
            EdgeConfig edge,
            CoreLogic logic,
            String epoch,
            StageTimes times,
            NodeHealth health,
            EpochClock clock,
            NodeGateways gateways,
            Consumer<String> onNotice) {
        this.onNotice = onNotice;
        boolean isForUsers = edge.access() == Access.TOKENS && config.access().isPresent();
        accounts = isForUsers ? Optional.of(accounts(config)) : Optional.empty();
        server = new EdgeServer(
                edge,
                epoch,
                times,
                accounts.<TokenCheck>map(users -> users::authenticate).orElse(TokenCheck.NONE));
        NodeCalendars calendars = new NodeCalendars(config.calendars());
        AccountViews views = new AccountViews(logic, server.stateLock(), server::lastPrice, calendars.names());
        views.makeRoom(config.limits().maxOpenOrders());
        port = new CommandPort(views, config.ring().slots());
        isTls = edge.tls().isPresent();
        isThreaded = config.ring().threading() != ThreadingMode.INLINE;
        EventConfig bounds = config.events().edge();
        events = new EventsView(
                logic,
                server.stateLock(),
                server.eventText(),
                new EventsView.Kept(bounds.keptEvents(), bounds.keptBytes(), bounds.stepsKept()));
        eventInputs = new EventInputs(bounds);
        stage = new EdgeStage(server, logic.stopLoss().symbols(), new ApiState(views, events, port));
        HttpApi api = api(config, edge, calendars, views, health)
                .with(new EventApi(
                        bounds,
                        new CommandReader(calendars),
                        port,
                        events,
                        eventInputs,
                        server.relay(),
                        clock,
                        this::accountOf))
                .with(gateways::latencies);
        gateways.contacts().ifPresent(api::with);
        server.sessions(eventInputs);
        server.api(api);
    }

    private HttpApi api(
            NodeConfig config, EdgeConfig edge, NodeCalendars calendars, AccountViews views, NodeHealth health) {
        if (edge.access() == Access.OPEN) {
            return HttpApi.open(port, views, calendars, health);
        }
        if (accounts.isEmpty()) {
            return HttpApi.closed(port, views, calendars, health);
        }
        HttpApi.UserAccounts users = new HttpApi.UserAccounts(AccountSpec.FIRST_USER_ID, config.userStartCash());
        return HttpApi.forUsers(port, views, calendars, health, accounts.get(), users);
    }

    /** The account of a name that people log in with. */
    private OptionalInt accountOf(String userName) {
        return accounts.flatMap(all -> all.users().lookup(userName))
                .map(user -> OptionalInt.of(user.accountId()))
                .orElse(OptionalInt.empty());
    }

    /** The name by which the core knows whom this name means; the name itself where nobody logs in with it. From any thread. */
    String targetOf(String name) {
        return events.targets(List.of(name), this::accountOf).get(0);
    }

    /** Users, whose connections are closed when their tokens are revoked. */
    private Accounts accounts(NodeConfig config) {
        return new Accounts(config.access().orElseThrow(), new UsersListener() {
            @Override
            public void onRevoked(String userName) {
                server.revoke(userName);
            }

            @Override
            public void onFault(IOException fault) {
                onNotice.accept("who may use the host is as it was: " + fault.getMessage());
            }
        });
    }

    /**
     * Reads who the users are, and listens.
     *
     * @throws IOException when a file of the users cannot be read, or a port is taken
     */
    void start() throws IOException {
        if (accounts.isPresent()) {
            accounts.get().start();
        }
        try {
            server.start();
        } catch (IllegalStateException cannotListen) {
            // The operator's to mend, not a bug.
            throw new IOException(cannotListen.getMessage(), cannotListen);
        }
    }

    /** Where clients connect. */
    String address() {
        return (isTls ? "wss:/" : "ws:/") + server.boundAddress() + "/ws";
    }

    EdgeServer server() {
        return server;
    }

    EdgeStage stage() {
        return stage;
    }

    /** What is shown of events. */
    EventsView events() {
        return events;
    }

    /** The core takes events now. Without threads nobody but the node's own thread may publish, so no client's command comes in. */
    void connect(EventPublisher publisher) {
        if (isThreaded) {
            port.connect(publisher);
            eventInputs.connect(publisher);
            eventInputs.start();
        }
    }

    @Override
    public void close() {
        server.close();
        eventInputs.close();
        accounts.ifPresent(Accounts::close);
    }
}
