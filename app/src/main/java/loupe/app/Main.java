package loupe.app;

import java.io.IOException;
import java.util.Optional;
import loupe.app.cli.CommandLineApp;
import loupe.app.cli.WindowOpener;
import loupe.app.shell.ToolkitCheck;
import loupe.app.shell.Workstation;
import loupe.app.wiring.Workplace;

/// Starts the program: the command line, which opens the window when it is asked to.
public final class Main {
    private Main() {}

    /// @param args see docs/cli.md
    public static void main(String[] args) {
        System.exit(CommandLineApp.run(args, new WindowOpener() {
            @Override
            public void open(Workplace.Opening opening, Optional<Workplace> open, Optional<String> studyUid)
                    throws IOException {
                Workstation.open(opening, open, studyUid);
            }

            @Override
            public String check() throws IOException {
                return ToolkitCheck.run();
            }
        }));
    }
}
