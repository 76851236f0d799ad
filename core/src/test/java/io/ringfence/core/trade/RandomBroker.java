package io.ringfence.core.trade;

import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.event.EventType;
import io.ringfence.core.event.ExecutionType;
import io.ringfence.core.testkit.OrderCommand;
import io.ringfence.core.testkit.TestEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A broker that tells the truth over a bad line: commands are lost or late, reports are lost, late, doubled and overtake
 * each other, orders fill in parts, expire, are refused or canceled. Knows each client order id once.
 *
 * <p>What it is asked it is asked in order, and what it answers comes once, in order, to a pull whole or not at all: an
 * UNKNOWN_ORDER does not say which query it is for, so one that came after the answer to a later question would mislead.
 */
final class RandomBroker {
    /** Something that arrives at the core in one piece: an answer, or news. */
    private record Message(List<TestEvent> events, boolean isAnswer) {
        static Message of(TestEvent event) {
            return new Message(List.of(event), false);
        }
    }

    final BrokerBook book = new BrokerBook();
    private final Random random;
    /** By strategy. */
    private final Map<Long, Integer> instruments = new TreeMap<>();

    private final List<OrderCommand> onTheirWay = new ArrayList<>();
    private final List<Long> pulls = new ArrayList<>();
    private final List<Message> messages = new ArrayList<>();
    private final List<BrokerOrder> endedSincePull = new ArrayList<>();
    /** What somebody else has bought for the same accounts, of each instrument. */
    private long foreign;

    private boolean isLinkUp = true;

    RandomBroker(Random random) {
        this.random = random;
    }

    private boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    /** Tells what a strategy trades, which commands in the test kit leave out. */
    void onStrategy(long strategyId, int instrumentId) {
        instruments.put(strategyId, instrumentId);
    }

    /** What goes to the broker while the link is down is lost. */
    void send(List<OrderCommand> commands, List<Long> pullIds) {
        if (isLinkUp) {
            onTheirWay.addAll(commands);
            pulls.addAll(pullIds);
        }
    }

    /** Reports on their way are gone, commands arrive or are lost. */
    void disconnect() {
        while (!onTheirWay.isEmpty()) {
            OrderCommand command = onTheirWay.remove(0);
            if (chance(2)) {
                receive(command, true);
            }
        }
        pulls.clear();
        messages.clear();
        isLinkUp = false;
    }

    /** Somebody else trades the same accounts: no order of the core's accounts for that. */
    void tradeByHand() {
        foreign += Decimal.ONE;
    }

    void connect() {
        isLinkUp = true;
    }

    boolean isLinkUp() {
        return isLinkUp;
    }

    /** Nothing is on its way. */
    boolean isQuiet() {
        return onTheirWay.isEmpty()
                && pulls.isEmpty()
                && messages.isEmpty()
                && book.live().isEmpty();
    }

    /** Lets one thing happen. */
    void step() {
        if (!onTheirWay.isEmpty() && chance(2)) {
            OrderCommand command = next();
            if (!chance(15)) {
                receive(command, true);
            }
        }
        boolean isAsking = onTheirWay.stream().anyMatch(command -> command.type() == EventType.QUERY_ORDER);
        if (!pulls.isEmpty() && !isAsking && chance(3)) {
            long pullId = pulls.remove(0);
            if (!chance(5)) {
                answer(pullId);
            }
        }
        if (!book.live().isEmpty() && chance(2)) {
            tradeOrEnd(book.live().get(random.nextInt(book.live().size())));
        }
    }

    private void tradeOrEnd(BrokerOrder order) {
        if (chance(12)) {
            end(order, chance(3) ? ExecutionType.EXPIRED : ExecutionType.CANCELED);
        } else {
            fill(order, chance(2));
        }
        report(Message.of(order.report()));
    }

    /** Any command that is on its way, but none before another on the same order: a gateway keeps those in order. */
    private OrderCommand next() {
        long id = onTheirWay.get(random.nextInt(onTheirWay.size())).clientOrderId();
        int first = 0;
        while (onTheirWay.get(first).clientOrderId() != id) {
            first++;
        }
        return onTheirWay.remove(first);
    }

    private void report(Message message) {
        if (isLinkUp) {
            messages.add(message);
        }
    }

    private void receive(OrderCommand command, boolean mayRefuse) {
        BrokerOrder held = book.find(command.clientOrderId());
        if (command.isOrder() && held == null) {
            boolean isRefused = mayRefuse && chance(5);
            held = book.take(command, isRefused);
            if (isRefused) {
                endedSincePull.add(held);
            }
        } else if (command.type() == EventType.CANCEL_ORDER && held != null && held.isLive()) {
            end(held, ExecutionType.CANCELED);
        }
        if (held != null) {
            report(Message.of(held.report()));
        } else if (command.type() == EventType.QUERY_ORDER) {
            report(new Message(List.of(command.unknown()), true));
        }
    }

    /** All that is open, all that ended since the last answer, and what is held, as of now. */
    private void answer(long pullId) {
        List<TestEvent> events = new ArrayList<>();
        endedSincePull.forEach(order -> events.add(order.report()));
        endedSincePull.clear();
        book.live().forEach(order -> events.add(order.report()));
        int openOrderCount = book.live().size();
        Map<Integer, Long> nets = new TreeMap<>();
        instruments.forEach(
                (id, instrumentId) -> nets.merge(instrumentId, book.totals(id).net(), Long::sum));
        nets.forEach(
                (instrumentId, net) -> events.add(new TestEvent.PositionPulled(pullId, instrumentId, net + foreign)));
        events.add(new TestEvent.PullEnded(pullId, openOrderCount));
        report(new Message(events, true));
    }

    private void fill(BrokerOrder order, boolean whole) {
        long leaves = order.leaves();
        long quantity = whole ? leaves : Math.min(leaves, (1 + random.nextInt(3)) * Decimal.ONE / 2);
        book.fill(order, quantity, (90 + random.nextInt(20)) * Decimal.ONE, random.nextInt(5));
        if (!order.isLive()) {
            endedSincePull.add(order);
        }
    }

    private void end(BrokerOrder order, ExecutionType state) {
        book.end(order, state);
        endedSincePull.add(order);
    }

    /** What arrives now, nothing at times; some of it arrives again. */
    List<TestEvent> deliver() {
        if (messages.isEmpty()) {
            return List.of();
        }
        Message message = messages.get(random.nextInt(messages.size()));
        if (message.isAnswer) {
            message = messages.stream().filter(Message::isAnswer).findFirst().orElseThrow();
        }
        if (message.isAnswer || !chance(4)) {
            messages.remove(message);
        }
        return chance(30) ? List.of() : message.events;
    }

    /** Tells of every order it ever had, as a line that comes back does: the core asks only for those it thinks live. */
    void tellAll() {
        book.all().forEach(order -> report(Message.of(order.report())));
    }

    /** Answers everything, fills everything: what it has to say, in order. */
    List<TestEvent> behave() {
        onTheirWay.forEach(command -> receive(command, false));
        onTheirWay.clear();
        for (BrokerOrder order : List.copyOf(book.live())) {
            fill(order, true);
            report(Message.of(order.report()));
        }
        pulls.forEach(this::answer);
        pulls.clear();
        List<TestEvent> all = new ArrayList<>();
        messages.forEach(message -> all.addAll(message.events));
        messages.clear();
        return all;
    }
}
