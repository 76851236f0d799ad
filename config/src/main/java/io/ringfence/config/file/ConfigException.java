package io.ringfence.config.file;

/** A fault in the configuration, in one line for people: key, value, why, and where it stands. */
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ConfigException(String message) {
        super(message);
    }

    ConfigException(String message, Throwable cause) {
        super(message, cause);
    }
}
