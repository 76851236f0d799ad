package io.ringfence.core.stoploss;

import io.ringfence.core.account.AccountCounts;
import io.ringfence.core.account.Directory;
import io.ringfence.core.command.CommandIds;
import io.ringfence.core.command.Rules;
import io.ringfence.core.condition.ConditionTermsRow;
import io.ringfence.core.condition.Conditions;
import io.ringfence.core.event.ConditionAction;
import io.ringfence.core.event.ConditionCreatedDecoder;
import io.ringfence.core.event.ConditionRemovedDecoder;
import io.ringfence.core.event.EventCanceledDecoder;
import io.ringfence.core.event.ExecutionReportDecoder;
import io.ringfence.core.event.GroupDefinedDecoder;
import io.ringfence.core.event.InstrumentDefinedDecoder;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.event.NodeStartedDecoder;
import io.ringfence.core.event.OrderPurpose;
import io.ringfence.core.event.OrderRequestedDecoder;
import io.ringfence.core.event.PriceTickDecoder;
import io.ringfence.core.event.StopUpdatedDecoder;
import io.ringfence.core.event.StrategyCreatedDecoder;
import io.ringfence.core.event.StrategyUpdatedDecoder;
import io.ringfence.core.event.UserRegisteredDecoder;
import io.ringfence.core.event.Verdict;
import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.Stage;
import io.ringfence.core.ring.StopFindings;
import io.ringfence.core.state.StateFormat;
import io.ringfence.core.state.StateFormatException;
import io.ringfence.core.state.StateSink;
import io.ringfence.core.state.StateSource;
import io.ringfence.core.strategy.Plugins;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.collections.Long2LongHashMap;

/**
 * Checks every tick against the stops and then the conditions, and every input against the core's bounds, before the
 * trade stage sees it. The rules stand in the package's page, those of conditions in theirs. One thread. Long because it
 * judges every kind of input, each in a method of its own.
 */
public final class StopLossStage implements Stage {
    private static final int UNKNOWN = -1;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final PriceTickDecoder tick = new PriceTickDecoder();
    private final ExecutionReportDecoder report = new ExecutionReportDecoder();
    private final StrategyCreatedDecoder created = new StrategyCreatedDecoder();
    private final InstrumentDefinedDecoder defined = new InstrumentDefinedDecoder();
    private final NodeStartedDecoder started = new NodeStartedDecoder();
    private final StrategyUpdatedDecoder updated = new StrategyUpdatedDecoder();
    private final StopUpdatedDecoder stopUpdated = new StopUpdatedDecoder();
    private final OrderRequestedDecoder orderRequested = new OrderRequestedDecoder();
    private final UserRegisteredDecoder registered = new UserRegisteredDecoder();
    private final ConditionCreatedDecoder conditionCreated = new ConditionCreatedDecoder();
    private final ConditionRemovedDecoder conditionRemoved = new ConditionRemovedDecoder();
    private final EventCanceledDecoder eventCanceled = new EventCanceledDecoder();

    private final List<InstrumentStops> instruments = new ArrayList<>();
    private final List<StopPlan> plans = new ArrayList<>();
    private final Long2LongHashMap planOfStrategy = new Long2LongHashMap(UNKNOWN);
    private final InstrumentStops.SharedBooks books = new InstrumentStops.SharedBooks();
    private final FeedPositions feeds = new FeedPositions();
    private final StopLegs legs = new StopLegs(instruments);
    private final FiringStops firing = new FiringStops(plans, legs);
    private final Plugins plugins;
    private final AccountNames accounts = new AccountNames();
    private final CommandIds commandIds = new CommandIds();
    private final Conditions conditions = new Conditions();
    private final Directory directory = new Directory();
    private final GroupInputs groups = new GroupInputs(directory);
    private final ConditionEvents events = new ConditionEvents(directory);
    private final AccountCounts strategyCounts = new AccountCounts();
    private int maxInstruments;
    private int maxStrategies;
    private int maxStrategiesPerAccount;

    /** A stage for the built-in kinds of strategies. */
    public StopLossStage() {
        this(Plugins.BUILT_IN);
    }

    /** A stage for these kinds of strategies. */
    public StopLossStage(Plugins plugins) {
        this.plugins = plugins;
    }

