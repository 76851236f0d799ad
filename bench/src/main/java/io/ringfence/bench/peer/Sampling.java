package io.ringfence.bench.peer;

import io.ringfence.bench.rig.Recordings.Recording;

/** Takes the time of each n-th message, and reads the clock for no other. One thread. */
final class Sampling {
    private final Recording recording;
    private final long every;
    private long next;

    /** Of {@code every} messages the last is timed. */
    Sampling(Recording recording, long every) {
        this.recording = recording;
        this.every = every;
        this.next = every - 1;
    }

    /** The message of that index is here; indexes come in order. */
    void onArrival(long index, long dueNs) {
        if (index == next) {
            recording.record(dueNs, System.nanoTime());
            next += every;
        }
    }
}
