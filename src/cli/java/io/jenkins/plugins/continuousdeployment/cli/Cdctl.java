package io.jenkins.plugins.continuousdeployment.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;

/** The command {@code cdctl}. */
@Command(
        name = "cdctl",
        description = "Keeps Kubernetes clusters equal to what a Git repository says.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = Cdctl.Version.class,
        scope = ScopeType.INHERIT,
        abbreviateSynopsis = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done, in sync, or healthy",
            "1:there is a difference, a sync failed, something is not healthy, or no tag is chosen",
            "2:bad input, or something does not answer; nothing was changed",
            "130:interrupted"
        },
        subcommands = {
            RenderCommand.class,
            ValidateCommand.class,
            DiffCommand.class,
            SyncCommand.class,
            StatusCommand.class,
            WaitCommand.class,
            RunCommand.class,
            HealthCommand.class,
            ImagesCommand.class,
            ListCommand.class,
            DeleteCommand.class,
            CompletionCommand.class
        })
public final class Cdctl {
    /** The libraries' loggers: held here, since the log manager forgets those that nobody holds. */
    private static final Logger ROOT = Logger.getLogger("");

    /** As long as a server may take to answer what is under way; who presses Ctrl-C does not wait for ever. */
    private static final int MOST_SECONDS_TO_STOP = 10;

    private Cdctl() {}

    /** Runs and ends the process with an {@link ExitCode}. */
    public static void main(String[] arguments) {
        quiet();
        CountDownLatch ended = new CountDownLatch(1);
        stopOnSignal(Thread.currentThread(), ended);
        int code = run(arguments, System.out, System.err);
        ended.countDown();
        System.exit(code);
    }

    /** On Ctrl-C the command ends what it is at and says what was done; the exit code is then Java's own, 130. */
    private static void stopOnSignal(Thread command, CountDownLatch ended) {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            command.interrupt();
                            try {
                                ended.await(MOST_SECONDS_TO_STOP, TimeUnit.SECONDS);
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        },
                        "stop"));
    }

    /**
     * Runs in this process.
     *
     * @return an {@link ExitCode}
     */
    public static int run(String[] arguments, PrintStream out, PrintStream err) {
        return commandLine(new Console(out, err)).execute(arguments);
    }

    /** All commands with all their options. */
    static CommandLine commandLine(Console console) {
        PrintStream out = console.out();
        PrintStream err = console.err();
        CommandLine line = new CommandLine(new Cdctl(), new Console.Factory(console));
        line.setOut(new java.io.PrintWriter(out, true, java.nio.charset.StandardCharsets.UTF_8));
        line.setErr(new java.io.PrintWriter(err, true, java.nio.charset.StandardCharsets.UTF_8));
        for (String command : List.of("diff", "sync", "status", "wait", "delete")) {
            SyncFlags.declare(line.getSubcommands().get(command).getCommandSpec());
        }
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler(new Failures(err));
        line.setParameterExceptionHandler(new Misuse(err));
        line.setUsageHelpWidth(110);
        return line;
    }

    /** What a library has to say to its developers is not for people who deploy. */
    private static void quiet() {
        LogManager.getLogManager().reset();
        ROOT.setLevel(Level.OFF);
    }

    /** The version from the build. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Cdctl.class.getPackage().getImplementationVersion();
            return new String[] {"cdctl " + (version == null ? "(development)" : version)};
        }
    }
}
