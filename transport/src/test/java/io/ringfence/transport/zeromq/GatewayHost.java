package io.ringfence.transport.zeromq;

import io.ringfence.core.CoreLogic;
import io.ringfence.core.account.AccountRow;
import io.ringfence.core.event.EventOfferedDecoder;
import io.ringfence.core.event.EventSubmittedDecoder;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.ring.Admission;
import io.ringfence.core.ring.EventCore;
import io.ringfence.core.ring.EventPublisher;
import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.RingConfig;
import io.ringfence.core.ring.StageThreads;
import io.ringfence.core.ring.Stages;
import io.ringfence.core.ring.Stages.NamedStage;
import io.ringfence.core.ring.ThreadingMode;
import io.ringfence.core.ring.WaitProfile;
import io.ringfence.core.testkit.NodeEvents.Node.Bound;
import io.ringfence.core.testkit.OutputView;
import io.ringfence.core.testkit.TestEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** A host with its real core, a journal that survives it, accounts 1 ann and 2 bob, and a gateway. */
final class GatewayHost implements AutoCloseable {
    static final int ANN = 1;
    static final int BOB = 2;
    static final int SLOTS = 256;

    private static final long MINUTE_NS = 60_000_000_000L;
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(30);

    final ZeroMqGateway gateway;
    final int port;
    /** "ann e-1" for each offer, the first and any other. */
    final List<String> offers = new CopyOnWriteArrayList<>();

    final List<String> notices = new CopyOnWriteArrayList<>();
    /** Names of accounts by those that their users log in with. */
    final Map<String, String> logins = new ConcurrentHashMap<>();

    private final InputFile inputs;
    private final EventCore core;
    private final AtomicBoolean isJournalStalled = new AtomicBoolean();
    private final AtomicBoolean isTradeStalled = new AtomicBoolean();
    private final AtomicBoolean isBroken = new AtomicBoolean();

    /** Answers to events, and to nothing else. */
    private final EventOutputs outputs = new EventOutputs();

    GatewayHost(ZeroMqConfig config) throws IOException {
        this(config, InputFile.temporary());
    }

    GatewayHost(ZeroMqConfig config, Path journal) throws IOException {
        CoreLogic logic = new CoreLogic();
        inputs = new InputFile(journal);
        long last = inputs.replay(logic, slot -> {});
        RingConfig ring =
                new RingConfig(SLOTS, ThreadingMode.COMPACT, WaitProfile.QUIET, 64, 128, 65_536, 2_048, 1 << 24);
        gateway = new ZeroMqGateway(
                config,
                logic.trade().accountRows().stream().collect(Collectors.toMap(AccountRow::accountId, AccountRow::name)),
                ring.slots(),
                ring.inputMaxBytes(),
                GatewayHost::epochNs,
                notices::add);
        port = gateway.listen();
        core = new EventCore(
                ring,
                GatewayHost::epochNs,
                last,
                new Stages(
                        (slot, endOfBatch) -> {
                            stall(isJournalStalled);
                            inputs.onEvent(slot, endOfBatch);
                        },
                        logic.stopLoss(),
                        (slot, endOfBatch) -> {
                            stall(isTradeStalled);
                            logic.trade().onEvent(slot, endOfBatch);
                        },
                        List.of(
                                new NamedStage("record", (slot, endOfBatch) -> offers.addAll(outputs.offers(slot))),
                                new NamedStage("zeromq", gateway.stage()))),
                StageThreads.unpinned());
        core.start();
        apply(TestEvent.Node.defaults()
                .with(Bound.MAX_EVENTS, 100_000)
                .with(Bound.MAX_EVENT_BYTES, 1L << 30)
                .with(Bound.MAX_DELIVERIES, 100_000)
                .with(Bound.MAX_EVENT_KEYS, 100_000)
                .with(Bound.MAX_PENDING_ACKS, 100_000)
                .with(Bound.ACK_TIMEOUT_NS, 60 * MINUTE_NS)
                .with(Bound.MAX_EVENT_AGE_NS, 600 * MINUTE_NS));
        apply(new TestEvent.Register(ANN, "ann", 0));
        apply(new TestEvent.Register(BOB, "bob", 0));
        gateway.start(core.publisher(), name -> logins.getOrDefault(name, name));
    }

