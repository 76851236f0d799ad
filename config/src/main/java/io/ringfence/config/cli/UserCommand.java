package io.ringfence.config.cli;

import io.ringfence.config.node.AccountSpec;
import io.ringfence.transport.account.Identity;
import io.ringfence.transport.account.User;
import io.ringfence.transport.account.Users;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The users of a host. */
@Command(
        name = "user",
        description = {
            "Adds, lists and removes those who may log in to a host, and sets their passwords.",
            "Works on the directory access.directory, whether a host runs on it or not: one that does takes the change up within"
                    + " access.reload, 1 s by default, and closes the connections of who was revoked or removed."
        },
        subcommands = {HelpCommand.class},
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Exit codes: 0 done, 1 there is no such user, or one already, or a file is damaged, 2 usage or configuration.",
            "Try it: java -jar ringfence.jar user add alice"
        })
final class UserCommand implements Runnable {
    private static final String NAME = "1 to 32 of A-Z a-z 0-9 - _ .";

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "a command is missing: add, list, password, revoke, disable, enable or remove");
    }

    @Command(
            name = "add",
            description = {
                "Adds a user and prints its account.",
                "Without --account or --operator it gets an account of its own: the next id from "
                        + AccountSpec.FIRST_USER_ID
                        + " on that no user has had. Accounts that a configuration declares have smaller ids."
            },
            mixinStandardHelpOptions = true,
            sortOptions = false)
    int add(
            @Parameters(paramLabel = "NAME", description = NAME) String name,
            @Option(
                            names = "--account",
                            paramLabel = "N",
                            description = "its account in the core, such as a declared one; others may have it as well")
                    Integer account,
            @Option(names = "--operator", description = "it runs the host: account 0") boolean isOperator,
            @Mixin PasswordArgument password,
            @Mixin UserTarget target)
            throws IOException {
        if (isOperator && account != null && account != Identity.OPERATOR_ACCOUNT_ID) {
            throw new ArgumentException("--account", account, "0, or none, beside --operator");
        }
        if (account != null && account == Identity.OPERATOR_ACCOUNT_ID && !isOperator) {
            throw new ArgumentException("--account", account, "--operator beside it, since 0 runs the host");
        }
        try (Users users = target.open()) {
            char[] typed = password.read();
            try {
                long nowMs = System.currentTimeMillis();
                User user;
                if (isOperator || account != null) {
                    user = UserTarget.await(users.add(name, typed, isOperator ? 0 : account, nowMs));
                } else {
                    user = UserTarget.await(users.register(name, typed, UserTarget.floorAccountId(), nowMs));
                }
                print("user=" + user.name(), "account=" + user.accountId());
                return ExitCode.GOOD;
            } finally {
                Arrays.fill(typed, '\0');
            }
        }
    }

    @Command(
            name = "list",
            description = "Prints the users in the order they were added. Changes nothing.",
            mixinStandardHelpOptions = true,
            sortOptions = false)
    int list(@Mixin UserTarget target) throws IOException {
        try (Users users = target.open()) {
            List<User> found = users.list();
            PrintWriter out = spec.commandLine().getOut();
            out.printf("%-32s  %10s  %-8s  %-8s  %s%n", "name", "account", "role", "state", "added at (UTC)");
            for (User user : found) {
                out.printf(
                        "%-32s  %10d  %-8s  %-8s  %s%n",
                        user.name(),
                        user.accountId(),
                        user.identity().isOperator() ? "operator" : "user",
                        user.isEnabled() ? "enabled" : "disabled",
                        Instant.ofEpochMilli(user.createdMs()).truncatedTo(ChronoUnit.SECONDS));
            }
            out.flush();
            return ExitCode.GOOD;
        }
    }

    @Command(
            name = "password",
            description = "Sets another password, which voids the user's tokens.",
            mixinStandardHelpOptions = true,
            sortOptions = false)
    int password(
            @Parameters(paramLabel = "NAME", description = "of the user") String name,
            @Mixin PasswordArgument password,
            @Mixin UserTarget target)
            throws IOException {
        try (Users users = target.open()) {
            char[] typed = password.read();
            try {
                UserTarget.await(users.changePassword(name, typed));
                print("user=" + name, "password=changed");
                return ExitCode.GOOD;
            } finally {
                Arrays.fill(typed, '\0');
            }
        }
    }

    @Command(
            name = "revoke",
            description = "Voids all tokens that the user has, on every machine; it may log in again.",
            mixinStandardHelpOptions = true,
            sortOptions = false)
    int revoke(@Parameters(paramLabel = "NAME", description = "of the user") String name, @Mixin UserTarget target)
            throws IOException {
        try (Users users = target.open()) {
            UserTarget.await(users.revoke(name));
            print("user=" + name, "tokens=revoked");
            return ExitCode.GOOD;
        }
    }

    @Command(
            name = "disable",
            description = "Refuses the user's logins and tokens until it is enabled again.",
            mixinStandardHelpOptions = true,
            sortOptions = false)
    int disable(@Parameters(paramLabel = "NAME", description = "of the user") String name, @Mixin UserTarget target)
            throws IOException {
        return enable(name, false, target);
    }

    @Command(
            name = "enable",
            description = "Accepts logins of a disabled user again; its tokens from before stay void.",
            mixinStandardHelpOptions = true,
            sortOptions = false)
    int enable(@Parameters(paramLabel = "NAME", description = "of the user") String name, @Mixin UserTarget target)
            throws IOException {
        return enable(name, true, target);
    }

    private int enable(String name, boolean isEnabled, UserTarget target) throws IOException {
        try (Users users = target.open()) {
            UserTarget.await(users.enable(name, isEnabled));
            print("user=" + name, "enabled=" + isEnabled);
            return ExitCode.GOOD;
        }
    }

    @Command(
            name = "remove",
            description =
                    "Removes the user. What its account holds stays as it is, and no later user gets that account by itself.",
            mixinStandardHelpOptions = true,
            sortOptions = false)
    int remove(@Parameters(paramLabel = "NAME", description = "of the user") String name, @Mixin UserTarget target)
            throws IOException {
        try (Users users = target.open()) {
            UserTarget.await(users.remove(name));
            print("user=" + name, "removed=true");
            return ExitCode.GOOD;
        }
    }

    private void print(String... lines) {
        PrintWriter out = spec.commandLine().getOut();
        for (String line : lines) {
            out.println(line);
        }
        out.flush();
    }
}
