package io.ringfence.core.trade;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringfence.core.command.NewEvent;
import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.event.AttemptOutcome;
import io.ringfence.core.event.DeliveryChannel;
import io.ringfence.core.event.DeliveryPriority;
import io.ringfence.core.event.DeliveryRequestedDecoder;
import io.ringfence.core.event.EventType;
import io.ringfence.core.event.LateStart;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.event.Side;
import io.ringfence.core.event.TradeDecisionDueDecoder;
import io.ringfence.core.ring.OutputBuffer;
import io.ringfence.core.testkit.AccountEvents.Register;
import io.ringfence.core.testkit.DeliveryEvents.Attempted;
import io.ringfence.core.testkit.DeliveryEvents.Cancel;
import io.ringfence.core.testkit.DeliveryEvents.CloseSession;
import io.ringfence.core.testkit.DeliveryEvents.Group;
import io.ringfence.core.testkit.DeliveryEvents.OpenSession;
import io.ringfence.core.testkit.DeliveryEvents.Submit;
import io.ringfence.core.testkit.DeliveryEvents.SubmitWhen;
import io.ringfence.core.testkit.EventBuilder;
import io.ringfence.core.testkit.NodeEvents.Node;
import io.ringfence.core.testkit.NodeEvents.Node.Bound;
import io.ringfence.core.testkit.OrderEvents.PlaceOrder;
import io.ringfence.core.testkit.StrategyEvents.RemoveCondition;
import io.ringfence.core.testkit.TestCore;
import io.ringfence.core.testkit.TestEvent;
import io.ringfence.core.testkit.TestEvent.Tick;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A random history of events of every kind, by senders of every right, with prices, time, sessions, starts of the host, a channel
 * that takes everything late and a pump that answers decisions late or twice; each step against {@link NaiveEvents}.
 */
final class EventHistory {
    private static final long ONE = Decimal.ONE;
    private static final long LONG = 1L << 40;
    private static final Node NODE = Node.defaults()
            .with(Bound.MAX_CONDITIONS, 1_000)
            .with(Bound.MAX_EVENTS, 1_000)
            .with(Bound.MAX_DELIVERIES, 10_000)
            .with(Bound.MAX_EVENT_KEYS, 10_000)
            .with(Bound.MAX_COMMAND_IDS, 10_000)
            .with(Bound.ATTEMPT_TIMEOUT_NS, LONG)
            .with(Bound.ACK_TIMEOUT_NS, LONG)
            .with(Bound.MAX_EVENT_AGE_NS, LONG);

    /** An input and its time. */
    record Timed(long timeNs, TestEvent event) {}

    /** A delivery that Telegram has been handed, or a decision that the pump has. */
    private record Pending(long id, int accountId, int attempt, byte[] order) {}

    final TestCore core = new TestCore();
    final List<Timed> inputs = new ArrayList<>();
    /** What has happened, and how often, so that a test can see that it did. */
    final Map<String, Integer> met = new TreeMap<>();

    private final Random random;
    private final NaiveEvents naive = new NaiveEvents();
    private final List<Pending> pending = new ArrayList<>();
    private final List<Long> conditionIds = new ArrayList<>();
    private long nowNs = 100;
    private long feedSequence;
    private int keyCount;

    EventHistory(Random random) {
        this.random = random;
    }

    void run(int steps) {
        apply(NODE);
        apply(new TestEvent.Define(0, "BTC"));
        register(1, "ann");
        register(2, "bob");
        for (int i = 0; i < steps; i++) {
            nowNs += random.nextInt(4) == 0 ? random.nextInt(30) : 0;
            step();
        }
    }

    private void register(int accountId, String name) {
        naive.begin(nowNs);
        naive.passTime();
        naive.accounts.put(name, accountId);
        check(apply(new Register(accountId, name, 0)));
    }

    private void step() {
        switch (random.nextInt(16)) {
            case 0, 1, 2, 3 -> submit();
            case 4, 5 -> submitAbove();
            case 6, 7 -> tick();
            case 8 -> time();
            case 9, 10 -> answer();
            case 11 -> cancel();
            case 12 -> removeCondition();
            case 13 -> session();
            case 14 -> group();
            default -> {
                if (random.nextInt(3) == 0) {
                    restart();
                } else {
                    answer();
                }
            }
        }
    }

    private String key() {
        return "k" + (random.nextInt(6) == 0 && keyCount > 0 ? random.nextInt(keyCount) : keyCount++);
    }

