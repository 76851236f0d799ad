package io.ringfence.config.cli;

/** A value of an option that cannot be used: told in one line, without the usage behind it. */
final class ArgumentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ArgumentException(String message) {
        super(message);
    }

    ArgumentException(String option, Object value, String expected) {
        super(option + " = " + value + ": expected " + expected);
    }
}
