package io.ringfence.config.file;

import io.ringfence.config.node.AccountSpec;
import io.ringfence.config.node.RiskLimits;
import java.util.Optional;

/** One entry of {@code accounts}. A limit that is left out is none. */
final class AccountSection {
    private AccountSection() {}

    static AccountSpec read(Section section) {
        try {
            return account(section);
        } catch (IllegalArgumentException invalid) {
            throw section.fault(invalid.getMessage());
        }
    }

    private static AccountSpec account(Section section) {
        String name = section.text("name");
        boolean isHost = name.equals(AccountSpec.HOST);
        AccountSpec account = new AccountSpec(
                isHost && !section.has("id") ? AccountSpec.HOST_ID : section.integer("id"),
                name,
                section.has("start-cash") ? section.decimal("start-cash") : 0,
                section.has("broker-key") ? Optional.of(section.text("broker-key")) : Optional.empty(),
                section.has("limits") ? Optional.of(limits(section.section("limits"))) : Optional.empty());
        section.end();
        return account;
    }

    private static RiskLimits limits(Section section) {
        RiskLimits limits = new RiskLimits(
                decimal(section, "max-order-quantity"),
                decimal(section, "max-order-notional"),
                section.has("price-collar-percent")
                        ? positive(section, "price-collar-percent", section.percent("price-collar-percent"))
                        : 0,
                decimal(section, "max-position-notional"),
                count(section, "max-open-orders"),
                count(section, "max-orders"),
                duration(section, "per"),
                decimal(section, "max-daily-loss"),
                section.has("day-start") ? section.timeOfDayNs("day-start") : 0,
                decimal(section, "max-drawdown"),
                count(section, "max-stop-outs"),
                duration(section, "within"),
                duration(section, "cooldown"),
                duration(section, "duplicate-window"));
        section.end();
        return limits;
    }

    private static long decimal(Section section, String key) {
        return section.has(key) ? positive(section, key, section.decimal(key)) : 0;
    }

    private static int count(Section section, String key) {
        return section.has(key) ? (int) positive(section, key, section.integer(key)) : 0;
    }

    private static long duration(Section section, String key) {
        return section.has(key) ? positive(section, key, section.durationNs(key)) : 0;
    }

    /** To the core 0 is no limit, which is not what a person means who writes it. */
    private static long positive(Section section, String key, long value) {
        if (value <= 0) {
            throw section.refusal(key, "expected more than 0; leave it out for no limit");
        }
        return value;
    }
}
