package io.ringfence.transport.account;

/** A refusal, in one line for people; never with a secret in it. */
public final class AccountException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final AccountError error;

    AccountException(AccountError error, String message) {
        this(error, message, null);
    }

    AccountException(AccountError error, String message, Throwable cause) {
        super(message, cause);
        this.error = error;
    }

    static AccountException invalid(String field, Object value, String expected) {
        return new AccountException(AccountError.INVALID_FIELD, field + " = \"" + value + "\": expected " + expected);
    }

    /** Of a value that must not be shown. */
    static AccountException invalidSecret(String field, String expected) {
        return new AccountException(AccountError.INVALID_FIELD, field + ": expected " + expected);
    }

    /** The reason. */
    public AccountError error() {
        return error;
    }
}
