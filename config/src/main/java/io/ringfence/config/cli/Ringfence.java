package io.ringfence.config.cli;

import io.ringfence.config.file.ConfigException;
import io.ringfence.config.node.PluginException;
import io.ringfence.core.ring.Halt;
import io.ringfence.core.state.StateFormatException;
import io.ringfence.journal.JournalDamagedException;
import io.ringfence.journal.JournalLockedException;
import io.ringfence.journal.NewerJournalException;
import io.ringfence.journal.log.EventLogException;
import io.ringfence.journal.replica.ReplayHaltedException;
import io.ringfence.journal.replica.ReplayRefusedException;
import io.ringfence.transport.account.AccountError;
import io.ringfence.transport.account.AccountException;
import io.ringfence.transport.delivery.contact.ContactError;
import io.ringfence.transport.delivery.contact.ContactException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Entry point of the runnable jar. */
@Command(
        name = "ringfence",
        description =
                "The event core of a trading host: one ring, a journal before every effect, a fence round every position.",
        subcommands = {
            RunCommand.class,
            ReplayCommand.class,
            VerifyCommand.class,
            DumpCommand.class,
            SqlCommand.class,
            SnapshotCommand.class,
            UserCommand.class,
            ContactCommand.class,
            StatCommand.class,
            DoctorCommand.class,
            HelpCommand.class
        },
        mixinStandardHelpOptions = true,
        versionProvider = Ringfence.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Exit codes: 0 good, 1 a finding or a start that could not be made, 2 usage or configuration, 70 the core"
                    + " halted, 130 or 143 interrupted.",
            "Try it: java -jar ringfence.jar run --exit-at-end"
        })
public final class Ringfence implements Runnable {
    @Spec
    private CommandSpec spec;

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] args) {
        // Chronicle and Netty say little; what they say should not drown the host's own lines.
        System.setProperty(
                "org.slf4j.simpleLogger.defaultLogLevel",
                System.getProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn"));
        // What fails Flyway it throws as well.
        System.setProperty("org.slf4j.simpleLogger.log.org.flywaydb", "off");
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Ringfence())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(Ringfence::explain);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    /** Turns what a person can mend into one line; anything else is a bug and keeps its trace. */
    private static int explain(Exception failure, CommandLine command, CommandLine.ParseResult parsed)
            throws Exception {
        if (failure instanceof ReplayHaltedException halted) {
            int code = explain(halted.halt(), command.getErr());
            command.getErr()
                    .println(
                            "Every start halts at this event. A build that can carry it out goes on; or leave it out, for good:"
                                    + " run --skip-sequence " + halted.halt().sequence());
            return code;
        }
        int code;
        if (failure instanceof ConfigException
                || failure instanceof ArgumentException
                || failure instanceof PluginException
                || failure instanceof AccountException wrong && wrong.error() == AccountError.INVALID_FIELD
                || failure instanceof ContactException bad && bad.error() == ContactError.INVALID_FIELD
                || failure instanceof ReplayRefusedException) {
            code = ExitCode.USAGE;
        } else if (failure instanceof JournalLockedException
                || failure instanceof JournalDamagedException
                || failure instanceof EventLogException
                || failure instanceof NewerJournalException
                || failure instanceof StateFormatException
                || failure instanceof AccountException
                || failure instanceof ContactException
                || failure instanceof IOException
                || failure instanceof UncheckedIOException) {
            code = ExitCode.FINDING;
        } else {
            throw failure;
        }
        command.getErr().println("ringfence: " + failure.getMessage());
        return code;
    }

    /** One line that says why, then where in the code. */
    static int explain(Halt halt, PrintWriter err) {
        err.println("ringfence: " + halt.describe());
        halt.cause().printStackTrace(err);
        err.flush();
        return ExitCode.HALTED;
    }

    /** Version of the jar, as its manifest has it. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Ringfence.class.getPackage().getImplementationVersion();
            return new String[] {"ringfence " + (version == null ? "(not from a jar)" : version)};
        }
    }
}
