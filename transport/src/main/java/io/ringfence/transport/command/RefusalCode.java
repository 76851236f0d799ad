package io.ringfence.transport.command;

/** Why a request was not carried out, as the protocol's page has it. */
public enum RefusalCode {
    /** Not one JSON object, or a field twice. */
    INVALID_JSON(400, false),
    /** A field that has to be there. */
    MISSING_FIELD(400, false),
    /** A value of the wrong kind or size. */
    INVALID_FIELD(400, false),
    /** A type that is not in the tables. */
    UNKNOWN_TYPE(400, false),
    /** No token, or one that does not hold; or a name and password that do not fit. */
    UNAUTHORIZED(401, false),
    /** Not the client's to ask. */
    FORBIDDEN(403, false),
    /** No such path, or no such thing of the client's. */
    NOT_FOUND(404, false),
    /** A path that is there, and not for this method. */
    METHOD_NOT_ALLOWED(405, false),
    /** The core's verdict. */
    REFUSED(409, false),
    /** A body that is over the bound. */
    TOO_LARGE(413, false),
    /** Too many requests or logins. */
    RATE_LIMITED(429, true),
    /** A failure of the edge's own. */
    INTERNAL(500, true),
    /** The ring takes no commands now. */
    BUSY(503, true),
    /** The core has halted. */
    HALTED(503, false);

    private final int httpStatus;
    private final boolean isTemporary;

    RefusalCode(int httpStatus, boolean isTemporary) {
        this.httpStatus = httpStatus;
        this.isTemporary = isTemporary;
    }

    /** Status of the answer over HTTP. */
    public int httpStatus() {
        return httpStatus;
    }

    /** Whether the same request may succeed later. */
    public boolean isTemporary() {
        return isTemporary;
    }
}