    private EventBuilder event() {
        int sender = random.nextInt(20) == 0 ? 9 : random.nextInt(3);
        DeliveryPriority priority = DeliveryPriority.get((short) random.nextInt(3));
        EventBuilder event = new EventBuilder(key())
                .by(sender)
                .priority(priority)
                .urgency(random.nextInt(25) == 0 ? 0 : 1 + random.nextInt(10))
                .channels(DeliveryChannel.TELEGRAM)
                .late(random.nextBoolean() ? LateStart.FIRE : LateStart.SKIP);
        String own = List.of("host", "ann", "bob").get(sender % 3);
        event.to(
                switch (random.nextInt(8)) {
                    case 0 -> new String[] {"desk"};
                    case 1 -> new String[] {"ann", "desk"};
                    case 2 -> new String[] {"bob", own};
                    case 3 -> new String[] {own, "nobody"};
                    default -> new String[] {own};
                });
        if (priority == DeliveryPriority.INFORMATIONAL && random.nextInt(3) == 0) {
            event.expires(nowNs + random.nextInt(40) - 2);
        }
        return event;
    }

    private void submit() {
        EventBuilder event = event();
        int kind = random.nextInt(4);
        if (kind == 0) {
            event.at(nowNs + random.nextInt(40) - 5);
        } else if (kind == 1) {
            event.order(
                    PlaceOrder.open(Side.BUY, ONE, 90 * ONE).by(event.build().accountId(), ""));
        }
        NewEvent terms = event.build();
        if (kind == 0
                && terms.expireTimeNs().orElse(Long.MAX_VALUE)
                        <= terms.triggerTimeNs().getAsLong()) {
            return;
        }
        naive.begin(nowNs);
        naive.passTime();
        String expected = naive.submit(core.sequence() + 1, terms);
        List<String> lines = apply(new Submit(terms, command()));
        assertEquals(expected, verdict(lines), lines::toString);
        met.merge(expected, 1, Integer::sum);
        check(lines);
    }

    private void submitAbove() {
        long level = 90 + random.nextInt(30);
        SubmitWhen input = (SubmitWhen) event().submitAbove(0, level * ONE);
        naive.begin(nowNs);
        naive.passTime();
        long id = core.sequence() + 1;
        conditionIds.add(id);
        String expected = naive.submitAbove(id, input.event(), level);
        List<String> lines = apply(new SubmitWhen(input.condition(), input.event(), command()));
        assertEquals(expected, verdict(lines), lines::toString);
        met.merge(expected, 1, Integer::sum);
        check(lines);
    }

    private String command() {
        return "c" + (core.sequence() + 1);
    }

    /** What became of the command that the lines answer. */
    private static String verdict(List<String> lines) {
        for (String line : lines) {
            if (line.startsWith("COMMAND_ANSWERED")) {
                return line.contains(" again ") ? "REPEATED" : "ACCEPTED";
            }
            if (line.startsWith("COMMAND_REFUSED")) {
                return line.split(" ")[2];
            }
        }
        throw new AssertionError("no answer in " + lines);
    }

    private void tick() {
        long price = 85 + random.nextInt(40);
        naive.begin(nowNs);
        naive.tick(price);
        naive.passTime();
        check(apply(Tick.of(0, ++feedSequence).trade(price * ONE)));
    }

    private void time() {
        nowNs += random.nextInt(10);
        naive.begin(nowNs);
        naive.passTime();
        check(apply(new TestEvent.Time()));
    }

    private void answer() {
        if (pending.isEmpty()) {
            return;
        }
        int at = random.nextInt(pending.size());
        // The pump may send one twice.
        Pending one = random.nextInt(5) == 0 ? pending.get(at) : pending.remove(at);
        naive.begin(nowNs);
        naive.passTime();
        if (one.order() != null) {
            naive.decided(one.id(), "ACCEPTED");
            check(apply(new TestEvent.Raw(one.order())));
        } else {
            naive.delivered(one.id(), one.accountId());
            check(apply(new Attempted(
                    one.id(), one.accountId(), one.attempt(), DeliveryChannel.TELEGRAM, AttemptOutcome.DELIVERED, 0)));
        }
    }

    private void cancel() {
        int recent = Math.max(0, keyCount - 5);
        String key = "k" + (random.nextBoolean() ? random.nextInt(keyCount + 1) : recent + random.nextInt(5));
        int asker = random.nextInt(3);
        naive.begin(nowNs);
        naive.passTime();
        String expected = naive.cancel(key, asker);
        List<String> lines = apply(new Cancel(key, asker, command()));
        assertEquals(expected, verdict(lines), lines::toString);
        met.merge(expected, 1, Integer::sum);
        check(lines);
    }

