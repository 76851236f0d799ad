package io.ringfence.core.ring;

/**
 * Why a core halted.
 *
 * @param stage the stage that failed
 * @param sequence the event it failed on
 * @param cause what it threw
 */
public record Halt(String stage, long sequence, Throwable cause) {
    /** One line for people. */
    public String describe() {
        return "halted: stage " + stage + " failed at sequence " + sequence + ": " + cause;
    }
}
