package io.ringfence.transport.event;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.fail;

import io.ringfence.core.CoreLogic;
import io.ringfence.core.event.EventType;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.ring.Admission;
import io.ringfence.core.ring.EventCore;
import io.ringfence.core.ring.EventPublisher;
import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.RingConfig;
import io.ringfence.core.ring.Stage;
import io.ringfence.core.ring.StageThreads;
import io.ringfence.core.ring.StageTimes;
import io.ringfence.core.ring.Stages;
import io.ringfence.core.ring.Stages.NamedStage;
import io.ringfence.core.ring.ThreadingMode;
import io.ringfence.core.ring.WaitProfile;
import io.ringfence.core.testkit.StateBytes;
import io.ringfence.core.testkit.TestEvent;
import io.ringfence.core.trade.StreamRow;
import io.ringfence.transport.account.Accounts;
import io.ringfence.transport.account.Identity;
import io.ringfence.transport.account.TokenVerdict;
import io.ringfence.transport.command.Calendars;
import io.ringfence.transport.command.CommandPort;
import io.ringfence.transport.command.CommandReader;
import io.ringfence.transport.edge.Access;
import io.ringfence.transport.edge.AdmissionConfig;
import io.ringfence.transport.edge.EdgeConfig;
import io.ringfence.transport.edge.EdgeServer;
import io.ringfence.transport.edge.EdgeStage;
import io.ringfence.transport.edge.MessageConfig;
import io.ringfence.transport.edge.TokenCheck;
import io.ringfence.transport.http.ApiState;
import io.ringfence.transport.http.ContactPort;
import io.ringfence.transport.http.HostHealth;
import io.ringfence.transport.http.HttpApi;
import io.ringfence.transport.http.MetricsText;
import io.ringfence.transport.view.AccountViews;
import io.ringfence.transport.view.EventsView;
import io.ringfence.transport.view.LastPrices;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * A real core behind a real edge, with accounts alice, bob and carol, 1 to 3, and group "desk" of alice and bob. A token is an
 * account's number; everybody is the operator where access is open. Time goes on only when a test says so.
 */
final class Gateway implements AutoCloseable {
    static final int ALICE = 1;
    static final int BOB = 2;
    static final int CAROL = 3;
    static final int OPERATOR = 0;
    static final long SECOND = 1_000_000_000L;
    static final long START_NS = 1_767_323_045_000_000_000L;

    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(30);
    private static final Stage NOTHING = (slot, endOfBatch) -> {};
    private static final TokenCheck NUMBERS = (token, nowMs) ->
            new TokenVerdict.Valid(new Identity("user-" + token, Integer.parseInt(token)), nowMs + 3_600_000);

    private static final HostHealth HEALTHY = new HostHealth() {
        @Override
        public List<String> notReady() {
            return List.of();
        }

        @Override
        public void writeMetrics(MetricsText metrics) {
            // Nothing of the host's own.
        }
    };

    final CoreLogic logic = new CoreLogic();
    /** Names of the inputs, and the outputs of each, in order. */
    final List<String> inputs = new CopyOnWriteArrayList<>();

    final EdgeServer server;
    final EventsView events;
    private final EventInputs eventInputs;
    private final EventCore core;
    private final AtomicLong timeNs;
    private long sequence;

    /** A new host whose clients show tokens. */
    Gateway() {
        this(Access.TOKENS, null, START_NS, 0, Optional.empty());
        begin();
        apply(new TestEvent.Define(0, "BTCUSD"));
        apply(new TestEvent.Register(ALICE, "alice", 100_000_00000000L));
        apply(new TestEvent.Register(BOB, "bob", 0));
        apply(new TestEvent.Register(CAROL, "carol", 0));
        apply(new TestEvent.Group("desk", "alice", "bob"));
    }

    /** A new host where everybody is the operator. */
    static Gateway open() {
        return open(Optional.empty());
    }

