package io.ringfence.journal.replica;

/** The journal says of an event that was applied that it is to be left out. */
final class DecidedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long sequence;

    DecidedException(long sequence) {
        super("the event with sequence " + sequence + " was left out by an operator's decision", null, false, false);
        this.sequence = sequence;
    }

    /** Of the event that is to be left out. */
    long sequence() {
        return sequence;
    }
}
