package io.ringfence.config.crash;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/** Asks over HTTP, with the command's id as {@code Idempotency-Key}. */
final class HttpLine implements AskingLine {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int MOST_WAIT_NS = 3_000_000;
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Passes passes;
    private final int account;
    private final Random random;

    HttpLine(Passes passes, int account, Random random) {
        this.passes = passes;
        this.account = account;
        this.random = random;
    }

    @Override
    public String ask(String address, SentEvent event, boolean isAnswerWanted) throws IOException {
        HttpRequest request = request(address, "/events")
                .header("Idempotency-Key", event.commandId)
                .POST(BodyPublishers.ofString(event.json))
                .build();
        if (isAnswerWanted) {
            return answer(request);
        }
        CompletableFuture<HttpResponse<String>> exchange = HTTP.sendAsync(request, BodyHandlers.ofString());
        LockSupport.parkNanos(random.nextInt(MOST_WAIT_NS));
        exchange.cancel(true);
        return null;
    }

    /** What a path shows. */
    String get(String address, String path) throws IOException {
        return answer(request(address, path).GET().build());
    }

    /** Sends something. */
    String send(String method, String address, String path, String commandId, String json) throws IOException {
        return answer(request(address, path)
                .header("Idempotency-Key", commandId)
                .method(method, BodyPublishers.ofString(json.replace('\'', '"')))
                .build());
    }

    private HttpRequest.Builder request(String address, String path) throws IOException {
        String base = address.replaceFirst("^ws:/+", "http://").replaceFirst("/ws$", "");
        return HttpRequest.newBuilder(URI.create(base + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + passes.token(address, account, false));
    }

    private static String answer(HttpRequest request) throws IOException {
        try {
            return HTTP.send(request, BodyHandlers.ofString()).body();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        // Its connections are the client's.
    }
}
