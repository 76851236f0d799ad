package io.ringfence.transport.client;

import java.util.Map;

/** The edge's answer {@code error}: see its table of codes. */
public final class EdgeRefused extends Exception {
    private static final long serialVersionUID = 1;

    private final String code;
    private final boolean temporary;
    private final String verdict;
    private final long retryAfterMs;

    EdgeRefused(EdgeMessage error) {
        super(error.text("code") + ": " + error.text("message"));
        this.code = String.valueOf(error.text("code"));
        this.temporary = Boolean.TRUE.equals(error.fields().get("temporary"));
        this.verdict = error.text("verdict");
        this.retryAfterMs = error.number("retryAfterMs", 0);
    }

    /** A refusal that no edge sent, for token sources: permanent, so that the client stops. */
    public EdgeRefused(String code, String message) {
        this(new EdgeMessage("error", Map.of("code", code, "message", message, "temporary", false)));
    }

    /** For programs. */
    public String code() {
        return code;
    }

    /** Whether the same may succeed later. */
    public boolean isTemporary() {
        return temporary;
    }

    /** The core's verdict on a command; null for other refusals. */
    public String verdict() {
        return verdict;
    }

    /** When to come again; 0 where the edge does not say. */
    public long retryAfterMs() {
        return retryAfterMs;
    }
}