    /** The same, that keeps contacts. */
    static Gateway openWithContacts() {
        return open(Optional.of(new MemoryContacts()));
    }

    /** A new host with contacts, for users who register by themselves; closed by whoever has made the accounts. */
    static Gateway forUsers(Accounts accounts) {
        Gateway gateway =
                new Gateway(Access.TOKENS, null, START_NS, 0, Optional.of(new MemoryContacts()), Optional.of(accounts));
        gateway.begin();
        return gateway;
    }

    private static Gateway open(Optional<ContactPort> contacts) {
        Gateway gateway = new Gateway(Access.OPEN, null, START_NS, 0, contacts);
        gateway.begin();
        gateway.apply(new TestEvent.Define(0, "BTCUSD"));
        gateway.apply(new TestEvent.Register(ALICE, "alice", 0));
        return gateway;
    }

    private Gateway(Access access, StateBytes state, long startNs, long lastSequence, Optional<ContactPort> contacts) {
        this(access, state, startNs, lastSequence, contacts, Optional.empty());
    }

    private Gateway(
            Access access,
            StateBytes state,
            long startNs,
            long lastSequence,
            Optional<ContactPort> contacts,
            Optional<Accounts> accounts) {
        if (state != null) {
            logic.readFrom(state.source());
        }
        timeNs = new AtomicLong(startNs);
        sequence = lastSequence;
        EdgeConfig edge = EdgeConfig.defaults()
                .with(access)
                .with(new AdmissionConfig(1_024, 1_024, 100_000, 100_000, 64, 60_000))
                .with(new MessageConfig(65_536, 16_384, 64, 100_000, 100_000, 4, 64, 1_000_000, false));
        TokenCheck tokens = accounts.<TokenCheck>map(all -> all::authenticate)
                .orElse(access == Access.OPEN ? TokenCheck.NONE : NUMBERS);
        server = new EdgeServer(edge, "e1", StageTimes.NONE, tokens);
        EventConfig config = new EventConfig(512, 8_192, 16, 1_024, 1_000, 16L << 20, 64);
        AccountViews views = new AccountViews(logic, server.stateLock(), LastPrices.NONE, List.of(""));
        events = new EventsView(
                logic,
                server.stateLock(),
                server.eventText(),
                new EventsView.Kept(config.keptEvents(), config.keptBytes(), config.stepsKept()));
        events.standsAs(logic, startNs);
        RingConfig ring =
                new RingConfig(1_024, ThreadingMode.COMPACT, WaitProfile.QUIET, 256, 128, 65_536, 2_048, 1 << 24);
        CommandPort port = new CommandPort(views, ring.slots());
        eventInputs = new EventInputs(config);
        EdgeStage stage = new EdgeStage(server, logic.stopLoss().symbols(), new ApiState(views, events, port));
        stage.standsAt(startNs);
        for (StreamRow stream : logic.trade().streamRows()) {
            stage.standsAt(stream.channel(), stream.accountId(), stream.position());
        }
        HttpApi api = accounts.map(all ->
                        HttpApi.forUsers(port, views, Calendars.NONE, HEALTHY, all, new HttpApi.UserAccounts(1, 0)))
                .orElseGet(() -> access == Access.OPEN
                        ? HttpApi.open(port, views, Calendars.NONE, HEALTHY)
                        : HttpApi.closed(port, views, Calendars.NONE, HEALTHY));
        contacts.ifPresent(api::with);
        Map<String, OptionalInt> users = Map.of("alice@login", OptionalInt.of(ALICE));
        api.with(new EventApi(
                config,
                new CommandReader(Calendars.NONE),
                port,
                events,
                eventInputs,
                server.relay(),
                timeNs::get,
                name -> users.getOrDefault(name, OptionalInt.empty())));
        server.sessions(eventInputs);
        server.api(api);
        Stage recorder = (slot, endOfBatch) -> inputs.add(name(slot));
        core = new EventCore(
                ring,
                timeNs::get,
                lastSequence,
                new Stages(
                        NOTHING,
                        logic.stopLoss(),
                        logic.trade(),
                        List.of(new NamedStage("edge", stage), new NamedStage("recorder", recorder))),
                StageThreads.unpinned());
        server.start();
        core.start();
        port.connect(core.publisher());
        eventInputs.connect(core.publisher());
        eventInputs.start();
    }

