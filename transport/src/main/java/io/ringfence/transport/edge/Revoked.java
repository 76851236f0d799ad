package io.ringfence.transport.edge;

/** Told to a user's connections when its tokens are no longer good. */
enum Revoked {
    /** The only one. */
    INSTANCE
}