    @Override
    public void onEvent(EventSlot slot, boolean endOfBatch) {
        DirectBuffer buffer = slot.in().buffer();
        StopFindings findings = slot.findings();
        firing.into(findings);
        int template = header.wrap(buffer, 0).templateId();
        // Apart from the rest, so that the compiler has what comes most in one small piece.
        if (template == PriceTickDecoder.TEMPLATE_ID) {
            tick.wrap(buffer, MessageHeaderDecoder.ENCODED_LENGTH, header.blockLength(), header.version());
            findings.verdict(onTick(findings));
        } else {
            onOther(template, buffer, slot, findings);
        }
    }

    private void onOther(int template, DirectBuffer buffer, EventSlot slot, StopFindings findings) {
        long sequence = slot.sequence();
        switch (template) {
            case ExecutionReportDecoder.TEMPLATE_ID -> {
                report.wrapAndApplyHeader(buffer, 0, header);
                findings.verdict(onReport(findings));
            }
            case StrategyCreatedDecoder.TEMPLATE_ID -> {
                created.wrapAndApplyHeader(buffer, 0, header);
                onCreated(sequence, findings);
            }
            case StrategyUpdatedDecoder.TEMPLATE_ID -> {
                updated.wrapAndApplyHeader(buffer, 0, header);
                onUpdated(sequence, findings);
            }
            case StopUpdatedDecoder.TEMPLATE_ID -> {
                stopUpdated.wrapAndApplyHeader(buffer, 0, header);
                onStopUpdated(sequence, findings);
            }
            case OrderRequestedDecoder.TEMPLATE_ID -> {
                orderRequested.wrapAndApplyHeader(buffer, 0, header);
                onOrderRequested(sequence, findings);
            }
            case UserRegisteredDecoder.TEMPLATE_ID -> {
                registered.wrapAndApplyHeader(buffer, 0, header);
                findings.verdict(register(registered.accountId(), registered.name()));
            }
            case InstrumentDefinedDecoder.TEMPLATE_ID -> {
                defined.wrapAndApplyHeader(buffer, 0, header);
                findings.verdict(onDefined());
            }
            case NodeStartedDecoder.TEMPLATE_ID -> {
                started.wrapAndApplyHeader(buffer, 0, header);
                maxInstruments = started.maxInstruments();
                maxStrategies = started.maxStrategies();
                accounts.capacity(started.maxAccounts());
                commandIds.limit(started.maxCommandIds(), Rules.versionOf(started));
                // Fields that a journal lacks have a negative value.
                maxStrategiesPerAccount = Math.max(0, started.maxStrategiesPerAccount());
                conditions.limit(started.maxConditions(), Math.max(0, started.maxConditionsPerAccount()));
            }
            default -> onCondition(template, buffer, slot, findings);
        }
    }

    private void onCondition(int template, DirectBuffer buffer, EventSlot slot, StopFindings findings) {
        switch (template) {
            case ConditionCreatedDecoder.TEMPLATE_ID -> {
                conditionCreated.wrapAndApplyHeader(buffer, 0, header);
                onConditionCreated(slot, findings);
            }
            case ConditionRemovedDecoder.TEMPLATE_ID -> {
                conditionRemoved.wrapAndApplyHeader(buffer, 0, header);
                onConditionRemoved(slot.sequence(), findings);
            }
            case EventCanceledDecoder.TEMPLATE_ID -> {
                eventCanceled.wrapAndApplyHeader(buffer, 0, header);
                onEventCanceled();
            }
            case GroupDefinedDecoder.TEMPLATE_ID ->
                findings.verdict(groups.judge(buffer, slot.in().length()));
            default -> {
                // Nothing in it for stops.
            }
        }
    }

    /** Names of accounts and of groups are of one kind, so that an event's target means one of them. */
    private Verdict register(int accountId, String name) {
        if (directory.isGroup(name)) {
            return Verdict.NAME_TAKEN;
        }
        Verdict verdict = accounts.register(accountId, name);
        if (verdict == Verdict.ACCEPTED) {
            directory.register(accountId, name);
        }
        return verdict;
    }

    private Verdict onTick(StopFindings findings) {
        if (!feeds.advance(tick.feedId(), tick.feedSequence())) {
            return Verdict.REPEATED;
        }
        int instrumentId = tick.instrumentId();
        if (isUnknown(instrumentId)) {
            return Verdict.UNKNOWN_INSTRUMENT;
        }
        Verdict verdict = TickCheck.check(tick);
        if (verdict == Verdict.ACCEPTED) {
            instruments.get(instrumentId).onTick(tick, firing);
            conditions.onTick(instrumentId, findings);
        }
        return verdict;
    }

