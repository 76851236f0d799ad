package io.ringfence.config.node;

import io.ringfence.config.node.CommandSpec.Action;
import io.ringfence.config.node.CommandSpec.KillSwitch;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a node trades, for whom and when: all that would else come from a client.
 *
 * @param accounts beside the host's own, or with it where it has limits or a key
 * @param instruments symbols, in the order they get their numbers
 * @param strategies created where the journal does not know them yet, updated where their terms differ
 * @param conditions created where the core does not know them yet
 * @param commands the script, in any order of time
 */
public record Declarations(
        List<AccountSpec> accounts,
        List<String> instruments,
        List<StrategySpec> strategies,
        List<ConditionSpec> conditions,
        List<CommandSpec> commands) {

    /** Validates what concerns these parts alone. */
    public Declarations {
        accounts = List.copyOf(accounts);
        instruments = List.copyOf(instruments);
        strategies = List.copyOf(strategies);
        conditions = List.copyOf(conditions);
        commands = List.copyOf(commands);
        Set<String> symbols = new HashSet<>();
        for (String symbol : instruments) {
            check(symbol.matches("[!-~]{1,16}"), "instruments", symbol, "1 to 16 printable ASCII characters, no space");
            check(symbols.add(symbol), "instruments", symbol, "each symbol once");
        }
        once(accounts, AccountSpec::name, account -> "account " + account.name() + ": name", "name");
        once(accounts, AccountSpec::id, account -> "account " + account.name() + ": id", "id");
        once(strategies, StrategySpec::name, strategy -> "strategy " + strategy.name() + ": name", "name");
        once(conditions, ConditionSpec::name, condition -> "condition " + condition.name() + ": name", "name");
    }

    private static <T> void once(List<T> all, Function<T, Object> key, Function<T, String> field, String what) {
        Set<Object> seen = new HashSet<>();
        for (T one : all) {
            check(seen.add(key.apply(one)), field.apply(one), key.apply(one), "each " + what + " once");
        }
    }

    /** Validates what names point to, and the bounds. */
    void check(NodeLimits limits) {
        atMost(instruments.size(), limits.maxInstruments(), "instruments", "symbols", "max-instruments");
        atMost(strategies.size(), limits.maxStrategies(), "strategies", "strategies", "max-strategies");
        atMost(accounts.size(), limits.maxAccounts(), "accounts", "accounts", "max-accounts");
        atMost(conditions.size(), limits.maxConditions(), "conditions", "conditions", "max-conditions");
        atMost(commands.size(), limits.maxCommandIds(), "commands", "commands", "max-command-ids");
        atMostEach(strategies, StrategySpec::account, limits.maxStrategiesPerAccount(), "strategies");
        atMostEach(conditions, ConditionSpec::account, limits.maxConditionsPerAccount(), "conditions");
        Map<String, Integer> ids = accountIds();
        Set<String> symbols = new HashSet<>(instruments);
        Map<String, StrategySpec> byName =
                strategies.stream().collect(Collectors.toMap(StrategySpec::name, Function.identity()));
        for (StrategySpec strategy : strategies) {
            String at = "strategy " + strategy.name() + ": ";
            check(
                    symbols.contains(strategy.symbol()),
                    at + "symbol",
                    strategy.symbol(),
                    "one of instruments " + instruments);
            check(ids.containsKey(strategy.account()), at + "account", strategy.account(), "one of accounts");
        }
        for (ConditionSpec condition : conditions) {
            check(condition, symbols, ids, byName);
        }
        for (CommandSpec command : commands) {
            check(command, ids, byName);
        }
    }

    private static void check(
            ConditionSpec condition, Set<String> symbols, Map<String, Integer> ids, Map<String, StrategySpec> byName) {
        String at = "condition " + condition.name() + ": ";
        check(ids.containsKey(condition.account()), at + "account", condition.account(), "one of accounts");
        condition.strategy().ifPresent(name -> {
            check(byName.containsKey(name), at + "then", name, "one of strategies");
            String owner = byName.get(name).account();
            check(
                    owner.equals(condition.account()),
                    at + "account",
                    condition.account(),
                    owner + ", whose " + name + " is");
        });
        for (ConditionSpec.Node node : condition.nodes()) {
            check(
                    node.symbol().isEmpty() || symbols.contains(node.symbol()),
                    at + "when",
                    node.symbol(),
                    "one of instruments");
        }
    }

    private static void check(CommandSpec command, Map<String, Integer> ids, Map<String, StrategySpec> byName) {
        Action action = command.action();
        if (action instanceof KillSwitch kill) {
            kill.account().ifPresent(name -> check(ids.containsKey(name), "kill-switch", name, "one of accounts"));
            return;
        }
        String name = CommandInputs.strategyOf(action);
        check(byName.containsKey(name), "command " + command.commandId(), name, "one of strategies");
    }

    /** Ids of the accounts by name, the host's own among them. */
    Map<String, Integer> accountIds() {
        Map<String, Integer> ids = new HashMap<>();
        ids.put(AccountSpec.HOST, AccountSpec.HOST_ID);
        accounts.forEach(account -> ids.put(account.name(), account.id()));
        return ids;
    }

    /** Of every account but the host's own. */
    private static <T> void atMostEach(List<T> all, Function<T, String> account, int bound, String what) {
        Map<String, Integer> counts = new TreeMap<>();
        all.forEach(one -> counts.merge(account.apply(one), 1, Integer::sum));
        counts.remove(AccountSpec.HOST);
        counts.forEach((name, count) ->
                atMost(count, bound, what, what + " of account " + name, "max-" + what + "-per-account"));
    }

    private static void atMost(int size, int bound, String field, String what, String limit) {
        check(size <= bound, field, size + " " + what, "at most limits." + limit + " = " + bound);
    }

    private static void check(boolean holds, String field, Object value, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(field + " = " + value + ": expected " + expected);
        }
    }
}
