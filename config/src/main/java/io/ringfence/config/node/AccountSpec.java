package io.ringfence.config.node;

import io.ringfence.core.decimal.Decimal;
import java.util.Optional;

/**
 * An account as configured. Its id is its identity across restarts. The host's own, id 0 and name {@code host}, is there
 * without being configured; it may be, to give it limits or a key.
 *
 * @param id 0 for the host's own, else 1 to 999,999: those from {@link #FIRST_USER_ID} on are given to users
 * @param name 1 to 32 of a-z 0-9 -
 * @param startCash scaled, 0 or more: what its equity counts from
 * @param brokerKey name by which the broker's gateway finds the account's key; absent: none
 * @param limits of its entries; absent: what they were stays
 */
public record AccountSpec(
        int id, String name, long startCash, Optional<String> brokerKey, Optional<RiskLimits> limits) {
    /** Id of the host's own account. */
    public static final int HOST_ID = 0;

    /**
     * Ids from here on are given to users for whom nobody names an account, by the edge and by the command line. They are
     * no configuration's, so that a user gets no account that is declared, in whatever file and whenever.
     */
    public static final int FIRST_USER_ID = 1_000_000;

    /** Name of the host's own account. */
    public static final String HOST = "host";

    /** Validates. */
    public AccountSpec {
        check(name.matches("[a-z0-9-]{1,32}"), name, "name", name, "1 to 32 of a-z 0-9 -");
        check(id >= 0 && id < FIRST_USER_ID, name, "id", id, "1 to " + (FIRST_USER_ID - 1) + ", or 0 for host");
        check((id == HOST_ID) == name.equals(HOST), name, "id", id, "0 for host, and for no other");
        check(startCash >= 0, name, "start-cash", Decimal.toString(startCash), "0 or more");
        check(
                id != HOST_ID || startCash == 0,
                name,
                "start-cash",
                Decimal.toString(startCash),
                "none, host has no cash");
        brokerKey.ifPresent(
                key -> check(key.matches("[!-~]{1,32}"), name, "broker-key", key, "1 to 32 printable ASCII, no space"));
        limits.ifPresent(given -> given.check("account " + name + ": limits."));
    }

    private static void check(boolean holds, String name, String field, Object value, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(
                    "account " + name + ": " + field + " = " + value + ": expected " + expected);
        }
    }
}
