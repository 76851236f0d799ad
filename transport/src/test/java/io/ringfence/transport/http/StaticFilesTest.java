package io.ringfence.transport.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringfence.transport.edge.HttpReply;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StaticFilesTest {
    private final StaticFiles files = new StaticFiles(4);

    @Test
    void shouldServeAFileAndSayThatItIsTheSameWhenTheClientHasIt() {
        HttpReply first = files.get("/only-for-tests.txt", null).orElseThrow();
        assertEquals(200, first.status());
        assertEquals("for tests\n", new String(first.body(), StandardCharsets.UTF_8));
        assertEquals("text/plain; charset=utf-8", first.contentType());
        HttpReply second =
                files.get("/only-for-tests.txt", first.headers().get("etag")).orElseThrow();
        assertEquals(304, second.status());
        assertEquals(0, second.body().length);
        assertEquals(
                200,
                files.get("/only-for-tests.txt", "\"another\"").orElseThrow().status());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../io/ringfence/transport/http/openapi.json",
                "/..%2f",
                "//only-for-tests.txt",
                "/.hidden.txt",
                "/only-for-tests.class",
                "/absent.txt",
                "/a/b/c/d/e.txt",
                "",
                "only-for-tests.txt",
            })
    void shouldFindNothingWhenAPathIsNoneOfTheDashboards(String path) {
        assertEquals(Optional.empty(), files.get(path, null));
    }
}
