package io.ringfence.config.api;

import io.ringfence.config.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The served description, as a judge of answers. Stricter than JSON Schema: an answer may have no field that is not
 * described, so that the description cannot fall behind. It knows the keywords that the description uses, and no others.
 */
final class OpenApi {
    private final Map<?, ?> document;

    OpenApi(String json) throws java.io.IOException {
        document = (Map<?, ?>) Json.parse(json);
    }

    /** What is wrong with an answer; empty for nothing. */
    List<String> faults(String method, String path, int status, String body) throws java.io.IOException {
        Map<?, ?> operation = object(object(object(document, "paths"), template(path)), method.toLowerCase());
        Map<?, ?> responses = object(operation, "responses");
        Object described = responses.get(Integer.toString(status));
        Map<?, ?> response = (Map<?, ?>) (described == null ? responses.get("default") : described);
        if (response == null) {
            return List.of(method + " " + path + ": status " + status + " is not described");
        }
        Map<?, ?> content = object(response, "content");
        if (!content.containsKey("application/json")) {
            return List.of();
        }
        List<String> faults = new ArrayList<>();
        check(object(object(content, "application/json"), "schema"), Json.parse(body), method + " " + path, faults);
        return faults;
    }

    /** The described path of a real one. */
    private String template(String path) {
        for (Object described : object(document, "paths").keySet()) {
            String pattern = described.toString().replaceAll("\\{[^}]+}", "[^/]+");
            if (path.matches(pattern)) {
                return described.toString();
            }
        }
        throw new AssertionError(path + " is not described");
    }

    private static Map<?, ?> object(Map<?, ?> parent, String name) {
        Object child = parent.get(name);
        if (!(child instanceof Map<?, ?> found)) {
            throw new AssertionError("the description has no " + name);
        }
        return found;
    }

    private void check(Map<?, ?> schema, Object value, String at, List<String> faults) {
        if (schema.get("$ref") instanceof String reference) {
            String name = reference.substring(reference.lastIndexOf('/') + 1);
            check(object(object(object(document, "components"), "schemas"), name), value, at, faults);
            return;
        }
        if (schema.get("oneOf") instanceof List<?> choices) {
            checkOneOf(choices, value, at, faults);
            return;
        }
        checkValue(schema, value, at, faults);
    }

    private void checkOneOf(List<?> choices, Object value, String at, List<String> faults) {
        List<String> all = new ArrayList<>();
        for (Object choice : choices) {
            List<String> ofChoice = new ArrayList<>();
            check((Map<?, ?>) choice, value, at, ofChoice);
            if (ofChoice.isEmpty()) {
                return;
            }
            all.addAll(ofChoice);
        }
        faults.addAll(all);
    }

    private void checkValue(Map<?, ?> schema, Object value, String at, List<String> faults) {
        boolean isOfType = switch ((String) schema.get("type")) {
            case "object" -> value instanceof Map;
            case "array" -> value instanceof List;
            case "string" -> value instanceof String;
            case "boolean" -> value instanceof Boolean;
            case "integer", "number" -> value instanceof BigDecimal;
            case "null" -> value == null;
            default -> throw new AssertionError("type " + schema.get("type"));
        };
        if (!isOfType) {
            faults.add(at + " = " + value + ": expected " + schema.get("type"));
        } else if (value instanceof Map<?, ?> fields) {
            checkFields(schema, fields, at, faults);
        } else if (value instanceof List<?> items) {
            items.forEach(item -> check(object(schema, "items"), item, at + "[]", faults));
        } else if (value instanceof String text) {
            checkText(schema, text, at, faults);
        }
    }

    private static void checkText(Map<?, ?> schema, String text, String at, List<String> faults) {
        boolean isEnum = !(schema.get("enum") instanceof List<?> values) || values.contains(text);
        boolean isConst = schema.get("const") == null || schema.get("const").equals(text);
        boolean isMatch = schema.get("pattern") == null || text.matches((String) schema.get("pattern"));
        if (!isEnum || !isConst || !isMatch) {
            faults.add(at + " = " + text + ": expected " + schema);
        }
    }

    private void checkFields(Map<?, ?> schema, Map<?, ?> fields, String at, List<String> faults) {
        Map<?, ?> properties = schema.get("properties") instanceof Map<?, ?> named ? named : Map.of();
        if (schema.get("required") instanceof List<?> required) {
            required.stream()
                    .filter(name -> !fields.containsKey(name))
                    .forEach(name -> faults.add(at + "." + name + " is missing"));
        }
        fields.forEach((name, value) -> {
            Object described = properties.get(name);
            if (described == null) {
                described = schema.get("additionalProperties");
            }
            if (described == null) {
                faults.add(at + "." + name + " is not described");
            } else {
                check((Map<?, ?>) described, value, at + "." + name, faults);
            }
        });
    }
}
