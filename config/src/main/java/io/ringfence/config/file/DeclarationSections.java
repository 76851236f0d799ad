package io.ringfence.config.file;

import io.ringfence.config.node.AccountSpec;
import io.ringfence.config.node.CommandSpec;
import io.ringfence.config.node.ConditionSpec;
import io.ringfence.config.node.Declarations;
import io.ringfence.config.node.StrategySpec;
import io.ringfence.config.schedule.TradingCalendar;
import java.util.ArrayList;
import java.util.List;

/** The keys by which a host trades without a client. A file given with --strategies may hold these and no others. */
final class DeclarationSections {
    /** Each a list. */
    static final List<String> KEYS =
            List.of("accounts", "calendars", "instruments", "strategies", "conditions", "commands");

    private DeclarationSections() {}

    static Declarations read(Section root, List<TradingCalendar> calendars) {
        List<AccountSpec> accounts =
                root.sections("accounts").stream().map(AccountSection::read).toList();
        List<String> instruments = root.texts("instruments");
        Names names = new Names(instruments, accounts, calendars);
        List<StrategySpec> strategies = new ArrayList<>();
        for (Section section : root.sections("strategies")) {
            StrategySpec strategy = StrategySection.read(section, names);
            strategies.add(strategy);
            names.add(strategy);
        }
        List<ConditionSpec> conditions = root.elements("conditions").stream()
                .map(section -> ConditionSection.read(section, names))
                .toList();
        List<CommandSpec> commands = new ArrayList<>();
        for (Section section : root.sections("commands")) {
            commands.add(CommandSection.read(section, commands.size(), names));
        }
        return new Declarations(accounts, instruments, strategies, conditions, commands);
    }
}
