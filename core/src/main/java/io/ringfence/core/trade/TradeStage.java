package io.ringfence.core.trade;

import io.ringfence.core.account.AccountRow;
import io.ringfence.core.account.Accounts;
import io.ringfence.core.delivery.DeliveryCounters;
import io.ringfence.core.delivery.EventRow;
import io.ringfence.core.event.AlertCode;
import io.ringfence.core.event.PositionSide;
import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.EventTime;
import io.ringfence.core.ring.Stage;
import io.ringfence.core.ring.StopFindings;
import io.ringfence.core.risk.KillSwitch;
import io.ringfence.core.state.DigestTrail;
import io.ringfence.core.state.OutputDigest;
import io.ringfence.core.state.StateFormat;
import io.ringfence.core.state.StateSink;
import io.ringfence.core.state.StateSource;
import io.ringfence.core.strategy.Plugins;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Turns events into orders and events out: first the stops that fired, then the timers that are due, then what the event
 * carries. The package's page has the rules. One thread; only {@link #nextDeadlineNs()} may be called from others.
 */
public final class TradeStage implements Stage {
    private final EventTime time = new EventTime();
    private final OutputDigest digest = new OutputDigest();
    private final DigestTrail trail = new DigestTrail();
    private final Moment moment = new Moment();
    private final TradeCounters counters = new TradeCounters();
    private final StreamPositions streams = new StreamPositions();
    private final OutputWriter writer = new OutputWriter(streams);
    private final TradeOutputs outputs = new TradeOutputs(writer);
    private final SystemOutputs system = new SystemOutputs(writer);
    private final RunnerOutputs runnerOutputs = new RunnerOutputs(writer);
    private final Runners runners = new Runners(runnerOutputs, system, counters);
    private final Orders orders = new Orders();
    private final TimerQueue timers = new TimerQueue();
    private final RiskDesk risk = new RiskDesk(moment, system, runners);
    private final OrderSender sender = new OrderSender(outputs, runnerOutputs, orders, counters);
    private final EntryDesk entries = new EntryDesk(moment, orders, sender, outputs, system, runners, timers, risk);
    private final ExitDesk exits = new ExitDesk(moment, orders, sender, outputs, runners, timers, entries, risk);
    private final EventOutputs eventOutputs = new EventOutputs(writer);
    private final EventDesk events = new EventDesk(moment, system, eventOutputs);
    private final StrategyDesk strategies;
    private final ConditionDesk conditions;
    private final CommandDesk commands;
    private final FeedDesk feeds = new FeedDesk(moment, system);
    private final HostDesk host = new HostDesk(system, risk);
    private final Reconciler reconciler = new Reconciler(moment, orders, sender, system, risk);
    private final TradeInputs inputs;
    /** Written by the stage's thread after each event, read by the clock producer; a late view only delays its wake-up. */
    private final AtomicLong nextDeadlineNs = new AtomicLong(Long.MAX_VALUE);

    /** A stage whose strategies may be of these kinds. */
    public TradeStage(Plugins plugins) {
        strategies = new StrategyDesk(moment, orders, outputs, runners, timers, entries, exits, risk, plugins);
        conditions = new ConditionDesk(system, strategies, events);
        ManualDesk manual = new ManualDesk(moment, orders, strategies, entries, exits, risk);
        commands = new CommandDesk(moment, system, strategies, conditions, risk, manual, events);
        EventCommands eventCommands = new EventCommands(moment, events, risk, commands);
        OrderDesk orderDesk = new OrderDesk(outputs, system, runners, orders, sender, counters, entries, exits, risk);
        LinkDesk links = new LinkDesk(moment, system, orders, sender, strategies, runners, commands, reconciler, risk);
        inputs = new TradeInputs(
                system,
                counters,
                strategies,
                orderDesk,
                commands,
                links,
                feeds,
                reconciler,
                host,
                risk,
                events,
                eventCommands);
    }

