package io.ringfence.transport.account;

/**
 * Who a client is.
 *
 * @param userName as the user registered it
 * @param accountId of the core
 */
public record Identity(String userName, int accountId) {
    /** The account whose users run the host. */
    public static final int OPERATOR_ACCOUNT_ID = 0;

    /** Whether it may do what concerns the whole host. */
    public boolean isOperator() {
        return accountId == OPERATOR_ACCOUNT_ID;
    }
}
