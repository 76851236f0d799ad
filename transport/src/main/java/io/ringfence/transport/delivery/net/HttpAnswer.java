package io.ringfence.transport.delivery.net;

import java.net.http.HttpHeaders;
import java.util.Map;

/**
 * What a service answered, or why there is no answer.
 *
 * @param status of HTTP; 0 where there is no answer
 * @param headers of the answer
 * @param body its beginning
 * @param fault why there is none, in a few words without a secret; empty where there is one
 */
public record HttpAnswer(int status, HttpHeaders headers, String body, String fault) {
    static HttpAnswer none(String fault) {
        return new HttpAnswer(0, HttpHeaders.of(Map.of(), (name, value) -> true), "", fault);
    }

    /** Whether there is one. */
    public boolean isThere() {
        return fault.isEmpty();
    }

    /** Whether the service is content: 200 to 299. */
    public boolean isSuccess() {
        return status >= 200 && status <= 299;
    }

    /** In a few words: the fault or the status. */
    public String summary() {
        return isThere() ? "HTTP " + status : fault;
    }

    /** Without headers and body, in which others may have put what is private. */
    @Override
    public String toString() {
        return summary();
    }
}