    private static long epochNs() {
        return System.currentTimeMillis() * 1_000_000;
    }

    private void stall(AtomicBoolean isStalled) {
        while (isStalled.get()) {
            LockSupport.parkNanos(100_000);
        }
        if (isBroken.get()) {
            throw new IllegalStateException("broken by the test");
        }
    }

    /** Publishes an input. */
    void apply(TestEvent event) {
        EventPublisher publisher = core.publisher();
        long claim = publisher.tryClaim(Admission.VITAL);
        if (claim < 0) {
            throw new AssertionError("no room for " + event);
        }
        event.encode(publisher.slot(claim).in());
        publisher.publish(claim);
    }

    void stallJournal(boolean isStalled) {
        isJournalStalled.set(isStalled);
    }

    void stallTrade(boolean isStalled) {
        isTradeStalled.set(isStalled);
    }

    /** Halts the core at its next event. */
    void halt() {
        isBroken.set(true);
        apply(new TestEvent.Time());
        await("halt", () -> core.halt() != null);
    }

    long count(ZeroMqCounter counter) {
        return gateway.counters().value(counter);
    }

    void awaitCount(ZeroMqCounter counter, long value) {
        await(counter + " to be " + value + ", not " + count(counter), () -> count(counter) == value);
    }

    static void await(String what, BooleanSupplier holds) {
        long deadlineNs = System.nanoTime() + PATIENCE_NS;
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > deadlineNs) {
                throw new AssertionError("waited in vain for " + what);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Override
    public void close() {
        isJournalStalled.set(false);
        isTradeStalled.set(false);
        core.close();
        gateway.close();
        try {
            inputs.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How often each event was taken in for the first time, by all lives of a host with this journal. */
    static List<String> acceptedEvents(Path journal) throws IOException {
        List<String> keys = new CopyOnWriteArrayList<>();
        EventOutputs outputs = new EventOutputs();
        try (InputFile inputs = new InputFile(journal)) {
            inputs.replay(new CoreLogic(), slot -> keys.addAll(outputs.accepted(slot)));
        }
        return keys;
    }

    /** Reads outputs. One thread. */
    private static final class EventOutputs {
        private static final Map<Integer, String> NAMES = Map.of(ANN, "ann", BOB, "bob");

        private final MessageHeaderDecoder header = new MessageHeaderDecoder();
        private final EventOfferedDecoder offered = new EventOfferedDecoder();
        private final EventSubmittedDecoder submitted = new EventSubmittedDecoder();

        List<String> offers(EventSlot slot) {
            List<String> found = new CopyOnWriteArrayList<>();
            var out = slot.out();
            for (int frame = 0; frame < out.length(); frame = out.next(frame)) {
                int at = out.messageOffset(frame);
                if (header.wrap(out.buffer(), at).templateId() == EventOfferedDecoder.TEMPLATE_ID) {
                    offered.wrapAndApplyHeader(out.buffer(), at, header);
                    int event = offered.limit() + EventOfferedDecoder.submittedHeaderLength();
                    submitted.wrapAndApplyHeader(out.buffer(), event, header);
                    int account = out.accountId(frame);
                    String name = NAMES.getOrDefault(account, "account " + account);
                    found.add(name + " " + submitted.eventKey());
                }
            }
            return found;
        }

        List<String> accepted(EventSlot slot) {
            if (header.wrap(slot.in().buffer(), 0).templateId() != EventSubmittedDecoder.TEMPLATE_ID) {
                return List.of();
            }
            String key =
                    submitted.wrapAndApplyHeader(slot.in().buffer(), 0, header).eventKey();
            List<String> outputs = OutputView.lines(slot.out());
            boolean isTaken = outputs.stream()
                    .noneMatch(line -> line.startsWith("COMMAND_ANSWERED") || line.startsWith("COMMAND_REFUSED"));
            return isTaken ? List.of(key) : List.of();
        }
    }
}
