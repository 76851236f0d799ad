package io.ringfence.config.file;

import io.ringfence.config.node.AccountSpec;
import io.ringfence.config.node.StrategySpec;
import io.ringfence.config.schedule.TradingCalendar;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a file has declared so far, by name, so that a name that stands for nothing is refused where it is written. */
final class Names {
    private final Set<String> symbols;
    private final Set<String> accounts = new LinkedHashSet<>(Set.of(AccountSpec.HOST));
    private final Map<String, TradingCalendar> calendars = new LinkedHashMap<>();
    private final Map<String, StrategySpec> strategies = new LinkedHashMap<>();

    Names(List<String> symbols, List<AccountSpec> accounts, List<TradingCalendar> calendars) {
        this.symbols = new LinkedHashSet<>(symbols);
        accounts.forEach(account -> this.accounts.add(account.name()));
        calendars.forEach(calendar -> this.calendars.put(calendar.name(), calendar));
    }

    void add(StrategySpec strategy) {
        strategies.put(strategy.name(), strategy);
    }

    String symbol(Section section, String key) {
        return known(section, key, symbols, "instruments");
    }

    /** The host's own account where the key is not there. */
    String account(Section section) {
        return optionalAccount(section).orElse(AccountSpec.HOST);
    }

    Optional<String> optionalAccount(Section section) {
        return section.has("account") ? Optional.of(known(section, "account", accounts, "accounts")) : Optional.empty();
    }

    Optional<TradingCalendar> calendar(Section section) {
        return section.has("calendar")
                ? Optional.of(calendars.get(known(section, "calendar", calendars.keySet(), "calendars")))
                : Optional.empty();
    }

    StrategySpec strategy(Section section, String key) {
        return strategies.get(known(section, key, strategies.keySet(), "strategies"));
    }

    private static String known(Section section, String key, Set<String> names, String what) {
        String name = section.text(key);
        if (!names.contains(name)) {
            throw section.refusal(key, "expected one of " + what + " " + names);
        }
        return name;
    }
}
