package io.ringfence.transport.zeromq;

/** Ends the reading of a message that is wrong. Has no stack, as it is no fault of the program's. */
final class BadEventException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String eventId;

    /**
     * What is wrong.
     *
     * @param eventId as far as it could be read; empty: it could not
     * @param message names the field, its value and what was expected
     */
    BadEventException(String eventId, String message) {
        super(message, null, false, false);
        this.eventId = eventId;
    }

    String eventId() {
        return eventId;
    }
}
