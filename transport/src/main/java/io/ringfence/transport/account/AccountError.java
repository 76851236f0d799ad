package io.ringfence.transport.account;

/** Why something about users or broker keys is refused. */
public enum AccountError {
    /** A field is of the wrong form; the message names it. */
    INVALID_FIELD(false),
    /** Somebody has that name already, whatever its case. */
    NAME_TAKEN(false),
    /** There is no such user. */
    UNKNOWN_USER(false),
    /** There is no such broker key. */
    UNKNOWN_KEY(false),
    /** As many as there may be. */
    TOO_MANY(false),
    /** Registration is closed. */
    REGISTRATION_CLOSED(false),
    /** Name and password do not belong together, or the user is disabled; never said which. */
    BAD_CREDENTIALS(false),
    /** Too many failed logins; wait. */
    THROTTLED(true),
    /** Too many passwords are being hashed; try again. */
    BUSY(true),
    /** A file cannot be read or written. */
    STORAGE(true);

    private final boolean isTemporary;

    AccountError(boolean isTemporary) {
        this.isTemporary = isTemporary;
    }

    /** Whether the same request may succeed later. */
    public boolean isTemporary() {
        return isTemporary;
    }
}
