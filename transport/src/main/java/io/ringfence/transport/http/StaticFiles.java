package io.ringfence.transport.http;

import io.ringfence.transport.edge.HttpReply;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The dashboard's files, from the class path below {@code /dashboard/}. All are read at once and kept, so that no request
 * makes an event loop read a file, and no name that somebody makes up takes the place of one.
 */
final class StaticFiles {
    private static final String ROOT = "/dashboard";
    private static final String INDEX = "/index.html";
    private static final int ETAG_CHARS = 32;

    /** Nothing but the page's own files and connections, and nobody's frame. */
    private static final String POLICY =
            "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "mjs", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "json", "application/json",
            "svg", "image/svg+xml",
            "png", "image/png",
            "ico", "image/x-icon",
            "txt", "text/plain; charset=utf-8",
            "woff2", "font/woff2");

    /** A directory of the class path cannot be listed everywhere. */
    static final List<String> DASHBOARD = List.of(
            "/app.js",
            "/chart.js",
            "/dom.js",
            "/events.js",
            "/format.js",
            "/icon.svg",
            INDEX,
            "/latency.js",
            "/panels.js",
            "/ringfence-client.js",
            "/session.js",
            "/style.css",
            "/vendor/lightweight-charts-5.2.1.js",
            "/vendor/lightweight-charts-LICENSE.txt");

    private record Served(HttpReply reply, String etag) {}

    private final Map<String, Served> files;

    /** Reads files by their names below the root; each has to be there. */
    StaticFiles(List<String> names) {
        files = names.stream().collect(Collectors.toUnmodifiableMap(name -> name, StaticFiles::read));
    }

    /** The file of a path, or that it is still what the client has; empty where there is none. */
    Optional<HttpReply> get(String path, String ifNoneMatch) {
        String name = path.equals("/") ? INDEX : path;
        return Optional.ofNullable(files.get(name))
                .map(file -> file.etag().equals(ifNoneMatch)
                        ? new HttpReply(304, "", new byte[0], file.reply().headers())
                        : file.reply());
    }

    private static Served read(String name) {
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (type == null) {
            throw new IllegalArgumentException(name + ": expected a name that ends in one of " + TYPES.keySet());
        }
        try (InputStream in = StaticFiles.class.getResourceAsStream(ROOT + name)) {
            if (in == null) {
                throw new IllegalArgumentException(name + ": expected a file on the class path below " + ROOT);
            }
            byte[] bytes = in.readAllBytes();
            String etag = '"' + hash(bytes) + '"';
            HttpReply reply = new HttpReply(
                    200,
                    type,
                    bytes,
                    Map.of("etag", etag, "cache-control", "no-cache", "content-security-policy", POLICY));
            return new Served(reply, etag);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes))
                    .substring(0, ETAG_CHARS);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
