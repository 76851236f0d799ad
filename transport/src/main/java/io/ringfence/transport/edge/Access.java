package io.ringfence.transport.edge;

/** Who may see and do what on the edge. */
public enum Access {
    /** Prices for everybody; all else for users who have shown a token, each for the own account. */
    TOKENS,
    /** Every client acts for the host's operator, without a token. For tests and for a machine of one's own. */
    OPEN
}
