package io.ringfence.config.node;

/** A strategy plug-in that is not there, or cannot be used: the host must not go on without it. */
public final class PluginException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PluginException(String message, Throwable cause) {
        super(message, cause);
    }
}
