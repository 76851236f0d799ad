package io.ringfence.config.node;

import io.ringfence.core.CoreLogic;
import io.ringfence.core.command.EventEncoding;
import io.ringfence.core.command.Rules;
import io.ringfence.core.command.TermsSpec;
import io.ringfence.core.delivery.DeliveryLimits;
import io.ringfence.core.event.InstrumentDefinedEncoder;
import io.ringfence.core.event.MessageHeaderEncoder;
import io.ringfence.core.event.NodeStartedEncoder;
import io.ringfence.core.trade.ConditionRow;
import io.ringfence.core.trade.StrategyRow;
import io.ringfence.core.trade.StrategyState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.agrona.MutableDirectBuffer;

/**
 * The inputs of every start, in this order: that the node started and with which bounds; instruments that the journal does
 * not know yet; accounts, with their limits and keys as the file has them now, and groups of them; strategies that are not known yet, and new
 * terms of those whose terms are not the file's; conditions. Names are the identity across starts, so a start that died in
 * the middle is finished by the next.
 */
final class StartInputs {
    private final NodeConfig config;
    private final Declarations declared;
    private final Ids ids;
    private final Script script;
    private final List<String> knownSymbols;
    private final Map<String, StrategyRow> knownStrategies = new HashMap<>();
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final AccountInputs accountInputs = new AccountInputs();
    private final EventEncoding eventEncoding = new EventEncoding();
    private final StrategyInputs strategyInputs;
    private final ConditionInputs conditionInputs;
    private final List<ConditionRow> standingConditions;
    private final List<String> missedCommands;
    /** That the file had once, and has not any more. */
    private final List<String> absentGroups;

    /**
     * Looks at what was recovered; to be made before the core's threads run.
     *
     * @param endNs time at which the journal ends, or a new one begins, in nanoseconds since the epoch
     * @param scriptMarginNs how much older than that a command of the script may be and still be in doubt
     * @throws IOException when the bounds have no room for what is new: the core would refuse it without an end to the start
     */
    StartInputs(NodeConfig config, CoreLogic recovered, long endNs, long scriptMarginNs) throws IOException {
        this.config = config;
        this.declared = config.declared();
        this.knownSymbols = recovered.stopLoss().symbols();
        this.ids = new Ids(knownSymbols, declared);
        this.script = new Script(declared.commands(), endNs, scriptMarginNs, ids);
        this.strategyInputs = new StrategyInputs(ids);
        this.conditionInputs = new ConditionInputs(ids);
        this.standingConditions = recovered.trade().conditionRows();
        this.missedCommands = script.missed(recovered.trade()::wasCarriedOut);
        Set<String> groups =
                config.events().groups().stream().map(GroupSpec::name).collect(Collectors.toSet());
        this.absentGroups = recovered.trade().groupNames().stream()
                .filter(name -> !groups.contains(name))
                .toList();
        List<StrategyRow> rows = recovered.trade().strategyRows();
        know(rows);
        NodeLimits limits = config.limits();
        check(limits.maxInstruments(), knownSymbols.size(), ids.addedSymbols().size(), "instruments");
        check(limits.maxStrategies(), rows.size(), addedStrategies(), "strategies");
        checkAccounts(rows);
    }

    /**
     * Takes strategies for the file's by their names: the first one of the owner that the file says, else of another account that it
     * declares, since an owner may have been edited. Users may have given theirs the same names.
     */
    private void know(List<StrategyRow> rows) {
        for (StrategyRow row : rows) {
            if (!row.isManual() && ids.isOwner(row.name(), row.accountId())) {
                knownStrategies.putIfAbsent(row.name(), row);
            }
        }
        for (StrategyRow row : rows) {
            if (!row.isManual() && ids.isDeclared(row.accountId())) {
                knownStrategies.putIfAbsent(row.name(), row);
            }
        }
        knownStrategies.forEach((name, row) -> ids.strategy(name, row.id()));
    }

    /** Closed strategies and people's orders count as well, which have other names or none. */
    private void checkAccounts(List<StrategyRow> rows) throws IOException {
        int bound = config.limits().maxStrategiesPerAccount();
        for (AccountSpec account : declared.accounts()) {
            long known =
                    rows.stream().filter(row -> row.accountId() == account.id()).count();
            long added = declared.strategies().stream()
                    .filter(strategy -> strategy.account().equals(account.name()))
                    .filter(strategy -> !knownStrategies.containsKey(strategy.name()))
                    .count();
            if (account.id() != AccountSpec.HOST_ID && added > 0 && known + added > bound) {
                throw new IOException("limits.max-strategies-per-account = " + bound + ": expected at least "
                        + (known + added) + ", for " + known + " strategies of account " + account.name()
                        + " in the journal and " + added + " new ones");
            }
        }
    }