    private Verdict onReport(StopFindings findings) {
        Verdict verdict = ReportCheck.check(report);
        int index = (int) planOfStrategy.get(report.strategyId());
        return verdict == Verdict.ACCEPTED && index != UNKNOWN ? book(plans.get(index), findings) : verdict;
    }

    private Verdict book(StopPlan plan, StopFindings findings) {
        long orderId = report.clientOrderId();
        if (!plan.isNews(orderId, report.cumQuantity())) {
            return Verdict.ACCEPTED;
        }
        boolean isEntry = report.purpose() == OrderPurpose.ENTRY;
        try {
            plan.book(isEntry, orderId, report.cumQuantity(), report.cumNotional(), report.cumFee());
        } catch (ArithmeticException overflow) {
            return Verdict.INVALID_QUANTITY;
        }
        if (plan.stop == StopPlan.State.FIRED) {
            return Verdict.ACCEPTED;
        }
        if (plan.openQuantity() <= 0) {
            legs.disarm(plan, findings);
        } else if (isEntry) {
            legs.arm(plan, findings);
            instruments.get(plan.instrumentId).testInForce(plan.series, firing);
        }
        return Verdict.ACCEPTED;
    }

    private void onCreated(long sequence, StopFindings findings) {
        String commandId = created.commandId();
        if (isRepeated(created.accountId(), commandId, findings)) {
            return;
        }
        Verdict verdict = judgeCreated();
        findings.verdict(verdict);
        if (verdict == Verdict.ACCEPTED) {
            StopPlan plan = new StopPlan(plans.size(), sequence, created);
            add(plan);
            commandIds.add(plan.accountId, commandId, sequence, sequence);
        }
    }

    private void add(StopPlan plan) {
        plans.add(plan);
        strategyCounts.add(plan.accountId);
        planOfStrategy.put(plan.strategyId, plan.index);
    }

    private Verdict judgeCreated() {
        Verdict placed = judgePlace(created.instrumentId(), created.accountId());
        if (placed != Verdict.ACCEPTED) {
            return placed;
        }
        if (!plugins.accepts(created.plugin(), created.parameters())) {
            return Verdict.UNKNOWN_PLUGIN;
        }
        return TermsCheck.check(created.terms(), created.positionSide(), false);
    }

    /** Whether there may be one more strategy, of an account for an instrument. */
    private Verdict judgePlace(int instrumentId, int accountId) {
        if (isUnknown(instrumentId)) {
            return Verdict.UNKNOWN_INSTRUMENT;
        }
        if (!accounts.isKnown(accountId)) {
            return Verdict.UNKNOWN_ACCOUNT;
        }
        boolean isFull = plans.size() >= maxStrategies || strategyCounts.isFull(accountId, maxStrategiesPerAccount);
        return isFull ? Verdict.LIMIT_REACHED : Verdict.ACCEPTED;
    }

    /** One that opens; whether another may reduce is for the trade stage, which knows what is promised to exits. */
    private void onOrderRequested(long sequence, StopFindings findings) {
        int account = orderRequested.accountId();
        String commandId = orderRequested.commandId();
        if (orderRequested.strategyId() != 0 || isRepeated(account, commandId, findings)) {
            return;
        }
        Verdict placed = judgePlace(orderRequested.instrumentId(), account);
        findings.verdict(placed == Verdict.ACCEPTED ? TermsCheck.check(orderRequested) : placed);
        if (findings.verdict() == Verdict.ACCEPTED) {
            add(new StopPlan(plans.size(), sequence, orderRequested));
            commandIds.add(account, commandId, sequence, sequence);
        }
    }

    private void onStopUpdated(long sequence, StopFindings findings) {
        int account = stopUpdated.accountId();
        String commandId = stopUpdated.commandId();
        if (isRepeated(account, commandId, findings)) {
            return;
        }
        int index = (int) planOfStrategy.get(stopUpdated.strategyId());
        Verdict owned = judgeOwner(index, account);
        findings.verdict(owned == Verdict.ACCEPTED ? TermsCheck.check(stopUpdated, plans.get(index).side) : owned);
        if (findings.verdict() == Verdict.ACCEPTED) {
            StopPlan plan = plans.get(index);
            change(
                    plan,
                    () -> plan.stopTerms(
                            stopUpdated.stopType(),
                            stopUpdated.stopUnit(),
                            stopUpdated.stopValue(),
                            stopUpdated.activationPrice()),
                    findings);
            commandIds.add(account, commandId, plan.strategyId, sequence);
        }
    }

