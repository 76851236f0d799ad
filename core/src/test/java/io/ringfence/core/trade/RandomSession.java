package io.ringfence.core.trade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.account.AccountRow;
import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.event.DiskLevel;
import io.ringfence.core.strategy.Plugins;
import io.ringfence.core.testkit.HostEvents.DiskSpace;
import io.ringfence.core.testkit.HostEvents.Diverged;
import io.ringfence.core.testkit.NodeEvents.Node.Bound;
import io.ringfence.core.testkit.OutputView;
import io.ringfence.core.testkit.TestCore;
import io.ringfence.core.testkit.TestEvent;
import io.ringfence.core.testkit.TestEvent.Create;
import io.ringfence.core.testkit.TestEvent.Report;
import io.ringfence.core.testkit.TestEvent.Tick;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * One host, its broker, its calendar and its people through one random history; after each event what must never happen is
 * looked for.
 */
public final class RandomSession {
    /** The kinds of strategies that a host needs which replays a history. */
    public static final Plugins PLUGINS = Plugins.with(List.of(new RandomPlugin()));

    private static final long ONE = Decimal.ONE;
    private static final int STRATEGIES = 6;
    private static final int STEPS = 250;
    /** Rounds in which all times pass, and in which everything comes to rest. */
    private static final int SETTLING_ROUNDS = 12;

    private static final int RESTING_ROUNDS = 200;

    private static final Set<StrategyState> ENDS =
            EnumSet.of(StrategyState.CREATED, StrategyState.READY, StrategyState.CLOSED);

    private static final Set<StrategyState> ACTIVE =
            EnumSet.of(StrategyState.ENTERING, StrategyState.IN_POSITION, StrategyState.EXITING);

    /** An event and when it came. */
    public record Timed(long timeNs, TestEvent event) {}

    final TestCore core = new TestCore(PLUGINS);
    final RandomBroker broker;
    final SessionWatch watch = new SessionWatch();
    private final LinkWatch links = new LinkWatch();
    private final TimesWatch times = new TimesWatch();
    private final Random random;
    private final RandomTerms terms;
    private final RandomPeople people;
    private final RandomCalendar calendar;
    /** Null where there are none. */
    private final RandomConditions conditions;

    private final List<Timed> history = new ArrayList<>();
    private final List<Long> notStarted = new ArrayList<>();
    private long timeNs = 1;
    private long feedSequence;

    /** A host that has not started. */
    public RandomSession(Random random) {
        this(random, null);
    }

    private RandomSession(Random random, RandomConditions conditions) {
        this.random = random;
        this.conditions = conditions;
        this.broker = new RandomBroker(random);
        this.terms = new RandomTerms(random);
        this.people = new RandomPeople(random, terms);
        this.calendar = new RandomCalendar(random);
    }

    /** One whose people make conditions, too. */
    public static RandomSession withConditions(long seed) {
        return new RandomSession(new Random(seed), new RandomConditions(new Random(~seed)));
    }

    private boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    private void apply(TestEvent event) {
        history.add(new Timed(timeNs, event));
        if (event instanceof TestEvent.PlaceOrder order && order.strategyId() == 0) {
            onOrder(order, core.sequence() + 1);
        }
        List<String> lines = core.at(timeNs).applyAll(event);
        watch.onEvent(core.sequence(), event, lines, core.commands());
        links.onEvent(
                event,
                core.commands().size() + OutputView.pulls(core.slot().out()).size());
        followTimes(event, lines);
        for (String line : lines) {
            if (line.startsWith("SCHEDULER_RESYNC_REQUIRED")) {
                calendar.onQuestion(line.split(" "));
            }
        }
        broker.send(core.commands(), OutputView.pulls(core.slot().out()));
        check();
        if (event instanceof Report) {
            checkMoney();
        }
        if (event instanceof TestEvent.Node) {
            lines.forEach(this::checkRecovery);
        }
    }

    /** One that is taken makes a strategy, and may be sent with it. */
    private void onOrder(TestEvent.PlaceOrder order, long id) {
        watch.onStrategy(id, order.terms().setup().accountId());
        broker.onStrategy(id, order.terms().instrumentId());
        people.onStrategy(id);
    }

