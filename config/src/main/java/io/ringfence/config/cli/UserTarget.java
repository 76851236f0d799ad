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
            description = "the host's strategies file, checked with the rest")
    private Path strategies;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description =
                    "one setting over the file; may be repeated. For example --set access.directory=/srv/accounts")
    private final List<String> settings = new ArrayList<>();

    /** The users as they are; the caller closes them. */
    Users open() throws IOException {
        NodeConfig config = ConfigFile.load(Optional.ofNullable(file), Optional.ofNullable(strategies), settings);
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

    /** Above every account that any configuration may declare, whatever files the command line was given. */
    static int floorAccountId() {
        return AccountSpec.FIRST_USER_ID;
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
