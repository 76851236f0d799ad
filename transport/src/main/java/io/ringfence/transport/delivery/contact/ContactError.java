package io.ringfence.transport.delivery.contact;

/** Why something about contacts is refused. */
public enum ContactError {
    /** A field is of the wrong form; the message names it. */
    INVALID_FIELD,
    /** As many as there may be. */
    TOO_MANY,
    /** There is no such contact. */
    UNKNOWN_CONTACT
}