    private static void check(int bound, int known, int added, String what) throws IOException {
        if (added > 0 && known + added > bound) {
            throw new IOException("limits.max-" + what + " = " + bound + ": expected at least " + (known + added)
                    + ", for " + known + " " + what + " in the journal and " + added + " new ones");
        }
    }

    private int addedStrategies() {
        return (int) declared.strategies().stream()
                .filter(strategy -> !knownStrategies.containsKey(strategy.name()))
                .count();
    }

    /** Number that a configured symbol has, or gets by this start. */
    int instrumentId(String symbol) {
        return ids.instrument(symbol);
    }

    /** Symbol of an instrument, one that this start defines among them; null where there is none of this number. Any thread. */
    String symbol(int instrumentId) {
        int added = instrumentId - knownSymbols.size();
        if (instrumentId < 0 || added >= ids.addedSymbols().size()) {
            return null;
        }
        return added < 0 ? knownSymbols.get(instrumentId) : ids.addedSymbols().get(added);
    }

    /** The commands still to come; of use once these inputs are published. */
    Script script() {
        return script;
    }

    /** What a person should know of known strategies that the file has otherwise. */
    List<String> notices() {
        List<String> notices = new ArrayList<>();
        for (StrategySpec strategy : declared.strategies()) {
            StrategyRow known = knownStrategies.get(strategy.name());
            if (known != null && !isSame(strategy, known)) {
                notices.add("strategy " + strategy.name()
                        + ": the file has another symbol, side, account, trigger, logic or"
                        + " parameters than it was created with; the journal's stay in force, its terms too (give it a new"
                        + " name to create another)");
            } else if (known != null && hasNewTerms(strategy, known)) {
                notices.add("strategy " + strategy.name() + ": the file's terms are not those that were in force; "
                        + (known.state() == StrategyState.CLOSED
                                ? "it has ended and does not trade by them (give it a new name to create another)"
                                : "it is updated to the file's"));
            }
        }
        noticeOfAbsent(notices);
        notices.addAll(missedCommands);
        return notices;
    }

    /** What the journal has and the file has not goes on: to leave a line out is no command. */
    private void noticeOfAbsent(List<String> notices) {
        Set<String> names =
                declared.strategies().stream().map(StrategySpec::name).collect(Collectors.toSet());
        for (StrategyRow known : knownStrategies.values()) {
            if (!names.contains(known.name()) && known.state() != StrategyState.CLOSED) {
                notices.add("strategy " + known.name() + ": the journal has it, the file has not; it goes on ("
                        + known.state().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                        + "; a command { stop = " + known.name() + " } of the file that has it ends it)");
            }
        }
        for (ConditionRow standing : standingConditions) {
            if (isEdited(standing)) {
                notices.add("condition " + standing.name() + ": the file has another one of this name; it is replaced");
            } else if (isAbsent(standing)) {
                notices.add("condition " + standing.name() + ": the journal has it, the file has not; it goes on");
            }
        }
    }

    /** The file made it and has another of its name now. */
    private boolean isEdited(ConditionRow standing) {
        return isOfFile(standing)
                && declared.conditions().stream()
                        .anyMatch(condition -> condition.name().equals(standing.name())
                                && !condition.commandId().equals(standing.commandId()));
    }

    private boolean isAbsent(ConditionRow standing) {
        return isOfFile(standing)
                && declared.conditions().stream()
                        .noneMatch(condition -> condition.name().equals(standing.name()));
    }

    private static boolean isOfFile(ConditionRow standing) {
        return standing.commandId().startsWith(ConditionSpec.COMMAND_ID_PREFIX);
    }

    private boolean isSame(StrategySpec strategy, StrategyRow known) {
        return strategyInputs.identityDigest(strategy) == known.identityDigest();
    }

    private boolean hasNewTerms(StrategySpec strategy, StrategyRow known) {
        return script.candidates(strategy).stream()
                .noneMatch(terms -> TermsFigure.digest(terms, strategy.isWatched()) == known.termsDigest());
    }

