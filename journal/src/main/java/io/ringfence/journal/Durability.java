package io.ringfence.journal;

/** What an event that passed the gate survives. */
public enum Durability {
    /**
     * A killed process: a group is in the page cache before its events pass the gate. A machine that loses power may lose
     * the groups the operating system had not written yet.
     */
    PROCESS
}