    private void removeCondition() {
        if (conditionIds.isEmpty()) {
            return;
        }
        long id = conditionIds.get(random.nextInt(conditionIds.size()));
        int asker = random.nextInt(3);
        naive.begin(nowNs);
        naive.passTime();
        String expected = naive.removeCondition(id, asker);
        List<String> lines = apply(new RemoveCondition(id, asker, command()));
        assertEquals(expected, verdict(lines), lines::toString);
        met.merge(expected, 1, Integer::sum);
        check(lines);
    }

    private void session() {
        int account = random.nextInt(3);
        long id = random.nextInt(4);
        boolean isOpened = random.nextBoolean();
        naive.begin(nowNs);
        naive.passTime();
        if (isOpened) {
            naive.open(account, id);
        } else {
            naive.close(account, id);
        }
        check(apply(isOpened ? new OpenSession(account, id) : new CloseSession(account, id)));
    }

    private void group() {
        List<String> members = new ArrayList<>(List.of("host", "ann", "bob", "nobody"));
        members.removeIf(member -> random.nextInt(2) == 0);
        naive.begin(nowNs);
        naive.passTime();
        if (members.isEmpty()) {
            naive.groups.remove("desk");
        } else {
            naive.groups.put("desk", members);
        }
        check(apply(new Group("desk", members)));
    }

    private void restart() {
        naive.begin(nowNs);
        naive.restart();
        check(apply(NODE));
    }

    /** Applies an input, and time until nothing is due any more; returns what came of all. */
    private List<String> apply(TestEvent event) {
        List<String> lines = new ArrayList<>(input(event));
        while (core.logic().trade().nextDeadlineNs() <= nowNs) {
            lines.addAll(input(new TestEvent.Time()));
        }
        return lines;
    }

    private List<String> input(TestEvent event) {
        inputs.add(new Timed(nowNs, event));
        List<String> lines = core.at(nowNs).applyAll(event);
        collectPending(core.slot().out());
        return lines;
    }

    private void collectPending(OutputBuffer out) {
        MessageHeaderDecoder header = new MessageHeaderDecoder();
        for (int frame = 0; frame < out.length(); frame = out.next(frame)) {
            DirectBuffer buffer = out.buffer();
            int offset = out.messageOffset(frame);
            EventType type = EventType.of(header.wrap(buffer, offset).templateId());
            if (type == EventType.DELIVERY_REQUESTED) {
                DeliveryRequestedDecoder request =
                        new DeliveryRequestedDecoder().wrapAndApplyHeader(buffer, offset, header);
                pending.add(new Pending(request.eventId(), request.accountId(), request.attempt(), null));
            } else if (type == EventType.TRADE_DECISION_DUE) {
                TradeDecisionDueDecoder due = new TradeDecisionDueDecoder().wrapAndApplyHeader(buffer, offset, header);
                UnsafeBuffer order = new UnsafeBuffer(0, 0);
                due.wrapOrder(order);
                byte[] bytes = new byte[order.capacity()];
                order.getBytes(0, bytes);
                pending.add(new Pending(due.eventId(), 0, 0, bytes));
            }
        }
    }

    private void check(List<String> lines) {
        List<String> told = lines.stream()
                .map(EventHistory::told)
                .filter(line -> !line.isEmpty())
                .sorted()
                .toList();
        assertEquals(naive.told.stream().sorted().toList(), told, lines::toString);
        for (String line : told) {
            String[] words = line.split(" ");
            boolean isEnd = words[0].equals("ENDED");
            String kind = words[0].equals("TRIGGERED") && !words[2].equals("none") ? " by a price" : "";
            met.merge(isEnd ? words[0] + " " + words[2] : words[0] + kind, 1, Integer::sum);
        }
    }

    private static String told(String line) {
        String[] w = line.split(" ");
        return switch (w[0]) {
            case "EVENT_TRIGGERED" -> "TRIGGERED " + w[1] + " " + w[5] + " " + w[7];
            case "EVENT_ENDED" -> "ENDED " + w[1] + " " + w[2] + " " + w[3] + " " + w[4] + " " + w[5];
            case "DELIVERY_REQUESTED" -> "REQUESTED " + w[1] + " " + w[3];
            case "EVENT_OFFERED" -> "OFFERED " + w[1] + " " + w[5].substring(1);
            case "TRADE_DECISION_DUE" -> "DUE " + w[1];
            case "TRADE_DECISION_ANSWERED" -> "ANSWERED " + w[1] + " " + w[3];
            default -> "";
        };
    }
}
