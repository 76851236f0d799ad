package io.ringfence.config.cli;

import io.ringfence.config.file.ConfigFile;
import io.ringfence.config.node.NodeChannels;
import io.ringfence.config.node.NodeConfig;
import io.ringfence.core.event.DeliveryChannel;
import io.ringfence.transport.account.User;
import io.ringfence.transport.account.Users;
import io.ringfence.transport.account.UsersListener;
import io.ringfence.transport.delivery.contact.ContactBook;
import io.ringfence.transport.delivery.contact.ContactInfo;
import io.ringfence.transport.delivery.webpush.VapidKeys;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Where the people of a host are reached. */
@Command(
        name = "contact",
        description = {
            "Adds, lists and removes addresses by which events reach people outside the edge.",
            "Works on the directory delivery.contacts.directory, whether a host runs on it or not: one that does takes the change"
                    + " up within delivery.contacts.reload, 1 s by default."
        },
        subcommands = {HelpCommand.class},
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Exit codes: 0 done, 1 there is no such user or contact, or a file is damaged, 2 usage or configuration.",
            "Try it: java -jar ringfence.jar contact add alice telegram 123456789 --config host.conf"
        })
final class ContactCommand implements Runnable {
    private static final String WHO = "user's name, or account's id";

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing: add, list, remove or vapid-key");
    }

    /** Which host's. */
    static final class Target {
        @Option(names = "--config", paramLabel = "FILE", description = "the host's HOCON file; without one, the demo")
        private Path file;

        @Option(names = "--set", paramLabel = "KEY=VALUE", description = "one setting over the file; may be repeated")
        private final List<String> settings = new ArrayList<>();

        private NodeConfig config() {
            return ConfigFile.load(Optional.ofNullable(file), Optional.empty(), settings);
        }

        private static ContactBook open(NodeConfig config) throws IOException {
            NodeChannels channels = config.events()
                    .channels()
                    .orElseThrow(
                            () -> new ArgumentException(
                                    "delivery: expected a channel of it that is enabled, such as delivery.telegram.enabled = true"));
            ContactBook book = new ContactBook(channels.contacts(), fault -> {});
            book.start();
            return book;
        }
    }

    @Command(
            name = "add",
            description = {
                "Adds an address and prints its id.",
                "Of telegram a chat's id, of email an address, of push an FCM registration token, of web a subscription as JSON, of"
                        + " webhook an https address: its secret is made and printed, this once."
            },
            mixinStandardHelpOptions = true,
            sortOptions = false)
    int add(
            @Parameters(paramLabel = "WHO", description = WHO) String who,
            @Parameters(paramLabel = "CHANNEL", description = "telegram, email, push, web or webhook") String channel,
            @Parameters(paramLabel = "ADDRESS", description = "in the channel's own form") String address,
            @Mixin Target target)
            throws IOException {
        DeliveryChannel by = channel(channel);
        NodeConfig config = target.config();
        int accountId = accountId(config, who);
        String secret = by == DeliveryChannel.WEBHOOK ? ContactBook.newSecret() : "";
        try (ContactBook book = Target.open(config)) {
            ContactInfo added = book.add(accountId, by, address, secret, System.currentTimeMillis());
            print("id=" + added.id(), "account=" + accountId);
            if (!secret.isEmpty()) {
                print("secret=" + secret);
            }
            return ExitCode.GOOD;
        }
    }

    @Command(
            name = "list",
            description = "Prints the addresses of an account. Changes nothing.",
            mixinStandardHelpOptions = true,
            sortOptions = false)
    int list(@Parameters(paramLabel = "WHO", description = WHO) String who, @Mixin Target target) throws IOException {
        NodeConfig config = target.config();
        int accountId = accountId(config, who);
        try (ContactBook book = Target.open(config)) {
            PrintWriter out = spec.commandLine().getOut();
            out.printf("%-24s  %-8s  %-20s  %s%n", "id", "channel", "added at (UTC)", "address");
            for (ContactInfo one : book.list(accountId)) {
                out.printf(
                        "%-24s  %-8s  %-20s  %s%n",
                        one.id(),
                        one.channel().name().toLowerCase(Locale.ROOT),
                        Instant.ofEpochMilli(one.addedMs()).truncatedTo(ChronoUnit.SECONDS),
                        one.address());
            }
            out.flush();
            return ExitCode.GOOD;
        }
    }

    @Command(
            name = "remove",
            description = "Removes an address of an account.",
            mixinStandardHelpOptions = true,
            sortOptions = false)
    int remove(
            @Parameters(paramLabel = "WHO", description = WHO) String who,
            @Parameters(paramLabel = "ID", description = "of the contact, as list prints it") String id,
            @Mixin Target target)
            throws IOException {
        NodeConfig config = target.config();
        int accountId = accountId(config, who);
        try (ContactBook book = Target.open(config)) {
            book.remove(accountId, id);
            print("id=" + id, "removed=true");
            return ExitCode.GOOD;
        }
    }

    @Command(
            name = "vapid-key",
            description = {
                "Makes the key that push services know this host by, for delivery.web-push.key-file, and prints the public one.",
                "A page gives the public key to pushManager.subscribe. With another key every browser has to subscribe anew."
            },
            mixinStandardHelpOptions = true,
            sortOptions = false)
    int vapidKey(@Parameters(paramLabel = "FILE", description = "to make, with mode 0600; never overwritten") Path file)
            throws IOException {
        print("public_key=" + VapidKeys.create(file).publicKey());
        return ExitCode.GOOD;
    }

    private static DeliveryChannel channel(String text) {
        for (DeliveryChannel channel : DeliveryChannel.values()) {
            boolean isOutside = channel != DeliveryChannel.ACTIVE_SESSION && channel != DeliveryChannel.NULL_VAL;
            if (isOutside && channel.name().equalsIgnoreCase(text)) {
                return channel;
            }
        }
        throw new ArgumentException("CHANNEL", text, "telegram, email, push, web or webhook");
    }

    private static int accountId(NodeConfig config, String who) throws IOException {
        if (who.matches("[0-9]{1,9}")) {
            return Integer.parseInt(who);
        }
        if (config.access().isPresent()) {
            try (Users users = new Users(config.access().get(), UsersListener.NONE)) {
                users.start();
                for (User user : users.list()) {
                    if (user.name().equals(who)) {
                        return user.accountId();
                    }
                }
            }
        }
        throw new ArgumentException("WHO", who, "a user of this host, or an account's id");
    }

    private void print(String... lines) {
        PrintWriter out = spec.commandLine().getOut();
        for (String line : lines) {
            out.println(line);
        }
        out.flush();
    }
}
