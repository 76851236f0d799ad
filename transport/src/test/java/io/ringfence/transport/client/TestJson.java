package io.ringfence.transport.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** JSON for tests of other packages. */
public final class TestJson {
    private TestJson() {}

    /** Reads an object. */
    public static Map<String, Object> object(String text) {
        try {
            return fields(Json.value(text));
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }

    /** An object's fields. */
    public static Map<String, Object> fields(Object object) {
        return Json.fields(object);
    }

    /** Writes maps, lists and values. */
    public static String write(Object value) {
        return Json.write(value);
    }
}