    private void followTimes(TestEvent event, List<String> lines) {
        boolean isTaken = lines.stream().noneMatch(line -> line.startsWith("COMMAND_REFUSED"));
        if (event instanceof TestEvent.Scheduled times && isTaken) {
            this.times.onAnswer(times);
        }
        lines.forEach(line -> times.onOutput(line.split(" ")));
        if (event instanceof TestEvent.Update update && isTaken) {
            times.onUpdate(update);
        }
        if (event instanceof TestEvent.PlaceOrder order && order.strategyId() == 0) {
            times.onOrder(core.sequence(), order);
        }
    }

    /** What a start says of what it found. */
    private void checkRecovery(String line) {
        String[] words = line.split(" ");
        if (words[0].equals("RUNTIME_STATE_LOADED")) {
            List<StrategyRow> rows = core.logic().trade().strategyRows();
            long open = rows.stream()
                    .filter(row -> row.state() != StrategyState.CLOSED)
                    .count();
            assertEquals(open, Long.parseLong(words[2]), line);
            long held = rows.stream().filter(row -> row.openQuantity() > 0).count();
            long active =
                    rows.stream().filter(row -> ACTIVE.contains(row.state())).count();
            long positions = Long.parseLong(words[3]);
            assertTrue(held <= positions && positions <= active, () -> held + " to " + active + ": " + line);
        }
    }

    private void check() {
        for (StrategyRow row : core.logic().trade().strategyRows()) {
            BrokerBook.Totals truth = broker.book.totals(row.id());
            assertTrue(row.openQuantity() >= 0, row::toString);
            assertTrue(truth.open() >= 0, row::toString);
            assertTrue(truth.exiting() <= truth.open(), row::toString);
            assertTrue(truth.liveExits() <= 1, row::toString);
            assertTrue(truth.liveEntries() <= 1, row::toString);
            assertEquals(watch.held(row.id()), row.openQuantity(), row::toString);
            watch.checkProtected(row, timeNs);
            watch.kills.checkFlattened(row, times.isGivenUp(row.id()));
        }
        watch.kills.checkOrders();
    }

    /** Cash is what it began with and what the broker's reports have brought since. */
    private void checkMoney() {
        for (AccountRow row : core.logic().trade().accountRows()) {
            assertEquals(row.startCash() + watch.moneyOfAccount(row.accountId()), row.cash(), row::toString);
        }
    }

    /** Plays the history. */
    public void run() {
        apply(node());
        apply(new TestEvent.Define(0, "A"));
        apply(new TestEvent.Define(1, "B"));
        for (int account = 1; account < RandomPeople.ACCOUNTS; account++) {
            apply(new TestEvent.Register(account, "user" + account, account * 1_000 * ONE));
            apply(people.limits(account));
        }
        for (int i = 0; i < STRATEGIES; i++) {
            create();
        }
        for (int i = 0; i < STEPS; i++) {
            timeNs += random.nextInt(6);
            step();
            if (conditions != null && conditions.isAsking()) {
                apply(conditions.next(core.logic().trade().strategyRows(), core.sequence() + 1));
            }
        }
    }

    private TestEvent.Node node() {
        return new TestEvent.Node(2, 20, 4, 2, 5, 20)
                .with(Bound.LATE_AFTER_NS, 5)
                .with(Bound.RECONCILE_PERIOD_NS, chance(2) ? 0 : 20 + random.nextInt(40))
                .with(Bound.MAX_BROKER_ERRORS, chance(3) ? 2 : 0)
                .with(Bound.BROKER_ERROR_WINDOW_NS, 100)
                .with(Bound.FEED_SILENCE_NS, 30)
                .with(Bound.MAX_COMMAND_IDS, 1000);
    }

    private void create() {
        Create create = terms.next(timeNs, RandomPeople.ACCOUNTS);
        apply(create);
        long id = core.sequence();
        watch.onStrategy(id, create.setup().accountId());
        broker.onStrategy(id, create.instrumentId());
        people.onStrategy(id);
        if (chance(5)) {
            notStarted.add(id);
        } else {
            apply(new TestEvent.Start(id));
        }
    }

    private Tick tick() {
        long price = terms.price();
        Tick tick = Tick.of(random.nextInt(2), ++feedSequence);
        if (chance(8)) {
            return tick.quote(price - ONE, price + ONE);
        }
        tick = tick.trade(price).quote(price - ONE, price + ONE);
        if (random.nextInt(3) > 0) {
            return tick;
        }
        long wide = random.nextInt(4) * ONE;
        return tick.conflated(price, price - wide, price + wide)
                .bids(price - ONE - wide, price - ONE + wide)
                .asks(price + ONE - wide, price + ONE + wide)
                .mids(price - wide, price + wide);
    }