    private void onUpdated(long sequence, StopFindings findings) {
        String commandId = updated.commandId();
        if (isRepeated(updated.accountId(), commandId, findings)) {
            return;
        }
        int index = (int) planOfStrategy.get(updated.strategyId());
        Verdict owned = judgeOwner(index, updated.accountId());
        findings.verdict(owned == Verdict.ACCEPTED ? judgeTerms(plans.get(index)) : owned);
        if (findings.verdict() == Verdict.ACCEPTED) {
            StopPlan plan = plans.get(index);
            change(plan, () -> plan.terms(updated.terms()), findings);
            commandIds.add(updated.accountId(), commandId, plan.strategyId, sequence);
        }
    }

    private Verdict judgeTerms(StopPlan plan) {
        return TermsCheck.check(updated.terms(), plan.side, !plan.hasStop);
    }

    /** Gives a plan other terms and holds them against the prices in force. */
    private void change(StopPlan plan, Runnable takeTerms, StopFindings findings) {
        legs.change(plan, takeTerms, findings);
        if (plan.openQuantity() > 0) {
            instruments.get(plan.instrumentId).testInForce(plan.series, firing);
        }
    }

    private void onConditionCreated(EventSlot slot, StopFindings findings) {
        int account = conditionCreated.accountId();
        String commandId = conditionCreated.commandId();
        if (isRepeated(account, commandId, findings)) {
            return;
        }
        Verdict verdict = conditions.judge(conditionCreated, slot.timestampNs());
        findings.verdict(verdict == Verdict.ACCEPTED ? judgeAim(account, conditionCreated.strategyId()) : verdict);
        boolean isOfEvent =
                findings.verdict() == Verdict.ACCEPTED && conditionCreated.action() == ConditionAction.EVENT;
        if (isOfEvent) {
            judgeEvent(slot, account, findings);
        }
        if (findings.verdict() == Verdict.ACCEPTED) {
            if (isOfEvent) {
                conditions.create(slot.sequence(), conditionCreated, events.key(), events.expireNs(), findings);
            } else {
                conditions.create(slot.sequence(), conditionCreated, findings);
            }
            commandIds.add(account, commandId, slot.sequence(), slot.sequence());
        }
    }

    /**
     * The event that a condition comes with: whole, of the condition's account, to whom that may send, not over, and not there
     * yet.
     */
    private void judgeEvent(EventSlot slot, int accountId, StopFindings findings) {
        Verdict verdict = events.judge(slot.in().buffer(), slot.in().length(), accountId);
        if (verdict == Verdict.ACCEPTED && events.expireNs() <= slot.timestampNs()) {
            verdict = Verdict.EVENT_EXPIRED;
        }
        findings.verdict(verdict);
        long conditionId = verdict == Verdict.ACCEPTED ? conditions.conditionOf(events.key(), slot.timestampNs()) : 0;
        if (conditionId != 0) {
            findings.repeated(conditionId, conditionId);
        }
    }

    /** What is canceled here, downstream is by the same rule: whoever may take back the event may take its condition away. */
    private void onEventCanceled() {
        conditions.remove(conditions.conditionOf(eventCanceled.eventKey()), eventCanceled.accountId());
    }

    /** Whether an account may let a condition act on a strategy. */
    private Verdict judgeAim(int accountId, long strategyId) {
        if (!accounts.isKnown(accountId)) {
            return Verdict.UNKNOWN_ACCOUNT;
        }
        if (strategyId == 0) {
            return Verdict.ACCEPTED;
        }
        return judgeOwner((int) planOfStrategy.get(strategyId), accountId);
    }

    private Verdict judgeOwner(int index, int accountId) {
        if (index == UNKNOWN) {
            return Verdict.UNKNOWN_STRATEGY;
        }
        return isOwner(accountId, plans.get(index).accountId) ? Verdict.ACCEPTED : Verdict.NOT_OWNER;
    }

    private void onConditionRemoved(long sequence, StopFindings findings) {
        int account = conditionRemoved.accountId();
        String commandId = conditionRemoved.commandId();
        if (isRepeated(account, commandId, findings)) {
            return;
        }
        findings.verdict(conditions.remove(conditionRemoved.conditionId(), account));
        if (findings.verdict() == Verdict.ACCEPTED) {
            commandIds.add(account, commandId, conditionRemoved.conditionId(), sequence);
        }
    }

    private static boolean isOwner(int accountId, int ownerId) {
        return accountId == AccountNames.HOST || accountId == ownerId;
    }

