package io.ringfence.config.gateway;

import io.ringfence.config.Json;
import io.ringfence.config.RunningNode;
import io.ringfence.transport.account.AccountsConfig;
import io.ringfence.transport.account.Users;
import io.ringfence.transport.account.UsersListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The operator of a host and its users, each with an account of the same name; added before the host starts. */
final class Members {
    static final String OPERATOR = "operator";

    private static final String PASSWORD = "correct horse battery";
    private static final long PATIENCE_S = 60;

    private final Path directory;
    private final List<String> names;
    /** Good for all of a host's starts. */
    private final Map<String, String> tokens = new ConcurrentHashMap<>();

    private Members(Path directory, List<String> names) {
        this.directory = directory;
        this.names = names;
    }

    /** Adds them, accounts from 1. The files of everything go under {@code directory}. */
    static Members of(Path directory, String... names) throws Exception {
        try (Users users = new Users(AccountsConfig.defaults(directory.resolve("accounts")), UsersListener.NONE)) {
            users.start();
            add(users, OPERATOR, 0);
            for (int i = 0; i < names.length; i++) {
                add(users, names[i], i + 1);
            }
        }
        return new Members(directory, List.of(names));
    }

    private static void add(Users users, String name, int account) throws Exception {
        users.add(name, PASSWORD.toCharArray(), account, System.currentTimeMillis())
                .get(PATIENCE_S, TimeUnit.SECONDS);
    }

    /** Starts the host, for the first time or again. */
    RunningNode start(String... more) throws Exception {
        String accounts = IntStream.range(0, names.size())
                .mapToObj(i -> "{ id = " + (i + 1) + ", name = " + names.get(i) + ", start-cash = 1000000 }")
                .collect(Collectors.joining(", ", "accounts=[", "]"));
        List<String> settings = new ArrayList<>(List.of(
                "edge.access=tokens",
                "access.tokens.lifetime=2 hours",
                "delivery.contacts.directory=" + directory.resolve("contacts"),
                // Nobody is hurried: a session that does not acknowledge is not asked twice.
                "events.ack-timeout=10 minutes",
                "edge.messages-per-second=10000",
                "edge.message-burst=10000",
                accounts));
        settings.addAll(List.of(more));
        return RunningNode.open(directory, settings.toArray(String[]::new));
    }

    /** One of them as a client of the host. */
    Member at(RunningNode node, String name) throws Exception {
        String token = tokens.get(name);
        if (token == null) {
            token = login(node, name);
            tokens.put(name, token);
        }
        return new Member(node.address(), token);
    }

    private static String login(RunningNode node, String name) throws IOException, InterruptedException {
        String body = "{\"username\":\"" + name + "\",\"password\":\"" + PASSWORD + "\"}";
        String answer = new Member(node.address(), null).send("POST", "/auth/login", body);
        return (String) ((Map<?, ?>) Json.parse(answer)).get("token");
    }
}
