package io.ringfence.journal;

/** What an event that passed the gate survives. */
public enum Durability {
    /**
     * A killed process: a group is in the page cache before its events pass the gate. A machine that loses power may lose
     * the groups the operating system had not written yet.
     */
    PROCESS,
    /**
     * A machine that loses power: a group is synced to the device before its events pass the gate. Events that come while a
     * sync is under way form the next group by themselves, so the sync's time is the most an event waits for others.
     */
    POWER
}