    private void step() {
        broker.step();
        List<TestEvent> told = broker.deliver();
        TestEvent times = calendar.next();
        if (chance(1000)) {
            broker.tradeByHand();
        }
        if (chance(200)) {
            apply(hostEvent());
        } else if (chance(60)) {
            changeLink();
        } else if (chance(10)) {
            apply(people.next(timeNs, core.logic().trade()));
        } else if (!told.isEmpty()) {
            told.forEach(this::apply);
        } else if (times != null) {
            apply(times);
        } else if (!notStarted.isEmpty() && chance(20)) {
            apply(new TestEvent.Start(notStarted.remove(0)));
        } else if (chance(40)) {
            apply(chance(2) ? new TestEvent.FeedError(0, 0) : new TestEvent.FeedConnected(0, 0));
        } else if (random.nextBoolean()) {
            apply(tick());
        } else {
            apply(new TestEvent.Time());
        }
    }

    /** Room on the disk comes back three times as often as it goes, so that sessions still trade. */
    private TestEvent hostEvent() {
        if (chance(4)) {
            return new Diverged(core.sequence(), core.sequence());
        }
        return chance(4) ? new DiskSpace(DiskLevel.LOW, 4096) : new DiskSpace(DiskLevel.NORMAL, 8192);
    }

    /** The link goes down or comes up, or the host starts again. */
    private void changeLink() {
        if (chance(2)) {
            restart();
        } else if (broker.isLinkUp()) {
            broker.disconnect();
            apply(new TestEvent.Disconnected());
        } else {
            broker.connect();
            apply(new TestEvent.AuthSuccess());
        }
    }

    private void restart() {
        boolean wasUp = broker.isLinkUp();
        broker.disconnect();
        if (wasUp) {
            broker.connect();
        }
        apply(node());
        if (!wasUp) {
            // The link counted as up until the gateway said otherwise; what went out until then is lost.
            apply(new TestEvent.Disconnected());
        }
    }

    /** The line recovers, all times pass, everything is answered. */
    void settle() {
        broker.disconnect();
        broker.connect();
        apply(node());
        for (int round = 0; round < SETTLING_ROUNDS; round++) {
            broker.tellAll();
            broker.behave().forEach(this::apply);
            calendar.all().forEach(this::apply);
            timeNs += 100;
            apply(new TestEvent.Time());
        }
        for (int round = 0; round < RESTING_ROUNDS && !isAtRest(); round++) {
            timeNs += 5;
            apply(new TestEvent.Time());
            broker.behave().forEach(this::apply);
            calendar.all().forEach(this::apply);
        }
        checkMoney();
    }

    /** What the core holds is what the broker has, and everybody is done, or waits for something, or is under a stop. */
    void checkSettled() {
        boolean isAllFlat = true;
        long total = 0;
        for (StrategyRow row : core.logic().trade().strategyRows()) {
            BrokerBook.Totals truth = broker.book.totals(row.id());
            assertEquals(truth.open(), row.openQuantity(), row::toString);
            assertEquals(truth.money(), watch.money(row.id()), row::toString);
            boolean isHeld = row.state() == StrategyState.IN_POSITION;
            assertEquals(isHeld && watch.hasStop(row.id()), watch.armed.contains(row.id()), row::toString);
            assertTrue(!isHeld || times.mayHold(row.id(), timeNs), row::toString);
            assertTrue(isHeld || ENDS.contains(row.state()) && row.openQuantity() == 0, row::toString);
            assertTrue(row.state() != StrategyState.READY || !times.isAsking(row.id()), row::toString);
            if (!isHeld) {
                assertEquals(Decimal.toString(truth.money()), watch.realizedPnl(row.id()), row::toString);
            }
            isAllFlat &= !isHeld;
            total += truth.money();
        }
        if (isAllFlat) {
            assertEquals(total, core.logic().trade().counters().realizedPnlScaled());
        }
    }

    private boolean isAtRest() {
        return broker.isQuiet()
                && calendar.isQuiet()
                && core.logic().trade().strategyRows().stream()
                        .noneMatch(
                                row -> row.state() == StrategyState.ENTERING || row.state() == StrategyState.EXITING);
    }

    /** What was applied. */
    public List<Timed> history() {
        return history;
    }

    String hash() {
        return core.logic().stateHash();
    }

    long digest() {
        return core.logic().trade().outputDigest();
    }
}