    private static String name(EventSlot slot) {
        return EventType.of(
                        new MessageHeaderDecoder().wrap(slot.in().buffer(), 0).templateId())
                .name();
    }

    /** An offer has a second until it counts as lost, then is made again after a second, three times in all; an event lives an hour. */
    private void begin() {
        apply(new TestEvent.Node(4, 20, 8, 2, 5, 20)
                .with(TestEvent.Node.Bound.MAX_COMMAND_IDS, 100)
                .with(TestEvent.Node.Bound.MAX_EVENTS, 1_000)
                .with(TestEvent.Node.Bound.MAX_EVENT_BYTES, 1 << 24)
                .with(TestEvent.Node.Bound.MAX_DELIVERIES, 1_000)
                .with(TestEvent.Node.Bound.MAX_EVENT_KEYS, 1_000)
                .with(TestEvent.Node.Bound.MAX_PENDING_ACKS, 16)
                .with(TestEvent.Node.Bound.MAX_OFFERS, 3)
                .with(TestEvent.Node.Bound.MAX_ATTEMPTS, 3)
                .with(TestEvent.Node.Bound.ACK_TIMEOUT_NS, SECOND)
                .with(TestEvent.Node.Bound.ATTEMPT_TIMEOUT_NS, SECOND)
                .with(TestEvent.Node.Bound.DELIVERY_RETRY_DELAY_NS, SECOND)
                .with(TestEvent.Node.Bound.DELIVERY_RETRY_MAX_DELAY_NS, SECOND)
                .with(TestEvent.Node.Bound.MAX_EVENT_AGE_NS, 3_600 * SECOND));
    }

    /** An input of the host's own, and everything that comes of it. */
    void apply(TestEvent event) {
        EventPublisher publisher = core.publisher();
        long claim = publisher.tryClaim(Admission.VITAL);
        sequence = publisher.slot(claim).sequence();
        event.encode(publisher.slot(claim).in());
        publisher.publish(claim);
        long published = sequence;
        await("event " + published, () -> core.completedSequence() >= published);
    }

    /** Time goes on, and what is due by then is done. */
    void sleep(long ns) {
        timeNs.addAndGet(ns);
        settle();
    }

    /** Everything that clients have sent is in, and what is due is done. */
    void settle() {
        await("inputs", () -> eventInputs.pendingCount() == 0);
        do {
            apply(new TestEvent.Time());
        } while (logic.trade().nextDeadlineNs() <= timeNs.get());
    }

    long count(String input) {
        return inputs.stream().filter(input::equals).count();
    }

    URI uri() {
        return URI.create("ws://127.0.0.1:" + server.boundAddress().getPort() + "/ws");
    }

    URI http(String path) {
        return URI.create("http://127.0.0.1:" + server.boundAddress().getPort() + path);
    }

    /** Another host that goes on with the state of this one, which has ended, as after a crash behind a snapshot. */
    Gateway restarted() {
        StateBytes state = new StateBytes();
        logic.writeTo(state);
        Gateway next = new Gateway(Access.TOKENS, state, timeNs.get(), core.completedSequence(), Optional.empty());
        next.begin();
        return next;
    }

    static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE_NS;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                fail("waited in vain for " + what);
            }
            LockSupport.parkNanos(100_000);
        }
    }

    @Override
    public void close() {
        server.close();
        eventInputs.close();
        core.close();
        assertNotNull(logic.stateHash());
    }
}
