package io.ringfence.config.crash;

import io.ringfence.transport.account.AccountsConfig;
import io.ringfence.transport.account.Users;
import io.ringfence.transport.account.UsersListener;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What clients show to a host to be let in: a token of a user, one for each account; or nothing where it asks for nothing. */
final class Passes {
    private static final String PASSWORD = "correct horse battery";
    private static final int BUSY = 503;
    private static final long PATIENCE_S = 60;
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Pattern TOKEN = Pattern.compile("\"token\":\"([^\"]+)\"");

    private final Path directory;
    private final Map<Integer, String> tokens = new ConcurrentHashMap<>();

    private Passes(Path directory) {
        this.directory = directory;
    }

    /** Of a host that is open. */
    static Passes none() {
        return new Passes(null);
    }

    /** Of users that are added before the host starts. */
    static Passes ofUsers(Path directory) throws Exception {
        try (Users users = new Users(AccountsConfig.defaults(directory), UsersListener.NONE)) {
            users.start();
            for (int account = 0; account < Told.ACCOUNTS; account++) {
                users.add(name(account), PASSWORD.toCharArray(), account, System.currentTimeMillis())
                        .get(PATIENCE_S, TimeUnit.SECONDS);
            }
        }
        return new Passes(directory);
    }

    private static String name(int account) {
        return "user-" + account;
    }

    boolean areNeeded() {
        return directory != null;
    }

    /** What a host has to be told of them. */
    List<String> settings() {
        return areNeeded()
                ? List.of("edge.access=tokens", "access.directory=" + directory, "access.tokens.lifetime=2 hours")
                : List.of("edge.access=open");
    }

    /** The newest token for an account; logs in where there is none, or another one is wanted. */
    String token(String address, int account, boolean isAnew) throws IOException {
        String known = tokens.get(account);
        if (known == null || isAnew) {
            known = login(address, account);
            tokens.put(account, known);
        }
        return known;
    }

    private static String login(String address, int account) throws IOException {
        URI login = URI.create(address.replaceFirst("^ws:/+", "http://").replaceFirst("/ws$", "/auth/login"));
        String body = "{\"username\":\"" + name(account) + "\",\"password\":\"" + PASSWORD + "\"}";
        HttpRequest request = HttpRequest.newBuilder(login)
                .timeout(Duration.ofSeconds(PATIENCE_S))
                .POST(BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString());
            if (answer.statusCode() == BUSY) {
                // It listens before its core takes events.
                throw new IOException(answer.body());
            }
            Matcher token = TOKEN.matcher(answer.body());
            if (answer.statusCode() != 200 || !token.find()) {
                throw new AssertionError("a login was answered with " + answer.statusCode() + " " + answer.body());
            }
            return token.group(1);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
