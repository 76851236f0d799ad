package io.ringfence.config.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringfence.config.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A client over HTTP, all of whose answers are held against the served description. */
final class ApiClient {
    /** An answer's status, headers and fields. */
    record Reply(int status, Map<String, List<String>> headers, String body) {
        /** A field of the object, as text. */
        String field(String name) throws IOException {
            return String.valueOf(((Map<?, ?>) Json.parse(body)).get(name));
        }

        /** A list of objects. */
        List<?> list(String name) throws IOException {
            return (List<?>) ((Map<?, ?>) Json.parse(body)).get(name);
        }
    }

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String base;
    private final String token;
    private final OpenApi described;

    private ApiClient(String base, String token, OpenApi described) {
        this.base = base;
        this.token = token;
        this.described = described;
    }

    static ApiClient to(String webSocketAddress) throws Exception {
        String base = webSocketAddress.replaceFirst("^ws:/+", "http://").replaceFirst("/ws$", "");
        ApiClient plain = new ApiClient(base, null, null);
        return new ApiClient(
                base,
                null,
                new OpenApi(plain.send("GET", "/openapi.json", null, null).body()));
    }

    ApiClient as(String otherToken) {
        return new ApiClient(base, otherToken, described);
    }

    Reply get(String path) throws Exception {
        return send("GET", path, null, null);
    }

    Reply post(String path, String body) throws Exception {
        return send("POST", path, body, null);
    }

    Reply send(String method, String path, String body, String key) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(20));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        String json = body == null ? "" : body.replace('\'', '"');
        request.method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json));
        HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
        if (described != null && response.statusCode() != 404 && response.statusCode() != 405) {
            String plainPath = URI.create(path).getPath();
            assertEquals(
                    List.of(),
                    described.faults(method, plainPath, response.statusCode(), response.body()),
                    response.body());
        }
        return new Reply(response.statusCode(), response.headers().map(), response.body());
    }
}
