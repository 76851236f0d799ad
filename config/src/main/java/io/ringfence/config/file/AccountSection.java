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
                decimal(section, "start-cash"),
                section.has("broker-key") ? Optional.of(section.text("broker-key")) : Optional.empty(),
                section.has("limits") ? Optional.of(limits(section.section("limits"))) : Optional.empty());
        section.end();
        return account;
    }

    private static RiskLimits limits(Section section) {
        RiskLimits limits = new RiskLimits(
                decimal(section, "max-order-quantity"),
                decimal(section, "max-order-notional"),
                section.has("price-collar-percent") ? section.percent("price-collar-percent") : 0,
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
        return section.has(key) ? section.decimal(key) : 0;
    }

    private static int count(Section section, String key) {
        return section.has(key) ? section.integer(key) : 0;
    }

    private static long duration(Section section, String key) {
        return section.has(key) ? section.durationNs(key) : 0;
    }
}
