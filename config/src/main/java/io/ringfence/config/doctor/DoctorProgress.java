package io.ringfence.config.doctor;

/** Is told how far the measurements are; on the thread that asked for them, several times a second. */
public interface DoctorProgress {
    /**
     * Tells it.
     *
     * @param what is measured, in a word or two
     * @param doneMs of the time that all take
     * @param allMs that time
     */
    void at(String what, long doneMs, long allMs);
}
