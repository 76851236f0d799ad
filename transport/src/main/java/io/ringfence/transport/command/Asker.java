package io.ringfence.transport.command;

/**
 * Who asks.
 *
 * @param accountId whose commands they are; the host's own for an operator, who may act on everything
 */
public record Asker(int accountId) {
    /** The host's own account. */
    public static final int HOST_ACCOUNT = 0;

    /** Whether the host is its to run. */
    public boolean isOperator() {
        return accountId == HOST_ACCOUNT;
    }

    /** Whether it may act on what belongs to an account. */
    boolean mayActFor(int ownerId) {
        return isOperator() || ownerId == accountId;
    }
}
