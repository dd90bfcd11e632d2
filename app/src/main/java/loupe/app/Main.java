package loupe.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import loupe.app.cli.CommandLineApp;
import loupe.app.cli.shared.ExitCode;
import loupe.app.cli.shared.WindowOpener;
import loupe.app.preferences.KeptLanguage;
import loupe.app.shell.ToolkitCheck;
import loupe.app.shell.Workstation;
import loupe.app.text.Language;
import loupe.app.text.Words;
import loupe.app.wiring.JavaRuntime;
import loupe.app.wiring.Workplace;
import loupe.core.work.JobContext;

/// Starts the program: the command line, which opens the window when it is asked to.
public final class Main {
    private Main() {}

    /// @param args see docs/cli.md
    public static void main(String[] args) {
        Optional<String> refused = JavaRuntime.refusal(Runtime.version());
        if (refused.isPresent()) {
            System.err.println("loupe: " + refused.get());
            System.exit(ExitCode.FAILED);
        }
        System.exit(CommandLineApp.run(args, new WindowOpener() {
            @Override
            public void open(
                    Workplace.Opening opening,
                    Optional<Workplace> open,
                    Optional<Path> samples,
                    Optional<Language> language,
                    JobContext stop)
                    throws IOException {
                Words.speak(new KeptLanguage(opening.places().language()).or(language, Locale.getDefault()));
                Workstation.open(opening, open, samples, stop);
            }

            @Override
            public String check() throws IOException {
                return ToolkitCheck.run();
            }
        }));
    }
}
