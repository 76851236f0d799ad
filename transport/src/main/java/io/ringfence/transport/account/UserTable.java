package io.ringfence.transport.account;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * All users at one moment; immutable.
 *
 * @param highestAccountId ever given to a user; those of removed users are not given again
 * @param highestGeneration ever given to tokens, of any user
 * @param byName in the order they were added
 */
record UserTable(int highestAccountId, long highestGeneration, Map<String, User> byName) {
    static final UserTable EMPTY = new UserTable(0, 0, Map.of());

    UserTable {
        byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
    }

    User find(String name) {
        User user = byName.get(name);
        if (user == null) {
            throw new AccountException(AccountError.UNKNOWN_USER, "user \"" + name + "\": there is none");
        }
        return user;
    }

    /** Two names that differ in case alone would be taken for each other by people. */
    boolean isTaken(String name) {
        String folded = name.toLowerCase(Locale.ROOT);
        return byName.keySet().stream()
                .anyMatch(other -> other.toLowerCase(Locale.ROOT).equals(folded));
    }

    void checkRoom(String name, int maxUsers) {
        if (isTaken(name)) {
            throw new AccountException(AccountError.NAME_TAKEN, "name = \"" + name + "\": somebody has it");
        }
        if (byName.size() >= maxUsers) {
            throw new AccountException(
                    AccountError.TOO_MANY, "there are " + maxUsers + " users, as many as access.max-users allows");
        }
    }

    /** The next account that no user has had, {@code floor} or above. */
    int nextAccountId(int floor) {
        if (highestAccountId >= User.MAX_ACCOUNT_ID) {
            throw new AccountException(AccountError.TOO_MANY, "no account id is left");
        }
        return Math.max(Math.max(1, floor), highestAccountId + 1);
    }

    UserTable with(User user) {
        Map<String, User> users = new LinkedHashMap<>(byName);
        users.put(user.name(), user);
        return new UserTable(
                Math.max(highestAccountId, user.accountId()),
                Math.max(highestGeneration, user.tokenGeneration()),
                users);
    }

    UserTable without(User user) {
        Map<String, User> users = new LinkedHashMap<>(byName);
        users.remove(user.name());
        return new UserTable(highestAccountId, highestGeneration, users);
    }
}
