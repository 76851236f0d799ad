package io.ringfence.config.cli;

import io.ringfence.journal.sql.SqlConfig;
import io.ringfence.journal.sql.SqlProjection;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Tables of a database that a journal's event log is projected into. */
@Command(
        name = "sql",
        description = {
            "Works on the PostgreSQL tables that a journal's event log is projected into.",
            "A node that runs with sql.url set keeps them up by itself; reference.conf explains its section sql."
        },
        subcommands = {HelpCommand.class},
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class SqlCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing: rebuild or status");
    }

    /** Journal and database. */
    static final class Target {
        @Option(names = "--journal", paramLabel = "DIR", required = true, description = "the journal's directory")
        private Path directory;

        @Option(
                names = "--url",
                paramLabel = "URL",
                required = true,
                description = "the database, for example jdbc:postgresql://127.0.0.1:5432/ringfence")
        private String url;

        @Option(names = "--user", paramLabel = "NAME", description = "of the database, default ringfence")
        private String user = "ringfence";

        @Option(names = "--password-file", paramLabel = "FILE", description = "file whose first line is the password")
        private Path passwordFile;

        @Option(
                names = "--password-env",
                paramLabel = "NAME",
                description = "environment variable with the password; without either, none is given")
        private String passwordEnv;

        @Option(names = "--schema", paramLabel = "NAME", description = "of the tables, default ringfence")
        private String schema = "ringfence";

        SqlProjection projection() {
            return new SqlProjection(config(), directory());
        }

        private Path directory() {
            JournalArgument.check(directory);
            return directory;
        }

        SqlConfig config() {
            try {
                return SqlConfig.defaults(url, user)
                        .withSchema(schema)
                        .withPassword(Optional.ofNullable(passwordFile), Optional.ofNullable(passwordEnv));
            } catch (IllegalArgumentException invalid) {
                throw new ArgumentException(invalid.getMessage().replaceFirst("^sql\\.", "--"));
            }
        }
    }

    @Command(
            name = "rebuild",
            description = {
                "Empties the tables and fills them from the event log again, up to its end. Views and grants that were made"
                        + " upon them stay. The rows are the same each time, ids included.",
                "Needed where the tables are another journal's, or have what a log lost with a machine's power."
            },
            mixinStandardHelpOptions = true,
            sortOptions = false)
    int rebuild(@Mixin Target target) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Progress progress = new Progress(spec.commandLine().getErr(), "projecting");
        long position = target.projection()
                .rebuild((done, last) -> progress.show(done, last, String.format("%,d events", done)));
        progress.end();
        out.println("position=" + position);
        out.flush();
        return ExitCode.GOOD;
    }

    @Command(
            name = "status",
            description = {
                "Prints how far the tables are behind the event log. Changes nothing.",
                "Exit code 0: they are this journal's, however far. 1: they are another journal's, or there are none."
            },
            mixinStandardHelpOptions = true,
            sortOptions = false)
    int status(@Mixin Target target) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        SqlProjection.Status status = target.projection().status();
        out.println("journal=" + status.journal().map(Object::toString).orElse("none"));
        out.println("this_journal=" + status.isThisJournal());
        out.println("position=" + status.position());
        out.println("last_position=" + status.lastPosition());
        out.println("behind=" + status.behind());
        out.flush();
        return status.isThisJournal() ? ExitCode.GOOD : ExitCode.FINDING;
    }
}
