package io.ringfence.config.cli;

import io.ringfence.config.file.ConfigFile;
import io.ringfence.config.node.AccountSpec;
import io.ringfence.config.node.NodeConfig;
import io.ringfence.transport.account.AccountsConfig;
import io.ringfence.transport.account.Users;
import io.ringfence.transport.account.UsersListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import picocli.CommandLine.Option;

/** Whose users a command works on. */
final class UserTarget {
    @Option(names = "--config", paramLabel = "FILE", description = "the host's HOCON file; without one, the demo")
    private Path file;

    @Option(
            names = "--strategies",
            paramLabel = "FILE",
            description = "the host's strategies file, whose accounts are not given to a new user")
    private Path strategies;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description =
                    "one setting over the file; may be repeated. For example --set access.directory=/srv/accounts")
    private final List<String> settings = new ArrayList<>();

    private NodeConfig config;

    /** The users as they are; the caller closes them. */
    Users open() throws IOException {
        config = ConfigFile.load(Optional.ofNullable(file), Optional.ofNullable(strategies), settings);
        AccountsConfig access = config.access()
                .orElseThrow(() -> new ArgumentException("access.enabled = false: this host has no users"));
        Users users = new Users(access, UsersListener.NONE);
        try {
            users.start();
        } catch (IOException e) {
            users.close();
            throw e;
        }
        return users;
    }

    /** Above every account of the configuration. */
    int floorAccountId() {
        return 1
                + config.declared().accounts().stream()
                        .mapToInt(AccountSpec::id)
                        .max()
                        .orElse(AccountSpec.HOST_ID);
    }

    /** The value, or the exception it failed with as it is. */
    static <T> T await(CompletableFuture<T> result) {
        try {
            return result.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException refusal) {
                throw refusal;
            }
            throw e;
        }
    }
}
