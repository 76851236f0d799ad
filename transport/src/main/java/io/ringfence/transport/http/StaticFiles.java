package io.ringfence.transport.http;

import io.ringfence.transport.edge.HttpReply;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The dashboard's files, from the class path below {@code /dashboard/}. Read once and kept, so their number bounds what is
 * held; only names of harmless characters are looked for.
 */
final class StaticFiles {
    private static final String ROOT = "/dashboard";
    private static final String INDEX = "/index.html";
    private static final String NAME = "(/[A-Za-z0-9_-][A-Za-z0-9._-]{0,63}){1,4}";
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

    private record Served(HttpReply reply, String etag) {}

    private final Map<String, Optional<Served>> files = new ConcurrentHashMap<>();
    private final int maxFiles;

    /** Keeps so many names, found or not. */
    StaticFiles(int maxFiles) {
        this.maxFiles = maxFiles;
    }

    /** The file of a path, or that it is still what the client has; empty where there is none. */
    Optional<HttpReply> get(String path, String ifNoneMatch) {
        String name = path.equals("/") ? INDEX : path;
        if (!name.matches(NAME) || name.contains("..")) {
            return Optional.empty();
        }
        Optional<Served> served = files.get(name);
        if (served == null) {
            served = read(name);
            if (files.size() < maxFiles) {
                files.put(name, served);
            }
        }
        return served.map(file -> file.etag().equals(ifNoneMatch)
                ? new HttpReply(304, "", new byte[0], file.reply().headers())
                : file.reply());
    }

    private static Optional<Served> read(String name) {
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (type == null) {
            return Optional.empty();
        }
        try (InputStream in = StaticFiles.class.getResourceAsStream(ROOT + name)) {
            if (in == null) {
                return Optional.empty();
            }
            byte[] bytes = in.readAllBytes();
            String etag = '"' + hash(bytes) + '"';
            HttpReply reply = new HttpReply(
                    200,
                    type,
                    bytes,
                    Map.of("etag", etag, "cache-control", "no-cache", "content-security-policy", POLICY));
            return Optional.of(new Served(reply, etag));
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