    /** Publishes them all, in order. Once the core has halted, nothing more comes of it. */
    void publish(InputAppender inputs) {
        inputs.append(this::nodeStarted);
        for (String symbol : ids.addedSymbols()) {
            inputs.append(buffer -> instrumentDefined(buffer, symbol));
        }
        declared.accounts().forEach(account -> publish(account, inputs));
        for (String group : absentGroups) {
            inputs.append(buffer -> eventEncoding.groupDefined(buffer, group, List.of()));
        }
        for (GroupSpec group : config.events().groups()) {
            inputs.append(
                    GroupSpec.MAX_INPUT_BYTES,
                    buffer -> eventEncoding.groupDefined(buffer, group.name(), group.members()));
        }
        declared.strategies().forEach(strategy -> publish(strategy, inputs));
        for (ConditionRow standing : standingConditions) {
            if (isEdited(standing)) {
                inputs.append(buffer -> conditionInputs.removed(buffer, standing));
            }
        }
        for (ConditionSpec condition : declared.conditions()) {
            inputs.append(buffer -> conditionInputs.created(buffer, condition));
        }
        script.connect(inputs);
    }

    private void publish(AccountSpec account, InputAppender inputs) {
        if (account.id() != AccountSpec.HOST_ID) {
            inputs.append(buffer -> accountInputs.registered(buffer, account));
        }
        account.limits()
                .ifPresent(limits -> inputs.append(buffer -> accountInputs.limitsSet(buffer, account.id(), limits)));
        account.brokerKey()
                .ifPresent(key -> inputs.append(buffer -> accountInputs.keySubmitted(buffer, account.id(), key)));
    }

    private void publish(StrategySpec strategy, InputAppender inputs) {
        String name = strategy.name();
        StrategyRow known = knownStrategies.get(name);
        if (known == null) {
            ids.strategy(name, inputs.append(buffer -> strategyInputs.created(buffer, strategy)));
        } else if (isSame(strategy, known) && hasNewTerms(strategy, known)) {
            TermsSpec terms = script.termsOf(strategy);
            inputs.append(buffer -> strategyInputs.updated(buffer, name, terms, strategy.isWatched(), ""));
        }
        boolean isNeverStarted = known == null || known.state() == StrategyState.CREATED;
        if (strategy.isStarted() && isNeverStarted) {
            inputs.append(buffer -> strategyInputs.startRequested(buffer, name, ""));
        }
    }

    private int nodeStarted(MutableDirectBuffer buffer) {
        NodeLimits limits = config.limits();
        EventBounds bounds = config.events().bounds();
        return new NodeStartedEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .maxInstruments(limits.maxInstruments())
                .maxStrategies(limits.maxStrategies())
                .maxOpenOrders(limits.maxOpenOrders())
                .maxExitAttempts(limits.maxExitAttempts())
                .exitRetryDelayNs(limits.exitRetryDelayNs())
                .exitRetryMaxDelayNs(limits.exitRetryMaxDelayNs())
                .lateAfterNs(limits.lateAfterNs())
                .reconcilePeriodNs(limits.reconcilePeriodNs())
                .brokerErrorWindowNs(limits.brokerErrorWindowNs())
                .feedSilenceNs(limits.feedSilenceNs())
                .maxBrokerErrors(limits.maxBrokerErrors())
                .maxAccounts(limits.maxAccounts())
                .maxCommandIds(limits.maxCommandIds())
                .maxConditions(limits.maxConditions())
                .maxActionsPerCall(limits.maxActionsPerCall())
                .ruleVersion(Rules.VERSION)
                .build(Build.version())
                .maxEvents(bounds.maxEvents())
                .maxEventBytes(bounds.maxEventBytes())
                .maxDeliveries(bounds.maxDeliveries())
                .maxEventKeys(bounds.maxEventKeys())
                .maxPendingAcks(bounds.maxPendingAcks())
                .maxOffers(bounds.maxOffers())
                .maxAttempts(bounds.maxAttempts())
                .ackTimeoutNs(bounds.ackTimeoutNs())
                .attemptTimeoutNs(bounds.attemptTimeoutNs())
                .deliveryRetryDelayNs(bounds.retryDelayNs())
                .deliveryRetryMaxDelayNs(bounds.retryMaxDelayNs())
                .maxEventAgeNs(bounds.maxAgeNs())
                .maxStrategiesPerAccount(limits.maxStrategiesPerAccount())
                .maxOpenOrdersPerAccount(limits.maxOpenOrdersPerAccount())
                .maxConditionsPerAccount(limits.maxConditionsPerAccount())
                .servedChannels(DeliveryLimits.channels(
                        config.events().channels().map(NodeChannels::served).orElse(List.of())))
                .encodedLength();
    }

    private int instrumentDefined(MutableDirectBuffer buffer, String symbol) {
        return new InstrumentDefinedEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .instrumentId(ids.instrument(symbol))
                .symbol(symbol)
                .encodedLength();
    }
}
