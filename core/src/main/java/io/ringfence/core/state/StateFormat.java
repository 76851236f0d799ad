package io.ringfence.core.state;

/** The format of the state's bytes. */
public final class StateFormat {
    /**
     * Counted up by a build that writes the state in another way; {@link StateSource#version()} then tells readers which
     * values are there.
     */
    public static final int VERSION = 1;

    /** Longest text in the state. */
    static final int MAX_TEXT_CHARACTERS = 65_536;

    private StateFormat() {}
}
