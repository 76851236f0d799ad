package io.ringfence.transport.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ringfence.transport.edge.HttpReply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StaticFilesTest {
    private final StaticFiles files = new StaticFiles(List.of("/only-for-tests.txt"));

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

    @Test
    void shouldServeTheDashboardWhenManyNamesThatAreNoneWereAskedFor() {
        StaticFiles dashboard = new StaticFiles(StaticFiles.DASHBOARD);
        for (int i = 0; i < 1_000; i++) {
            assertEquals(Optional.empty(), dashboard.get("/" + i + ".js", null));
        }
        HttpReply first = dashboard.get("/", null).orElseThrow();
        assertSame(first, dashboard.get("/index.html", null).orElseThrow());
    }

    /** A file that is added has to be named. */
    @Test
    void shouldNameAllFilesOfTheDashboard() throws IOException {
        Path root = Path.of("src/main/resources/dashboard");
        try (Stream<Path> files = Files.walk(root)) {
            assertEquals(
                    new TreeSet<>(StaticFiles.DASHBOARD),
                    files.filter(Files::isRegularFile)
                            .map(file -> "/" + root.relativize(file).toString().replace('\\', '/'))
                            .filter(name -> !name.endsWith(".md"))
                            .collect(Collectors.toCollection(TreeSet::new)));
        }
    }

    @Test
    void shouldNameTheFileWhenOneIsNotThere() {
        String message = assertThrows(IllegalArgumentException.class, () -> new StaticFiles(List.of("/absent.txt")))
                .getMessage();
        assertEquals("/absent.txt: expected a file on the class path below /dashboard", message);
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
