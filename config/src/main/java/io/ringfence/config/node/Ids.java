package io.ringfence.config.node;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers by which the core knows what the configuration names. One thread at a time. */
final class Ids {
    private final Map<String, Integer> instruments = new HashMap<>();
    private final Map<String, Integer> accounts;
    private final Map<String, Long> strategies = new HashMap<>();
    private final Map<String, String> owners = new HashMap<>();
    private final List<String> addedSymbols = new ArrayList<>();

    /** Numbers of what the journal knows, in order, and of what is declared beside it. */
    Ids(List<String> knownSymbols, Declarations declared) {
        knownSymbols.forEach(symbol -> instruments.put(symbol, instruments.size()));
        for (String symbol : declared.instruments()) {
            if (instruments.putIfAbsent(symbol, instruments.size()) == null) {
                addedSymbols.add(symbol);
            }
        }
        accounts = declared.accountIds();
        declared.strategies().forEach(strategy -> owners.put(strategy.name(), strategy.account()));
    }

    /** Symbols that get their number by this start, in order. */
    List<String> addedSymbols() {
        return addedSymbols;
    }

    int instrument(String symbol) {
        return instruments.get(symbol);
    }

    int account(String name) {
        return accounts.get(name);
    }

    /** Whether the file declares a strategy of this name for this account. */
    boolean isOwner(String strategy, int accountId) {
        String owner = owners.get(strategy);
        return owner != null && account(owner) == accountId;
    }

    /** Whether the file declares an account, or it is the host's own. */
    boolean isDeclared(int accountId) {
        return accounts.containsValue(accountId);
    }

    /** Gives a strategy its number, known or new. */
    void strategy(String name, long id) {
        strategies.put(name, id);
    }

    /** 0 where the core halted before it had one. */
    long strategy(String name) {
        return strategies.getOrDefault(name, 0L);
    }

    /** Account that owns a declared strategy. */
    int ownerOf(String strategy) {
        return account(owners.get(strategy));
    }
}
