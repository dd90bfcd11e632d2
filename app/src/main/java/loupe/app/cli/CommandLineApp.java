package loupe.app.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import loupe.app.cli.shared.CommandContext;
import loupe.app.cli.shared.ExitCode;
import loupe.app.cli.shared.Terminal;
import loupe.app.cli.shared.WindowOpener;
import loupe.app.wiring.Places;
import loupe.app.wiring.SafeLog;
import loupe.app.wiring.Version;
import loupe.core.dicom.DicomException;
import loupe.core.encoding.EncodingException;
import loupe.core.work.CancelledException;
import loupe.deid.profile.ProfileException;
import loupe.inference.card.CardException;
import loupe.inference.engine.ModelException;
import loupe.exchange.peer.PeerException;
import loupe.review.ReviewException;
import loupe.store.fault.StoreException;
import picocli.CommandLine;

/// The command line: parses, runs, and turns every fault into one line that says what and what to do.
public final class CommandLineApp {
    private CommandLineApp() {}

    /// Runs one command line.
    ///
    /// @param window opens the window where a command asks for it
    /// @return exit code: 0 done, 1 failed, 2 misused, 130 cancelled
    public static int run(String[] args, WindowOpener window) {
        return run(args, window, System.getenv());
    }

    /// Runs one command line in surroundings of its own. What it says goes to the standard streams as they are at the call.
    ///
    /// @param window opens the window where a command asks for it
    /// @param environment the variables that name its places (LOUPE_HOME, HOME, XDG) and its passphrase (LOUPE_PASSPHRASE)
    /// @return as [#run(String[], WindowOpener)]
    public static int run(String[] args, WindowOpener window, Map<String, String> environment) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        SafeLog log = new SafeLog(Places.of(environment).log(), Clock.systemUTC());
        Terminal terminal = new Terminal(err, interactive());
        CommandContext session = new CommandContext(out, err, terminal, window, log);
        CountDownLatch done = new CountDownLatch(1);
        Thread hook = new Thread(() -> stop(terminal, done), "stop");
        Runtime.getRuntime().addShutdownHook(hook);
        CommandLine commands = Commands.in(environment, Commands.commandLine(session));
        commands.setOut(new java.io.PrintWriter(out, true));
        commands.setErr(new java.io.PrintWriter(err, true));
        commands.setExecutionExceptionHandler((e, line, parsed) -> explain(e, asJson(parsed), session));
        commands.setParameterExceptionHandler((e, unused) -> {
            err.println("loupe: " + e.getMessage() + "; see `loupe " + path(e.getCommandLine()) + "--help`");
            return ExitCode.MISUSED;
        });
        int code = commands.execute(args);
        terminal.end();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // Ctrl-C or SIGTERM: the hook waits for this to be done; the process ends with it.
            done.countDown();
            return ExitCode.INTERRUPTED;
        }
        return code;
    }

    private static String path(CommandLine line) {
        return line.getParent() == null ? "" : line.getCommandName() + " ";
    }

    private static boolean interactive() {
        return System.console() != null && System.console().isTerminal();
    }

    /// Whether the command, or one above it, was asked for JSON.
    private static boolean asJson(CommandLine.ParseResult parsed) {
        return parsed.hasMatchedOption("--json") || parsed.hasSubcommand() && asJson(parsed.subcommand());
    }

    /// Ctrl-C: asks the work to stop and waits for it to leave things whole.
    private static void stop(Terminal terminal, CountDownLatch done) {
        terminal.cancel();
        try {
            if (!done.await(20, TimeUnit.SECONDS)) {
                System.err.println("loupe: the work did not stop in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// What a command asked for JSON answers where it failed.
    ///
    /// @param error what and what to do
    record Failure(String error) {}

    private static int explain(Throwable e, boolean json, CommandContext session) throws Exception {
        session.terminal().end();
        if (e instanceof CancelledException) {
            return failed("cancelled; what was finished is kept", ExitCode.INTERRUPTED, json, session);
        }
        session.log().fault(e);
        return failed(sentence(e, session), ExitCode.FAILED, json, session);
    }

    private static int failed(String sentence, int code, boolean json, CommandContext session) throws Exception {
        session.err().println("loupe: " + sentence);
        if (json) {
            session.json(new Failure(sentence));
        }
        return code;
    }

    private static String sentence(Throwable e, CommandContext session) {
        boolean ours = e instanceof ReviewException
                || e instanceof StoreException
                || e instanceof DicomException
                || e instanceof CardException
                || e instanceof ModelException
                || e instanceof EncodingException
                || e instanceof PeerException
                || e instanceof ProfileException;
        if (ours) {
            return String.valueOf(e.getMessage());
        }
        if (e instanceof FileSystemException || e instanceof IOException) {
            return "a file or folder cannot be read or written; check that it exists, your rights and the room left";
        }
        return "something went wrong inside " + Version.SOFTWARE + "; details without patient data are in "
                + session.log().file();
    }
}
