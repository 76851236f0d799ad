package io.ringfence.transport.edge;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What is answered to an HTTP request.
 *
 * @param status of HTTP
 * @param contentType of the body
 * @param body may be empty; not to be changed
 * @param headers further ones, by their names in lower case
 */
public record HttpReply(int status, String contentType, byte[] body, Map<String, String> headers) {
    /** An object of the protocol. */
    public static HttpReply json(int status, String json) {
        return new HttpReply(status, "application/json", json.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    /** Text for people. */
    public static HttpReply text(int status, String text) {
        return new HttpReply(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    /** The same with one more header. */
    public HttpReply with(String name, String value) {
        Map<String, String> more = new java.util.TreeMap<>(headers);
        more.put(name, value);
        return new HttpReply(status, contentType, body, more);
    }
}
