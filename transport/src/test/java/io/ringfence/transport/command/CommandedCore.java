package io.ringfence.transport.command;

import io.ringfence.core.CoreLogic;
import io.ringfence.core.ring.Admission;
import io.ringfence.core.ring.EventCore;
import io.ringfence.core.ring.EventPublisher;
import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.RingConfig;
import io.ringfence.core.ring.Stage;
import io.ringfence.core.ring.StageThreads;
import io.ringfence.core.ring.Stages;
import io.ringfence.core.ring.Stages.NamedStage;
import io.ringfence.core.ring.ThreadingMode;
import io.ringfence.core.testkit.TestEvent;
import io.ringfence.transport.view.AccountViews;
import io.ringfence.transport.view.LastPrices;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** A real core without threads, with views and a port of commands behind it, and two accounts beside the host's. */
final class CommandedCore implements AutoCloseable {
    private static final Stage NOTHING = (slot, endOfBatch) -> {};

    final CoreLogic logic = new CoreLogic();
    final AccountViews views = new AccountViews(logic, new Object(), LastPrices.NONE, List.of("", "nyse"));
    final CommandPort port = new CommandPort(views, 4);
    final CommandReader reader = new CommandReader(Calendars.NONE);
    final QueryAnswers queries = new QueryAnswers(views);
    private final EventCore core;
    private long timeNs = 1;

    CommandedCore() {
        core = new EventCore(
                RingConfig.defaults().with(ThreadingMode.INLINE),
                () -> timeNs,
                0,
                new Stages(NOTHING, logic.stopLoss(), logic.trade(), List.of(new NamedStage("edge", this::onEvent))),
                StageThreads.unpinned());
        core.start();
        apply(new TestEvent.Node(4, 20, 8, 2, 5, 20).with(TestEvent.Node.Bound.MAX_COMMAND_IDS, 100));
        apply(new TestEvent.Define(0, "BTCUSD"));
        apply(new TestEvent.Register(1, "alice", 100_000_00000000L));
        apply(new TestEvent.Register(2, "bob", 0));
    }

    private void onEvent(EventSlot slot, boolean endOfBatch) {
        views.onEvent(slot, slot.timestampNs());
        port.onEvent(slot);
    }

    void connect() {
        port.connect(core.publisher());
    }

    void apply(TestEvent event) {
        EventPublisher publisher = core.publisher();
        long claim = publisher.tryClaim(Admission.VITAL);
        event.encode(publisher.slot(claim).in());
        publisher.publish(claim);
    }

    void at(long newTimeNs) {
        timeNs = newTimeNs;
    }

    /** What a message of an account is answered; {@code ""} while it is not. */
    String ask(int account, String type, String json) {
        Asked asked = reader.read(type, json.getBytes(StandardCharsets.UTF_8));
        if (asked instanceof Asked.ToShow toShow) {
            return queries.answer(new Asker(account), toShow.query()).toJson(null);
        }
        if (asked instanceof Asked.Wrong wrong) {
            return wrong.refusal().toJson(null);
        }
        Asked.ToDo toDo = (Asked.ToDo) asked;
        return submit(account, toDo.command(), toDo.commandId());
    }

    String submit(int account, Command command, Optional<String> commandId) {
        List<String> answers = new ArrayList<>();
        // As an event loop does: not from within the core's stages.
        Deque<Runnable> loop = new ArrayDeque<>();
        port.submit(new Asker(account), command, commandId, loop::add, answer -> answers.add(answer.toJson(null)));
        while (!loop.isEmpty()) {
            loop.poll().run();
        }
        return String.join(" and ", answers);
    }

    @Override
    public void close() {
        core.close();
    }
}