    @Override
    public void onEvent(EventSlot slot, boolean endOfBatch) {
        moment.sequence = slot.sequence();
        moment.nowNs = time.advance(slot.timestampNs());
        writer.into(slot.out());
        orders.beginEvent(moment.sequence, moment.nowNs);
        risk.beginEvent();
        events.beginEvent();
        inputs.takePrice(slot);
        takeFindings(slot);
        strategies.fireDueTimers();
        feeds.fireDue();
        reconciler.fireIfDue();
        inputs.take(slot);
        reconciler.afterEvent(orders.liveCount() > 0 || runners.openRoundCount() > 0);
        events.afterEvent(slot.out());
        conditions.onEventsEnded(eventOutputs.endedConditions());
        digest.update(moment.sequence, slot.out());
        if (DigestTrail.isOn(moment.sequence)) {
            trail.note(moment.sequence, digest.value());
        }
        showDeadline();
    }

    /**
     * Makes room ahead for what grows with the orders that are sent, so that none of them makes garbage. Before the stage
     * runs; a stage that is never asked makes it as it goes.
     *
     * @param liveOrders orders that may be live at once without more being made
     */
    public void makeRoom(int liveOrders) {
        orders.makeRoom(liveOrders);
    }

    private void showDeadline() {
        long ofTrading =
                Math.min(timers.nextDeadlineNs(), Math.min(feeds.nextDeadlineNs(), reconciler.nextDeadlineNs()));
        long deadline = Math.min(ofTrading, events.nextDeadlineNs());
        if (deadline != nextDeadlineNs.getPlain()) {
            nextDeadlineNs.setRelease(deadline);
        }
    }

    private void takeFindings(EventSlot slot) {
        StopFindings findings = slot.findings();
        for (int i = 0; i < findings.count(); i++) {
            Strategy strategy = strategies.find(findings.strategyId(i));
            switch (findings.kind(i)) {
                case ARMED -> {
                    counters.stopsArmed++;
                    strategy.armedSequence = moment.sequence;
                    if (strategy.isManual()) {
                        // An order in another's place may begin a round while the one before still leaves.
                        strategy.isStopFired = false;
                    }
                    standAt(strategy, findings.level(i));
                }
                case MOVED, ACTIVATED -> standAt(strategy, findings.level(i));
                case DISARMED -> outputs.stopDisarmed(strategy);
                case FIRED -> {
                    counters.stopsFired++;
                    strategies.onStopFired(strategy, findings.level(i), findings.price(i));
                }
                case TARGET_FIRED -> strategies.onTargetFired(strategy, findings.level(i), findings.price(i));
                case CONDITION_TRUE ->
                    conditions.onTrue(findings.conditionId(i), inputs.instrumentId(slot), findings.price(i));
            }
        }
    }

    private void standAt(Strategy strategy, long level) {
        strategy.stopLevel = level;
        outputs.stopArmed(strategy);
        if (level == (strategy.side == PositionSide.LONG ? 0 : Long.MAX_VALUE)) {
            system.alert(strategy, AlertCode.STOP_UNREACHABLE, 0, level);
        }
    }

    /** When the next timer is due, {@code Long.MAX_VALUE} when none is. From any thread. */
    public long nextDeadlineNs() {
        return nextDeadlineNs.getAcquire();
    }

    /** Sequence of the last event handled. */
    public long sequence() {
        return moment.sequence;
    }

    /** Event time: nanoseconds since the epoch. */
    public long timeNs() {
        return time.nowNs();
    }

    /** Digest over all outputs since the journal's first event. */
    public long outputDigest() {
        return digest.value();
    }

    /** The digest as it was, for a replica behind. From any thread. */
    public DigestTrail digestTrail() {
        return trail;
    }

    /** What was done since the journal's first event. */
    public TradeCounters counters() {
        return counters;
    }

    /** All strategies in order of creation. Only while no thread runs the stage. */
    public List<StrategyRow> strategyRows() {
        return strategies.all().stream().map(StrategyRow::of).toList();
    }

    /** The terms in force of all strategies but for those of stop and target, in order of creation. Only as above. */
    public List<TermsRow> termsRows() {
        return strategies.all().stream().map(TermsRow::of).toList();
    }

    /** Where every stream stands that has had an event, by account and channel. Only while no thread runs the stage. */
    public List<StreamRow> streamRows() {
        return streams.rows();
    }

