package io.ringfence.core.state;

/** State that cannot be read back, since it is not this build's format or not for this core; or that a plug-in fails to write. */
public final class StateFormatException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Says what is wrong. */
    public StateFormatException(String message) {
        super(message);
    }
}
