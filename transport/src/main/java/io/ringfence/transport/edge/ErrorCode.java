package io.ringfence.transport.edge;

/** Codes of error replies. */
enum ErrorCode {
    /** Not one JSON object. */
    INVALID_JSON,
    /** A field that the type needs is not there. */
    MISSING_FIELD,
    /** A field that has a value it cannot have. */
    INVALID_FIELD,
    /** A type that this version does not know. */
    UNKNOWN_TYPE,
    /** A channel that this version does not have. */
    UNKNOWN_CHANNEL,
    /** No token was shown, or it does not hold. */
    UNAUTHORIZED,
    /** Not the client's to see or do. */
    FORBIDDEN,
    /** More than the bound on a connection's subscriptions. */
    TOO_MANY_SUBSCRIPTIONS
}
