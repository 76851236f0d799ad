package io.ringfence.config.stat;

import java.util.Locale;

/** Where a host stands. The first four are its own word; codes are for ever. */
public enum HostState {
    /** It recovers, or makes its parts. */
    STARTING(1),
    /** It does its work. */
    RUNNING(2),
    /** Its core has halted. */
    HALTED(3),
    /** It was closed in an orderly way. */
    ENDED(4),
    /** Its process is gone, and it did not say why. */
    DEAD(0),
    /** Its process is there, but has not written for a while: stopped, or without a core to run on. */
    SILENT(0);

    private final int code;

    HostState(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    static HostState of(int code) {
        for (HostState state : values()) {
            if (code > 0 && state.code == code) {
                return state;
            }
        }
        throw new IllegalArgumentException("state " + code);
    }

    /** Whether there is a process that does something. */
    public boolean isUp() {
        return this == STARTING || this == RUNNING;
    }

    /** In words. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
