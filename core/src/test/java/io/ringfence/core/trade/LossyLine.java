package io.ringfence.core.trade;

import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.event.EventType;
import io.ringfence.core.event.ExecutionType;
import io.ringfence.core.testkit.NodeEvents.Node.Bound;
import io.ringfence.core.testkit.OrderCommand;
import io.ringfence.core.testkit.OutputView;
import io.ringfence.core.testkit.TestCore;
import io.ringfence.core.testkit.TestEvent;
import io.ringfence.core.testkit.TestEvent.Report;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;

/**
 * A host that reconciles and its broker, a nanosecond a step. Commands and answers take their time and arrive; what the broker
 * says by itself is dropped, all of it or every other report.
 */
final class LossyLine {
    private static final int STRATEGIES = 5;

    private record Fill(long timeNs, long cumQuantity) {}

    private record Sent<T>(long dueNs, T message) {}

    final long periodNs;
    final long roundTripNs;
    private final Random random;
    private final boolean isSilent;
    private final long commandDelayNs;
    private final TestCore core = new TestCore(RandomSession.PLUGINS);
    private final BrokerBook book = new BrokerBook();
    private final RandomTerms terms;
    private final RandomCalendar calendar;
    private final Queue<Sent<OrderCommand>> commands = new ArrayDeque<>();
    private final Queue<Sent<Long>> pulls = new ArrayDeque<>();
    private final Queue<Sent<List<TestEvent>>> answers = new ArrayDeque<>();
    private final List<BrokerOrder> endedSincePull = new ArrayList<>();
    /** By order, the fills that the core has not been told of. */
    private final Map<Long, ArrayDeque<Fill>> unbooked = new HashMap<>();

    private boolean isLosingAnswers;
    private boolean isCalm;
    private long nowNs;
    private long feedSequence;

    LossyLine(Random random) {
        this.random = random;
        this.isSilent = random.nextBoolean();
        this.terms = new RandomTerms(random);
        this.calendar = new RandomCalendar(random);
        this.commandDelayNs = random.nextInt(6);
        this.roundTripNs = commandDelayNs + random.nextInt(6);
        this.periodNs = roundTripNs + 1 + random.nextInt(40);
    }

    void start() {
        apply(new TestEvent.Node(2, 20, 20, 3, 5, 20).with(Bound.RECONCILE_PERIOD_NS, periodNs));
        apply(new TestEvent.Define(0, "A"));
        apply(new TestEvent.Define(1, "B"));
        for (int i = 0; i < STRATEGIES; i++) {
            apply(terms.next(nowNs, 1));
            apply(new TestEvent.Start(core.sequence()));
        }
    }

    private void apply(TestEvent event) {
        for (String line : core.at(nowNs).applyAll(event)) {
            if (line.startsWith("SCHEDULER_RESYNC_REQUIRED")) {
                calendar.onQuestion(line.split(" "));
            }
        }
        if (event instanceof Report report) {
            ArrayDeque<Fill> fills = unbooked.getOrDefault(report.clientOrderId(), new ArrayDeque<>());
            while (!fills.isEmpty() && fills.getFirst().cumQuantity() <= report.cumQuantity()) {
                fills.removeFirst();
            }
        }
        core.commands().forEach(command -> commands.add(new Sent<>(nowNs + commandDelayNs, command)));
        OutputView.pulls(core.slot().out()).forEach(id -> pulls.add(new Sent<>(nowNs + commandDelayNs, id)));
    }

    /** From now on every other answer to a pull is lost, with what it alone would have told. */
    void loseAnswers() {
        isLosingAnswers = true;
    }

    /** From now on nothing is lost, and nothing filled. */
    void calmDown() {
        isLosingAnswers = false;
        isCalm = true;
    }

    /** Lets a nanosecond pass. */
    void step() {
        nowNs++;
        apply(new TestEvent.Time());
        while (isDue(commands)) {
            receive(commands.remove().message());
        }
        for (BrokerOrder order : List.copyOf(book.live())) {
            if (!isCalm && random.nextInt(6) == 0) {
                trade(order);
            }
        }
        while (isDue(pulls)) {
            answer(pulls.remove().message());
        }
        while (isDue(answers)) {
            answers.remove().message().forEach(this::apply);
        }
        calendar.all().forEach(this::apply);
        if (random.nextInt(4) == 0) {
            apply(TestEvent.Tick.of(random.nextInt(2), ++feedSequence).trade(terms.price()));
        }
    }

    private <T> boolean isDue(Queue<Sent<T>> queue) {
        return !queue.isEmpty() && queue.element().dueNs() <= nowNs;
    }

    private void receive(OrderCommand command) {
        BrokerOrder held = book.find(command.clientOrderId());
        if (command.isOrder() && held == null) {
            held = book.take(command, random.nextInt(8) == 0);
            if (!held.isLive()) {
                endedSincePull.add(held);
            }
        } else if (command.type() == EventType.CANCEL_ORDER && held != null && held.isLive()) {
            book.end(held, ExecutionType.CANCELED);
            endedSincePull.add(held);
        } else if (command.type() == EventType.QUERY_ORDER) {
            answerLater(List.of(held == null ? command.unknown() : held.report()));
        }
        if (held != null) {
            say(held);
        }
    }

    private void trade(BrokerOrder order) {
        long quantity = Math.min(order.leaves(), (1 + random.nextInt(6)) * Decimal.ONE / 2);
        book.fill(order, quantity, terms.price(), 1);
        unbooked.computeIfAbsent(order.order.clientOrderId(), id -> new ArrayDeque<>())
                .add(new Fill(nowNs, order.cumQuantity));
        if (!order.isLive()) {
            endedSincePull.add(order);
        }
        say(order);
    }

    /** What the broker says by itself. */
    private void say(BrokerOrder order) {
        if (!isSilent && random.nextBoolean()) {
            apply(order.report());
        }
    }

    private void answer(long pullId) {
        List<TestEvent> events = new ArrayList<>();
        endedSincePull.forEach(order -> events.add(order.report()));
        endedSincePull.clear();
        book.live().forEach(order -> events.add(order.report()));
        events.add(new TestEvent.PullEnded(pullId, book.live().size()));
        if (!isLosingAnswers || random.nextBoolean()) {
            answerLater(events);
        }
    }

    private void answerLater(List<TestEvent> events) {
        answers.add(new Sent<>(nowNs + roundTripNs - commandDelayNs, events));
    }

    /** How long ago the oldest fill was made that the core has not booked, 0 when it has booked all. */
    long oldestUnbookedNs() {
        return unbooked.values().stream()
                .filter(fills -> !fills.isEmpty())
                .mapToLong(fills -> nowNs - fills.getFirst().timeNs())
                .max()
                .orElse(0);
    }
}
