package io.ringfence.transport.delivery.contact;

/** A refusal, in one line for people; never with a secret in it. */
public final class ContactException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ContactError error;

    ContactException(ContactError error, String message) {
        super(message);
        this.error = error;
    }

    static ContactException invalid(String field, String expected) {
        return new ContactException(ContactError.INVALID_FIELD, field + ": expected " + expected);
    }

    /** The reason. */
    public ContactError error() {
        return error;
    }
}