    private boolean isRepeated(int accountId, String commandId, StopFindings findings) {
        CommandIds.Answer first = commandIds.find(accountId, commandId);
        if (first != null) {
            findings.repeated(first.subjectId(), first.sequence());
        }
        return first != null;
    }

    private Verdict onDefined() {
        if (defined.instrumentId() != instruments.size()) {
            return Verdict.OUT_OF_ORDER;
        }
        if (instruments.size() >= maxInstruments) {
            return Verdict.LIMIT_REACHED;
        }
        add(new InstrumentStops(defined.symbol(), books));
        return Verdict.ACCEPTED;
    }

    private void add(InstrumentStops instrument) {
        instruments.add(instrument);
        conditions.addInstrument(instrument);
    }

    private boolean isUnknown(int instrumentId) {
        return instrumentId < 0 || instrumentId >= instruments.size();
    }

    /** Symbols by instrument number. For the node's start, before the stage's thread runs. */
    public List<String> symbols() {
        return instruments.stream().map(InstrumentStops::symbol).toList();
    }

    /** Tells the prices in force of every instrument. For the node's start, as above. */
    public void tellPrices(PriceView view) {
        for (int id = 0; id < instruments.size(); id++) {
            instruments.get(id).tellPrices(id, view);
        }
    }

    /** Position of the last tick taken from a feed, 0 when none was. For the node's start, as above. */
    public long lastFeedSequence(int feedId) {
        return feeds.last(feedId);
    }

    /** What stands over the positions that are held, in order of the strategies' creation. Only while no thread runs the stage. */
    public List<StopRow> stopRows() {
        long[] marks = marks();
        return plans.stream()
                .filter(plan -> plan.stop != StopPlan.State.IDLE || plan.target != StopPlan.State.IDLE)
                .filter(plan -> plan.openQuantity() > 0)
                .map(plan -> legs.row(plan, marks[plan.index]))
                .toList();
    }

    /** The terms in force of every strategy's stop and target, in order of creation. Only while no thread runs the stage. */
    public List<StopTermsRow> termsRows() {
        return plans.stream().map(StopPlan::termsRow).toList();
    }

    /** What the conditions that stand look for, in order of creation. Only while no thread runs the stage. */
    public List<ConditionTermsRow> conditionRows() {
        return conditions.rows();
    }

    private long[] marks() {
        long[] marks = new long[plans.size()];
        instruments.forEach(instrument -> instrument.stops().marks(marks));
        return marks;
    }

    /** Writes the stage's state, canonically. */
    public void writeTo(StateSink sink) {
        sink.putLong(maxInstruments);
        sink.putLong(maxStrategies);
        sink.putLong(maxStrategiesPerAccount);
        legs.writeTo(sink);
        feeds.writeTo(sink);
        accounts.writeTo(sink);
        commandIds.writeTo(sink);
        sink.putLong(instruments.size());
        instruments.forEach(instrument -> instrument.writeTo(sink));
        sink.putLong(plans.size());
        long[] marks = marks();
        plans.forEach(plan -> {
            plan.writeTo(sink);
            sink.putLong(marks[plan.index]);
        });
        conditions.writeTo(sink);
        directory.writeTo(sink);
    }

    /**
     * Reads back what was written, into a stage that no event was applied to. It takes plans and conditions as they were: of
     * kinds of strategies that are not known any more as well.
     *
     * @throws StateFormatException when it cannot be, after which the stage is of no use
     */
    public void readFrom(StateSource source) {
        maxInstruments = source.getInt();
        maxStrategies = source.getInt();
        maxStrategiesPerAccount = source.version() >= StateFormat.ACCOUNTS_APART ? source.getInt() : 0;
        legs.readFrom(source);
        feeds.readFrom(source);
        accounts.readFrom(source);
        commandIds.readFrom(source);
        for (int left = source.getCount(); left > 0; left--) {
            add(InstrumentStops.readFrom(source, books));
        }
        for (int left = source.getCount(); left > 0; left--) {
            StopPlan plan = StopPlan.readFrom(plans.size(), source);
            if (isUnknown(plan.instrumentId) || planOfStrategy.containsKey(plan.strategyId)) {
                throw new StateFormatException(
                        "strategy " + plan.strategyId + " has no instrument, or stands twice in the state");
            }
            add(plan);
            legs.putBack(plan, source.getLong());
        }
        instruments.forEach(instrument -> instrument.stops().joinCohorts());
        conditions.readFrom(source);
        accounts.forEach(directory::register);
        if (source.version() >= StateFormat.DELIVERIES) {
            directory.readFrom(source);
        }
    }
}
