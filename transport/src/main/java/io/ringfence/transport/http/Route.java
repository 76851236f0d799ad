package io.ringfence.transport.http;

import java.util.Map;

/**
 * A path and a method that are a command or a query.
 *
 * @param method of HTTP
 * @param prefix first part of the path, such as {@code /strategies}
 * @param field that the second part is; null where there is none
 * @param suffix third part; empty where there is none
 * @param type of the message that it stands for
 */
record Route(String method, String prefix, String field, String suffix, String type) {
    /** The field's value in a path of this shape, {@code ""} where it has no field; null for another shape. */
    String match(String path) {
        if (field == null) {
            return path.equals(prefix) ? "" : null;
        }
        boolean fits = path.startsWith(prefix + "/") && path.endsWith(suffix);
        int end = path.length() - suffix.length();
        if (!fits || end <= prefix.length() + 1) {
            return null;
        }
        String value = path.substring(prefix.length() + 1, end);
        return value.indexOf('/') >= 0 ? null : value;
    }

    /** What the path says that a message would. */
    Map<String, String> fields(String value) {
        return field == null ? Map.of() : Map.of(field, value);
    }
}
