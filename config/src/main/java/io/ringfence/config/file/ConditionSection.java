package io.ringfence.config.file;

import io.ringfence.config.node.ConditionSpec;
import io.ringfence.config.node.StrategySpec;
import io.ringfence.core.event.ConditionAction;
import java.util.Optional;

/** One entry of {@code conditions}. */
final class ConditionSection {
    private ConditionSection() {}

    static ConditionSpec read(Section section, Names names) {
        try {
            return condition(section, names);
        } catch (IllegalArgumentException invalid) {
            throw section.fault(invalid.getMessage());
        }
    }

    private static ConditionSpec condition(Section section, Names names) {
        String account = names.account(section);
        Section then = section.section("then");
        ConditionAction action = action(then);
        ConditionSpec condition = new ConditionSpec(
                section.text("name"),
                account,
                new ConditionTree(names).read(section.section("when")),
                section.has("hysteresis-percent") ? section.percent("hysteresis-percent") : 0,
                section.has("repeat") && section.flag("repeat"),
                action,
                strategy(then, action, account, names));
        section.end();
        return condition;
    }

    private static ConditionAction action(Section then) {
        String key = then.oneOf("alert", "enter", "exit");
        if (key.equals("alert") && !then.flag(key)) {
            throw then.refusal(key, "expected true");
        }
        return switch (key) {
            case "alert" -> ConditionAction.ALERT;
            case "enter" -> ConditionAction.ENTER;
            default -> ConditionAction.EXIT;
        };
    }

    private static Optional<String> strategy(Section then, ConditionAction action, String account, Names names) {
        then.end();
        if (action == ConditionAction.ALERT) {
            return Optional.empty();
        }
        String key = action == ConditionAction.ENTER ? "enter" : "exit";
        StrategySpec strategy = names.strategy(then, key);
        if (!strategy.account().equals(account)) {
            throw then.refusal(
                    key,
                    "expected a strategy of account " + account + ", which the condition is of; this one is of "
                            + strategy.account());
        }
        return Optional.of(strategy.name());
    }
}
