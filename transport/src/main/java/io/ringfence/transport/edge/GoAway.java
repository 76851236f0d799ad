package io.ringfence.transport.edge;

/** Told to every connection when the edge is closed. */
enum GoAway {
    /** The only one. */
    INSTANCE
}
