package io.ringfence.config.cli;

/** What the process says when it ends. */
final class ExitCode {
    static final int GOOD = 0;
    /** Something is wrong with what was looked at. */
    static final int FINDING = 1;
    /** The command or the configuration is wrong. */
    static final int USAGE = 2;
    /** The core stopped itself. */
    static final int HALTED = 70;

    private ExitCode() {}
}
