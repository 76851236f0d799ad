package io.ringfence.transport.account;

import java.util.regex.Pattern;

/**
 * Somebody who may log in.
 *
 * @param name 1 to 32 of A-Z a-z 0-9 - _ .
 * @param accountId of the core; 0: the host's operator
 * @param passwordHash in PHC string format
 * @param createdMs since 1970
 * @param tokenGeneration of valid tokens; each older one is void. Drawn from one counter for all users, so that it never comes
 *     again, not even for a later user of the same name
 * @param isEnabled whether logins and tokens are accepted
 */
public record User(
        String name, int accountId, String passwordHash, long createdMs, long tokenGeneration, boolean isEnabled) {
    static final int MAX_ACCOUNT_ID = Integer.MAX_VALUE - 1;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,32}");

    /** Validates. */
    public User {
        checkName(name);
        checkAccount(accountId);
    }

    /** What others are told of it. */
    public Identity identity() {
        return new Identity(name, accountId);
    }

    static boolean isName(String name) {
        return name != null && NAME.matcher(name).matches();
    }

    static void checkName(String name) {
        if (!isName(name)) {
            throw AccountException.invalid("name", shown(name), "1 to 32 of A-Z a-z 0-9 - _ .");
        }
    }

    static void checkAccount(int accountId) {
        if (accountId < 0 || accountId > MAX_ACCOUNT_ID) {
            throw AccountException.invalid("account", accountId, "0 to " + MAX_ACCOUNT_ID);
        }
    }

    /** Of a name that is none: short, and without what could break a line. */
    private static String shown(String name) {
        if (name == null) {
            return "";
        }
        String start = name.length() > 40 ? name.substring(0, 40) + "…" : name;
        return start.replaceAll("\\p{Cntrl}", "?");
    }

    User withPassword(String hash) {
        return new User(name, accountId, hash, createdMs, tokenGeneration, isEnabled);
    }

    User withGeneration(long generation) {
        return new User(name, accountId, passwordHash, createdMs, generation, isEnabled);
    }

    User enabled(boolean enabled) {
        return new User(name, accountId, passwordHash, createdMs, tokenGeneration, enabled);
    }

    /** Without the hash. */
    @Override
    public String toString() {
        return "User[name=" + name + ", accountId=" + accountId + ", createdMs=" + createdMs + ", tokenGeneration="
                + tokenGeneration + ", isEnabled=" + isEnabled + "]";
    }
}