    /** All live orders, in order of creation. Only while no thread runs the stage. */
    public List<OrderRow> orderRows() {
        return orders.rows();
    }

    /** All conditions that stand, in order of creation. Only while no thread runs the stage. */
    public List<ConditionRow> conditionRows() {
        return conditions.rows();
    }

    /** Whether a command with this id was carried out, as far as is remembered. Only while no thread runs the stage. */
    public boolean wasCarriedOut(int accountId, String commandId) {
        return commands.wasCarriedOut(accountId, commandId);
    }

    /** All accounts, by id. Only while no thread runs the stage. */
    public List<AccountRow> accountRows() {
        return risk.accountRows();
    }

    /** Names of the groups that events may be sent to, in order. Not while another thread applies events. */
    public List<String> groupNames() {
        return events.directory().groupNames();
    }

    /** The accounts as they stand, in a copy that goes its own way. Only while no thread runs the stage. */
    public Accounts copyOfAccounts() {
        return risk.copyOfAccounts();
    }

    /** The kill switch as it stands, in a copy that goes its own way. Only while no thread runs the stage. */
    public KillSwitch copyOfKillSwitch() {
        return risk.copyOfKillSwitch();
    }

    /** What strategies were created with and other rows do not have, in order of creation. Only as above. */
    public List<SetupRow> setupRows() {
        return strategies.all().stream().map(SetupRow::of).toList();
    }

    /** Tells what was traded by each order that has ended and is remembered, the oldest first, then by each live one. Only as above. */
    public void tellTraded(TradedView view) {
        orders.tellTraded(view);
    }

    /** All events that have not ended, by id, each with what is on its way and its dead letters. Only as above. */
    public List<EventRow> eventRows() {
        return events.deliveries().rows();
    }

    /** The bytes of the message that brought an event, its header first; empty for one that has ended. Only as above. */
    public byte[] eventMessage(long eventId) {
        return events.message(eventId);
    }

    /** Which outcomes accounts want as events, by account and kind. Only as above. */
    public List<PolicyRow> policyRows() {
        return events.policies().rows();
    }

    /** What became of events since the journal's first. */
    public DeliveryCounters deliveryCounters() {
        return events.deliveries().counters();
    }

    /** Sequence of the event that a client order id was made for. */
    public static long sequenceOf(long clientOrderId) {
        return clientOrderId >>> Orders.ORDERS_PER_EVENT_BITS;
    }

    /** Writes the stage's state, canonically. Only while no thread runs the stage. */
    public void writeTo(StateSink sink) {
        sink.putLong(moment.sequence);
        sink.putLong(time.nowNs());
        digest.writeTo(sink);
        streams.writeTo(sink);
        moment.limits.writeTo(sink);
        counters.writeTo(sink);
        sender.writeTo(sink);
        risk.writeTo(sink);
        strategies.writeTo(sink);
        orders.writeTo(sink);
        conditions.writeTo(sink);
        commands.writeTo(sink);
        feeds.writeTo(sink);
        reconciler.writeTo(sink);
        events.writeTo(sink);
    }

    /**
     * Reads back what was written: strategies after the accounts they are of, orders after the strategies. Only into a stage
     * that has handled nothing yet, and only while no thread runs it.
     *
     * @throws io.ringfence.core.state.StateFormatException when that cannot be; the stage is of no use then
     */
    public void readFrom(StateSource source) {
        moment.sequence = source.getLong();
        moment.nowNs = time.advance(source.getLong());
        digest.readFrom(source);
        streams.readFrom(source);
        moment.limits = Limits.readFrom(source);
        counters.readFrom(source);
        sender.readFrom(source);
        risk.readFrom(source);
        strategies.readFrom(source);
        strategies.readOrdersFrom(source);
        conditions.readFrom(source);
        commands.readFrom(source);
        feeds.readFrom(source);
        reconciler.readFrom(source);
        risk.accountRows().forEach(row -> events.directory().register(row.accountId(), row.name()));
        if (source.version() >= StateFormat.DELIVERIES) {
            events.readFrom(source);
        }
        showDeadline();
    }
}
