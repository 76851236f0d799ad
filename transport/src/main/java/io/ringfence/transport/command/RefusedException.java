package io.ringfence.transport.command;

/** Ends the reading of a request that is wrong. Has no stack, as it is no fault of the program's. */
public final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Answer.Refusal refusal;

    /** One that says this. */
    public RefusedException(Answer.Refusal refusal) {
        super(refusal.message(), null, false, false);
        this.refusal = refusal;
    }

    /** What the client is told. */
    public Answer.Refusal refusal() {
        return refusal;
    }
}
