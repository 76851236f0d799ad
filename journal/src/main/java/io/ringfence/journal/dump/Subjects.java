package io.ringfence.journal.dump;

import io.ringfence.core.account.Accounts;
import io.ringfence.core.event.ConditionCreatedDecoder;
import io.ringfence.core.event.ConditionCreatedDecoder.NodesDecoder;
import io.ringfence.core.event.ConditionNodeKind;
import io.ringfence.core.event.InstrumentDefinedDecoder;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.event.StrategyCreatedDecoder;
import io.ringfence.core.event.UserRegisteredDecoder;
import io.ringfence.journal.dump.EventFilter.Subject;
import io.ringfence.journal.dump.EventFilter.Unknown;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.agrona.DirectBuffer;

/**
 * Who is who in a journal: learned from the inputs that define it, so it has to see all of them. Of two definitions the
 * first holds, as in the core. What the core refused is here as well; nothing else speaks of it.
 */
final class Subjects {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final InstrumentDefinedDecoder instrumentDefined = new InstrumentDefinedDecoder();
    private final UserRegisteredDecoder userRegistered = new UserRegisteredDecoder();
    private final StrategyCreatedDecoder strategyCreated = new StrategyCreatedDecoder();
    private final ConditionCreatedDecoder conditionCreated = new ConditionCreatedDecoder();

    private final Map<Integer, String> symbols = new TreeMap<>();
    private final Map<Integer, String> accountNames = new TreeMap<>();
    private final Map<Long, Strategy> strategies = new TreeMap<>();
    private final Map<Long, Condition> conditions = new TreeMap<>();

    record Strategy(String name, int accountId, int instrumentId) {}

    /** The strategy is the one its action is for, 0 for none; the instruments are those it compares prices of. */
    record Condition(int accountId, long strategyId, List<Integer> instrumentIds) {}

    Subjects() {
        accountNames.put(0, Accounts.HOST_NAME);
    }

    /** Takes in what an event defines, if it does. */
    void learn(long sequence, DirectBuffer buffer, int offset) {
        switch (header.wrap(buffer, offset).templateId()) {
            case InstrumentDefinedDecoder.TEMPLATE_ID -> {
                instrumentDefined.wrapAndApplyHeader(buffer, offset, header);
                symbols.putIfAbsent(instrumentDefined.instrumentId(), instrumentDefined.symbol());
            }
            case UserRegisteredDecoder.TEMPLATE_ID -> {
                userRegistered.wrapAndApplyHeader(buffer, offset, header);
                accountNames.putIfAbsent(userRegistered.accountId(), userRegistered.name());
            }
            case StrategyCreatedDecoder.TEMPLATE_ID -> {
                strategyCreated.wrapAndApplyHeader(buffer, offset, header);
                strategies.put(
                        sequence,
                        new Strategy(
                                strategyCreated.name(), strategyCreated.accountId(), strategyCreated.instrumentId()));
            }
            case ConditionCreatedDecoder.TEMPLATE_ID -> {
                conditionCreated.wrapAndApplyHeader(buffer, offset, header);
                List<Integer> instrumentIds = new ArrayList<>();
                for (NodesDecoder node : conditionCreated.nodes()) {
                    if (node.kindRaw() == ConditionNodeKind.PRICE.value()) {
                        instrumentIds.add(node.instrumentId());
                    }
                }
                conditions.put(
                        sequence,
                        new Condition(conditionCreated.accountId(), conditionCreated.strategyId(), instrumentIds));
            }
            default -> {
                // Nothing is defined by it.
            }
        }
    }

    /** Null for one that is not defined. */
    String symbol(int instrumentId) {
        return symbols.get(instrumentId);
    }

    String symbolOrNumber(int instrumentId) {
        return symbols.getOrDefault(instrumentId, "#" + instrumentId);
    }

    /** Null for one that was not created. */
    Strategy strategy(long strategyId) {
        return strategies.get(strategyId);
    }

    /** Null for one that was not created. */
    Condition condition(long conditionId) {
        return conditions.get(conditionId);
    }

    /** Whether the text, null for none, is this account's id or name. */
    boolean isAccount(String idOrName, int accountId) {
        return isMeant(idOrName, accountId, accountNames.get(accountId));
    }

    /** Whether the text, null for none, is the id or the name of the account of this name. */
    boolean isAccountNamed(String idOrName, String name) {
        return name.equals(idOrName)
                || accountNames.entrySet().stream()
                        .anyMatch(account -> account.getValue().equals(name)
                                && account.getKey().toString().equals(idOrName));
    }

    /** Whether the text, null for none, is this strategy's id or name. */
    boolean isStrategy(String idOrName, long strategyId) {
        Strategy strategy = strategies.get(strategyId);
        return isMeant(idOrName, strategyId, strategy == null ? null : strategy.name());
    }

    private static boolean isMeant(String idOrName, long id, String name) {
        return idOrName != null && (idOrName.equals(Long.toString(id)) || idOrName.equals(name));
    }

    /** The first of a subject's parts that nothing here is, if any. */
    Optional<Unknown> unknown(Subject wanted) {
        if (wanted.symbol() != null && !symbols.containsValue(wanted.symbol())) {
            return Optional.of(Unknown.of("symbol", wanted.symbol(), symbols.values()));
        }
        if (wanted.account() != null
                && accountNames.keySet().stream().noneMatch(id -> isAccount(wanted.account(), id))) {
            List<String> known = new ArrayList<>();
            accountNames.forEach((id, name) -> known.add(id + " (" + name + ")"));
            return Optional.of(Unknown.of("account", wanted.account(), known));
        }
        if (wanted.strategy() != null
                && strategies.keySet().stream().noneMatch(id -> isStrategy(wanted.strategy(), id))) {
            List<String> known = new ArrayList<>();
            strategies.forEach((id, strategy) -> known.add(id + " (" + strategy.name() + ")"));
            return Optional.of(Unknown.of("strategy", wanted.strategy(), known));
        }
        return Optional.empty();
    }
}
